"""From a standard on paper to a ranking, without ever seeing a rubric file: read, confirm, save, ask, fill in, rank."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from rating.export.template_sheet import CODES_ROW, FIRST_ROW, RATER_ROW
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import DataField, Rubric
from tests.browser import a_round
from tests.browser.people import DESK, Seat
from tests.browser.serving import Server

pytestmark = pytest.mark.browser
PAPER = next((a_round.SAMPLE / "papers").glob("社工站星级评定标准*.docx"))
STATIONS = 37


@pytest.fixture
def admin(chromium: Browser, tmp_path: Path) -> Iterator[Seat]:
    server = Server(RATING_DATA_FOLDER=str(tmp_path))
    try:
        server.start()
        seat = Seat(chromium, server.address, DESK)
        yield seat
        strayed = seat.visitor.strayed
        seat.leave()
    finally:
        server.stop()
    assert strayed == []


@pytest.mark.slow
def test_from_paper_to_ranking(admin: Seat, tmp_path: Path) -> None:
    admin.be_first("admin", "王管理")
    a_round.make_district(admin, "杨浦区")
    a_round.offer_roster(admin)
    a_round.take_roster(admin)
    rubric = _read_the_paper(admin)
    _set_up_a_round(admin)
    filled = tmp_path / "填好的.xlsx"
    filled.write_bytes(_fill(_template(admin), rubric))
    a_round.hand_over(admin, [filled])
    admin.press("确认并计算排名")
    admin.sees(f"{STATIONS} 个单位中 {STATIONS} 个已排名")
    admin.open("ranking")
    admin.sees("定海路街道")
    admin.open("station")
    admin.sees("固定服务场所")


def _read_the_paper(admin: Seat) -> Rubric:
    """What is clear is confirmed, the rest stays a rater's mark; the rubric as it was saved."""
    admin.open("rubric_workshop")
    admin.give([PAPER])
    admin.press("开始核对")
    admin.sees("有固定服务场所")
    admin.main.get_by_role("button", name=re.compile("采用没有疑问的")).click()
    admin.visitor.settle()
    admin.sees("已采用")
    admin.press("转入编辑")
    admin.sees("草稿，版本")
    admin.turn_to("保存")
    admin.write("修订理由", "由纸质标准读入")
    admin.press("保存为新的一版")
    admin.sees("已保存为新的一版")
    rubric, problems = parse_rubric(admin.take("下载评分标准文件").decode("utf-8"), "")
    assert rubric is not None, problems
    return rubric


def _set_up_a_round(admin: Seat) -> None:
    a_round.fill_plan(admin, "2026 年度", "区社工〔2026〕1号")
    admin.press("建立轮次")
    admin.turn_to("分组与标准")
    admin.press("保存分组")
    admin.turn_to("名册")
    admin.press("取用站点名册")
    admin.sees(f"{STATIONS} 个站点参评")
    a_round.step_to(admin, "填报")


def _template(admin: Seat) -> bytes:
    admin.open("import_data")
    admin.press("下载填报模板")
    admin.page.get_by_role("button", name="生成模板").click()
    admin.visitor.settle()
    with admin.page.expect_download() as coming:
        admin.page.get_by_role("button", name="保存模板").first.click()
    return Path(coming.value.path()).read_bytes()


def _fill(template: bytes, rubric: Rubric) -> bytes:
    """Every cell that has the code of a data field above it, a little different from station to station."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for sheet in book:
        codes = {cell.column: str(cell.value) for cell in sheet[CODES_ROW + 1] if str(cell.value) in rubric.fields}
        if any(rubric.fields[code].marked_by for code in codes.values()):
            sheet.cell(RATER_ROW + 1, 2).value = "专家甲"
        for column, code in codes.items():
            for row in range(STATIONS):
                sheet.cell(FIRST_ROW + 1 + row, column).value = _value(rubric.fields[code], row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _value(field: DataField, row: int) -> object:
    if field.kind == "yes_no":
        return "否" if "事故" in field.title or "虚假" in field.title else ("是", "否")[row % 5 == 0]
    if field.kind == "choice":
        return field.choices[row % len(field.choices)]
    if field.kind == "share":
        return 0.5 + row % 6 / 10
    most = int(field.at_most) if field.at_most is not None else 60
    return min(most, 40 + row) if field.kind == "number" else max(0, most - row % 3)
