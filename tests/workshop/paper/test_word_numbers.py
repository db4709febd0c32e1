"""List numbers that Word computes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from rating.workshop.paper.word_numbers import numbers_of

LEVEL = '<lvl ilvl="{depth}"><start val="{start}"/><numFmt val="{form}"/><lvlText val="{text}"/></lvl>'


def lists(*levels: tuple[str, str]) -> ElementTree.Element:
    inside = "".join(
        LEVEL.format(depth=depth, start=1, form=form, text=text) for depth, (form, text) in enumerate(levels)
    )
    xml = f'<numbering><abstractNum abstractNumId="0">{inside}</abstractNum><num numId="7"><abstractNumId val="0"/></num></numbering>'
    return ElementTree.fromstring(xml)


def test_levels_count_on_and_begin_again() -> None:
    numbers = numbers_of(lists(("chineseCounting", "%1、"), ("decimal", "%1.%2 ")), None)
    said = [numbers.next("7", level, "") for level in ("0", "1", "1", "0", "1")]
    assert said == ["一、", "一.1 ", "一.2 ", "二、", "二.1 "]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [("decimalEnclosedCircle", 3, "③"), ("upperLetter", 2, "B"), ("upperRoman", 4, "Ⅳ"), ("decimal", 5, "5"),
     ("chineseCountingThousand", 12, "十二"), ("bullet", 2, "")],
)  # fmt: skip
def test_forms(form: str, number: int, shown: str) -> None:
    numbers = numbers_of(lists((form, "%1")), None)
    assert [numbers.next("7", "0", "") for _ in range(number)][-1] == shown


def test_a_style_may_bring_its_list_and_an_unknown_list_brings_nothing() -> None:
    styles = ElementTree.fromstring(
        '<styles><style styleId="标题1"><pPr><numPr><ilvl val="0"/><numId val="7"/></numPr></pPr></style></styles>'
    )
    numbers = numbers_of(lists(("decimal", "第%1章 ")), styles)
    assert numbers.of_style("标题1")
    assert numbers.next("", "", "标题1") == "第1章 "
    assert numbers.next("99", "0", "") == ""
