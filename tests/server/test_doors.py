from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.server import doors
from rating.server.doors import Fields, denied, form_route, in_turn, shown_route
from rating.server.turnstile import Full, Turnstile
from rating.workflow.signing_in import Entry
from tests.server.awaited import awaited
from tests.server.visiting import Visitor


def visitor_of(fault: Exception) -> Visitor:
    async def shows(_: Request) -> Response:
        raise fault

    async def takes(_: Request, __: Fields) -> Response:
        raise fault

    return Visitor(Starlette(routes=[form_route("/form", shows, takes), shown_route("/shown", shows)]))


@pytest.mark.parametrize(("code", "status"), [("storage_busy", 503), ("storage_gone", 503), ("not_now", 409)])
def test_what_is_refused_becomes_a_calm_page(code: str, status: int) -> None:
    visitor = visitor_of(refuse(code, "说明<b>", "数据库", "请稍后再试"))
    for path in ("/form", "/shown"):
        answer = visitor.get(path)
        assert answer.status_code == status
        assert "说明&lt;b&gt;。请稍后再试。" in answer.text


def test_a_full_queue_is_told_with_when_to_come_back() -> None:
    answer = visitor_of(Full()).get("/form")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "30"
    assert "请稍等半分钟再试" in answer.text


def test_words_for_who_must_wait() -> None:
    assert denied(Entry(), "不对。") == ("不对。", 401)
    assert denied(Entry(wait=30), "不对。") == ("不对。已连续多次不正确，请在 30 秒后再试。", 429)
    told, status = denied(Entry(wait=300, seen=False), "不对。")
    assert status == 429 and "没有核对" in told and "约 5 分钟" in told


def test_passwords_are_checked_a_few_at_once_and_never_in_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "TURNSTILE", Turnstile(2))
    inside, most, threads = 0, 0, set()
    lock = threading.Lock()

    def work() -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        threads.add(threading.current_thread().name)
        threading.Event().wait(0.005)
        with lock:
            inside -= 1

    async def many() -> None:
        request = Request({"type": "http", "headers": [], "client": ("10.0.0.1", 1)})
        await asyncio.gather(*(in_turn(request, work) for _ in range(20)))

    awaited(many())
    assert most <= 2 and all(name.startswith("password") for name in threads)


def test_a_crowd_at_the_log_in_is_sent_away_and_not_kept(
    empty: Database, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.district.made import made

    made(empty)
    crowded = Turnstile(1, room=0)
    crowded.free = 0
    monkeypatch.setattr(doors, "TURNSTILE", crowded)
    answer = visitor.log_in("head")
    assert answer.status_code == 503 and "暂时排不上" in answer.text


async def _plain(_: Request) -> Response:
    return PlainTextResponse("x")


def test_a_shown_page_takes_no_form() -> None:
    visitor = Visitor(Starlette(routes=[shown_route("/shown", _plain)]))
    assert visitor.client.post("/shown").status_code == 405
