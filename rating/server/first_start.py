"""The first administrator, while nobody has an account.

Whoever sits at the machine itself may do it at once. From anywhere else it takes the set-up code, which the
server tells its console: otherwise the first passer-by on the network would own the district.
"""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.responses import Response

from rating.problems import Problem, Refused
from rating.server import provider
from rating.server.doors import STORAGE, Fields, denied, form_route, in_thread, in_turn, let_in, visit_of
from rating.server.forms import address_of
from rating.server.rendering import message, page
from rating.workflow import signing_in, system

TITLE = "建立正式系统"
FORWARDING = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
"""Headers of a proxy: behind one everybody may look like this machine."""
WRONG = "安装码不正确。"


def at_this_machine(request: Request) -> bool:
    """Whether browser and server are one machine, as far as that is certain.

    The name in the address must be the machine's own too: a foreign name that was made to lead here is a trick. A
    proxy that says nothing of itself still speaks HTTP/1.0.
    """
    forwarded = any(name in request.headers for name in FORWARDING) or request.scope["http_version"] == "1.0"
    return not forwarded and _is_loopback(address_of(request)) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def announce() -> str:
    """What the console is told at the start, "" for nothing. Raises Refused (storage_…)."""
    code = signing_in.setup_code(system.opened())
    told = f"还没有账号：试用。在另一台电脑上建立第一个管理员时需要安装码 {code}（页面 /first-start）" if code else ""
    return "\n".join(line for line in (told, provider.trouble()) if line)


async def _show(request: Request) -> Response:
    if await in_thread(lambda: system.has_accounts(system.opened())):
        return _too_late(request)
    return _page(request, {})


def _too_late(request: Request) -> Response:
    told = "系统已经建立，第一个管理员已有账号。请登录；没有账号时请联系管理员。"
    return message(request, "系统已经建立", told, 409, ("/login", "登录"))


def _page(
    request: Request, fields: Fields, told: str = "", status: int = 200, problems: tuple[Problem, ...] = ()
) -> Response:
    typed = {field: fields.get(field, "")[:200] for field in ("login", "name")}
    near = at_this_machine(request)
    return page(request, "first_start", TITLE, status, problems, told=told, near=near, **typed)


async def _take(request: Request, fields: Fields) -> Response:
    login, name, password = (fields.get(field, "") for field in ("login", "name", "password"))
    if not (login.strip() and name.strip() and password):
        return _page(request, fields, "请填写登录名、姓名和两次密码。", 422)
    if password != fields.get("again", ""):
        return _page(request, fields, "两次填写的密码不一样，请重新填写。", 422)
    code = None if at_this_machine(request) else fields.get("code", "")
    visit = visit_of(request)
    try:
        entry = await in_turn(
            request, lambda: signing_in.make_first(system.opened(), login, name, password, code, visit)
        )
    except Refused as refusal:
        if refusal.problems[0].code.startswith(STORAGE):
            raise
        if refusal.problems[0].code == "not_now":
            return _too_late(request)
        return _page(request, fields, status=422, problems=refusal.problems)
    if entry.token:
        return let_in(request, entry.token, "/")
    told, status = denied(entry, WRONG)
    return _page(request, fields, told, status)


ROUTES = (form_route("/first-start", _show, _take),)
