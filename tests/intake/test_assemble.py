"""Parts put together: scales, first answers, blanks that stay blank."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rating.intake.assemble import Gathered, Part, columns_of
from rating.intake.cleaning.values import CleanColumn
from rating.reported import Roster, Sheet, Status
from tests.intake.workbooks import small_form


def part(numbers: list[int], decimals: int, stations: list[int], source: int, status: list[int] | None = None) -> Part:
    rows = np.arange(len(numbers), dtype=np.int32)
    text = np.array([str(number) for number in numbers], object)
    states = np.array(status or [0] * len(numbers), np.uint8)
    return Part(
        CleanColumn("hours", 1, rows, np.array(numbers), decimals, states, text), np.array(stations, np.int32), source
    )


def stations(count: int) -> Roster:
    names = tuple(f"第{at}站" for at in range(count))
    return Roster(names, names, ("",) * count, ("",) * count)


def gathered(*parts: Part) -> Gathered:
    return Gathered(parts=list(parts), sheets=[Sheet("a.xlsx", "一"), Sheet("b.xlsx", "二")])


def test_scales_are_made_common_and_cells_kept() -> None:
    columns, marks = columns_of(
        gathered(part([5], 0, [2], 0), part([125], 2, [0], 1)), small_form("hours"), stations(3)
    )
    column = columns["hours"]
    assert [column.number(at) for at in range(3)] == [Decimal("1.25"), None, Decimal(5)]
    assert column.status.tolist() == [0, Status.BLANK, 0]
    assert (column.source.tolist(), column.row.tolist(), column.col.tolist()) == ([1, -1, 0], [0, -1, 0], [1, -1, 1])
    assert marks == {}


def test_the_first_answer_stays_and_another_is_a_problem() -> None:
    found = gathered(part([5, 6], 0, [0, 1], 0), part([50, 61], 1, [0, 1], 1))
    columns, _ = columns_of(found, small_form("hours"), stations(2))
    assert [columns["hours"].number(at) for at in range(2)] == [5, 6]
    assert [(problem.code, problem.place.file, problem.place.cell) for problem in found.problems] == [
        ("value_conflict", "b.xlsx", "B2")
    ]


def test_a_number_and_a_status_differ_too() -> None:
    found = gathered(part([0], 0, [0], 0), part([0], 0, [0], 1, [Status.NOT_APPLICABLE]))
    columns_of(found, small_form("hours"), stations(1))
    assert [problem.code for problem in found.problems] == ["value_conflict"]
