"""Sums, numbers and titles that do not fit."""

from __future__ import annotations

from rating.workshop.paper.paper import read_paper
from tests.workshop.paper.papers import Page, as_excel

HEAD = ["一级指标", "二级指标", "三级指标", "分值", "评分标准"]


def found(*rows: list[str | int | None]) -> list[tuple[str, str]]:
    paper = read_paper(as_excel([Page([list(HEAD), *rows])]), "a.xlsx")
    return [(problem.code, problem.found) for problem in paper.problems]


def test_a_wrong_sum_is_told_once_at_its_lowest_place() -> None:
    assert found(
        ["组织（20分）", "制度（10分）", "甲", 4, "a"],
        [None, None, "乙", 5, "b"],
        [None, "人员（10分）", "丙", 10, "c"],
    ) == [("paper_points", "「制度」写的是 10 分，下级各项合计 9 分")]


def test_missing_points_explain_a_sum_that_is_too_large() -> None:
    assert found(
        ["组织（10分）", "制度", "甲", 4, "a"], [None, None, "乙", None, "b"], ["合计", None, None, 10, None]
    ) == [("paper_no_points", "「乙」没有写分值")]


def test_two_ways_of_stating_the_points_of_one_title() -> None:
    assert found(["组织", "制度", "甲（4分）", 5, "a"]) == [
        ("paper_points", "「甲」的分值有几种写法：4 分（Sheet1!C2）、5 分（Sheet1!D2）")
    ]


def test_sums_after_sections_and_with_bonus() -> None:
    assert found(
        ["组织", "制度", "甲", 4, "a"], ["小计", None, None, 4, None], ["服务", "个案", "乙", 6, "b"], ["小计", None, None, 6, None],
        ["加分项", "创新", "丙", 2, "c"], ["小计", None, None, 2, None], ["合计", None, None, 12, None],
    ) == []  # fmt: skip


def test_lists_may_go_on_or_begin_again_under_a_new_title() -> None:
    assert (
        found(
            ["一、组织", "1.制度", "（1）甲", 1, "a"],
            [None, "2.人员", "（1）乙", 1, "b"],
            ["二、服务", "3.个案", "（2）丙", 1, "c"],
        )
        == []
    )
    assert found(["一、组织", "1.制度", "（1）甲", 1, "a"], [None, "3.人员", "（4）乙", 1, "b"]) == [
        ("paper_numbering", "编号「1」之后是「3」"),
        ("paper_numbering", "编号「（1）」之后是「（4）」"),
    ]


def test_a_title_typed_in_every_row_of_its_parts_is_asked_about() -> None:
    assert [code for code, _ in found(["组织", "制度", "甲", 1, "a"], [None, None, "甲", 2, "b"])] == [
        "paper_duplicate"
    ]
