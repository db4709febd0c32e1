"""必备条件与限星 and 问题清单."""

from __future__ import annotations

from rating.export.list_sheets import write_gates, write_problems
from tests.export.reading import sheet_of
from tests.insight.example import ROWS, example, rated


def test_every_gate_and_reason_has_a_row() -> None:
    rows = list(sheet_of(write_gates, example()).iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("站点", "类型", "事项", "情况", "影响")
    assert ("戊站", "综合", "提供虚假材料", "已触发", "一票否决，不予评定") in rows


def test_problems_have_place_and_remedy() -> None:
    rows = list(sheet_of(write_problems, example()).iter_rows(min_row=3, values_only=True))
    assert len(rows) == 1 + len(example().problems)
    assert rows[1][5] == "辛站"


def test_nothing_to_list_is_said() -> None:
    assert sheet_of(write_gates, rated(ROWS[:1]))["A4"].value == "没有触发必备条件或限星的站点"
    assert sheet_of(write_problems, rated(ROWS[:1]))["A4"].value == "没有发现问题"
