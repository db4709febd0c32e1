"""Files with an owner: own routes, each of which asks whether this person may have this file."""

from __future__ import annotations

from starlette.routing import Route

ROUTES: tuple[Route, ...] = ()
