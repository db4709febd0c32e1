"""For nginx and whoever watches the service: alive, and the database answers. Nothing else is told."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rating.problems import Refused
from rating.server.doors import in_thread
from rating.workflow import system


def _is_well() -> bool:
    try:
        return system.is_alive(system.opened())
    except Refused:
        return False


async def _answer(_: Request) -> Response:
    well = await in_thread(_is_well)
    return PlainTextResponse("ok" if well else "unavailable", 200 if well else 503, {"Cache-Control": "no-store"})


ROUTE = Route("/healthz", _answer, methods=["GET"])
