"""Bounds in words become spans: which number, which side, included or not, and how sure that is."""

from __future__ import annotations

import pytest

from rating.workshop.phrasing.bounds import MARK, measured
from rating.workshop.phrasing.phrase import Bound


def ends(text: str) -> list[tuple[str, bool, bool] | None]:
    span = measured(text).span
    assert span is not None
    return [None if end is None else (str(end.number), end.included, end.certain) for end in (span.low, span.high)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("达到80%", ("80", True, True), None),
        ("不低于80%", ("80", True, True), None),
        ("80%以上", ("80", True, False), None),
        ("80%⊃以上", ("80", True, True), None),
        ("80%及以上", ("80", True, True), None),
        ("80%⊅以上", ("80", False, True), None),
        ("超过3天", ("3", False, True), None),
        ("不超过3天", None, ("3", True, True)),
        ("3天以内", None, ("3", True, False)),
        ("不足三人", None, ("3", False, True)),
        ("未达到60%", None, ("60", False, True)),
        ("60%-80%", ("60", True, False), ("80", True, False)),
        ("60%⊃-80%⊅", ("60", True, True), ("80", False, True)),
        ("60%≤完成率<80%", ("60", True, True), ("80", False, True)),
        ("60%以上不足80%", ("60", True, False), ("80", False, True)),
    ],
)
def test_bounds(text: str, low: tuple[str, bool, bool] | None, high: tuple[str, bool, bool] | None) -> None:
    assert ends(text) == [low, high]


@pytest.mark.parametrize(
    "text", ["得5分", "优秀9-10分", "每超过1天", "第3名得5分", "2024年12月31日前完成得5分", "缺一项不得分"]
)
def test_what_is_given_counted_or_dated_is_no_bound(text: str) -> None:
    assert measured(text).spans == ()


def test_what_is_measured_stays_in_the_text() -> None:
    found = measured("配备5名以上专职社工得5分")
    assert found.text == f"配备{MARK}专职社工得5分"
    assert (
        found.span is not None
        and found.span.unit == "名"
        and found.span.low == Bound(found.span.low.number, True, False)
    )


def test_two_unlike_bounds_are_not_one_span() -> None:
    assert measured("3人以上且60平方米以上").span is None
