"""Clauses that count: how many of what take or give how much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.counting_shapes import gain, loss, rank


@pytest.mark.parametrize(
    ("clause", "each", "unit", "points", "said"),
    [
        ("每缺一项扣0.5分", "1", "项", "0.5", f"缺{MARK}"),
        ("每少两名社工扣1分", "2", "名", "1", f"少{MARK}社工"),
        ("发现一处安全隐患扣2分", "1", "处", "2", f"发现{MARK}安全隐患"),
        ("不合格的每项扣1分", "1", "项", "1", MARK),
        ("每低5个百分点扣1分".replace("个百分点", "百分点"), "5", "百分点", "1", f"低{MARK}"),
        ("迟报扣0.5分/次", "1", "次", "0.5", f"{MARK}迟报"),
    ],
)
def test_losses(clause: str, each: str, unit: str, points: str, said: str) -> None:
    phrase = loss(clause)
    assert phrase is not None and phrase.points is not None
    assert (phrase.each, phrase.unit, phrase.points.number, phrase.verb) == (Decimal(each), unit, Decimal(points), said)


@pytest.mark.parametrize("clause", ["缺2项扣1分", "一次性扣5分", "第一次扣1分", "每天扣1分", "扣1分"])
def test_what_is_not_counted_one_by_one_is_no_loss(clause: str) -> None:
    assert loss(clause) is None


def test_gains() -> None:
    phrase = gain("每增加10人加1分")
    assert phrase is not None and (phrase.each, phrase.unit) == (Decimal(10), "人")
    assert gain("每年开展1次得2分") is None, "how often, not how many"
    assert gain("每个社区配备1名社工得2分") is None, "each must have one"


def test_ranks() -> None:
    first, some = rank("第二名得3分"), rank("前3名得5分")
    assert first is not None and (first.each, first.most) == (Decimal(2), Decimal(2))
    assert some is not None and (some.each, some.most) == (Decimal(1), Decimal(3))
