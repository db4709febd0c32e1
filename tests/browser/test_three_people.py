"""A whole round as people walk it: set up, upload, announce, read, object, answer, final, export.

An administrator at the desk, an evaluator who scores, another who answers, and a station head with a phone.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from tests.browser import a_round
from tests.browser.people import DESK, PHONE, Seat
from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def people(chromium: Browser, tmp_path: Path) -> Iterator[dict[str, Seat]]:
    """Four browsers at one server that starts without any account."""
    server = Server(RATING_DATA_FOLDER=str(tmp_path))
    seats: dict[str, Seat] = {}
    try:
        server.start()
        for name, size in (("admin", DESK), ("evaluator", DESK), ("second", DESK), ("head", PHONE)):
            seats[name] = Seat(chromium, server.address, size)
        yield seats
    finally:
        for seat in seats.values():
            seat.leave()
        server.stop()
    assert [seat.visitor.strayed for seat in seats.values()] == [[], [], [], []]


@pytest.mark.slow
def test_a_round_from_its_plan_to_the_last_file(people: dict[str, Seat]) -> None:
    codes = _set_up(people["admin"])
    people["evaluator"].activate("pinggu1", codes["pinggu1"])
    a_round.hand_over(people["evaluator"], [*a_round.MARKS, *a_round.FIGURES])
    a_round.rate(people["evaluator"])
    a_round.review(people["evaluator"])
    a_round.step_to(people["evaluator"], "公示")
    people["head"].activate(a_round.HEAD, codes[a_round.HEAD])
    _read(people["head"])
    a_round.begin_objection(people["head"])
    a_round.send_objection(people["head"])
    _may_not_answer(people["evaluator"])
    people["second"].activate("pinggu2", codes["pinggu2"])
    a_round.weigh_objection(people["second"])
    a_round.uphold_objection(people["second"])
    _read_the_answer(people["head"])
    a_round.make_final(people["admin"])
    _export(people["second"])
    _look_into_the_log(people["admin"])


def _set_up(admin: Seat) -> dict[str, str]:
    """District, roster, accounts and a round; the activation codes by login."""
    admin.be_first("admin", "王管理")
    a_round.make_district(admin, "杨浦区")
    a_round.offer_roster(admin)
    a_round.take_roster(admin)
    evaluators = (("pinggu1", "李评估"), ("pinggu2", "赵复核"))
    codes = {login: a_round.make_account(admin, login, name, "评估员") for login, name in evaluators}
    codes[a_round.HEAD] = a_round.make_heads(admin)
    a_round.fill_plan(admin, "2026 年度", "区社工〔2026〕1号")
    a_round.make_round(admin)
    return codes


def _read(head: Seat) -> None:
    head.open("overview")
    head.sees(a_round.STATION)
    head.sees("总分 93.9 分")
    assert head.visitor.overflow() <= 0
    assert head.visitor.latin_words() == []
    assert "平凉路" not in head.main.inner_text(), "another station's name"


def _may_not_answer(evaluator: Seat) -> None:
    """Who scored does not judge the objection."""
    evaluator.open("objections")
    evaluator.sees(a_round.INDICATOR)
    evaluator.sees("赵复核")
    assert evaluator.main.get_by_role("button", name=re.compile("^答复")).count() == 0


def _read_the_answer(head: Seat) -> None:
    head.open("overview")
    head.sees("总分 96.9 分")
    head.open("my_objections")
    head.sees("已到窗口核对档案")


def _export(second: Seat) -> None:
    """The workbook and the JSON say what the screen says, with the decision as the source of the value."""
    second.open("export")
    book = openpyxl.load_workbook(io.BytesIO(second.take("导出 Excel")), data_only=True)
    told = json.loads(second.take("导出 JSON"))
    (station,) = [each for each in told["stations"] if each["name"] == a_round.STATION]
    changed = station["indicators"]["needy_service"]
    assert (station["total"], changed["points"]) == ("96.9", "5.0")
    written = [
        row for sheet in book for row in sheet.iter_rows(values_only=True) if a_round.STATION[:5] in str(row[1:3])
    ]
    assert any(96.9 in row for row in written)
    assert any("复核与更正" in str(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def _look_into_the_log(admin: Seat) -> None:
    admin.open("log_and_backup")
    for words in ("公示", "答复", "定级"):
        admin.sees(words)
