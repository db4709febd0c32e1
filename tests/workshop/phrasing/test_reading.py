"""What belongs together, and what only denies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.phrase import Phrase, Points
from rating.workshop.phrasing.reading import Matter, denies, distinct, short, through_points


@pytest.mark.parametrize(
    ("refusal", "conditions"),
    [
        ("未建立", ["建立督导制度"]),
        ("无", ["有"]),
        ("未达到要求", ["场地合格"]),
        ("有一项不符合", ["全部符合"]),
        ("缺一项", ["全部满足"]),
    ],
)
def test_a_denial_adds_nothing(refusal: str, conditions: list[str]) -> None:
    assert denies(refusal, conditions)


@pytest.mark.parametrize(
    ("refusal", "conditions"), [("发现虚假材料", ["建立制度"]), ("未公示", ["有台账"]), ("出现违规", ["制度完善"])]
)
def test_a_condition_of_its_own_is_no_denial(refusal: str, conditions: list[str]) -> None:
    assert not denies(refusal, conditions)


def test_titles_fit_and_differ() -> None:
    assert len(short("很" * 50)) == 30
    assert distinct(["甲", "甲", "乙", "甲"]) == ["甲", "甲（二）", "乙", "甲（三）"]


def test_points_through_a_formula() -> None:
    assert through_points("5 - f1", Decimal(5)) == ({"linear": {"zero": "0", "full": "5"}}, "5 - f1")
    assert through_points("5 - f1", Decimal(5), below_zero=True)[0] == {
        "linear": {"zero": "0", "full": "5", "capped": "top"}
    }


def test_descriptions_decide_nothing() -> None:
    phrases = (
        Phrase("context", "制度健全", "制度健全"),
        Phrase("note", "查阅资料"),
        Phrase("grant", "得5分", points=Points(Decimal(5))),
    )
    matter = Matter(phrases, "制度", Decimal(5))
    assert matter.only("grant") and matter.contexts == ("制度健全",)
    assert matter.twice("grant") is None and matter.first("loss") is None
