"""One's own account: name and role, another password, where one is logged in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rating.district.people.person import Person
from rating.problems import Problem, Refused
from rating.server.browsers import browser_name
from rating.server.doors import (
    STORAGE,
    Fields,
    denied,
    form_route,
    in_thread,
    in_turn,
    let_in,
    let_out,
    token_of,
    visit_of,
)
from rating.server.rendering import page
from rating.shown import moment_text
from rating.workflow import signing_in, system

PATH, TITLE = "/account", "我的账号"
WRONG = "原密码不正确。"
DONE = {"password": "密码已修改，其他设备上的登录已经结束。", "ended": "那一处登录已经结束。"}


async def _person(request: Request) -> Person | None:
    token = token_of(request)
    return await in_thread(lambda: signing_in.person_by(system.opened(), token)) if token else None


async def _show(request: Request) -> Response:
    person = await _person(request)
    if person is None:
        return let_out(request)
    return await _page(request, person, done=DONE.get(request.query_params.get("done", ""), ""))


async def _page(
    request: Request,
    person: Person,
    *,
    done: str = "",
    told: str = "",
    status: int = 200,
    problems: tuple[Problem, ...] = (),
) -> Response:
    open_now = await in_thread(lambda: signing_in.own_sessions(system.opened(), person))
    places = [
        {
            "id": each.id,
            "browser": browser_name(each.browser),
            "address": each.address or "—",
            "started": moment_text(each.started_at),
            "seen": moment_text(each.seen_at),
            "this": each.this,
        }
        for each in open_now
    ]
    said = {"person": person, "places": places, "done": done, "told": told}
    said["has_password"] = await in_thread(lambda: signing_in.has_password(system.opened(), person))
    return page(request, "account", TITLE, status, problems, **said)


async def _take(request: Request, fields: Fields) -> Response:
    person = await _person(request)
    if person is None:
        return let_out(request)
    asked = fields.get("do", "")
    if asked == "password":
        return await _change_password(request, person, fields)
    if asked == "end_all":
        token = token_of(request)
        await in_thread(lambda: signing_in.log_out(system.opened(), token, everywhere=True))
        return let_out(request)
    place = fields.get("place", "")
    if asked == "end" and place.isdecimal() and place.isascii() and len(place) < 10:
        await in_thread(lambda: signing_in.end_session(system.opened(), person, int(place)))
        return RedirectResponse(f"{PATH}?done=ended", 303)
    return RedirectResponse(PATH, 303)


async def _change_password(request: Request, person: Person, fields: Fields) -> Response:
    old, new, visit = fields.get("old", ""), fields.get("password", ""), visit_of(request)
    if not (old and new):
        return await _page(request, person, told="请填写原密码和两次新密码。", status=422)
    if new != fields.get("again", ""):
        return await _page(request, person, told="两次填写的新密码不一样，请重新填写。", status=422)
    try:
        entry = await in_turn(request, lambda: signing_in.change_password(system.opened(), person, old, new, visit))
    except Refused as refusal:
        if refusal.problems[0].code.startswith(STORAGE):
            raise
        return await _page(request, person, status=422, problems=refusal.problems)
    if entry.token:
        return let_in(request, entry.token, f"{PATH}?done=password")
    told, status = denied(entry, WRONG)
    return await _page(request, person, told=told, status=status)


ROUTES = (form_route(PATH, _show, _take),)
