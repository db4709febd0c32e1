"""What the user has said about a station decides; what nobody has said is asked with the possible answers."""

from __future__ import annotations

import pytest

from rating.intake.answers import NOT_USED, Answers
from rating.intake.layout.station_matching import MOST_LISTED, MOST_OPEN
from rating.problems import stopping
from rating.reported import Question, Reported
from tests.intake.workbooks import codes, one, read, small_form, values, xlsx

ROSTER = (
    "名册.xlsx",
    xlsx(
        [
            ["代码", "名称", "曾用名"],
            ["001", "定海路街道社工站", None],
            ["002", "平凉路街道社工站", None],
            ["003", "五角场街道社工站", None],
            ["004", "五角场镇社工站", None],
        ]
    ),
)
RUBRIC = small_form("hours")


def file(*names: str, name: str = "a.xlsx") -> tuple[str, bytes]:
    return (name, xlsx([["站点", "服务时长"], *([each, at + 5] for at, each in enumerate(names))]))


def asked(reported: Reported) -> Question:
    (question,) = reported.questions
    return question


def answered(about: str, code: str) -> Answers:
    return Answers({("station", about): code})


def test_a_like_name_is_asked_with_the_likest_first_and_the_whole_roster_to_choose_from() -> None:
    question = asked(read(RUBRIC, file("定海陆街道社工站"), roster=ROSTER))
    assert question.key == ("station", "定海陆街道社工站")
    assert question.options[0] == ("001", "定海路街道社工站（001）")
    assert question.options[-1] == (NOT_USED, "不是名册中的单位，这一行不采用")
    assert {answer for answer, _ in question.options} == {"001", "002", "003", "004", NOT_USED}
    assert 0.6 <= question.confidence < 1 and question.samples == ("5",)


def test_the_core_of_two_stations_is_asked_with_both() -> None:
    question = asked(read(RUBRIC, file("五角场"), roster=ROSTER))
    assert [answer for answer, _ in question.options[:2]] in (["003", "004"], ["004", "003"])
    assert question.confidence < 1


def test_an_answer_is_taken_for_every_row_and_file_of_that_name() -> None:
    first, second = file("定海陆街道社工站"), ("b.xlsx", xlsx([["站点", "驻站社工数"], ["定海陆街道社工站", 3]]))
    rubric = small_form("hours", "staff")
    assert len(read(rubric, first, second, roster=ROSTER).questions) == 1
    reported = read(rubric, first, second, roster=ROSTER, answers=answered("定海陆街道社工站", "001"))
    assert (values(reported, "hours")[0], values(reported, "staff")[0]) == ("5", "3")
    assert not stopping(reported.problems) and reported.questions == ()


def test_an_answer_comes_before_an_exact_name() -> None:
    reported = read(RUBRIC, file("定海路街道社工站"), roster=ROSTER, answers=answered("定海路街道社工站", "002"))
    assert values(reported, "hours")[:2] == [None, "5"]


def test_a_row_that_is_not_wanted_is_listed_as_left_out() -> None:
    reported = read(RUBRIC, file("徐汇党群中心", "定海路"), roster=ROSTER, answers=answered("徐汇党群中心", NOT_USED))
    assert values(reported, "hours")[0] == "6"
    ((where, why),) = reported.left_out
    assert where == "a.xlsx → Sheet1!A2" and "已确认不采用" in why and "徐汇党群中心" in why
    assert one(reported, "row_left_out") and not stopping(reported.problems)


def test_an_unknown_name_may_be_answered_though_it_is_a_refusal() -> None:
    reported = read(RUBRIC, file("徐汇滨江党群中心"), roster=ROSTER)
    question = asked(reported)
    assert one(reported, "station_unknown") == question.problem
    assert question.options[0][0] == NOT_USED and len(question.options) == 5 and question.confidence == 0
    known = read(RUBRIC, file("徐汇滨江党群中心"), roster=ROSTER, answers=answered(question.asked, "004"))
    assert values(known, "hours") == [None, None, None, "5"]


def test_a_long_roster_is_not_listed_whole() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], *([f"{at}", f"第{at}号社工站"] for at in range(MOST_LISTED + 1))]))
    assert len(asked(read(RUBRIC, file("徐汇滨江党群中心"), roster=roster)).options) == 1


@pytest.mark.parametrize("answer", ["999", "", "五角场"])
def test_an_answer_that_names_no_station_is_told_and_ignored(answer: str) -> None:
    reported = read(RUBRIC, file("定海陆街道社工站"), roster=ROSTER, answers=answered("定海陆街道社工站", answer))
    assert one(reported, "mapping_unknown").place.cell == "A2"
    assert one(reported, "station_similar") and set(values(reported, "hours")) == {None}


def test_an_answer_may_be_the_full_name() -> None:
    answers = answered("定海陆街道社工站", "平凉路街道社工站")
    assert values(read(RUBRIC, file("定海陆街道社工站"), roster=ROSTER, answers=answers), "hours")[1] == "5"


def test_an_answer_that_makes_a_station_appear_twice_is_refused_not_added_up() -> None:
    names = file("定海路街道社工站", "定海陆街道社工站")
    reported = read(RUBRIC, names, roster=ROSTER, answers=answered("定海陆街道社工站", "001"))
    assert one(reported, "station_duplicate").place.cell == "A3"
    assert values(reported, "hours")[0] == "5"


def conflicting(*rows: tuple[str, str]) -> tuple[str, bytes]:
    return ("a.xlsx", xlsx([["代码", "站点", "服务时长"], *([code, name, 5] for code, name in rows)]))


def test_code_and_name_of_two_stations_are_asked_with_both() -> None:
    reported = read(RUBRIC, conflicting(("001", "平凉路街道社工站")), roster=ROSTER)
    question = asked(reported)
    assert one(reported, "station_conflict").severity == "question"
    assert question.key == ("station", "001 平凉路街道社工站")
    assert {answer for answer, _ in question.options} == {"001", "002", NOT_USED} and question.confidence == 0
    settled = read(
        RUBRIC, conflicting(("001", "平凉路街道社工站")), roster=ROSTER, answers=Answers({question.key: "002"})
    )
    assert values(settled, "hours")[:2] == [None, "5"] and not stopping(settled.problems)


def test_an_answered_name_does_not_override_another_stations_code() -> None:
    """The answer was about the name; a row whose code says otherwise is a new disagreement."""
    answers = answered("定海陆站", "001")
    reported = read(RUBRIC, conflicting(("001", "定海陆站"), ("002", "定海陆站")), roster=ROSTER, answers=answers)
    assert values(reported, "hours")[:2] == ["5", None]
    assert one(reported, "station_conflict").place.cell == "B3"
    both = answers.with_more({asked(reported).key: "002"})
    again = read(RUBRIC, conflicting(("001", "定海陆站"), ("002", "定海陆站")), roster=ROSTER, answers=both)
    assert values(again, "hours")[:2] == ["5", "5"] and not stopping(again.problems)


FIRST, SECOND = file("定海路街道社工站"), ("b.xlsx", xlsx([["站点", "驻站社工数"], ["定海陆街道社工站", 3]]))
BOTH = small_form("hours", "staff")


def test_without_a_roster_a_like_name_of_another_file_is_asked_about_and_may_be_another_station() -> None:
    question = asked(read(BOTH, FIRST, SECOND))
    assert [answer for answer, _ in question.options] == ["定海路街道社工站", "定海陆街道社工站", NOT_USED]
    assert "另一个单位" in question.options[1][1]


@pytest.mark.parametrize(
    ("answer", "names", "staff"),
    [
        ("定海路街道社工站", ("定海路街道社工站",), ["3"]),
        ("定海陆街道社工站", ("定海路街道社工站", "定海陆街道社工站"), [None, "3"]),
        (NOT_USED, ("定海路街道社工站",), [None]),
    ],
)
def test_without_a_roster_the_answer_joins_parts_or_leaves_out(
    answer: str, names: tuple[str, ...], staff: list[str | None]
) -> None:
    reported = read(BOTH, FIRST, SECOND, answers=answered("定海陆街道社工站", answer))
    assert reported.roster.name == names
    assert values(reported, "staff") == staff
    assert not stopping(reported.problems) and reported.questions == ()


def test_very_many_unknown_names_neither_hang_nor_vanish() -> None:
    reported = read(RUBRIC, file(*(f"来路不明{at:04}" for at in range(400))), roster=ROSTER)
    assert codes(reported).count("station_unknown") + codes(reported).count("station_similar") == 400
    assert len(reported.questions) == 400


def test_one_question_for_a_name_in_many_rows_and_only_so_many_at_once() -> None:
    same = read(RUBRIC, file(*["来路不明"] * 30), roster=ROSTER)
    assert codes(same).count("station_unknown") == 30 and len(same.questions) == 1
    others = read(RUBRIC, file(*(f"来路不明{at:04}" for at in range(MOST_OPEN + 10))), roster=ROSTER)
    assert len(others.questions) == MOST_OPEN
    assert len([problem for problem in others.problems if problem.code.startswith("station_")]) > MOST_OPEN


def test_without_a_roster_a_number_used_anew_may_be_another_station() -> None:
    """编号 counts the rows of each file: 1 is 甲站 here and 丙站 there."""
    first = ("a.xlsx", xlsx([["编号", "站点", "服务时长"], [1, "甲站", 5], [2, "乙站", 6]]))
    second = ("b.xlsx", xlsx([["编号", "站点", "驻站社工数"], [1, "丙站", 3], [2, "甲站", 4]]))
    third = ("c.xlsx", xlsx([["站点", "满意度"], ["丙站", 0.9]]))
    rubric = small_form("hours", "staff", "satisfied")
    one_more, swapped = read(rubric, first, second).questions
    assert [answer for answer, _ in one_more.options] == ["1", "丙站", NOT_USED]
    assert [answer for answer, _ in swapped.options] == ["1", "2", NOT_USED]
    answers = Answers({one_more.key: "丙站", swapped.key: "1"})
    reported = read(rubric, first, second, third, answers=answers)
    assert (reported.roster.name, reported.roster.code) == (("甲站", "乙站", "丙站"), ("1", "2", "丙站"))
    assert values(reported, "staff") == ["4", None, "3"]
    assert values(reported, "satisfied") == [None, None, "0.9"]
    assert not stopping(reported.problems) and reported.questions == ()
