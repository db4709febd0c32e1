"""The sample district: made again it is the same, it is accepted as it stands, and it tells its stories."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rating import workflow
from rating.reported import Status
from rating.rubric.file import load_rubric
from rating.scoring.evaluation import Evaluation
from sample_data import cases
from sample_data.district import CENTRE, STATIONS, STREETS
from sample_data.make_sample import AREA, PREVIOUS, ROSTER, write_sample

SAMPLE = workflow.sample_district()
FOLDER = SAMPLE.roster.parent


@cache
def rated() -> Evaluation:
    outcome = workflow.rate(load_rubric(SAMPLE.rubric), SAMPLE.workbooks, SAMPLE.roster, SAMPLE.previous)
    assert outcome.evaluation is not None, "\n".join(problem.line for problem in outcome.problems)
    return outcome.evaluation


def row(code: str) -> int:
    return rated().roster.code.index(code)


def reasons(code: str) -> set[str]:
    return {reason.code for reason in rated().ratings.reasons[row(code)]}


def stars(code: str) -> tuple[int, int]:
    """By the cut scores alone, and given."""
    ratings = rated().ratings
    return int(ratings.stars_by_score[row(code)]), int(ratings.stars[row(code)])


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(path)
    return {sheet.title: [(*line,) for line in sheet.iter_rows(values_only=True)] for sheet in book}


def test_made_again_it_holds_the_same(tmp_path: Path) -> None:
    write_sample(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    kept = {
        path.relative_to(FOLDER)
        for path in FOLDER.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and path != FOLDER / "README.md"
    }
    assert set(made) == kept
    for name in made:
        if name.suffix == ".xlsx" and len(name.parts) == 1:
            assert cells(tmp_path / name) == cells(FOLDER / name), name
        else:
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_every_sheet_says_that_it_is_an_example() -> None:
    for path in FOLDER.glob("*.xlsx"):
        for title, lines in cells(path).items():
            assert "示例数据" in str(lines[0][0]), (path.name, title)
    assert "示例数据" in (FOLDER / "居民问卷.csv").read_text("gb18030").splitlines()[0]


def test_nothing_stops_the_rating_and_the_roster_is_whole() -> None:
    roster = rated().roster
    assert roster.code == tuple(station.code for station in STATIONS)
    assert roster.kind.count("综合") == roster.kind.count("未成年人保护") == roster.kind.count("特色专项") == 12
    assert roster.kind.count("治理专项") == 1
    assert roster.street[row(cases.NOT_APPLICABLE_ITEM)] == ""
    assert CENTRE.code not in roster.code
    assert len(set(roster.street) - {""}) == len(STREETS) == 12


def test_three_experts_gave_every_mark() -> None:
    reported = rated().reported
    assert {rater.role for rater in reported.raters} == {"expert"}
    assert len(reported.raters) == 3
    for by_rater in reported.marks.values():
        assert all((column.status == Status.REPORTED).all() for column in by_rater.values())


def test_tie() -> None:
    evaluation, (first, second) = rated(), map(row, cases.TIED)
    assert evaluation.ratings.tied[[first, second]].all()
    assert evaluation.ratings.rank[first] == evaluation.ratings.rank[second]
    assert evaluation.total(first) == evaluation.total(second)
    staff = evaluation.reported.columns["staff"]
    assert staff.number(first) != staff.number(second)


def test_veto() -> None:
    assert "veto" in reasons(cases.VETOED)
    assert stars(cases.VETOED) == (5, -1)


@pytest.mark.parametrize(("code", "most"), [(cases.CAPPED_BY_LICENCE, 4), (cases.CAPPED_BY_MINIMUM, 3)])
def test_cap(code: str, most: int) -> None:
    assert "cap" in reasons(code)
    assert stars(code) == (5, most)


def test_just_under_a_cut_score() -> None:
    assert rated().total(row(cases.JUST_UNDER)) == Decimal("89.9")
    assert stars(cases.JUST_UNDER) == (4, 4)


def test_incomplete_is_listed_apart() -> None:
    assert rated().total(row(cases.INCOMPLETE)) is None
    assert "incomplete" in reasons(cases.INCOMPLETE)
    assert not rated().ratings.rated[row(cases.INCOMPLETE)]


def test_not_applicable_item_leaves_the_denominator() -> None:
    evaluation, station = rated(), row(cases.NOT_APPLICABLE_ITEM)
    at = [leaf.code for leaf in evaluation.rubric.indicators].index("service_reach")
    assert evaluation.scores.status[station, at] == Status.NOT_APPLICABLE
    assert not evaluation.scores.counted[station, at]
    place = evaluation.subtotals.codes.index("place")
    parts = [
        at for at, leaf in enumerate(evaluation.rubric.indicators) if leaf in evaluation.rubric.node("place").indicators
    ]
    earned = evaluation.scores.points[station, parts].sum()
    assert 0 < earned < evaluation.subtotals.points[station, place], "the other parts are restated out of the section"
    assert evaluation.ratings.complete[station]


def test_wide_spread_waits_for_adjudication() -> None:
    assert "adjudication" in reasons(cases.WIDE_SPREAD)
    assert stars(cases.WIDE_SPREAD)[1] == -1


def test_first_year_no_cases_and_missed_requirement() -> None:
    assert "unrated" in reasons(cases.FIRST_YEAR)
    at = [leaf.code for leaf in rated().rubric.indicators].index("minor_follow_up")
    assert not rated().scores.counted[row(cases.NO_CASES), at]
    assert rated().ratings.complete[row(cases.NO_CASES)]
    assert reasons(cases.REQUIREMENT_MISSED) == {"requirement"}
    assert stars(cases.REQUIREMENT_MISSED) == (5, 4)


def test_the_ranking_is_alive() -> None:
    given = rated().ratings.stars.tolist()
    assert {1, 2, 3, 4, 5} <= set(given)
    assert stars(cases.BELOW_LOWEST)[1] == 0
    assert max(given.count(star) for star in set(given)) < len(given) / 2


def test_previous_round_is_known_and_differs() -> None:
    before = json.loads((FOLDER / PREVIOUS).read_text("utf-8"))
    assert len(before["stations"]) == len(STATIONS)
    evaluation = rated()
    moved = [
        at
        for at, previous in evaluation.reported.previous_stars.items()
        if evaluation.ratings.rated[at] and evaluation.ratings.stars[at] != previous
    ]
    assert len(moved) >= 8
    assert len(evaluation.reported.previous_stars) < len(STATIONS), "a first-timer has no previous star"


@pytest.mark.parametrize("goals", SAMPLE.goals, ids=lambda path: path.stem)
def test_goals_are_assessed_from_the_area_table(goals: Path) -> None:
    from rating.rubric.file import load_goals

    outcome = workflow.goals(load_goals(goals), [FOLDER / AREA], ratings=rated())
    assert outcome.board is not None, "\n".join(problem.line for problem in outcome.problems)


def test_official_codes_and_leading_zeros_are_text() -> None:
    lines = cells(FOLDER / ROSTER)["站点名册"]
    codes = [line[1] for line in lines if line[1] in {station.code for station in STATIONS}]
    assert len(codes) == 37
    assert all(isinstance(code, str) and code.startswith("0") for code in codes)
    assert {line[5] for line in lines if isinstance(line[5], str) and line[5].startswith("310110")} == set(
        STREETS.values()
    )


def test_the_previous_result_does_not_depend_on_wording() -> None:
    kept = json.loads(SAMPLE.previous.read_text(encoding="utf-8"))
    assert kept["problems"] == []
    assert kept["stations"]
