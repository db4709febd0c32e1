from __future__ import annotations

from rating.district.rubrics.answers import answer_to, answers_from, as_rows, still_meant, with_answer
from rating.problems import Place, Problem

LONG = Problem("lint_total", Place(object="满分"), "总分 150 分")
MANY = Problem("lint_many_indicators", Place(object="指标"), "共 31 项末级指标")
BY = ("甲", "2026-03-01")


def test_an_answer_is_to_one_warning_as_it_was_said() -> None:
    answer = answer_to(LONG, " 上级文件规定 ", *BY)
    assert answer.reason == "上级文件规定" and answer.answers(LONG)
    assert not answer.answers(MANY)
    assert not answer.answers(Problem("lint_total", Place(object="满分"), "总分 200 分")), (
        "another finding is open again"
    )
    assert not answer.answers(Problem("lint_total", Place(object="折算"), "总分 150 分"))


def test_a_later_answer_takes_the_place_of_the_earlier_and_an_empty_one_takes_it_back() -> None:
    kept = with_answer((), LONG, "上级规定", *BY)
    kept = with_answer(kept, MANY, "不能再并", *BY)
    kept = with_answer(kept, LONG, "市里统一", *BY)
    assert [(each.code, each.reason) for each in kept] == [
        ("lint_many_indicators", "不能再并"),
        ("lint_total", "市里统一"),
    ]
    assert [each.code for each in with_answer(kept, LONG, "  ", *BY)] == ["lint_many_indicators"]


def test_answers_to_what_is_no_longer_said_are_left_behind() -> None:
    kept = (answer_to(LONG, "上级规定", *BY), answer_to(MANY, "不能再并", *BY))
    assert still_meant(kept, [MANY]) == kept[1:]


def test_they_are_kept_as_plain_rows() -> None:
    kept = (answer_to(LONG, "上级规定", *BY),)
    assert answers_from(as_rows(kept)) == kept
