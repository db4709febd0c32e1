"""Logging in with a password, and logging out: here, or everywhere."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rating.server import single_sign_on
from rating.server.doors import Fields, denied, form_route, in_thread, in_turn, let_in, let_out, token_of, visit_of
from rating.server.forms import local_path
from rating.server.rendering import message, page
from rating.workflow import signing_in, system

WRONG = "登录名或密码不正确。"
TITLE, OUT = "登录", "退出登录"


async def _show(request: Request) -> Response:
    way = local_path(request.query_params.get("next", ""))
    if not await in_thread(lambda: system.has_accounts(system.opened())):
        told = "现在是试用，还没有任何账号，不需要登录。要让全区使用，请先建立正式系统。"
        return message(request, "还没有账号", told, 200, ("/first-start", "建立正式系统（第一个管理员）"))
    token = token_of(request)
    if await in_thread(lambda: _is_good(token)):
        return RedirectResponse(way, 303, {"Cache-Control": "no-store"})
    return _page(request, way)


def _is_good(token: str) -> bool:
    return bool(token) and signing_in.is_good(system.opened(), token)


def _page(request: Request, way: str, login: str = "", told: str = "", status: int = 200) -> Response:
    return page(request, "login", TITLE, status, way=way, login=login, told=told, single=single_sign_on.button())


async def _take(request: Request, fields: Fields) -> Response:
    login, password, way = fields.get("login", ""), fields.get("password", ""), local_path(fields.get("next", ""))
    if not login.strip() or not password:
        return _page(request, way, login[:200], "请填写登录名和密码。", 422)
    visit, before = visit_of(request), token_of(request)
    entry = await in_turn(request, lambda: signing_in.log_in(system.opened(), login, password, visit, before))
    if entry.token:
        return let_in(request, entry.token, way)
    told, status = denied(entry, WRONG)
    answer = _page(request, way, login[:200], told, status)
    if entry.wait:
        answer.headers["Retry-After"] = str(entry.wait)
    return answer


async def _show_out(request: Request) -> Response:
    token = token_of(request)
    person = await in_thread(lambda: signing_in.person_by(system.opened(), token)) if token else None
    if person is None:
        return let_out(request)
    return page(request, "logout", OUT, name=person.name)


async def _take_out(request: Request, fields: Fields) -> Response:
    token, everywhere = token_of(request), fields.get("everywhere") == "yes"
    if token:
        await in_thread(lambda: signing_in.log_out(system.opened(), token, everywhere=everywhere))
    return let_out(request)


ROUTES = (form_route("/login", _show, _take), form_route("/logout", _show_out, _take_out), *single_sign_on.ROUTES)
