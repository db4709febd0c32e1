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

from tests.browser.a_round import (
    FIGURES,
    HEAD,
    INDICATOR,
    MARKS,
    STATION,
    begin_objection,
    fill_plan,
    hand_over,
    make_account,
    make_district,
    make_final,
    make_heads,
    make_round,
    offer_roster,
    rate,
    review,
    send_objection,
    step_to,
    take_roster,
    uphold_objection,
    weigh_objection,
)
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
    hand_over(people["evaluator"], [*MARKS, *FIGURES])
    rate(people["evaluator"])
    review(people["evaluator"])
    step_to(people["evaluator"], "公示")
    people["head"].activate(HEAD, codes[HEAD])
    _read(people["head"])
    begin_objection(people["head"])
    send_objection(people["head"])
    _may_not_answer(people["evaluator"])
    people["second"].activate("pinggu2", codes["pinggu2"])
    weigh_objection(people["second"])
    uphold_objection(people["second"])
    _read_the_answer(people["head"])
    make_final(people["admin"])
    _export(people["second"])
    _look_into_the_log(people["admin"])


def _set_up(admin: Seat) -> dict[str, str]:
    """District, roster, accounts and a round; the activation codes by login."""
    admin.be_first("admin", "王管理")
    make_district(admin, "杨浦区")
    offer_roster(admin)
    take_roster(admin)
    evaluators = (("pinggu1", "李评估"), ("pinggu2", "赵复核"))
    codes = {login: make_account(admin, login, name, "评估员") for login, name in evaluators}
    codes[HEAD] = make_heads(admin)
    fill_plan(admin, "2026 年度", "区社工〔2026〕1号")
    make_round(admin)
    return codes


def _read(head: Seat) -> None:
    head.open("overview")
    head.sees(STATION)
    head.sees("总分 93.9 分")
    assert head.visitor.overflow() <= 0
    assert head.visitor.latin_words() == []
    assert "平凉路" not in head.main.inner_text(), "another station's name"


def _may_not_answer(evaluator: Seat) -> None:
    """Who scored does not judge the objection."""
    evaluator.open("objections")
    evaluator.sees(INDICATOR)
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
    (station,) = [each for each in told["stations"] if each["name"] == STATION]
    changed = station["indicators"]["needy_service"]
    assert (station["total"], changed["points"]) == ("96.9", "5.0")
    written = [row for sheet in book for row in sheet.iter_rows(values_only=True) if STATION[:5] in str(row[1:3])]
    assert any(96.9 in row for row in written)
    assert any("复核与更正" in str(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def _look_into_the_log(admin: Seat) -> None:
    admin.open("log_and_backup")
    for words in ("公示", "答复", "定级"):
        admin.sees(words)
