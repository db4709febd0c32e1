"""Questions about columns: what is offered, what an answer does, and for which other files it holds."""

from __future__ import annotations

from typing import Any

import pytest

from rating.intake.answers import ACCEPTED, NOT_USED, Answers
from rating.intake.layout.column_questions import layout_name
from rating.reported import Question, Reported
from tests.intake.workbooks import codes, marks, one, read, small_form, values, xlsx

ROWS = [["站点", "驻站社工人数", "服务时长", "备忘"], ["甲站", 5, 10, "无"], ["乙站", 6, 20, None]]


def asked(reported: Reported) -> Question:
    (question,) = reported.questions
    return question


def test_the_nearest_field_is_offered_first_then_every_other_that_is_still_free_then_none() -> None:
    question = asked(read(small_form("staff", "hours", "satisfied", "files"), ("a.xlsx", xlsx(ROWS))))
    assert question.key[0] == "column" and question.key[2] == question.asked == "驻站社工人数"
    assert [answer for answer, _ in question.options] == ["staff", "satisfied", "files", NOT_USED]
    assert question.options[0][1] == "驻站社工数"
    assert 0.72 <= question.confidence < 1
    assert question.samples == ("5", "6")
    assert question.problem.place.cell == "B1"


def test_a_derived_field_is_never_offered() -> None:
    rubric = small_form("staff", "hours", "per_head")
    options = asked(read(rubric, ("a.xlsx", xlsx([["站点", "驻站社工人数"], ["甲站", 5]])))).options
    assert "per_head" not in dict(options)


def test_an_answered_column_is_read_and_its_cells_are_the_users_own() -> None:
    rubric, file = small_form("staff", "hours"), ("a.xlsx", xlsx(ROWS))
    key = asked(read(rubric, file)).key
    reported = read(rubric, file, answers=Answers({key: "staff"}))
    assert values(reported, "staff") == ["5", "6"]
    assert (reported.columns["staff"].row.tolist(), reported.columns["staff"].col.tolist()) == ([1, 2], [1, 1])
    assert codes(reported, "question") == [] and reported.questions == ()


def test_one_answer_serves_every_file_of_the_same_headings() -> None:
    rubric = small_form("staff", "hours")
    later = [["站点", "驻站社工人数", "服务时长（小时）", "备忘"], ["丙站", 7, 30, None]]
    first, second = ("一月.xlsx", xlsx(ROWS)), ("二月.xlsx", xlsx(later))
    both = read(rubric, first, second)
    assert codes(both).count("column_similar") == 2
    reported = read(rubric, second, answers=Answers({asked(both).key: "staff"}))
    assert values(reported, "staff") == ["7"]
    assert codes(reported, "question") == []


def test_an_answer_does_not_reach_another_arrangement_of_headings() -> None:
    rubric = small_form("staff", "hours")
    key = asked(read(rubric, ("a.xlsx", xlsx(ROWS)))).key
    other = [["站点", "驻站社工人数", "场地"], ["甲站", 5, 6]]
    assert asked(read(rubric, ("b.xlsx", xlsx(other)), answers=Answers({key: "staff"}))).key != key


def test_a_column_that_is_not_wanted_is_noted_and_nothing_is_taken_from_it() -> None:
    rubric, file = small_form("staff", "hours"), ("a.xlsx", xlsx(ROWS))
    reported = read(rubric, file, answers=Answers({asked(read(rubric, file)).key: NOT_USED}))
    assert values(reported, "staff") == [None, None]
    notices = [problem for problem in reported.problems if problem.code == "column_unknown"]
    assert "已确认不采用" in notices[0].found and notices[0].place.cell == "B1"


def test_an_answer_comes_before_any_matching() -> None:
    """Also for a heading that is exactly a field's title: the user has the last word."""
    rubric, file = small_form("staff", "hours"), ("a.xlsx", xlsx([["站点", "服务时长"], ["甲站", 5]]))
    layout = read(rubric, file).tables[0].layout
    key = ("column", layout, "服务时长")
    assert values(read(rubric, file, answers=Answers({key: "staff"})), "staff") == ["5"]
    assert values(read(rubric, file, answers=Answers({key: NOT_USED})), "hours") == [None]


def test_two_columns_answered_alike_are_refused_not_added() -> None:
    rubric, file = small_form("staff"), ("a.xlsx", xlsx([["站点", "驻站社工数", "驻站人数"], ["甲站", 5, 6]]))
    layout = read(rubric, file).tables[0].layout
    reported = read(rubric, file, answers=Answers({("column", layout, "驻站人数"): "staff"}))
    assert one(reported, "column_duplicate").place.cell == "C1"


@pytest.mark.parametrize("answer", ["没有这一项", "per_head", ""])
def test_an_answer_that_names_no_field_is_told_and_ignored(answer: str) -> None:
    rubric, file = small_form("staff", "hours", "per_head"), ("a.xlsx", xlsx(ROWS))
    key = asked(read(rubric, file)).key
    reported = read(rubric, file, answers=Answers({key: answer}))
    assert one(reported, "mapping_unknown").place.cell == "B1"
    assert one(reported, "column_similar") and values(reported, "staff") == [None, None]


def test_a_field_may_be_answered_by_its_title() -> None:
    rubric, file = small_form("staff", "hours"), ("a.xlsx", xlsx(ROWS))
    key = asked(read(rubric, file)).key
    assert values(read(rubric, file, answers=Answers({key: "驻站社工数"})), "staff") == ["5", "6"]


def test_a_confirmed_mark_under_a_raters_name_is_that_raters() -> None:
    rows = [
        ["站点", "王老师", None, "李老师", None],
        [None, "服务质两", "团队管理", "服务质两", "团队管理"],
        ["甲站", 8, 7, 6, 5],
    ]

    def merge(sheet: Any) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            sheet.merge_cells(cells)

    rubric, file = small_form("quality", "team"), ("专家评分.xlsx", xlsx(rows, touch=merge))
    questions = [question for question in read(rubric, file).questions if question.problem.code == "column_similar"]
    assert [question.asked for question in questions] == ["王老师 服务质两", "李老师 服务质两"]
    reported = read(rubric, file, answers=Answers({question.key: "quality" for question in questions}))
    assert marks(reported, "quality") == {"王老师": ["8"], "李老师": ["6"]}


@pytest.mark.parametrize(("answer", "mark"), [(ACCEPTED, ["5"]), (NOT_USED, None)])
def test_points_that_disagree_are_settled_by_an_answer(answer: str, mark: list[str] | None) -> None:
    rubric, file = small_form("quality"), ("专家甲.xlsx", xlsx([["站点", "服务质量（8分）"], ["甲站", 5]]))
    question = asked(read(rubric, file))
    assert question.key[0] == "points" and "10 分" in question.options[0][1]
    reported = read(rubric, file, answers=Answers({question.key: answer}))
    assert "column_points" not in codes(reported)
    assert (marks(reported, "quality").get("专家甲") if reported.marks else None) == mark
    assert ("column_unknown" in codes(reported)) == (answer == NOT_USED)


def test_points_answered_for_one_heading_do_not_settle_other_points() -> None:
    rubric = small_form("quality")
    eight = ("专家甲.xlsx", xlsx([["站点", "服务质量（8分）"], ["甲站", 5]]))
    nine = ("专家乙.xlsx", xlsx([["站点", "服务质量（9分）"], ["甲站", 5]]))
    answers = Answers({asked(read(rubric, eight)).key: ACCEPTED})
    assert one(read(rubric, eight, nine, answers=answers), "column_points").place.file == "专家乙.xlsx"


def test_the_name_of_a_layout_is_short_and_does_not_mind_spacing() -> None:
    one_way, other = layout_name([["站点"], ["服务时长（小时）"]]), layout_name([["站 点"], ["服务时长"]])
    assert one_way == other and len(one_way) == 12 and int(one_way, 16) >= 0
    assert layout_name([["服务时长"], ["站点"]]) != other
    assert layout_name([["站点", "服务时长"]]) != other


def test_lone_surrogates_in_a_heading_still_have_a_name() -> None:
    assert layout_name([["站点\ud800"]])


def test_many_unknown_columns_do_not_ask_for_what_a_file_already_has() -> None:
    rows = [["站点", "驻站社工数", *(f"驻站社工数{number}" for number in range(30))], ["甲站", *range(31)]]
    assert read(small_form("staff"), ("a.xlsx", xlsx(rows))).questions == ()


def test_the_same_heading_spaced_otherwise_is_the_same() -> None:
    rubric = small_form("staff", "hours")
    spaced = [["站点", "驻站　社工人数", "服务 时长", "备忘"], ["丙站", 7, 30, None]]
    answers = Answers({asked(read(rubric, ("a.xlsx", xlsx(ROWS)))).key: "staff"})
    assert values(read(rubric, ("b.xlsx", xlsx(spaced)), answers=answers), "staff") == ["7"]


def test_a_heading_in_another_unit_is_asked_about_with_the_rubrics_unit() -> None:
    question = asked(read(small_form("hours"), ("a.xlsx", xlsx([["站点", "服务时长（分钟）"], ["甲站", 90]]))))
    assert "计量单位是「小时」" in question.problem.found
    assert question.confidence < 1


@pytest.mark.parametrize("heading", ["专家乙：服务质两", "服务质两（专家乙）", "专家乙/服务质两"])
def test_a_near_mark_beside_a_raters_name_is_asked_about_and_confirmed_as_that_raters(heading: str) -> None:
    """Also where another rater's column of the same mark is known."""
    rubric, file = small_form("quality"), ("a.xlsx", xlsx([["站点", "专家甲：服务质量", heading], ["甲站", 8, 6]]))
    question = asked(read(rubric, file))
    assert question.options[0][0] == "quality" and question.asked == heading
    reported = read(rubric, file, answers=Answers({question.key: "quality"}))
    assert marks(reported, "quality") == {"专家甲": ["8"], "专家乙": ["6"]}
