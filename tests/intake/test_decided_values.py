"""Decided values take the place of what was read, are read as strictly as a cell, and say where they come from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.insight.result import result
from rating.insight.sources import where_of
from rating.intake.decided_values import DECISIONS, DecidedValue, with_decided_values
from rating.reported import Reported, Sheet, Status
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from tests.scoring.build import reported, rubric

FIELDS: dict[str, Any] = {
    "staff": {"title": "社工数", "whole": True, "at_least": 0, "at_most": 50},
    "licensed": {"title": "持证率", "kind": "share"},
    "clean": {"title": "无虚假", "kind": "yes_no"},
    "grade": {"title": "等次", "kind": "choice", "choices": ["优", "良"]},
    "awards": {"title": "奖项", "kind": "several", "choices": ["国家级", "市级"]},
    "since": {"title": "设立日期", "kind": "date"},
    "story": {"title": "做法", "kind": "text"},
    "derived": {"title": "两倍", "formula": "staff * 2"},
    "service": {"title": "服务", "kind": "mark", "marked_by": ["expert"]},
}
LEAVES = [
    {"code": "size", "title": "人数", "full_marks": 10, "value": "staff", "rule": {"per_unit": {"each": 1, "points": 1}}},
    {"code": "both", "title": "合计", "full_marks": 10, "value": "staff * licensed", "rule": {"per_unit": {"each": 1, "points": 1}}},
    {"code": "quality", "title": "服务", "full_marks": 10, "value": "service", "rule": {"mark": {}}},
]  # fmt: skip


@pytest.fixture(scope="module")
def form() -> Rubric:
    return rubric(
        fields=FIELDS,
        dimensions=[{"code": "all", "title": "全部", "indicators": LEAVES}],
        scale={"full_marks": 30, "decimals": 1, "round": "indicator"},
        roles=[{"code": "expert", "title": "专家", "weight": 1}],
        raters={"combine": "mean", "if_missing": "exclude"},
    )


@pytest.fixture(scope="module")
def table(form: Rubric) -> Reported:
    rows = [
        {"code": "A", "staff": 3, "licensed": "50%", "clean": True, "grade": "优", "story": "甲", "service": {"e1": 6, "e2": 8}},
        {"code": "B", "staff": 4, "licensed": "100%", "clean": False, "grade": "良", "story": "乙", "service": {"e1": 5, "e2": 5}},
    ]  # fmt: skip
    return reported(form, rows, [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")])


def one(field: str, typed: str, station: str = "A", number: int = 3) -> DecidedValue:
    return DecidedValue(number, station, field, typed, "核对原件")


READ = [
    ("staff", "5", 5, 0),
    ("staff", "５人", 5, 0),
    ("licensed", "85.5%", 855, 3),
    ("clean", "否", 0, 0),
    ("grade", "良", 1, 0),
    ("awards", "国家级、市级", 3, 0),
    ("since", "2025-03-01", 739311, 0),
    ("story", "=HYPERLINK(1),“新”\n第二行", 0, 0),
]


@pytest.mark.parametrize(("field", "typed", "scaled", "decimals"), READ)
def test_a_value_of_every_kind(
    field: str, typed: str, scaled: int, decimals: int, form: Rubric, table: Reported
) -> None:
    after = with_decided_values(form, table, [one(field, typed)])
    column = after.columns[field]
    assert after.problems == () and column.status[0] == Status.REPORTED
    assert Decimal(int(column.scaled[0])).scaleb(-column.decimals) == Decimal(scaled).scaleb(-decimals)
    assert column.text[0] == typed
    assert after.sheets[column.source[0]] == Sheet(DECISIONS, "第 3 号")
    assert where_of(after, column, 0) == "复核与更正 → 第 3 号"
    before = table.columns[field]
    assert (
        column.number(1) == before.number(1)
        and column.text[1] == before.text[1]
        and column.source[1] == before.source[1]
    )
    assert table.columns[field].source[0] == 0, "what was read stays as it was"


def test_words_for_nothing_are_read_as_in_a_cell(form: Rubric, table: Reported) -> None:
    after = with_decided_values(form, table, [one("staff", "合理缺项"), one("licensed", "未检查", "B")])
    assert after.columns["staff"].status[0] == Status.NOT_APPLICABLE
    assert after.columns["licensed"].status[1] == Status.NOT_INSPECTED


WRONG = [
    ("staff", "很多", "value_unreadable"),
    ("staff", "4.5", "value_not_whole"),
    ("staff", "51", "value_out_of_range"),
    ("staff", "3—5", "value_range"),
    ("grade", "中", "value_choice"),
    ("service", "11", "value_over_full_marks"),
    ("service", "很好", "value_unreadable"),
    ("service", "未检查", "value_unreadable"),
    ("derived", "4", "not_usable"),
    ("unknown", "4", "not_usable"),
    ("story", "长" * 2001, "not_usable"),
]


@pytest.mark.parametrize(("field", "typed", "code"), WRONG)
def test_what_cannot_be_read_is_a_problem_that_stops(
    field: str, typed: str, code: str, form: Rubric, table: Reported
) -> None:
    after = with_decided_values(form, table, [one(field, typed)])
    assert code in [problem.code for problem in after.problems if problem.severity.stops]
    (problem, *_) = after.problems
    assert (problem.place.file, problem.place.sheet, problem.station, problem.field) == (
        DECISIONS,
        "第 3 号",
        "A",
        field,
    )
    assert problem.place.cell == ""


def test_a_mark_replaces_the_raters_marks_with_its_reason(form: Rubric, table: Reported) -> None:
    after = with_decided_values(form, table, [one("service", "7.50")])
    adjudication = after.adjudicated[0, "service"]
    assert (adjudication.mark, adjudication.reason) == (Decimal("7.5"), "核对原件")
    assert after.sheets[adjudication.source].title == "第 3 号"
    stations = result(evaluate(form, after))["stations"]
    assert [station["indicators"]["quality"]["points"] for station in stations] == ["7.5", "5.0"]


def test_a_later_decision_counts_whatever_the_order(form: Rubric, table: Reported) -> None:
    both = [one("staff", "9", number=7), one("staff", "8", number=2)]
    for decided in (both, both[::-1]):
        after = with_decided_values(form, table, decided)
        assert after.columns["staff"].number(0) == 9
        assert after.sheets[after.columns["staff"].source[0]].title == "第 7 号"


def test_a_station_that_has_left_the_roster_is_told(form: Rubric, table: Reported) -> None:
    after = with_decided_values(form, table, [one("staff", "9", "Z")])
    assert replace(after, left_out=()) == table
    ((where, why),) = after.left_out
    assert where == "复核与更正 → 第 3 号" and "Z" in why


def test_results_say_where_a_decided_value_comes_from(form: Rubric, table: Reported) -> None:
    """Also beside values from cells: the joined places name the decision, and its cell is empty."""
    after = with_decided_values(form, table, [one("staff", "9")])
    first = result(evaluate(form, after))["stations"][0]["indicators"]
    assert [first["size"][part] for part in ("text", "file", "sheet", "cell")] == ["9", DECISIONS, "第 3 号", None]
    assert [first["both"][part] for part in ("file", "sheet", "cell")] == [
        f"{DECISIONS}；测试.xlsx", "第 3 号；填报表", "；B2",
    ]  # fmt: skip


def test_numbers_of_any_size_keep_their_neighbours(form: Rubric, table: Reported) -> None:
    fields = {**FIELDS, "staff": {"title": "社工数"}}
    free = form.model_copy(update={"fields": rubric(fields=fields, dimensions=[{"code": "a", "title": "a", "indicators": LEAVES}], roles=[{"code": "expert", "title": "专家", "weight": 1}], raters={"combine": "mean", "if_missing": "exclude"}).fields})  # fmt: skip
    column = replace(table.columns["staff"], scaled=np.array([3, 10**14], np.int64))
    wide = replace(table, columns={**table.columns, "staff": column})
    after = with_decided_values(free, wide, [one("staff", "0.000001")])
    assert after.columns["staff"].number(0) == Decimal("0.000001")
    assert after.columns["staff"].number(1) == 10**14


@pytest.mark.parametrize(
    "typed", ["甲;乙", "甲\t乙", "甲|乙;丙,丁", '"引号"', "甲\r\n乙", "1;2", "  两边空格  ", "=1+1", "007"]
)
def test_a_text_is_kept_as_typed(typed: str, form: Rubric, table: Reported) -> None:
    after = with_decided_values(form, table, [one("story", typed)])
    assert after.columns["story"].text[0] == typed and after.problems == ()


@given(st.text(max_size=60))
def test_any_text_is_read_or_told_never_thrown(typed: str) -> None:
    form = rubric(
        fields={"v": {"title": "数"}, "t": {"title": "文", "kind": "text"}},
        dimensions=[{"code": "a", "title": "a", "indicators": [{"code": "i", "title": "i", "full_marks": 100, "value": "v", "rule": {"per_unit": {"each": 1, "points": 1}}}]}],
    )  # fmt: skip
    table = reported(form, [{"code": "A", "v": 1, "t": "甲"}])
    for field in ("v", "t"):
        after = with_decided_values(form, table, [one(field, typed)])
        told = {problem.code for problem in after.problems}
        assert told or after.columns[field].status[0] in (Status.REPORTED, Status.NOT_APPLICABLE, Status.NOT_INSPECTED)
