"""The guard: nobody passes without a session once there is an account, by HTTP or by web socket.

Everything is closed but the few exact paths of the log-in pages; so an odd spelling of a path stays outside.
A file that a page offers (Streamlit's /media) passes only to the log-in whose page offers it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rating.problems import Refused
from rating.server.doors import no_such_file, refused, token_of
from rating.server.forms import local_path, of_this_host
from rating.workflow import signing_in, system

OPEN = frozenset({"/login", "/login/single-sign-on", "/login/back", "/logout", "/activate", "/first-start", "/healthz"})
"""What is reached without a session; none of it is Streamlit's."""
PROGRAM = "/static/"
"""Streamlit's own program, the same for everybody: a page loads some sixty pieces of it at once."""
OFFERED = "/media/"
"""Below it Streamlit keeps what pages offer for download."""
REMEMBERED = 1.0
"""Seconds for which a token that was good stays so for the pieces of the program; for nothing else."""
AT_ONCE = 8
NOT_IN, AWAY = 4401, 1013
"""Codes with which a web socket is closed."""


class Guard:
    """ASGI middleware in front of everything; `system.opened()` holds the sessions.

    may_have  whether the file at a path below /media was offered to the log-in with this token
    """

    def __init__(self, app: ASGIApp, may_have: Callable[[str, str], bool] = lambda path, token: False) -> None:
        self.app = app
        self.may_have = may_have
        self.looking = ThreadPoolExecutor(AT_ONCE, "guard")
        self.good_until: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or (scope["type"] == "http" and scope["path"] in OPEN):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket" and not of_this_host(HTTPConnection(scope)):
            # Streamlit, to judge another origin, would ask an outside address for this machine's own
            await _turn_away(scope, receive, send)
            return
        try:
            passes = await self._passes(scope)
        except Refused as refusal:
            await _turn_away(scope, receive, send, refusal)
            return
        if not passes:
            await _turn_away(scope, receive, send)
        elif scope["path"].startswith(OFFERED) and not self.may_have(scope["path"], token_of(HTTPConnection(scope))):
            await no_such_file()(scope, receive, send)
        else:
            await self.app(scope, self._watching(scope, receive, send), send)

    def _watching(self, scope: Scope, receive: Receive, send: Send) -> Receive:
        """Of a web socket every message is asked for its session anew: after a log-out elsewhere none gets through.

        The page then keeps what was typed on it, and sends it again once somebody has logged in
        (`screens/frame/connection.js`). While the storage is away messages pass: the page tells of it.
        """
        if scope["type"] != "websocket":
            return receive

        async def receive_if_good() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not await self._still_passes(scope):
                await send({"type": "websocket.close", "code": NOT_IN, "reason": ""})
                return {"type": "websocket.disconnect", "code": NOT_IN}
            return message

        return receive_if_good

    async def _still_passes(self, scope: Scope) -> bool:
        try:
            return await self._passes(scope)
        except Refused:
            return True

    async def _passes(self, scope: Scope) -> bool:
        token = token_of(HTTPConnection(scope))
        program = scope["path"].startswith(PROGRAM)
        if program and self.good_until.get(token, 0.0) > time.monotonic():
            return True
        passes = await asyncio.get_running_loop().run_in_executor(self.looking, may_pass, token)
        if passes and program:
            if len(self.good_until) > 1000:
                self.good_until.clear()
            self.good_until[token] = time.monotonic() + REMEMBERED
        return passes


def may_pass(token: str) -> bool:
    """Whether the token opens the door, or there is no door yet. Raises Refused (storage_…): then nobody passes."""
    database = system.opened()
    return bool(token and signing_in.is_good(database, token)) or not system.has_accounts(database)


async def _turn_away(scope: Scope, receive: Receive, send: Send, refusal: Refused | None = None) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": AWAY if refusal else NOT_IN, "reason": ""})
        return
    request = Request(scope, receive)
    await _answer(request, refusal)(scope, receive, send)


def _answer(request: Request, refusal: Refused | None) -> Response:
    document = request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")
    if refusal is not None:
        return refused(request, refusal) if document else PlainTextResponse("暂时不能使用", 503, _UNKEPT)
    if not document:
        return PlainTextResponse("请先登录", 401, _UNKEPT)
    return RedirectResponse(f"/login{_after(request)}", 303, _UNKEPT)


_UNKEPT = {"Cache-Control": "no-store"}


def _after(request: Request) -> str:
    """`?next=…`: where the visitor wanted to go, nothing for the front page."""
    path = quote(request.scope["path"]) + (f"?{request.url.query}" if request.url.query else "")
    return f"?next={quote(path, safe='')}" if local_path(path) != "/" else ""
