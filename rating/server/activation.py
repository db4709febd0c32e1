"""An activation code becomes a password of one's own, once."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from rating.problems import Problem, Refused
from rating.server.doors import STORAGE, Fields, denied, form_route, in_turn, let_in, visit_of
from rating.server.rendering import page
from rating.workflow import signing_in, system

TITLE = "激活账号"
WRONG = "登录名与激活码对不上，或激活码已经用过、过期。"


async def _show(request: Request) -> Response:
    return _page(request, {})


def _page(
    request: Request, fields: Fields, told: str = "", status: int = 200, problems: tuple[Problem, ...] = ()
) -> Response:
    typed = {name: fields.get(name, "")[:200] for name in ("login", "code")}
    return page(request, "activate", TITLE, status, problems, told=told, **typed)


async def _take(request: Request, fields: Fields) -> Response:
    login, code, password = (fields.get(name, "") for name in ("login", "code", "password"))
    if not (login.strip() and code.strip() and password):
        return _page(request, fields, "请填写登录名、激活码和两次密码。", 422)
    if password != fields.get("again", ""):
        return _page(request, fields, "两次填写的密码不一样，请重新填写。", 422)
    visit = visit_of(request)
    try:
        entry = await in_turn(request, lambda: signing_in.activate(system.opened(), login, code, password, visit))
    except Refused as refusal:
        if refusal.problems[0].code.startswith(STORAGE):
            raise
        return _page(request, fields, status=422, problems=refusal.problems)
    if entry.token:
        return let_in(request, entry.token, "/")
    told, status = denied(entry, WRONG)
    return _page(request, fields, told, status)


ROUTES = (form_route("/activate", _show, _take),)
