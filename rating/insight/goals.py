"""Goals judged: promised figures against the area table and the stars that were given (design §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from rating.insight.goal_board import GoalBoard, GoalResult, RatedStations, ReadingResult, UnitResult, stars_of
from rating.insight.goal_readings import stars_reading, table_reading, unit_over
from rating.insight.goal_values import GoalCell, rounded
from rating.insight.result import problem_dict
from rating.problems import Place, Problem, Refused, stopping
from rating.reported import Reported, Roster
from rating.rubric.goals import Goal, GoalBook
from rating.rubric.numbers import plain
from rating.rubric.policies import Clause
from rating.scoring.evaluation import Evaluation

OTHER_STATIONS = "评定结果中没有一个站点属于数据表中的单位，不能计算星级占比"
JSON_DECIMALS = 10
"""Places of a quotient in JSON, cut towards zero; numerator and denominator stand beside it, exact."""


def assess_goals(
    book: GoalBook,
    reported: Reported,
    evaluation: Evaluation | RatedStations | None = None,
    *,
    year: int | None = None,
) -> GoalBoard:
    """Judge every goal of `book` on the area table `reported` and the stars of `evaluation`.

    `evaluation` may also be the stars of a RESULT.json (`goal_board.stars_of_result`).  After a
    target's year (`year`: today's by default) its goal is marked 期末.  Sums come before any
    division; missing data give “unknown”, never zero; a figure is compared with its target
    exactly.  Raises Refused when a problem in `reported` stops the result.
    """
    if halting := stopping(reported.problems):
        raise Refused(halting)
    rated = stars_of(evaluation) if isinstance(evaluation, Evaluation) else evaluation
    year = datetime.now(UTC).year if year is None else year
    strangers = rated is not None and _strangers(rated, reported.roster)
    goals = tuple(_goal(book, goal, reported, rated, year, strangers=strangers) for goal in book.goals)
    found = [problem for goal in goals for problem in _problems(goal)]
    if strangers and rated is not None:
        found.insert(0, Problem("result_other_stations", Place(object=rated.rubric), OTHER_STATIONS))
    units = tuple(zip(reported.roster.code, reported.roster.name, strict=True))
    problems = (*reported.problems, *found)
    return GoalBoard(book, year, goals, units, rated, reported.uploads, problems, reported.roster.district)


def _strangers(rated: RatedStations, roster: Roster) -> bool:
    """None of the rated stations has the code, the name or the street of a unit, or a unit's name in its own."""
    theirs = {text for each in rated.stations for text in (each.code, each.name, each.street) if text}
    ours = {text for text in (*roster.code, *roster.name, *roster.street) if text}
    if not theirs or not ours or theirs & ours:
        return False
    names = "\n".join(theirs)
    return not any(name in names for name in roster.name if len(name) > 1)


def _goal(
    book: GoalBook, goal: Goal, reported: Reported, rated: RatedStations | None, year: int, *, strangers: bool
) -> GoalResult:
    if goal.form == "stars_share":
        why = OTHER_STATIONS if strangers else ""
        readings = tuple(stars_reading(goal, reading, rated, why) for reading in goal.readings)
    else:
        readings = tuple(table_reading(book, goal, reading, reported) for reading in goal.readings)
    return GoalResult(goal, year > goal.target.year, readings)


def _problems(result: GoalResult) -> Iterable[Problem]:
    goal = result.goal
    place = Place(object=goal.title)
    reasons = dict.fromkeys(
        reading.reason for reading in result.readings if reading.missing or (reading.value is None and reading.reason)
    )
    for reason in reasons:
        yield Problem("goal_data_missing", place, reason)
    for unit in {unit.name: unit for reading in result.readings for unit in reading.units}.values():
        if unit_over(goal, unit):
            yield _over_problem(goal, unit)
    for conflict in goal.conflicts:
        yield Problem("goal_conflict", place, conflict.text)


def _over_problem(goal: Goal, unit: UnitResult) -> Problem:
    cell = next((cell for cell in unit.cells if cell.cell), None)
    place = Place(object=f"{goal.title} → {unit.name}")
    if cell:
        place = replace(place, file=cell.file, sheet=cell.sheet, cell=cell.cell)
    found = f"分子 {unit.numerator} 大于分母 {unit.denominator}"
    return Problem("goal_coverage_over", place, found, "分子不大于分母", station=unit.code)


def goals_result(board: GoalBoard) -> dict[str, Any]:
    """The board as plain dicts, lists, strings, whole numbers and None: decimals are strings, unknown is None.

    A share is written 0.2 for 20 %; `numerator` and `denominator` are exact.
    """
    book, rated = board.book, board.rated
    return {
        "goals_file": {
            "code": book.code,
            "title": book.title,
            "version": book.version,
            "fingerprint": book.fingerprint,
            "standing": book.standing,
        },
        "year": board.year,
        "ratings": rated
        and {
            "rubric": rated.rubric,
            "version": rated.version,
            "standing": rated.standing,
            "fingerprint": rated.fingerprint,
        },
        "uploads": [{"name": upload.name, "sha256": upload.sha256} for upload in board.uploads],
        "goals": [_goal_dict(board, result) for result in board.goals],
        "problems": [problem_dict(problem) for problem in board.problems],
    }


def _goal_dict(board: GoalBoard, result: GoalResult) -> dict[str, Any]:
    goal = result.goal
    baseline = goal.baseline
    return {
        "code": goal.code,
        "title": goal.title,
        "unit": goal.unit,
        "form": goal.form,
        "direction": goal.direction,
        "nature": goal.nature,
        "level": goal.level,
        "baseline": baseline
        and {
            "text": baseline.text,
            "year": baseline.year,
            "value": None if baseline.value is None else plain(baseline.value),
        },
        "target": {"text": goal.target.text, "year": goal.target.year, "value": plain(goal.target.value)},
        "state": result.state.value,
        "state_title": result.state_title,
        "ended": result.ended,
        "readings": [_reading_dict(reading) for reading in result.readings],
        "conflicts": [
            {
                "text": conflict.text,
                "value": None if conflict.figure is None else plain(conflict.figure),
                "clause": _clause_dict(board.book, conflict.clause),
            }
            for conflict in goal.conflicts
        ],
        "clause": _clause_dict(board.book, goal.clause),
        "note": goal.note,
    }


def _clause_dict(book: GoalBook, clause: Clause) -> dict[str, str]:
    return {"source": book.source(clause.source).title, "article": clause.article, "text": clause.text}


def _reading_dict(result: ReadingResult) -> dict[str, Any]:
    return {
        "title": result.reading.title,
        "definition": result.reading.definition,
        "state": result.state.value,
        "reason": result.reason,
        "value": _decimal(result.value),
        "shown": result.shown or None,
        "numerator": _decimal(result.numerator),
        "denominator": _decimal(result.denominator),
        "gap": result.gap,
        "gap_text": result.gap_text,
        "failing": list(result.failing),
        "missing": list(result.missing),
        "left_out": list(result.left_out),
        "remarks": list(result.remarks),
        "units": [_unit_dict(unit) for unit in result.units],
    }


def _unit_dict(unit: UnitResult) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "status": unit.status.value,
        "state": unit.state and unit.state.value,
        "value": _decimal(unit.value),
        "shown": unit.shown or None,
        "numerator": _decimal(unit.numerator),
        "denominator": _decimal(unit.denominator),
        "cells": [_cell_dict(cell) for cell in unit.cells],
    }


def _cell_dict(cell: GoalCell) -> dict[str, str | None]:
    return {
        "field": cell.field,
        "status": cell.status.code,
        "text": cell.text or None,
        "file": cell.file or None,
        "sheet": cell.sheet or None,
        "cell": cell.cell or None,
    }


def _decimal(number: Fraction | None) -> str | None:
    if number is None:
        return None
    return plain(rounded(number, JSON_DECIMALS, towards="floor" if number >= 0 else "ceil"))
