"""What was seen: values as typed, with cell and giver."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rating.insight.seen import field_text, field_texts, seen
from rating.reported import Adjudication
from tests.insight.example import example

FORM = example().rubric


def test_values_with_unit_typed_text_and_cell() -> None:
    licensed, staff = seen(example(), 1, FORM.indicators[0])
    assert (licensed.title, licensed.value, licensed.typed, licensed.where) == (
        "持证社工数", "8 人", "8", "测试.xlsx → 填报表!B3",
    )  # fmt: skip
    assert staff.text == "驻站社工数 10 人"


def test_a_blank_has_no_value_but_a_place() -> None:
    blank = seen(example(), 5, FORM.indicators[0])[0]
    assert (blank.value, blank.status, blank.typed) == ("", "空白", "")
    assert blank.where.endswith("B7")
    assert blank.text == "持证社工数（空白）"


def test_raters_are_named() -> None:
    marks = seen(example(), 7, FORM.indicators[2])
    assert [(mark.who, mark.value) for mark in marks] == [("专家甲", "9 分"), ("专家乙", "9 分"), ("专家丙", "3 分")]


def test_the_reviewed_mark_stands_with_its_reason() -> None:
    review = {(7, "quality"): Adjudication(Decimal(8), "专家组合议", 0, 8, 9)}
    evaluation = replace(example(), reported=replace(example().reported, adjudicated=review))
    last = seen(evaluation, 7, FORM.indicators[2])[-1]
    assert (last.status, last.value, last.typed, last.where) == (
        "已复核",
        "8 分",
        "专家组合议",
        "测试.xlsx → 填报表!J9",
    )


def test_nobody_marked() -> None:
    evaluation = replace(example(), reported=replace(example().reported, marks={}))
    assert seen(evaluation, 0, FORM.indicators[2])[0].text == "服务质量打分（空白）"


def test_shares_read_with_percent() -> None:
    assert field_text(FORM.fields["satisfied"], example().reported.columns["satisfied"], 0) == "95%"


def test_a_whole_column_reads_as_its_entries_do() -> None:
    for code, column in example().reported.columns.items():
        field = FORM.fields[code]
        told = field_texts(field, column)
        assert told == [field_text(field, column, row) for row in range(len(example().roster))]
