"""What Streamlit would say in English once somebody types or opens a list; and what is typed stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rating.district.rounds.states import State
from tests.browser.accounts import database_in, log_in
from tests.browser.people import DESK, Seat
from tests.browser.serving import Server
from tests.workflow.three_stations import begun

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(chromium: Browser, tmp_path: Path) -> Iterator[Seat]:
    """An administrator of a district with three stations and a round in 评分."""
    database = database_in(tmp_path)
    there = begun(database, State.SCORING)
    server = Server(RATING_DATA_FOLDER=str(tmp_path))
    try:
        server.start()
        seat = Seat(chromium, server.address, DESK)
        log_in(seat.context, server.address, database, there.admin)
        yield seat
        seat.leave()
    finally:
        server.stop()
        database.close()


def test_lists_that_are_open_or_empty_are_chinese(admin: Seat) -> None:
    page = admin.page
    admin.open("stations")
    admin.main.get_by_text("添加站点", exact=True).click()
    admin.visitor.settle()
    kind = admin.main.get_by_label("类型").last
    kind.click()
    kind.press_sequentially("流动站")
    expect(page.get_by_role("option")).to_have_count(1)
    assert admin.visitor.latin_words() == [], "a kind that there was not"
    kind.press("Enter")
    admin.visitor.settle()
    assert kind.input_value() == "流动站"
    admin.turn_to("街镇")
    admin.main.get_by_text("从官方名录添加", exact=True).click()
    admin.visitor.settle()
    admin.main.get_by_label("街镇").last.click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert admin.visitor.latin_words() == [], "all at once"
    page.keyboard.type("没有这个街镇")
    expect(page.get_by_role("option")).to_have_count(1)
    assert admin.visitor.latin_words() == [], "nothing that fits"


def test_a_note_is_there_again_after_another_section_and_another_page(admin: Seat) -> None:
    admin.open("rounds")
    admin.turn_to("方案")
    admin.main.get_by_label("说明", exact=True).fill("先评综合站")
    admin.turn_to("名册")  # straight from the field, without leaving it first
    admin.sees("「方案」有尚未保存的修改")
    admin.page.get_by_role("link", name="站点名册").click()
    admin.visitor.settle()
    admin.page.get_by_role("link", name="轮次", exact=True).click()
    admin.visitor.settle()
    admin.turn_to("方案")
    assert admin.main.get_by_label("说明", exact=True).input_value() == "先评综合站"
