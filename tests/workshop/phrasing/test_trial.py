"""Only what loads is proposed."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.phrase import ProposedField
from rating.workshop.phrasing.trial import failings

NUMBER = (ProposedField("f1", "人数"),)


def test_a_rule_that_loads_has_no_failings() -> None:
    assert failings({"steps": [["5", "5"], ["3", "3"]]}, "f1", NUMBER, Decimal(5)) == ""
    assert failings({"deduct": {"points": "2", "floor": "none"}}, "f1", NUMBER, Decimal(0)) == ""
    assert failings({"key_item": "f1 >= 5"}, None, NUMBER, None) == ""


def test_a_rule_over_its_full_marks_does_not_load() -> None:
    assert "超过" in failings({"steps": [["5", "6"]]}, "f1", NUMBER, Decimal(5))


def test_a_rule_that_cannot_reach_its_full_marks_is_not_proposed() -> None:
    assert "最多得 3 分" in failings({"steps": [["5", "3"]]}, "f1", NUMBER, Decimal(5))


def test_a_shape_that_is_none_is_told() -> None:
    assert failings({"steps": []}, "f1", NUMBER, Decimal(5)) == "规则不能成立"
