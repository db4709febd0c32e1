"""Values of turned tables: marks to raters, figures from every filled column, points never taken for figures."""

from __future__ import annotations

from typing import Any

from rating.intake.answers import ACCEPTED, NOT_USED, Answers
from rating.reported import Status
from tests.intake.forms import N, form, score_sheet
from tests.intake.workbooks import codes, marks, one, read, small_form, statuses, values, xlsx
from tests.intake.workbooks import form as any_form

HEAD = ["数据项", "单位", "填报值", "核定值"]


def figures(*rows: list[Any], head: list[str] = HEAD) -> tuple[str, bytes]:
    return ("a.xlsx", xlsx([["单位名称：甲站"], head, *rows]))


def test_one_filled_column_is_the_figure_whichever_it_is() -> None:
    reported = read(
        small_form("staff", "satisfied", "forged"),
        figures(["驻站社工数", "人", 5, N], ["满意度", "%", N, "85%"], ["虚假材料", N, "否", "否"]),
    )
    assert [values(reported, code) for code in ("staff", "satisfied", "forged")] == [["5"], ["0.85"], ["0"]]
    assert int(reported.columns["satisfied"].col[0]) == 3
    assert codes(reported) == []


def test_two_columns_that_differ_are_a_conflict_and_name_both_cells() -> None:
    reported = read(
        small_form("staff", "satisfied"), figures(["驻站社工数", "人", 5, 6], ["满意度", "%", "85%", "85%"])
    )
    problem = one(reported, "value_conflict")
    assert problem.place.cell == "D3"
    assert "C3" in problem.found
    assert problem.severity.stops


def test_a_self_reported_and_a_verified_figure_that_differ_are_a_conflict() -> None:
    rows = [["驻站社工数", 5, 6], ["满意度", "85%", N]]
    reported = read(small_form("staff", "satisfied"), figures(*rows, head=["数据项", "自评", "核定"]))
    assert one(reported, "value_conflict").field == "staff"


def test_a_column_that_the_user_does_not_want_takes_part_in_nothing() -> None:
    file = figures(["驻站社工数", "人", 5, 6], ["满意度", "%", "85%", N])
    layout = read(small_form("staff", "satisfied"), file).tables[0].layout
    answers = Answers({("column", layout, "填报值"): NOT_USED})
    reported = read(small_form("staff"), file, answers=answers)
    assert values(reported, "staff") == ["6"]
    assert "value_conflict" not in codes(reported)


def test_no_filled_column_is_a_blank_at_the_likeliest() -> None:
    reported = read(small_form("staff", "satisfied"), figures(["驻站社工数", "人", N, N], ["满意度", "%", "85%", N]))
    assert statuses(reported, "staff") == [Status.BLANK]
    assert one(reported, "value_blank").place.cell == "C3"


SCORED = [["驻站社工数", 20, 5], ["满意度", 20, "85%"], ["服务质量", 10, 8]]


def scored(**more: Any):  # type: ignore[no-untyped-def]
    rubric = form("quality", "staff", "satisfied")
    rows = [["单位名称：甲站"], ["指标", "分值", "专家组评分"], *SCORED]
    return read(rubric, ("a.xlsx", xlsx(rows)), **more)


def test_points_given_to_a_figure_are_asked_about_not_taken() -> None:
    reported = scored()
    assert one(reported, "value_points").place.cell == "C3"
    assert statuses(reported, "staff") == [Status.UNREADABLE]
    assert values(reported, "satisfied") == ["0.85"]
    (question,) = reported.questions
    assert [answer for answer, _ in question.options] == [NOT_USED, ACCEPTED]


def test_the_answer_decides_between_points_and_figure() -> None:
    (question,) = scored().questions
    as_figures = scored(answers=Answers({question.key: ACCEPTED}))
    assert (values(as_figures, "staff"), as_figures.questions) == (["5"], ())
    as_points = scored(answers=Answers({question.key: NOT_USED}))
    assert as_points.questions == ()
    assert "value_points" not in codes(as_points)
    assert any("C3" in where for where, _ in as_points.left_out)
    assert values(as_points, "staff") == [None]


def test_a_number_beyond_the_points_or_below_a_heading_of_figures_needs_no_question() -> None:
    rows = [["单位名称：甲站"], ["指标", "分值", "得分"], ["驻站社工数", 20, 25], ["服务质量", 10, 8]]
    assert values(read(form("quality", "staff"), ("专家甲.xlsx", xlsx(rows))), "staff") == ["25"]
    rows = [["单位名称：甲站"], ["指标", "分值", "实际值"], ["驻站社工数", 20, 5], ["满意度", 20, "85%"]]
    assert values(read(small_form("staff", "satisfied"), ("a.xlsx", xlsx(rows))), "staff") == ["5"]


def test_rows_below_a_label_that_have_values_of_their_own_are_no_choice() -> None:
    rows = [
        ["单位名称：甲站"],
        ["一级指标", "评分标准", "专家甲"],
        ["服务质量", "甲", 4],
        [N, "乙", 3],
        ["团队管理", "丙", 8],
    ]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    problem = one(reported, "column_duplicate")
    assert (problem.place.cell, problem.severity.stops) == ("C4", True)
    assert "quality" not in reported.marks
    assert any("C3" in where for where, _ in reported.left_out)


def test_the_same_field_filled_twice_is_refused() -> None:
    rows = [["单位名称：甲站"], ["指标", "专家甲"], ["服务质量", 4], ["团队管理", 8], ["服务质量", 5]]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert one(reported, "column_duplicate").place.cell == "B5"
    assert marks(reported, "quality") == {"专家甲": ["4"]}


def test_an_average_and_a_nameless_column_beside_raters_are_told_not_read() -> None:
    head = ["指标", "专家甲", "专家乙", "平均分", "得分"]
    rows = [["单位名称：甲站"], head, ["服务质量", 7, 8, 7.5, 7.5], ["团队管理", 3, 4, 3.5, 3.5]]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    assert marks(reported, "quality") == {"专家甲": ["7"], "专家乙": ["8"]}
    assert codes(reported) == ["column_unknown", "column_unknown"]
    assert [where.split("!")[1].split(" ")[0] for where, _ in reported.left_out] == ["D3—D4", "E3—E4"]


def test_a_rater_who_filled_in_nothing_is_told_once() -> None:
    titles = ["甲项", "乙项", "丙项", "丁项"]
    fields = {
        f"mark_{at}": {"title": title, "kind": "mark", "marked_by": ["expert"]} for at, title in enumerate(titles)
    }
    leaves = [
        {"code": f"x_{code}", "title": f"指标{code}", "full_marks": "5", "value": code, "rule": {"mark": {}}}
        for code in fields
    ]
    rubric = any_form(fields=fields, dimensions=[{"code": "d", "title": "d", "indicators": leaves}])
    rows = [["单位名称：甲站"], ["指标", "专家甲", "专家乙"], *([title, 4, N] for title in titles)]
    reported = read(rubric, ("a.xlsx", xlsx(rows)))
    assert (one(reported, "value_blank").place.cell, codes(reported)) == ("C2", ["value_blank"])
    assert marks(reported, "mark_0") == {"专家甲": ["4"], "专家乙": [None]}


def test_beside_columns_of_units_a_nameless_column_is_nobodys() -> None:
    rows = [["指标", "甲站", "乙站", "得分"], ["驻站社工数", 5, 6, 7], ["满意度", "85%", "80%", N]]
    reported = read(small_form("staff", "satisfied"), ("a.xlsx", xlsx(rows)))
    assert values(reported, "staff") == ["5", "6"]
    assert one(reported, "column_unknown").place.cell == "D1"


def test_marks_not_in_charge_are_told_with_their_cells() -> None:
    rows = score_sheet("甲站")
    rows[2] = [*rows[2][:6], "指导中心评分", N]
    reported = read(form(), ("a.xlsx", xlsx(rows)))
    problem = one(reported, "mark_not_in_charge")
    assert ("G4" in problem.found, problem.field) == (True, "quality")
    assert marks(reported, "team")["指导中心"] == ["6"]


def test_one_row_per_unit_and_indicator_with_the_indicator_merged() -> None:
    rows = [
        ["指标", "站点", "评估人", "得分"],
        ["服务质量", "甲站", "专家甲", 8],
        [N, "乙站", "专家甲", 7],
        ["团队管理", "甲站", "专家甲", 6],
    ]
    reported = read(form(), ("a.xlsx", xlsx(rows, touch=lambda sheet: sheet.merge_cells("A2:A3"))))
    assert marks(reported, "quality") == {"专家甲": ["8", "7"]}
    assert marks(reported, "team") == {"专家甲": ["6", None]}


def test_one_merged_cell_for_several_items_is_refused_once() -> None:
    rows = [["单位名称：甲站"], ["指标", "专家甲", "专家乙"], ["服务质量", 8, 7], ["团队管理", N, 6]]
    reported = read(form(), ("a.xlsx", xlsx(rows, touch=lambda sheet: sheet.merge_cells("B3:B4"))))
    assert (one(reported, "value_unreadable").place.cell, codes(reported)) == ("B3", ["value_unreadable"])
    assert marks(reported, "quality") == {"专家乙": ["7"]}
    assert any("B3" in where for where, _ in reported.left_out)
