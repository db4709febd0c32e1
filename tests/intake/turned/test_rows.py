"""Every row of a turned table once: an item, a total, a note, a title of the form, a question or nobody's."""

from __future__ import annotations

from typing import Any

from rating.intake.answers import ACCEPTED, NOT_USED, Answers
from tests.intake.forms import N, form
from tests.intake.workbooks import codes, marks, one, read, small_form, values, xlsx

HEAD = [["单位名称：甲站"], ["一级指标", "二级指标", "分值", "专家甲"]]


def told(*rows: list[Any], answers: Answers | None = None, rubric: Any = None):  # type: ignore[no-untyped-def]
    more = {"answers": answers} if answers else {}
    return read(rubric or form("quality", "team", "staff"), ("a.xlsx", xlsx([*HEAD, *rows])), **more)


BOTH = [["服务", "服务质量", 10, 8], [N, "团队管理", 10, 7]]


def test_totals_signatures_and_notes_are_left_out_and_told() -> None:
    reported = told(*BOTH, ["小计", N, 20, 15], [N, "合计", 20, 15], ["评估人签字：", N, "年 月 日"], ["注：一式两份"])
    assert codes(reported)[:4] == ["row_left_out"] * 4
    assert [where.split("!")[1] for where, _ in reported.left_out] == ["A5", "B6", "A7", "A8"]
    assert marks(reported, "quality") == {"专家甲": ["8"]}


def test_a_row_that_is_no_field_is_told_with_its_cell_and_its_dropped_value() -> None:
    reported = told(*BOTH, ["其他", "媒体宣传篇数", 5, 3], ["附加", "说明无关的事", N, N])
    unknown = [problem for problem in reported.problems if problem.code == "column_unknown"]
    assert [problem.place.cell for problem in unknown] == ["B5", "B6"]
    assert [where.split("!")[1].split(" ")[0] for where, _ in reported.left_out] == ["D5"]


def test_titles_of_the_form_without_values_are_silent() -> None:
    reported = told(["d", N, N, N], *BOTH, rubric=small_form("quality", "team"))
    assert codes(reported) == []


def test_a_computed_field_is_not_read() -> None:
    reported = told(*BOTH, ["效率", "人均时长", 5, 3])
    assert "由其他数据项计算得出" in one(reported, "column_unknown").found
    assert any("D5" in where for where, _ in reported.left_out)


def test_a_label_that_is_only_alike_is_asked_about_and_the_answer_counts() -> None:
    rows = [["服务", "服务质量情况", 10, 8], [N, "团队管理", 10, 7]]
    reported = told(*rows)
    assert one(reported, "column_similar").place.cell == "B3"
    assert "quality" not in reported.marks
    (question,) = reported.questions
    assert (question.key[0], question.key[2], question.options[0]) == (
        "column",
        "服务质量情况",
        ("quality", "服务质量"),
    )
    assert question.samples == ("8",)
    confirmed = told(*rows, answers=Answers({question.key: "quality"}))
    assert marks(confirmed, "quality") == {"专家甲": ["8"]}
    assert confirmed.questions == ()
    refused = told(*rows, answers=Answers({question.key: NOT_USED}))
    assert "已确认不采用" in one(refused, "column_unknown").found
    assert any("D3" in where for where, _ in refused.left_out)


def test_points_beside_or_in_the_label_are_checked_against_the_rubric() -> None:
    reported = told(["服务", "服务质量", 8, 7], [N, "团队管理（5分）", N, 3])
    found = [problem for problem in reported.problems if problem.code == "column_points"]
    assert [(problem.place.cell, problem.expected) for problem in found] == [("C3", "10 分"), ("B4", "10 分")]
    answers = Answers({question.key: ACCEPTED for question in reported.questions})
    assert "column_points" not in codes(told(["服务", "服务质量", 8, 7], [N, "团队管理（5分）", N, 3], answers=answers))


def test_points_written_as_text_agree() -> None:
    assert "column_points" not in codes(told(["服务", "服务质量", "10分", 7], [N, "团队管理", "10", 3]))


def test_a_known_row_may_be_given_up_or_given_another_meaning() -> None:
    layout = told(*BOTH).tables[0].layout
    reported = told(*BOTH, answers=Answers({("column", layout, "服务质量"): NOT_USED}))
    assert "quality" not in reported.marks
    assert any("D3" in where for where, _ in reported.left_out)
    rows = [["服务", "专职社工数", N, 3], *BOTH]
    assert values(told(*rows), "staff") == ["3"]


def test_a_filled_row_without_any_label_is_told() -> None:
    reported = told(*BOTH, [N, N, N, N], ["合计", N, N, 15], [N, N, N, 4])
    assert any("D7" in where for where, _ in reported.left_out)


def test_a_row_in_another_unit_is_asked_about_not_taken() -> None:
    rows = [["单位名称：甲站"], ["数据项", "单位", "填报值"], ["服务时长", "天", 30], ["驻站社工数", "名", 5]]
    rubric = small_form("hours", "staff")
    reported = read(rubric, ("a.xlsx", xlsx(rows)))
    assert one(reported, "column_similar").place.cell == "B3"
    assert (values(reported, "hours"), values(reported, "staff")) == ([None], ["5"])
    assert any("C3" in where for where, _ in reported.left_out)
    (question,) = reported.questions
    confirmed = read(rubric, ("a.xlsx", xlsx(rows)), answers=Answers({question.key: "hours"}))
    assert values(confirmed, "hours") == ["30"]
    labelled = [rows[0], ["数据项", "填报值"], ["服务时长（天）", 30], ["驻站社工数（人）", 5]]
    assert "column_similar" in codes(read(rubric, ("a.xlsx", xlsx(labelled))))
