"""Severity and spread of raters, on the same stations only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.insight.certainty.raters import RaterLine, rater_lines
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.marked import form_of, judged


def lines(evaluation: Evaluation) -> dict[str, RaterLine]:
    return {line.code: line for line in rater_lines(evaluation)}


def test_worked_by_hand() -> None:
    """Station one 8 6 4: others' means 5, 6, 7, so +3, 0, −3. Station two 9 7 5: the same. Of 10 points."""
    found = lines(judged(form_of(), {"e1": 8, "e2": 6, "e3": 4}, {"e1": 9, "e2": 7, "e3": 5}))
    assert [found[code].severity for code in ("e1", "e2", "e3")] == pytest.approx([0.3, 0, -0.3])
    assert [found[code].marks for code in found] == [2, 2, 2]
    # 8 and 9 lie half a point about their mean: √(0.5) of 10 points
    assert found["e1"].spread == pytest.approx(0.5**0.5 / 10)
    assert found["e1"].others == pytest.approx(0.5**0.5 / 10)
    assert found["e1"].role == "专家"


def test_who_was_sent_to_strong_stations_only_is_not_lenient() -> None:
    """e1 gave 9s where e2 gave 9s; the low marks of e2 and e3 are of stations that e1 never saw."""
    rows = [{"e1": 9, "e2": 9}, {"e1": 9, "e2": 9}, {"e2": 2, "e3": 2}, {"e2": 2, "e3": 2}]
    found = lines(judged(form_of(), *rows))
    assert [found[code].severity for code in ("e1", "e2", "e3")] == [0, 0, 0]


def test_fields_of_another_level_do_not_widen_the_spread() -> None:
    """Always 9 in one field and always 2 in another is no spread."""
    row = {"m": {"e1": 9, "e2": 8}, "n": {"e1": 2, "e2": 2}}
    found = lines(judged(form_of(("m", "n")), row, row))
    assert found["e1"].spread == 0
    assert found["e1"].marks == 4
    assert found["e1"].severity == pytest.approx(0.05)


def test_sentences() -> None:
    rows = [{"e1": 8, "e2": 6}] * 5
    found = lines(judged(form_of(), *rows, {"e3": 5}))
    assert found["e1"].sentence == (
        "专家甲共打 5 个分，同站同项相比，比其他评估人的平均分高满分的 20.0%；"
        "高低相差的程度（标准差）为满分的 0.0%，其他评估人平均分为 0.0%。"
    )
    assert "低满分的 20.0%" in found["e2"].sentence
    assert found["e3"].severity is None
    assert found["e3"].spread is None
    assert found["e3"].sentence.startswith("专家丙共打 1 个分，没有其他评估人")


def test_few_comparable_marks_are_told() -> None:
    assert "可比的只有 1 个，仅供参考" in lines(judged(form_of(), {"e1": 8, "e2": 6}))["e1"].sentence


def test_self_assessment_and_blank_sheets_have_no_line() -> None:
    assert list(lines(judged(form_of(), {"e1": 8, "e2": None, "z1": 10}))) == ["e1"]


def test_the_sample_district(sample_evaluation: Evaluation) -> None:
    found = rater_lines(sample_evaluation)
    assert [line.name for line in found] == ["专家甲", "专家乙", "专家丙"]
    # everybody marked everything: what one gives more, the others give less
    assert sum(line.severity or 0 for line in found) == pytest.approx(0, abs=1e-12)


@given(st.lists(st.lists(st.none() | st.integers(0, 10), min_size=3, max_size=3), min_size=1, max_size=8))
def test_against_the_definition(grid: list[list[int | None]]) -> None:
    codes = ("e1", "e2", "e3")
    found = lines(judged(form_of(), *(dict(zip(codes, row, strict=True)) for row in grid)))
    for at, code in enumerate(codes):
        apart = []
        for row in grid:
            others = [mark for place, mark in enumerate(row) if place != at and mark is not None]
            own = row[at]
            if own is not None and others:
                apart.append((own - sum(others) / len(others)) / 10)
        line = found.get(code)
        if apart:
            assert line is not None
            assert line.severity == pytest.approx(sum(apart) / len(apart))
        else:
            assert line is None or line.severity is None
