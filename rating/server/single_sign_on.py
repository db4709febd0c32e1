"""Logging in through the district's own identity provider, where one is configured; no account is ever made by it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rating.server import provider
from rating.server.doors import in_thread, let_in, shown_route, token_of, visit_of
from rating.server.forms import is_secure, local_path
from rating.server.provider import NotVouched, Provider
from rating.server.rendering import message
from rating.server.sealed import GOOD_FOR, sealed, unsealed
from rating.workflow import signing_in, system

THERE, BACK = "/login/single-sign-on", "/login/back"
COOKIE = "rating_sign_on"
WAY, TO_LOGIN = "next", ("/login", "回到登录页")


def button() -> str:
    """What the log-in page offers; "" without a provider."""
    there = provider.configured()
    return there.name if there else ""


async def _send(request: Request, there: Provider) -> Response:
    from rating.server import asking_provider  # loads Authlib, which nobody without a provider needs

    key = await in_thread(lambda: signing_in.sign_on_key(system.opened()))
    answer, known = await asking_provider.send_there(there, request, str(request.base_url).rstrip("/") + BACK)
    known[WAY] = local_path(request.query_params.get("next", ""))
    answer.headers["Cache-Control"] = "no-store"
    answer.set_cookie(
        COOKIE,
        sealed(key, known),
        GOOD_FOR,
        path=BACK,
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return answer


async def _receive(request: Request, there: Provider) -> Response:
    from rating.server import asking_provider

    key = await in_thread(lambda: signing_in.sign_on_key(system.opened()))
    known = unsealed(key, request.cookies.get(COOKIE, ""))
    way = local_path(str(known.pop(WAY, "/")))
    named = await asking_provider.name_there(there, request, known)
    visit, before = visit_of(request), token_of(request)
    entry = await in_thread(lambda: signing_in.log_in_external(system.opened(), named, visit, before))
    if entry.token:
        return _forgetting(request, let_in(request, entry.token, way))
    told = f"{there.name}认识您，但本系统里没有与「{named[:60]}」对应的账号。请联系区里的管理员。"
    return _forgetting(request, message(request, "没有对应的账号", told, 403, TO_LOGIN))


def _forgetting(request: Request, answer: Response) -> Response:
    answer.delete_cookie(COOKIE, path=BACK, httponly=True, samesite="lax", secure=is_secure(request))
    return answer


async def _show(request: Request) -> Response:
    there = provider.configured()
    if there is None:
        return message(request, "没有单点登录", "这里没有启用单点登录，请用登录名和密码登录。", 404, TO_LOGIN)
    try:
        return await (_receive if request.url.path == BACK else _send)(request, there)
    except NotVouched:
        told = f"{there.name}没有完成登录。请再试一次；仍不行请用登录名和密码登录，或联系管理员。"
        return _forgetting(request, message(request, "单点登录没有完成", told, 502, TO_LOGIN))


ROUTES: tuple[Route, ...] = (shown_route(THERE, _show), shown_route(BACK, _show))
