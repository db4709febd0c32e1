"""Marks to their raters, row by row; blanks that nobody had to fill say nothing."""

from __future__ import annotations

from rating.intake.answers import NOT_USED, Answers
from rating.intake.marks import cells_said
from tests.intake.workbooks import codes, marks, one, read, small_form, xlsx


def test_blank_adjudications_are_no_problem() -> None:
    rows = [["站点", "专家甲：服务质量", "复核：服务质量", "复核理由"], ["甲", 8, None, None], ["乙", 7, 9, "依据充分"]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == []
    assert list(reported.adjudicated) == [(1, "quality")]


def test_only_blanks_of_raters_in_charge_are_problems() -> None:
    rows = [
        ["站点", "评估人", "评估主体", "服务质量"],
        ["甲", "张三", "专家", None], ["甲", "王五", "指导中心", None], ["乙", "张三", "专家", 5], ["乙", "复核", None, None],
    ]  # fmt: skip
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert [(problem.code, problem.place.cell) for problem in reported.problems] == [("value_blank", "D2")]
    assert marks(reported, "quality") == {"张三": [None, "5"]}


def test_files_without_any_name_in_them_are_raters_by_their_file_names() -> None:
    files = [
        ("评分表.xlsx", xlsx([["站点", "服务质量"], ["甲", 8]])),
        ("评分表.xlsx", xlsx([["站点", "服务质量"], ["甲", 6]])),
    ]
    reported = read(small_form("quality"), *files)
    assert sorted(values[0] or "" for values in marks(reported, "quality").values()) == ["6", "8"]
    assert codes(reported) == []


RATER_COLUMN = [
    ["站点", "评估人", "服务质量", "团队管理"],
    ["甲站", "专家甲", 8, 7],
    ["乙站", None, 6, 5],
    ["丙站", "", None, None],
]


def test_a_blank_rater_is_refused_at_its_cell_and_never_named_after_the_file() -> None:
    reported = read(small_form("quality", "team"), ("专家评分表.xlsx", xlsx(RATER_COLUMN)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.file, problem.place.cell, problem.severity.stops) == ("专家评分表.xlsx", "B3", True)
    assert [rater.name for rater in reported.raters] == ["专家甲"]
    assert marks(reported, "quality") == {"专家甲": ["8", None, None]}
    assert any("B3" in where and "没有写评估人" in why for where, why in reported.left_out)


def test_a_merged_rater_holds_for_the_rows_below() -> None:
    rows = [["站点", "评估人", "服务质量"], ["甲站", "专家甲", 8], ["乙站", None, 6]]
    data = xlsx(rows, touch=lambda sheet: sheet.merge_cells("B2:B3"))
    reported = read(small_form("quality"), ("评分表.xlsx", data))
    assert marks(reported, "quality") == {"专家甲": ["8", "6"]}
    assert "rater_unknown" not in codes(reported)


def test_a_rater_column_that_is_blank_throughout_is_told_once_for_the_column() -> None:
    rows = [
        ["站点", "评估人", "服务质量", "团队管理"],
        ["甲站", None, 8, 7],
        ["乙站", None, 6, None],
        ["丙站", None, None, 3],
    ]
    reported = read(small_form("quality", "team"), ("专家评分表.xlsx", xlsx(rows)))
    problem = one(reported, "rater_unknown")
    assert (problem.place.cell, "「评估人」一列没有填写" in problem.found) == ("B1", True)
    assert reported.marks == {}
    assert [(where.split("!")[1], why.split("（")[-1]) for where, why in reported.left_out] == [
        ("C1", "C2—C3）"),
        ("D1", "D2、D4）"),
    ]


def test_marks_that_are_not_the_roles_own_are_told_cell_by_cell() -> None:
    rows = [["站点", "服务质量", "团队管理"], ["甲站", 8, 7], ["乙站", None, 6], ["丙站", "好", 5]]
    reported = read(small_form("quality", "team"), ("指导中心.xlsx", xlsx(rows)))
    problem = one(reported, "mark_not_in_charge")
    assert "B2、B4" in problem.found
    assert [where.split("!")[1] for where, _ in reported.left_out] == ["B1 → 服务质量"]
    assert marks(reported, "team") == {"指导中心": ["7", "6", "5"]}


def test_an_unknown_rater_who_marked_nothing_is_no_problem() -> None:
    rows = [["站点", "专家甲：服务质量", "自评：服务质量"], ["甲站", 6, None]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert codes(reported) == []


def test_cells_are_said_in_runs() -> None:
    assert cells_said([3, 4, 5, 9], 2) == "C4—C6、C10"
    assert cells_said([], 2) == ""
    assert cells_said(list(range(0, 60, 2)), 0).endswith("等")


def test_a_reviewed_mark_is_the_same_number_whatever_stands_beside_it() -> None:
    rows = [["站点", "评估人", "服务质量", "复核理由"], ["甲站", "专家甲", 7.25, None], ["甲站", "复核", 7, "有据"]]
    reported = read(small_form("quality"), ("a.xlsx", xlsx(rows)))
    assert str(reported.adjudicated[0, "quality"].mark) == "7"


def test_columns_of_an_unknown_role_can_be_given_up() -> None:
    rows = [["站点", "专家甲：服务质量", "自评：服务质量", "专家甲：团队管理", "自评：团队管理"], ["甲站", 6, 10, 5, 9]]
    rubric, file = small_form("quality", "team"), ("a.xlsx", xlsx(rows))
    asked = read(rubric, file)
    assert [problem.place.cell for problem in asked.problems] == ["C1", "E1"]
    assert [question.asked for question in asked.questions] == ["自评：服务质量", "自评：团队管理"]
    answers = Answers({question.key: NOT_USED for question in asked.questions})
    assert marks(read(rubric, file, answers=answers), "team") == {"专家甲": ["5"]}
