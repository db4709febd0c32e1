"""Who gave the marks: file, sheet, column block, row, line above; 复核 replaces."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.intake.raters import Label, RaterBook, clean_label, is_adjudication
from tests.intake.workbooks import book, codes, form, marks, one, read, small_form, xlsx

ROWS = [["站点", "服务质量", "团队管理"], ["甲站", 8, 7], ["乙站", 6, 5]]


@pytest.mark.parametrize(
    ("text", "name"),
    [("2025年专家甲评分表（终稿）.xlsx", "专家甲"), ("专家甲.xlsx", "专家甲"), ("Sheet1", ""), ("王小明（专家）.csv", "王小明(专家)"),
     ("评分表-专家乙", "专家乙"), ("工作表2", ""), ("指导中心打分.xls", "指导中心")],
)  # fmt: skip
def test_what_is_left_of_a_name(text: str, name: str) -> None:
    assert clean_label(text) == name


def test_one_file_per_rater() -> None:
    rubric = small_form("quality", "team")
    reported = read(rubric, ("专家甲评分表.xlsx", xlsx(ROWS)), ("专家乙.xlsx", xlsx([*ROWS[:2], ["乙站", 9, 9]])))
    assert marks(reported, "quality") == {"专家甲": ["8", "6"], "专家乙": ["8", "9"]}
    assert [(rater.name, rater.role) for rater in reported.raters] == [("专家甲", "expert"), ("专家乙", "expert")]
    assert codes(reported) == []


def test_one_sheet_per_rater() -> None:
    data = book({"专家甲": ROWS, "专家乙": ROWS, "指导中心": ROWS})
    reported = read(small_form("quality", "team"), ("汇总.xlsx", data))
    assert set(marks(reported, "quality")) == {"专家甲", "专家乙"}
    assert set(marks(reported, "team")) == {"专家甲", "专家乙", "指导中心"}
    problem = one_of(reported.problems, "mark_not_in_charge")
    assert "不负责" in problem.found
    assert "B2—B3" in problem.found
    assert [why for where, why in reported.left_out if "B1" in where] == [problem.found]


def one_of(problems, code):  # type: ignore[no-untyped-def]
    found = [problem for problem in problems if problem.code == code]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("mark", ["：", ":", "-", "/", " / "])
def test_one_column_block_per_rater(mark: str) -> None:
    rows = [["站点", f"专家甲{mark}服务质量", f"专家乙{mark}服务质量"], ["甲站", 8, 6]]
    assert marks(read(small_form("quality"), ("a.xlsx", xlsx(rows))), "quality") == {"专家甲": ["8"], "专家乙": ["6"]}


def test_brackets_and_the_other_order() -> None:
    rows = [["站点", "服务质量（专家甲）", "服务质量：专家乙"], ["甲站", 8, 6]]
    assert marks(read(small_form("quality"), ("a.xlsx", xlsx(rows))), "quality") == {"专家甲": ["8"], "专家乙": ["6"]}


def test_field_above_and_raters_below() -> None:
    rows = [
        ["站点", "服务质量", None, "团队管理", None],
        [None, "专家甲", "专家乙", "专家甲", "专家乙"],
        ["甲站", 8, 6, 5, 4],
    ]

    def touch(sheet) -> None:  # type: ignore[no-untyped-def]
        for merged in ("A1:A2", "B1:C1", "D1:E1"):
            sheet.merge_cells(merged)

    reported = read(small_form("quality", "team"), ("a.xlsx", xlsx(rows, touch=touch)))
    assert marks(reported, "quality") == {"专家甲": ["8"], "专家乙": ["6"]}
    assert marks(reported, "team") == {"专家甲": ["5"], "专家乙": ["4"]}


def test_one_row_per_station_and_rater() -> None:
    rows = [
        ["站点", "评估人", "评估主体", "服务质量", "团队管理"],
        ["甲站", "张三", "专家组", 8, 7],
        ["甲站", "李四", "专家组", 6, None],
        ["甲站", "王五", "指导中心", None, 5],
    ]
    reported = read(small_form("quality", "team"), ("a.xlsx", xlsx(rows)))
    assert marks(reported, "quality") == {"张三": ["8"], "李四": ["6"]}
    assert marks(reported, "team") == {"张三": ["7"], "李四": [None], "王五": ["5"]}
    assert [(rater.name, rater.role) for rater in reported.raters] == [
        ("张三", "expert"),
        ("李四", "expert"),
        ("王五", "centre"),
    ]
    assert [problem.place.cell for problem in reported.problems] == ["E3"]


def test_the_same_station_and_rater_twice_is_refused() -> None:
    rows = [["站点", "评估人", "服务质量"], ["甲站", "专家甲", 8], ["甲站", "专家甲", 7]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert one(reported, "station_duplicate").place.cell == "C3"
    assert marks(reported, "quality") == {"专家甲": ["8"]}


def test_a_line_above_the_table_names_the_rater() -> None:
    rows = [["评估人：张三", None, "评估主体：指导中心"], ["站点", "团队管理"], ["甲站", 7]]
    reported = read(small_form("team"), ("评分.xlsx", xlsx(rows)))
    assert [(rater.name, rater.role) for rater in reported.raters] == [("张三", "centre")]


def test_an_unknown_role_is_refused_when_several_are_possible() -> None:
    reported = read(small_form("team"), ("张三.xlsx", xlsx([["站点", "团队管理"], ["甲站", 7]])))
    assert one(reported, "rater_unknown").field == "team"
    assert "team" not in reported.marks


def test_adjudicated_marks_with_reason() -> None:
    rows = [
        ["站点", "专家甲：服务质量", "专家乙：服务质量", "复核：服务质量", "复核理由：服务质量"],
        ["甲站", 2, 9, 8, "甲漏看档案"],
        ["乙站", 7, 8, None, None],
    ]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert set(reported.marks["quality"]) == {"专家甲", "专家乙"}
    assert reported.adjudicated[0, "quality"].mark == Decimal(8)
    assert reported.adjudicated[0, "quality"].reason == "甲漏看档案"
    assert list(reported.adjudicated) == [(0, "quality")]
    assert "mark_reason_missing" not in codes(reported)


def test_a_sheet_of_adjudicated_marks_needs_reasons() -> None:
    data = book(
        {"专家甲": ROWS, "复核": [["站点", "服务质量", "复核理由"], ["乙站", 9, None], ["甲站", 9, "依据充分"]]}
    )
    reported = read(small_form("quality", "team"), ("汇总.xlsx", data))
    assert {key: done.reason for key, done in reported.adjudicated.items()} == {
        (1, "quality"): "",
        (0, "quality"): "依据充分",
    }
    assert one(reported, "mark_reason_missing").place.cell == "B2"


def test_a_rater_who_left_a_station_out_is_named() -> None:
    reported = read(small_form("quality"), ("专家甲.xlsx", xlsx([["站点", "服务质量"], ["甲", 1], ["乙", 2]])),
                    ("专家乙.xlsx", xlsx([["站点", "服务质量"], ["甲", 3]])))  # fmt: skip
    assert "「乙」" in one(reported, "rater_missing").found


def test_the_longest_role_word_decides_and_names_may_repeat_in_roles() -> None:
    roles = form(roles=[{"code": "e", "title": "专家"}, {"code": "r", "title": "居民专家"}]).roles
    raters = RaterBook(roles)
    assert raters.role_of("居民专家甲") == "r"
    assert raters.rater(Label("张三", "专家"), ["e", "r"]).code == "张三"  # type: ignore[union-attr]
    assert raters.rater(Label("张三", "居民专家"), ["e", "r"]).code == "张三（居民专家）"  # type: ignore[union-attr]
    assert raters.rater(Label("某人"), ["e", "r"]) is None


@pytest.mark.parametrize(
    ("name", "yes"), [("复核", True), ("复核分", True), ("2025年复核.xlsx", True), ("专家甲", False), ("", False)]
)
def test_names_of_adjudication(name: str, yes: bool) -> None:
    assert is_adjudication(name) is yes


def test_a_written_role_that_the_rubric_does_not_know_is_refused_at_its_cell() -> None:
    rows = [["评分表"], ["评估人：张三", None, "评估主体：财务"], *ROWS]
    reported = read(small_form("quality", "team"), ("专家甲.xlsx", xlsx(rows)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.cell, problem.expected) == ("C2", "专家、指导中心")
    assert "「财务」不是评分标准中的评估主体" in problem.found
    assert codes(reported) == ["rater_unknown"]
    assert reported.marks == {}
    assert [where for where, _ in reported.left_out] == [problem.where]


def test_a_written_role_in_one_row_is_refused_at_that_row() -> None:
    rows = [["站点", "评估人", "评估主体", "服务质量"], ["甲", "张三", "专家", 8], ["甲", "李四", "财务", 2]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert one(reported, "rater_unknown").place.cell == "C3"
    assert marks(reported, "quality") == {"张三": ["8"]}


def test_a_role_that_marks_none_of_the_columns_is_refused_once() -> None:
    roles = [
        {"code": "expert", "title": "专家"},
        {"code": "centre", "title": "指导中心"},
        {"code": "t", "title": "街镇"},
    ]
    rows = [["评估人：张三", None, "评估主体：街镇"], *ROWS]
    reported = read(small_form("quality", "team", roles=roles), ("评分.xlsx", xlsx(rows)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.cell, problem.expected) == ("C1", "专家、指导中心")
    assert "「街镇」" in problem.found
    assert codes(reported) == ["rater_unknown"]


def test_a_file_name_that_speaks_of_two_roles_is_of_the_one_that_marks() -> None:
    roles = [
        {"code": "expert", "title": "专家"},
        {"code": "town", "title": "街镇"},
        {"code": "centre", "title": "中心"},
    ]
    reported = read(small_form("quality", "team", roles=roles), ("街镇社工站专家甲评分表.xlsx", xlsx(ROWS)))
    assert codes(reported) == []
    assert {rater.role for rater in reported.raters} == {"expert"}


def test_a_role_word_inside_a_longer_one_does_not_count() -> None:
    raters = RaterBook(form(roles=[{"code": "e", "title": "专家"}, {"code": "r", "title": "居民专家"}]).roles)
    assert raters.role_of("居民专家甲", ["e"]) == "r"


def test_an_empty_line_for_the_role_says_nothing() -> None:
    rows = [["评估主体：", None, "填报日期：2025年12月"], ["评估人：张三"], *ROWS]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert [(rater.name, rater.role) for rater in reported.raters] == [("张三", "expert")]
    assert "rater_unknown" not in codes(reported)


@pytest.mark.parametrize("name", ["自评", "甲站自评分", "自查得分"])
def test_a_self_assessment_is_never_taken_for_an_expert(name: str) -> None:
    rows = [["站点", "专家甲：服务质量", f"{name}：服务质量"], ["甲站", 6, 10]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert one(reported, "rater_unknown").place.cell == "C1"
    assert set(marks(reported, "quality")) == {"专家甲"}


def test_a_self_assessment_is_read_where_the_rubric_has_that_role() -> None:
    roles = [{"code": "expert", "title": "专家"}, {"code": "own", "title": "自评", "weight": "0"}]
    quality = {"title": "服务质量", "kind": "mark", "marked_by": ["expert", "own"]}
    rows = [["站点", "专家甲：服务质量", "自评：服务质量"], ["甲站", 6, 10]]
    reported = read(small_form("quality", roles=roles, fields={"quality": quality}), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == []
    assert {rater.role for rater in reported.raters} == {"expert", "own"}
