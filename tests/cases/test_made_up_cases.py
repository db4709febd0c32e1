"""Forms that published schemes use, on made-up data (示例): each checked apart from the engine, by
hand or by a few plain lines, and against the slow reference."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import fmean, pstdev
from typing import Any

from rating.reported import Status
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from tests.cases.tables import HERE
from tests.scoring.worked import numbers, points, rate, totals

NA = Status.NOT_APPLICABLE


def form(name: str) -> Rubric:
    return load_rubric(HERE / f"{name}.yaml")


def half_up(number: Fraction, places: str) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(places), ROUND_HALF_UP)


def test_index_of_49_indicators_with_min_max_and_two_levels_of_weights() -> None:
    """Index = Σ pillar weight × Σ group weight × mean of (v − worst) ÷ (best − worst) × 100."""
    rubric, chance = form("index-49"), random.Random(49)
    codes = list(rubric.fields)
    assert len(codes) == 49
    rows = [{code: str(chance.randint(1, 900)) for code in codes} for _ in range(20)]
    expected = [Fraction(0)] * len(rows)
    left = iter(codes)
    for pillar, groups in ((40, [(60, 8), (40, 8)]), (35, [(50, 9), (50, 8)]), (25, [(30, 8), (70, 8)])):
        for weight, count in groups:
            for code in [next(left) for _ in range(count)]:
                column = [int(row[code]) for row in rows]
                lower = int(code[1:]) % 5 == 0
                worst, best = (max(column), min(column)) if lower else (min(column), max(column))
                for at, value in enumerate(column):
                    share = Fraction(value - worst, best - worst)
                    expected[at] += Fraction(pillar, 100) * Fraction(weight, 100) * share / count * 100
    evaluation = rate(rubric, rows)
    assert totals(evaluation) == [half_up(number, "0.01") for number in expected]
    best_first = sorted(range(20), key=lambda at: -expected[at])
    assert evaluation.ratings.rank[best_first[0]] == 1


SECTIONS = [(10, 7), (10, 8), (15, 9), (10, 8), (10, 8), (20, 12), (5, 7), (10, 7), (10, 7)]


def test_73_questions_in_nine_weighted_sections() -> None:
    """A section is the mean of 1, ½, 0 over the questions that apply, to one decimal; then weighted."""
    rubric, chance = form("questions-73"), random.Random(73)
    codes = list(rubric.fields)
    assert len(codes) == sum(count for _, count in SECTIONS) == 73
    worth: dict[Any, Fraction] = {"是": Fraction(1), "部分": Fraction(1, 2), "否": Fraction(0)}
    rows = [{code: chance.choice(["是", "是", "部分", "否", NA]) for code in codes} for _ in range(15)]
    expected = []
    for row in rows:
        left, total = iter(codes), Decimal(0)
        for weight, count in SECTIONS:
            given = [worth[row[code]] for code in [next(left) for _ in range(count)] if row[code] is not NA]
            total += half_up(sum(given, Fraction(0)) / len(given) * 100, "0.1") * weight / 100
        expected.append(total.quantize(Decimal("0.1"), ROUND_HALF_UP))
    assert totals(rate(rubric, rows)) == expected


def test_a_blank_answer_waits_and_a_thin_section_is_not_rated() -> None:
    rubric = form("questions-73")
    full = dict.fromkeys(rubric.fields, "是")
    assert totals(rate(rubric, [full, {**full, "q01": None}])) == [Decimal("100.0"), None]


def test_cut_points_that_differ_by_kind() -> None:
    """The same figures: 城区 3 + 5 + 3 + 5 = 16, 镇 4 + 5 + 3 + 5 = 17, 乡 5 + 5 + 5 + 5 = 20."""
    row = {"visits": 250, "cases": 30, "hours": 1200, "trained": 100}
    evaluation = rate(form("cut-points-by-kind"), [{**row, "kind": kind} for kind in ("城区", "镇", "乡")])
    assert totals(evaluation) == numbers("16", "17", "20")
    assert evaluation.ratings.stars.tolist() == [3, 3, 3]


def test_bands_that_differ_by_kind() -> None:
    """14 is one 3★ among 乡, and 2★ among 镇 and 城区."""
    rows = [
        {"kind": "城区", "visits": 100, "cases": 20, "hours": 2000, "trained": 50},
        {"kind": "镇", "visits": 150, "cases": 12, "hours": 1500, "trained": 50},
        {"kind": "乡", "visits": 60, "cases": 6, "hours": 900, "trained": 50},
    ]
    evaluation = rate(form("cut-points-by-kind"), rows)
    assert totals(evaluation) == numbers("13", "14", "14")
    assert evaluation.ratings.stars.tolist() == [2, 2, 3]


def test_minimum_coverage() -> None:
    """镇: one of two reported restates 3 of 5 as 6 of 10; nothing in 覆盖 leaves 50 % < 60 % covered;
    one figure in 深度 is too few."""
    rows = [
        {"kind": "镇", "cases": 12, "hours": 1200, "trained": 100},
        {"kind": "镇", "hours": 1200, "trained": 100},
        {"kind": "镇", "visits": 300, "cases": 20, "hours": 1200},
    ]
    evaluation = rate(form("cut-points-by-kind"), rows)
    assert totals(evaluation) == [Decimal("14.0"), None, None]
    assert points(evaluation, "reach")[1] == "out"
    assert evaluation.ratings.stars.tolist() == [2, -1, -1]


def test_not_applicable_points_are_shared_among_siblings() -> None:
    """1: 甲上 8 of 10 → 24 of 30, 甲组 29; 乙组 out; 丙 18: 47 of 70 → 67.14. 2: all of 100.
    3: 甲上 out, 甲三 5 of 10 → 20 of 40; + 30 + 30 = 80."""
    full = {"a1": 1, "a2": 1, "a3": 1, "b1": 1, "b2": 1, "c1": 1}
    rows = [
        {"a1": "80%", "a2": NA, "a3": "50%", "b1": NA, "b2": NA, "c1": "60%"},
        full,
        {**full, "a1": NA, "a2": NA, "a3": "50%"},
    ]
    evaluation = rate(form("shared-among-siblings"), rows)
    assert totals(evaluation) == numbers("67.14", "100", "80")
    assert points(evaluation, "second")[0] == "out"


JUDGES = [(f"j{at}", f"评委{at}", "judge") for at in range(1, 6)]
MARKS = [
    [88, 90, 84, 91, 86], [80, 82, 79, 85, 81], [75, 80, 78, 83, 70], [90, 92, 88, 95, 89], [70, 74, 72, 79, 69],
    [85, 84, 80, 88, 83], [78, 79, 75, 82, 77], [60, 81, 70, 75, 66], [82, 86, 81, 62, 80], [66, 71, 69, 74, 65],
]  # fmt: skip


def _standardised() -> list[float]:
    by_judge = list(zip(*MARKS, strict=True))
    of_judge = [(fmean(marks), pstdev(marks)) for marks in by_judge]
    return [
        fmean(50 + 10 * (mark - middle) / away for mark, (middle, away) in zip(row, of_judge, strict=True))
        for row in MARKS
    ]


def test_five_raters_standardised_with_adjudication_and_quotas() -> None:
    """Projects 8 (60–81: 21) and 9 (62–86: 24) wait for adjudication. Of the 8 rated: one first prize,
    two second, floor(2.4) = 2 third."""
    rows = [{"score": {f"j{at + 1}": mark for at, mark in enumerate(row)}} for row in MARKS]
    evaluation = rate(form("five-raters"), rows, raters=JUDGES)
    plain = _standardised()
    assert [float(total or 0) for total in totals(evaluation)] == [round(number, 2) for number in plain]
    assert [at for at in range(10) if not evaluation.ratings.rated[at]] == [7, 8]
    best_first = [at for at in sorted(range(10), key=lambda at: -plain[at]) if at not in (7, 8)]
    prizes = dict(zip(best_first, ["一等奖", "二等奖", "二等奖", "三等奖", "三等奖"] + ["未获奖"] * 3, strict=True))
    assert [str(evaluation.ratings.band[at]) for at in best_first] == list(prizes.values())


def test_the_adjudicated_mark_stands_beside_standardised_ones() -> None:
    """Project 9, reviewed at 70, comes first of nine; project 8 still waits; floor(0.3 × 9) = 2 third prizes."""
    rows = [{"score": {f"j{at + 1}": mark for at, mark in enumerate(row)}} for row in MARKS]
    evaluation = rate(form("five-raters"), rows, raters=JUDGES, adjudicated={(8, "score"): "70"})
    assert (evaluation.total(8), evaluation.ratings.rank[8], evaluation.ratings.band[8]) == (
        Decimal("70.00"),
        1,
        "一等奖",
    )
    assert not evaluation.ratings.rated[7]
    assert sorted(str(band) for band in evaluation.ratings.band).count("三等奖") == 2


def test_a_tie_across_the_last_quota_takes_both() -> None:
    """Projects 1 and 2 are equal in the first place of one: both first prizes."""
    rows = [{"score": dict.fromkeys(("j1", "j2", "j3", "j4", "j5"), mark)} for mark in (90, 90, 80, 70)]
    evaluation = rate(form("five-raters"), rows, raters=JUDGES)
    assert [str(band) for band in evaluation.ratings.band] == ["一等奖", "一等奖", "二等奖", "二等奖"]
    assert evaluation.ratings.rank.tolist() == [1, 1, 3, 4]
