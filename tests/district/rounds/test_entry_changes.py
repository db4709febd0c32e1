"""What differs between two readings of one part, value by value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rating.district.rounds.entry_changes import NOTHING, EntryChanges, count_of_values, entry_changes
from rating.reported import Reported, Sheet, Status
from rating.rubric.nouns import Rubric
from tests.scoring.build import reported, rubric
from tests.scoring.strategies import cases

FIELDS: dict[str, Any] = {
    "staff": {"title": "社工数"},
    "share": {"title": "比率", "kind": "share"},
    "clean": {"title": "无虚假", "kind": "yes_no"},
    "story": {"title": "做法", "kind": "text"},
    "mark": {"title": "打分", "kind": "mark", "marked_by": ["expert"]},
}
LEAF = {"code": "i", "title": "i", "full_marks": 10, "value": "staff", "rule": {"per_unit": {"each": 1, "points": 1}}}
FORM = rubric(
    fields=FIELDS,
    dimensions=[{"code": "all", "title": "全部", "indicators": [LEAF]}],
    roles=[{"code": "expert", "title": "专家", "weight": 1}],
    raters={"combine": "mean", "if_missing": "exclude"},
)
ROW: dict[str, Any] = {"code": "A", "staff": "3.50", "share": "85%", "clean": True, "story": "甲", "mark": {"e1": 7}}
OTHER: dict[str, Any] = {"code": "B", "staff": 4, "share": "50%", "clean": False, "story": "乙", "mark": {"e1": 6}}


def table(*rows: dict[str, Any], adjudicated: Any = None) -> Reported:
    return reported(FORM, rows, [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")], adjudicated)


def said(changes: EntryChanges) -> list[tuple[str, ...]]:
    return [tuple(row[part] for part in ("station_code", "field", "rater", "status", "value")) for row in changes.new]


def test_the_first_reading_is_all_new_and_overwrites_nothing() -> None:
    changes = entry_changes(FORM, NOTHING, table(ROW))
    assert said(changes) == [
        ("A", "staff", "", "reported", "3.5"),
        ("A", "share", "", "reported", "0.85"),
        ("A", "clean", "", "reported", "是"),
        ("A", "story", "", "reported", "甲"),
        ("A", "mark", "e1", "reported", "7"),
    ]
    assert changes.old == [] and changes.overwritten == 0
    assert (
        changes.new[0]["typed"] == "3.50" and changes.new[0]["cell"] == "A2" and changes.new[0]["file"] == "测试.xlsx"
    )
    assert count_of_values(table(ROW)) == 5


def test_the_same_reading_changes_nothing() -> None:
    assert entry_changes(FORM, table(ROW, OTHER), table(ROW, OTHER)) == EntryChanges()


CHANGES: dict[str, tuple[dict[str, Any], int]] = {
    "a number": ({"staff": 4}, 1),
    "more decimals of the same number": ({"staff": "3.5"}, 1),
    "not inspected now": ({"share": Status.NOT_INSPECTED}, 1),
    "blank now": ({"story": None}, 1),
    "another mark": ({"mark": {"e1": 8}}, 1),
    "two at once": ({"staff": 9, "clean": False}, 2),
}


@pytest.mark.parametrize(("change", "count"), CHANGES.values(), ids=CHANGES)
def test_a_changed_value_is_told_with_the_old_one(change: dict[str, Any], count: int) -> None:
    changes = entry_changes(FORM, table(ROW, OTHER), table({**ROW, **change}, OTHER))
    assert (len(changes.new), len(changes.old), changes.overwritten) == (count, count, count)
    assert {row["station_code"] for row in changes.new} == {"A"}


def test_filling_a_blank_overwrites_nothing() -> None:
    changes = entry_changes(FORM, table({**ROW, "staff": None}), table(ROW))
    assert (len(changes.new), len(changes.old), changes.overwritten) == (1, 1, 0)


def test_the_same_value_in_another_cell_is_new_and_overwrites_nothing() -> None:
    moved = replace(table(ROW), sheets=(Sheet("更正.xlsx", "填报表"),))
    changes = entry_changes(FORM, table(ROW), moved)
    assert (len(changes.new), len(changes.old), changes.overwritten) == (5, 5, 0)
    assert {row["file"] for row in changes.new} == {"更正.xlsx"} and {row["file"] for row in changes.old} == {
        "测试.xlsx"
    }


def test_sheets_in_another_order_are_the_same_sheets() -> None:
    column = table(ROW).columns["staff"]
    later = replace(
        table(ROW),
        sheets=(Sheet("别的.xlsx", "表"), Sheet("测试.xlsx", "填报表")),
        columns={"staff": replace(column, source=column.source + 1)},
        marks={},
    )
    before = replace(table(ROW), columns={"staff": column}, marks={})
    assert entry_changes(FORM, before, later) == EntryChanges()


def test_a_rater_who_is_gone_leaves_blanks() -> None:
    both = table({**ROW, "mark": {"e1": 7, "e2": 9}}, {**OTHER, "mark": {"e1": 6, "e2": 5}})
    changes = entry_changes(FORM, both, table(ROW, OTHER))
    assert said(changes) == [("A", "mark", "e2", "blank", ""), ("B", "mark", "e2", "blank", "")]
    assert [row["value"] for row in changes.old] == ["9", "5"] and changes.overwritten == 2
    assert {row["cell"] for row in changes.new} == {""}


def test_stations_are_matched_by_code_whatever_their_order() -> None:
    changes = entry_changes(FORM, table(ROW, OTHER), table(OTHER, {**ROW, "staff": 9}))
    assert changes.overwritten == 1, "the others only stand in another row now"
    assert ("A", "staff", "", "reported", "9") in said(changes)
    assert {(row["station_code"], row["field"], row["value"]) for row in changes.old} >= {("A", "staff", "3.5")}


def test_a_station_that_left_the_roster_ends_and_a_new_one_begins() -> None:
    new = {**OTHER, "code": "C"}
    changes = entry_changes(FORM, table(ROW, OTHER), table(ROW, new))
    assert [row["station_code"] for row in changes.old] == ["B"] * 5
    assert {(row["station_code"], row["status"]) for row in changes.new} == {("C", "reported"), ("B", "blank")}
    assert changes.overwritten == 5


def test_an_adjudicated_mark_stands_beside_the_raters_marks() -> None:
    before, after = table(ROW), table(ROW, adjudicated={(0, "mark"): "6.5"})
    changes = entry_changes(FORM, before, after)
    assert said(changes) == []
    placed = replace(after, adjudicated={(0, "mark"): replace(after.adjudicated[0, "mark"], source=0, row=3, col=2)})
    (row,) = entry_changes(FORM, before, placed).new
    assert (row["field"], row["rater"], row["value"], row["typed"], row["cell"]) == (
        "mark",
        "",
        "6.5",
        "6.5（专家组复核）",
        "C4",
    )


def test_signs_that_no_database_keeps_are_left_out_of_the_rows() -> None:
    changes = entry_changes(FORM, NOTHING, table({**ROW, "story": "a\x00\ud800b"}))
    (row,) = [row for row in changes.new if row["field"] == "story"]
    assert row["value"] == row["typed"] == "a\ufffdb"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_value_of_any_reading_is_a_row_once(case: tuple[Rubric, Reported]) -> None:
    form, reading = case
    changes = entry_changes(form, NOTHING, reading)
    keys = [(row["station_code"], row["field"], row["rater"]) for row in changes.new]
    without_cell = sum(each.source < 0 for each in reading.adjudicated.values())
    assert len(keys) == len(set(keys)) == count_of_values(reading) - without_cell
    assert entry_changes(form, reading, reading) == EntryChanges()
    gone = entry_changes(form, reading, NOTHING)
    assert sorted((row["station_code"], row["field"], row["rater"]) for row in gone.old) == sorted(keys)
