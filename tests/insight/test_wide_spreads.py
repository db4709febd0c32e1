"""Marks too far apart, told rater by rater with their cells."""

from __future__ import annotations

from rating.insight.wide_spreads import GivenMark, wide_spreads
from rating.intake.decided_values import DecidedValue, with_decided_values
from rating.intake.read import read_workbooks
from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.workflow.three_stations import RUBRIC, figures, marks


def form() -> Rubric:
    rubric, problems = parse_rubric(RUBRIC, "三站.yaml")
    assert rubric is not None, problems
    return rubric


def rated(*decided: DecidedValue) -> Evaluation:
    rubric = form()
    read = read_workbooks(rubric, [figures(), marks("专家甲"), marks("专家乙", {"S002": "1", "S003": "4.5"})])
    return evaluate(rubric, with_decided_values(rubric, read, decided))


def test_every_mark_stands_with_its_rater_and_cell() -> None:
    first, second = wide_spreads(rated())
    assert (first.station_code, first.title, first.indicators, first.apart, first.limit) == (
        "S002", "服务质量", ("服务",), "6", "不超过 3 分",
    )  # fmt: skip
    assert first.marks[1] == GivenMark("专家乙", "专家", "1 分", first.marks[1].where)
    assert (
        first.marks[0].value == "7 分" and "评分表_专家甲.csv" in first.marks[0].where and "C4" in first.marks[0].where
    )
    assert (second.station_code, second.apart, second.settled) == ("S003", "3.5", "")


def test_a_settled_one_is_told_apart_with_its_reason() -> None:
    still_open, settled = wide_spreads(rated(DecidedValue(1, "S002", "service", "4.5", "现场复核")))
    assert (still_open.station_code, still_open.settled) == ("S003", "")
    assert (settled.station_code, settled.settled, settled.why) == ("S002", "4.5 分", "现场复核")
    assert [mark.value for mark in settled.marks] == ["7 分", "1 分"]


def test_marks_close_together_ask_nothing() -> None:
    rubric = form()
    assert wide_spreads(evaluate(rubric, read_workbooks(rubric, [figures(), marks("专家甲"), marks("专家乙")]))) == ()
