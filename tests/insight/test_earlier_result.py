"""The result of the round before: used when it can be, told why when not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rating.insight.earlier_result import EarlierResult, rated_stations, read_result, with_previous_stars
from rating.insight.result import result
from rating.problems import Problem
from rating.reported import Reported, Roster
from rating.scoring.evaluation import Evaluation
from tests.small_round import PREVIOUS

STATIONS = Reported(Roster(("01", "02"), ("甲站", "乙站"), ("", ""), ("", "")), {})


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_our_own_result_is_a_previous_round(sample_evaluation: Evaluation, tmp_path: Path) -> None:
    kept = tmp_path / "结果.json"
    kept.write_text(json.dumps(result(sample_evaluation), ensure_ascii=False), encoding="utf-8")
    again = replace(sample_evaluation.reported, previous_stars={}, problems=())
    known = with_previous_stars(again, kept, sample_evaluation.rubric.code)
    stars = sample_evaluation.ratings.stars
    assert known.previous_stars == {row: int(given) for row, given in enumerate(stars) if given >= 0}
    assert not known.problems
    found, faults = rated_stations(kept)
    assert found is not None and not faults


def test_without_a_previous_round_nothing_changes() -> None:
    assert with_previous_stars(STATIONS, None) is STATIONS


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"3", b"null", b"\xff\xfe\x00", b'{"stations": 1}', b'{"stations": [1]}',
        b'{"stations": [{"stars": 3}]}', b'{"stations": [{"code": "01", "stars": "3"}]}',
        b'{"stations": [{"code": "01", "stars": -1}]}', b'{"stations": [{"code": "01", "stars": true}]}',
        b'{"stations": [{"code": "99", "stars": 3}]}', b"[" * 100_000, b'{"stations": [], "rubric": {"code": "\\ud800"}}',
    ],
)  # fmt: skip
def test_an_unusable_previous_round_is_a_problem(content: bytes) -> None:
    known = with_previous_stars(STATIONS, ("上一轮.json", content))
    assert codes(known.problems) == ["result_unreadable"]
    assert known.problems[0].place.file == "上一轮.json"
    assert not known.previous_stars


@pytest.mark.parametrize(("code", "told"), [('"small"', 0), ('"another"', 1), ("3", 0), ("null", 0)])
def test_a_previous_round_of_another_rubric_is_told_and_used(code: str, told: int) -> None:
    before = json.loads(f'{{"rubric": {{"code": {code}}}, {PREVIOUS[1:]}')
    known = with_previous_stars(STATIONS, before, "small")
    assert codes(known.problems).count("result_other_rubric") == told
    assert known.previous_stars[0] == 3


@pytest.mark.parametrize("name", ["没有.json", "."])
def test_a_previous_round_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    assert codes(with_previous_stars(STATIONS, tmp_path / name).problems) == ["result_unreadable"]


@pytest.mark.parametrize("source", [("结果.json", b"{}"), ("结果.json", b'{"stations": [{"code": "1", "stars": 3}]}')])
def test_ratings_that_say_no_stars_are_told(source: EarlierResult) -> None:
    found, faults = rated_stations(source)
    assert found is None
    assert codes(faults) == ["result_unreadable"]


def test_content_that_is_already_read() -> None:
    content, faults = read_result({"stations": []})
    assert content == {"stations": []}
    assert not faults
