"""Conditions that look at fields and at scored nodes."""

from __future__ import annotations

from tests.export.ranking_book.columns_of import award, plan_of
from tests.insight.example import EXAMPLE


def gate(when: str) -> list[dict[str, object]]:
    return [{"code": "g", "title": "条件", "when": when, "effect": "cap", "stars": 3}]


def test_a_share_of_a_dimension() -> None:
    """队伍建设 15: 甲 15, 乙 and 丙 6+5=11, 丁 0+7=7 below half; 己 is blank; 庚 8 of 8 restated to 11.3."""
    found = award("条件", plan_of(gates=gate("share(team) < 50%")))
    assert found[:4] == [0, 0, 0, 1]
    assert found[5] == "无法判断"


def test_a_field_and_a_node_together() -> None:
    found = award("条件", plan_of(gates=gate("share(team) < 50% 或 虚假材料 = 是")))
    assert found[3:6] == [1, 1, "无法判断"]


def test_a_key_item_is_not_told_from_its_points() -> None:
    team, service = EXAMPLE["dimensions"]
    key = {"code": "key", "title": "关键项", "full_marks": 0, "rule": {"key_item": "虚假材料 = 否"}}
    made = plan_of(
        dimensions=[{**team, "indicators": [*team["indicators"], key]}, service], gates=gate("share(key) < 100%")
    )
    assert made.book.why["条件"] == "用到关键项是否通过"
