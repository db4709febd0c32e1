"""Blanks are told where the station's kind needs the field, and only there."""

from __future__ import annotations

from typing import Any

from rating.intake.asked import Asked
from rating.reported import Roster
from rating.rubric.nouns import Rubric
from tests.intake.workbooks import codes, leaf, one, read, small_form, xlsx

ROSTER = ("名册.csv", "代码,名称,类型\n1,甲站,综合\n2,乙站,专项\n".encode())


def two_kinds(**changes: Any) -> Rubric:
    """服务时长 is asked of 专项 only, 驻站社工数 of both."""
    leaves = [leaf("staff"), leaf("hours", kinds=["专项"]), leaf("quality", kinds=["专项"])]
    tree = [{"code": "d", "title": "d", "indicators": leaves}]
    return small_form("staff", "hours", "quality", **{"kinds": ["综合", "专项"], "dimensions": tree, **changes})


def figures(*rows: list[Any]) -> tuple[str, bytes]:
    return "数据.xlsx", xlsx([["代码", "站点", "驻站社工数", "服务时长"], *rows])


MARKS = ("专家甲.xlsx", xlsx([["代码", "站点", "服务质量"], [1, "甲站", None], [2, "乙站", 8]]))


def test_kinds() -> None:
    asked = Asked.by(two_kinds())
    roster = Roster(*(("甲", "乙", "丙"),) * 2, ("综合", "专项", "综合"), ("",) * 3)
    assert asked.units("hours", roster).tolist() == [False, True, False]
    assert asked.units("hours", Roster((), (), (), ())).tolist() == []
    assert asked.asks("staff", "综合")
    assert asked.asks("hours", "没有这种类型")
    assert not asked.asks("forged", "专项")


def test_a_goal_file_asks_for_everything() -> None:
    assert Asked(None).units("a", Roster(("1",), ("甲",), ("x",), ("",))).all()


def test_a_blank_that_the_kind_never_uses_is_no_problem() -> None:
    reported = read(two_kinds(), figures([1, "甲站", 5, None], [2, "乙站", 5, 7]), MARKS, roster=ROSTER)
    assert codes(reported) == []


def test_a_blank_that_counts_is_told_by_its_cell() -> None:
    reported = read(two_kinds(), figures([1, "甲站", None, 3], [2, "乙站", 5, None]), MARKS, roster=ROSTER)
    assert [problem.place.cell for problem in reported.problems if problem.code == "value_blank"] == ["C2", "D3"]


def test_a_kind_whose_own_sheet_lacks_a_field_that_it_needs_is_told() -> None:
    other = ("专项.xlsx", xlsx([["代码", "站点", "服务时长"], [2, "乙站", 7]]))
    mine = ("综合.xlsx", xlsx([["代码", "站点", "驻站社工数"], [1, "甲站", 7]]))
    problem = one(read(two_kinds(), mine, other, MARKS, roster=ROSTER), "value_blank")
    assert "「乙站」没有填报「驻站社工数」" in problem.found


def test_fields_of_a_kind_that_takes_no_part_are_not_missing() -> None:
    only = ("名册.csv", "代码,名称,类型\n1,甲站,综合\n".encode())
    data = ("a.xlsx", xlsx([["代码", "站点", "驻站社工数"], [1, "甲站", 5]]))
    assert codes(read(two_kinds(), data, roster=only)) == []


def test_a_rater_need_not_mark_a_kind_without_the_item() -> None:
    both = ("专家乙.xlsx", xlsx([["代码", "站点", "服务质量"], [1, "甲站", 9], [2, "乙站", 9]]))
    alone = ("专家甲.xlsx", xlsx([["代码", "站点", "服务质量"], [2, "乙站", 8]]))
    data = figures([1, "甲站", 5, None], [2, "乙站", 5, 7])
    assert codes(read(two_kinds(), data, both, alone, roster=ROSTER)) == []


def test_a_column_left_empty_is_one_warning_unless_another_file_fills_it() -> None:
    rubric = small_form("staff", "hours")
    rows = [[f"{name}站", 5, None] for name in "甲乙丙丁"]
    empty = ("a.xlsx", xlsx([["站点", "驻站社工数", "服务时长"], *rows]))
    assert "整列为空" in one(read(rubric, empty), "value_blank").found
    filled = ("b.xlsx", xlsx([["站点", "服务时长"], *([row[0], 3] for row in rows)]))
    assert codes(read(rubric, empty, filled)) == []
