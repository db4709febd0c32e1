"""What all our own routes share: a form that is shown and taken, the session's cookie, slow work outside the loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from rating.problems import Refused
from rating.server.forms import NotOurs, TooMuch, address_of, in_words, is_secure, submitted
from rating.server.rendering import message
from rating.server.turnstile import Full, Turnstile
from rating.workflow.signing_in import Entry, Visit

Given = TypeVar("Given")
Fields = Mapping[str, str]
COOKIE = "rating_session"
SLOTS = max(1, os.cpu_count() or 1)
TURNSTILE = Turnstile(SLOTS)
CHECKING = ThreadPoolExecutor(SLOTS, "password")
STORAGE = "storage_"
"""Codes that begin so tell of the storage, not of what was asked."""
NOT_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of a file, or of the answer instead of one: kept by nobody on the way, taken for nothing else."""


Shows = Callable[[Request], Awaitable[Response]]
Takes = Callable[[Request, Fields], Awaitable[Response]]


def shown_route(path: str, shows: Shows) -> Route:
    """GET shows the page; what is refused becomes a calm one."""

    async def answer(request: Request) -> Response:
        try:
            return await shows(request)
        except Refused as refusal:
            return refused(request, refusal)

    return Route(path, answer, methods=["GET"])


def form_route(path: str, shows: Shows, takes: Takes) -> Route:
    """GET shows the page, POST takes its form; whatever goes wrong on the way becomes a calm page."""

    async def answer(request: Request) -> Response:
        try:
            return await (takes(request, await submitted(request)) if request.method == "POST" else shows(request))
        except NotOurs:
            told = "这个页面打开得太久，或表单不是从本系统的页面提交的。没有做任何改动，请重新打开页面再试。"
            return message(request, "请重新打开页面", told, 403, (path, "重新打开"))
        except TooMuch:
            return message(
                request, "内容不能识别", "提交的内容太长，或不是本系统的表单。没有做任何改动。", 413, (path, "重新打开")
            )
        except Full:
            told = "现在同时登录的人很多，暂时排不上。请稍等半分钟再试，不需要联系管理员。"
            answered = message(request, "请稍后再试", told, 503, (path, "重新打开"))
            answered.headers["Retry-After"] = "30"
            return answered
        except Refused as refusal:
            return refused(request, refusal)

    return Route(path, answer, methods=["GET", "POST"])


def refused(request: Request, refusal: Refused) -> Response:
    """A page that says what was refused; 503 where the storage is the reason."""
    problem = refusal.problems[0]
    away = problem.code.startswith(STORAGE)
    title = "暂时不能使用" if away else problem.kind.title
    return message(request, title, f"{problem.found}。{problem.remedy or problem.kind.remedy}。", 503 if away else 409)


def no_such_file() -> Response:
    """For what is not there and, in the same words, for what one may not have."""
    return PlainTextResponse("没有这个文件，或者您不能下载它", 404, NOT_KEPT)


async def in_thread(work: Callable[[], Given]) -> Given:
    """Work that asks the database, without keeping everybody else waiting."""
    return await run_in_threadpool(work)


async def in_turn(request: Request, work: Callable[[], Given]) -> Given:
    """The same for work on passwords: a few at once, in a fair order. Raises Full."""
    async with TURNSTILE.place(address_of(request)):
        return await asyncio.get_running_loop().run_in_executor(CHECKING, work)


def visit_of(request: Request) -> Visit:
    return Visit(address_of(request), request.headers.get("user-agent", ""))


def token_of(connection: HTTPConnection) -> str:
    """The session's token as the browser sent it, "" for none."""
    return connection.cookies.get(COOKIE, "")


def let_in(request: Request, token: str, path: str) -> Response:
    """On to `path` with a new session; the cookie ends with the browser."""
    answer = RedirectResponse(path, 303, {"Cache-Control": "no-store"})
    answer.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax", secure=is_secure(request))
    return answer


def let_out(request: Request, path: str = "/login") -> Response:
    """On to `path` without a session."""
    answer = RedirectResponse(path, 303, {"Cache-Control": "no-store"})
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=is_secure(request))
    return answer


def denied(entry: Entry, wrong: str) -> tuple[str, int]:
    """What is told after an attempt without a token, and the status of the answer."""
    if not entry.wait:
        return wrong, 401
    later = f"请在 {in_words(entry.wait)}后再试。"
    return (f"{wrong}已连续多次不正确，{later}" if entry.seen else f"此前多次不正确，这一次没有核对。{later}"), 429
