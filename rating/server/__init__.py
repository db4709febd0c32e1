"""What stands between the network and the screens: the guard, log-in pages, headers, files with an owner."""

from __future__ import annotations

from starlette.routing import BaseRoute

from rating.server import account_page, activation, files, first_start, handbook, health, login
from rating.server.first_start import announce as announcement
from rating.server.guard import OPEN, Guard
from rating.server.headers import HEADERS, TITLE, ChinesePage, SecurityHeaders

ROUTES: tuple[BaseRoute, ...] = (
    *login.ROUTES,
    *activation.ROUTES,
    *first_start.ROUTES,
    *account_page.ROUTES,
    *files.ROUTES,
    *handbook.ROUTES,
    health.ROUTE,
)
"""Every route of our own, before Streamlit's."""

__all__ = ["HEADERS", "OPEN", "ROUTES", "TITLE", "ChinesePage", "Guard", "SecurityHeaders", "announcement"]
