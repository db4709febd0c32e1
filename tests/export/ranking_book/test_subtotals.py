"""一级指标得分: every branch and the total proved, and what is only reckoned with."""

from __future__ import annotations

from rating.export.ranking_book.subtotals import prove, total_column
from tests.export.ranking_book.columns_of import cell, plan, plan_of, shown


def test_total_and_dimensions_are_all_formulas() -> None:
    subtotals = plan().book.subtotals
    assert subtotals is not None
    assert [entry.title for entry in subtotals.entries] == ["队伍建设", "服务成效", "总分"]
    assert all(entry.live is not None and entry.live.all() for entry in subtotals.entries)
    assert shown(subtotals.entries[2].cells)[5] == "未定"
    assert total_column(plan().evaluation) == 5


def test_shared_over_all_needs_what_is_left_to_be_earned() -> None:
    """庚站: 7 of 15 points of 队伍建设 do not apply, so 8 are left."""
    subtotals = plan_of(missing={"if_blank": "incomplete", "not_applicable": "over_all"}).book.subtotals
    assert subtotals is not None
    left = {entry.title: entry for entry in subtotals.entries}
    assert shown(left["队伍建设（可得分）专项"].cells)[6] == 8
    assert all(entry.live is not None and entry.live.all() for entry in subtotals.entries[:3])


def test_minimum_coverage_is_a_value_and_says_so() -> None:
    made = plan_of(missing={"if_blank": "zero", "coverage": {"share": "50%"}})
    assert made.book.why["总分"] == "设有最低覆盖要求"


def test_a_wrong_formula_is_never_live() -> None:
    import numpy as np

    term, cells = cell(1, 2), cell(1, 3).run(np.arange(2))
    assert prove(cells, {"": term}, ("",), np.zeros(2, np.int64), exactly=True).tolist() == [True, False]
