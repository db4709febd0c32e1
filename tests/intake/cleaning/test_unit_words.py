"""Units that may stand for each other, and scales that never do."""

from __future__ import annotations

import pytest

from rating.intake.cleaning.unit_words import same_unit


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("人", "人"), ("名", "人"), ("平方米", "㎡"), ("分", ""), ("个", "项"), ("万", "万元"), ("人", "")],
)
def test_alike(typed: str, unit: str) -> None:
    assert same_unit(typed, unit)


@pytest.mark.parametrize(
    ("typed", "unit"), [("万", "人"), ("万元", "元"), ("元", "万元"), ("%", ""), ("万", ""), ("天", "小时"), ("x", "")]
)
def test_not_alike(typed: str, unit: str) -> None:
    assert not same_unit(typed, unit)
