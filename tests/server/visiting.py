"""A browser for tests: Starlette's client, which fills in our forms as a page would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from argon2 import PasswordHasher
from httpx import Response
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from rating.district.people import passwords
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.server import ROUTES, Guard, SecurityHeaders
from rating.workflow import signing_in
from rating.workflow.signing_in import Visit

PASSWORD = "一句只有自己知道的话"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
DOCUMENT = {"accept": "text/html"}
SESSION, FORM = "rating_session", "rating_form"


def inner_app() -> Starlette:
    """Our routes and guard, with something to guard behind them."""

    def page(_: object) -> HTMLResponse:
        return HTMLResponse("内页")

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("内页")
        await socket.close()

    routes = [*ROUTES, Route("/", page), Route("/ranking", page), WebSocketRoute("/_stcore/stream", stream)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Guard)])


class Visitor:
    """One browser: its cookies, and forms sent with what the page says."""

    def __init__(self, app: Any, address: str = "10.1.1.1", at: str = "http://rating.example", **settings: Any) -> None:
        self.at = at
        self.client = TestClient(app, base_url=at, client=(address, 50000), follow_redirects=False, **settings)

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers={**DOCUMENT, **headers})

    def token(self, path: str = "/login") -> str:
        """The hidden field of a form."""
        found = re.search(r'name="form" value="([^"]+)"', self.get(path).text)
        return found[1] if found else ""

    def send(self, path: str, page: str = "", **fields: str) -> Response:
        """The form on `page` (otherwise on `path`), filled in."""
        return self.client.post(path, data={"form": self.token(page or path), **fields}, headers={"origin": self.at})

    def log_in(self, login: str, password: str = PASSWORD, **fields: str) -> Response:
        return self.send("/login", login=login, password=password, **fields)

    @property
    def session(self) -> str:
        return str(self.client.cookies.get(SESSION, ""))

    @session.setter
    def session(self, token: str) -> None:
        self.client.cookies.clear()
        self.client.cookies.set(SESSION, token)


def give_passwords(database: Database, password: str = PASSWORD) -> None:
    """Every account of `made` gets one."""
    with database.writing() as at:
        at.execute(update(schema.account).values(password_hash=CHEAP.hash(passwords.normal(password))))


def session_of(database: Database, login: str) -> str:
    """A session as the log-in makes it."""
    return signing_in.log_in(database, login, PASSWORD, Visit("10.9.9.9", "test")).token


@contextmanager
def stopped_clock(monkeypatch: Any, **later: float) -> Iterator[None]:
    """Inside, storage believes that it is `later` (arguments of timedelta)."""
    from datetime import timedelta

    from rating.district.people import attempts, entering, sessions
    from rating.district.storage.columns import moment

    with monkeypatch.context() as patch:
        for module in (attempts, entering, sessions):
            patch.setattr(module, "moment", lambda: moment() + timedelta(**later))
        yield
