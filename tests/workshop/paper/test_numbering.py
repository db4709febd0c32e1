"""Numbers before titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.workshop.paper.numbering import bare_number, han_number, numbered


@pytest.mark.parametrize(
    ("text", "style", "parts", "rest"),
    [
        ("一、组织建设", "han", (1,), "组织建设"),
        ("十二、其他", "han", (12,), "其他"),
        ("（二）人员", "han_brackets", (2,), "人员"),
        ("1.制度", "number", (1,), "制度"),
        ("3、人员", "number", (3,), "人员"),
        ("1.1 制度健全", "dotted", (1, 1), "制度健全"),
        ("1.4人员配备", "dotted", (1, 4), "人员配备"),
        ("2.1个案服务", "dotted", (2, 1), "个案服务"),
        ("1.2.3、台账", "dotted", (1, 2, 3), "台账"),
        ("①制度", "circle", (1,), "制度"),
        ("（3）档案", "number_brackets", (3,), "档案"),
        ("第一部分 基础", "part", (1,), "基础"),
        ("Ⅱ、服务", "roman", (2,), "服务"),
        ("A1 制度", "letter_number", (1, 1), "制度"),
        ("2 人员", "spaced", (2,), "人员"),
    ],
)
def test_a_number_is_taken_off_its_title(text: str, style: str, parts: tuple[int, ...], rest: str) -> None:
    number, words = numbered(text)
    assert number is not None
    assert (number.style, number.parts, words) == (style, parts, rest)


@pytest.mark.parametrize(
    "text", ["24小时值班", "5名社工", "1.5米通道", "2.5万元经费", "一站式服务", "2024年度计划", "3个以上", "90%以上"]
)
def test_a_quantity_is_no_number_of_a_list(text: str) -> None:
    assert numbered(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "parts"), [("3", (3,)), ("3.0", (3,)), ("1.1", (1, 1)), ("一", (1,)), ("（二）", (2,)), ("③", (3,))]
)
def test_a_serial_cell(text: str, parts: tuple[int, ...]) -> None:
    number = bare_number(text)
    assert number is not None
    assert number.parts == parts


def test_other_cells_are_no_serials() -> None:
    assert bare_number("制度") is None
    assert bare_number("1.制度") is None


def test_one_number_follows_another() -> None:
    first, second = bare_number("1.3"), bare_number("1.4")
    assert first is not None
    assert second is not None
    assert second.follows(first)
    assert not first.follows(second)


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    number, rest = numbered(text)
    assert number is None or number.parts
    assert len(rest) <= len(text)
    assert han_number("二十") == 20
