"""A rubric is changed in the browser: points in the grid, a rule in its form, kinds by ticks; and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import DESK, PHONE, Seat

pytestmark = pytest.mark.browser
SECTIONS = ("数据项", "条件与星级", "总规定", "指标")
OF_THE_COPY = "（代码 yichang-five-star"
"""The notes of a copy name what it was copied from by its code."""
ROW = 35
"""Pixels of a row of a grid, its header too."""


def at_a_copy(chromium: Browser, address: str, size: dict[str, int]) -> Seat:
    seat = Seat(chromium, address, size)
    seat.open("rubric_workshop")
    seat.turn_to("从随附的标准复制")
    seat.choose("复制哪一份", "街镇社工站五星级评定（示例）")
    seat.main.get_by_label("新标准的名称").fill("试验标准")
    seat.press("复制为草稿")
    seat.sees("与总分一致")
    return seat


@pytest.fixture
def desk(chromium: Browser, address: str) -> Iterator[Seat]:
    seat = at_a_copy(chromium, address, DESK)
    yield seat
    seat.leave()


def cell(seat: Seat, row: int, x: int) -> None:
    """Open a cell of the first grid; row 0 is the header."""
    seat.page.wait_for_timeout(1000)  # a grid that was drawn anew takes no click at once
    box = seat.main.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    seat.page.mouse.dblclick(box["x"] + x, box["y"] + ROW * row + ROW / 2)


def type_over(seat: Seat, text: str) -> None:
    seat.page.wait_for_timeout(700)  # the field of an open cell comes a moment later
    seat.page.keyboard.press("Control+a")
    seat.page.keyboard.type(text, delay=60)
    seat.page.keyboard.press("Enter")
    seat.visitor.settle()


def test_points_add_up_while_they_are_typed_and_can_be_undone(desk: Seat) -> None:
    cell(desk, 2, 330)
    assert desk.visitor.latin_words() == [], "while a cell is open"
    type_over(desk, "8.5")
    desk.sees("上一步：「持证率」满分 8 → 8.5")
    cell(desk, 1, 330)
    type_over(desk, "20.5")
    desk.sees("各一级指标合计 100.5 分，比总分 100 分多 0.5 分。")
    desk.press("撤销上一步（2）")
    desk.press("撤销上一步（1）")
    desk.sees("各一级指标合计 100 分，与总分一致。")


def test_what_is_typed_into_a_form_is_there_after_other_sections_and_other_pages(desk: Seat) -> None:
    desk.write("得分（第 2 行）", "7.5")
    desk.sees("达到 90% 得 7.5 分")
    desk.turn_to("数据项")
    desk.sees("尚未保存：指标「持证率」")
    desk.page.get_by_role("link", name="评分标准", exact=True).click()
    desk.visitor.settle()
    desk.page.get_by_role("link", name="标准修订", exact=True).click()
    desk.visitor.settle()
    desk.turn_to("指标")
    assert desk.main.get_by_label("得分（第 2 行）", exact=True).input_value() == "7.5"
    desk.press("保存这一项")
    desk.sees("上一步：「持证率」")
    expect(desk.main.get_by_text("尚未保存")).to_have_count(0)


def test_a_kind_is_ticked_for_an_indicator(desk: Seat) -> None:
    desk.turn_to("总规定")
    desk.turn_to("类型")
    box = desk.main.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    desk.page.mouse.click(box["x"] + 322, box["y"] + ROW * 2 + ROW / 2)
    desk.visitor.settle()
    desk.sees("上一步：修改指标「持证率」")
    desk.page.mouse.click(box["x"] + 322, box["y"] + ROW * 2 + ROW / 2)
    desk.visitor.settle()
    desk.sees("上一步：修改指标「持证率」")
    assert desk.visitor.latin_words() == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_section_is_chinese_and_fits(chromium: Browser, address: str, size: dict[str, int]) -> None:
    seat = at_a_copy(chromium, address, size)
    for section in SECTIONS:
        seat.turn_to(section)
        assert [words for words in seat.visitor.latin_words() if OF_THE_COPY not in words] == [], section
        assert seat.visitor.overflow() <= 0, section
    for label in ("在后面新增", "移到其他部分", "删去"):
        seat.main.get_by_role("button", name=label, exact=True).first.click()
        seat.visitor.settle()
        assert seat.visitor.latin_words() == [], label
        seat.page.keyboard.press("Escape")
    seat.main.get_by_label("修改哪一项").click()
    seat.page.keyboard.type("没有这一项")
    assert seat.visitor.latin_words() == [], "nothing that fits"
    seat.leave()
