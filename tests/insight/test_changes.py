"""What a corrected file changed: every value that differs with both its cells, and what became of the problems."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rating import load_rubric
from rating.insight.changes import ABSENT, REVIEW, Change, changes
from rating.problems import Place, Problem
from rating.reported import Adjudication, Column, Rater, Reported, Roster, Sheet, Status, Upload
from rating.rubric.binding import HasFields
from rating.rubric.nouns import Rubric
from rating.workflow import check
from tests.insight.example import EXAMPLE
from tests.small_round import ROWS, lay_out, table

FORM = Rubric.model_validate(EXAMPLE)


@pytest.fixture
def small(tmp_path: Path) -> Rubric:
    return load_rubric(lay_out(tmp_path)[0])


def read(form: HasFields, rows: Any, name: str = "数据.csv") -> Reported:
    return check(form, [(name, table(tuple(rows)).encode())]).reported  # type: ignore[arg-type]


def texts(found: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.station_code, change.field, change.before, change.after) for change in found]


def column(values: list[int | None], decimals: int = 0, text: list[str | None] | None = None) -> Column:
    """None: no cell at all."""
    n = len(values)
    there = np.array([value is not None for value in values])
    return Column(
        np.array([value or 0 for value in values], np.int64),
        decimals,
        np.where(there, Status.REPORTED, Status.BLANK).astype(np.uint8),
        np.array(text or [None if value is None else str(value) for value in values], object),
        np.where(there, 0, -1).astype(np.int32),
        np.where(there, np.arange(1, n + 1), -1).astype(np.int32),
        np.where(there, 2, -1).astype(np.int32),
    )


def stations(*codes: str) -> Roster:
    return Roster(codes, tuple(f"{code}站" for code in codes), ("综合",) * len(codes), ("",) * len(codes))


def reading(roster: Roster, **parts: Any) -> Reported:
    return Reported(roster, parts.pop("columns", {}), sheets=(Sheet("a.xlsx", "表"),), **parts)


def test_the_same_twice_is_no_change(small: Rubric) -> None:
    found = changes(read(small, ROWS), read(small, ROWS), small)
    assert not found and not found.values
    assert [problem.code for problem in found.left] == [problem.code for problem in read(small, ROWS).problems]


def test_each_value_that_differs_with_both_cells(small: Rubric) -> None:
    """In another row of another file; a value only written otherwise is the same value."""
    rows = [list(row) for row in ROWS]
    rows[1][4], rows[2][4], rows[3][5] = "6", "4.0", "2"
    found = changes(read(small, ROWS), read(small, rows[::-1], "数据（批注版）.csv"), small)
    assert found.values == (
        Change(
            "04", "丁特色社工站", "licensed", "持证数", "", "空白", "2 人", "数据.csv → F5", "数据（批注版）.csv → F2"
        ),
        Change("02", "乙街道社工站", "staff", "社工数", "", "5 人", "6 人", "数据.csv → E3", "数据（批注版）.csv → E4"),
    )
    assert [problem.code for problem in found.gone] == ["value_blank"]
    assert not found.new


def test_what_could_not_be_read_is_told_as_typed(small: Rubric) -> None:
    bad, other = ([(*ROWS[0][:4], typed, "5", "否"), *ROWS[1:]] for typed in ("五个多", "很多"))
    found = changes(read(small, bad), read(small, ROWS), small)
    assert texts(found.values) == [("01", "staff", "无法识别「五个多」", "5 人")]
    assert [problem.code for problem in found.gone] == ["value_unreadable"]
    again = changes(read(small, bad), read(small, other), small)
    assert texts(again.values) == [("01", "staff", "无法识别「五个多」", "无法识别「很多」")]
    assert len(again.gone) == len(again.new) == 1


def test_stations_that_came_and_went(small: Rubric) -> None:
    found = changes(read(small, ROWS[:3]), read(small, (ROWS[1], ROWS[2], ROWS[3])), small)
    assert texts(found.values) == [("04", "", ABSENT, "丁特色社工站"), ("01", "", "甲街道社工站", ABSENT)]


def test_numbers_are_compared_whatever_their_decimals() -> None:
    before = reading(stations("1", "2", "3"), columns={"area": column([1050, 20, 10**18], 1)})
    after = reading(stations("1", "2", "3"), columns={"area": column([10500, 201, 10**18], 2)})
    assert texts(changes(before, after, FORM).values) == [
        ("2", "area", "2 平方米", "2.01 平方米"),
        ("3", "area", "100000000000000000 平方米", "10000000000000000 平方米"),
    ]


def test_shares_read_with_percent_and_a_column_may_be_missing() -> None:
    before = reading(stations("1", "2"))
    after = reading(stations("1", "2"), columns={"satisfied": column([855, None], 3)})
    (found,) = changes(before, after, FORM).values
    assert (found.before, found.after, found.before_cell, found.after_cell) == (ABSENT, "85.5%", "", "a.xlsx → 表!C2")


def test_marks_are_told_rater_by_rater() -> None:
    """Codes of raters may change from reading to reading; names and roles tell them apart."""
    jia, yi = Rater("甲", "甲", "expert"), Rater("乙", "乙", "expert")
    before = reading(
        stations("1", "2"), raters=(jia, yi), marks={"quality": {"甲": column([8, 9]), "乙": column([7, 7])}}
    )
    after = reading(
        stations("1", "2"),
        raters=(Rater("甲（专家）", "甲", "expert"),),
        marks={"quality": {"甲（专家）": column([8, 10])}},
    )
    assert [(each.rater, *texts((each,))[0]) for each in changes(before, after, FORM).values] == [
        ("乙", "1", "quality", "7 分", ABSENT),
        ("甲（专家）", "2", "quality", "9 分", "10 分"),
        ("乙", "2", "quality", "7 分", ABSENT),
    ]


def test_reviews_are_told_with_their_reason() -> None:
    before = reading(stations("1", "2"), adjudicated={(0, "quality"): Adjudication(Decimal(8), "")})
    given = {
        (0, "quality"): Adjudication(Decimal("8.0"), "会议纪要", 0, 4, 5),
        (1, "quality"): Adjudication(Decimal(7), ""),
    }
    found = changes(before, reading(stations("1", "2"), adjudicated=given), FORM).values
    assert [(each.rater, each.before, each.after, each.after_cell) for each in found] == [
        (REVIEW, "8 分", "8 分（会议纪要）", "a.xlsx → 表!F5"),
        (REVIEW, ABSENT, "7 分", ""),
    ]
    assert not changes(before, before, FORM).values


def test_a_problem_of_the_copy_is_the_problem_of_its_file() -> None:
    """A text file has no sheet, its annotated copy has one."""
    uploads = (Upload("数据.csv", "", 0),)
    problem = Problem("value_unreadable", Place("数据.csv", "", "B2"), "无法识别", station="1", field="staff")
    copied = replace(problem, place=Place("数据（批注版）.xlsx", "数据", "B2"))
    before = Reported(stations("1"), {}, sheets=(Sheet("数据.csv", ""),), uploads=uploads, problems=(problem, problem))
    after = Reported(stations("1"), {}, sheets=(Sheet("数据（批注版）.xlsx", "数据"),), problems=(copied,))
    found = changes(before, after, FORM)
    assert (found.gone, found.new, found.left) == ((problem,), (), (copied,))


def test_many_stations_of_which_few_differ() -> None:
    roster = stations(*map(str, range(40_000)))
    values = list(range(40_000))
    changed = [*values[:39_999], 7]
    before = reading(roster, columns={"staff": column(values)})
    after = reading(roster, columns={"staff": column(changed)})
    assert texts(changes(before, after, FORM).values) == [("39999", "staff", "39999 人", "7 人")]
