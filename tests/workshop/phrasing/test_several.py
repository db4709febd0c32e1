"""Several rules in one sentence add up only when their full marks do."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import points_of


def test_each_part_keeps_its_own_floor() -> None:
    proposal = propose("制度（2分）：每缺一项扣1分；人员（3分）：每少1人扣1分", Decimal(5), "管理")
    assert points_of(proposal, {"f1": "9", "f2": "1"}) == 2
    assert "拆成几项" in proposal.doubts[-1]


def test_parts_that_do_not_make_the_whole_are_left_to_raters() -> None:
    assert propose("制度（2分）：每缺一项扣1分；人员（3分）：每少1人扣1分", Decimal(8), "管理").kind == "mark"


def test_all_or_nothing_parts_stay_parts() -> None:
    proposal = propose("①持证率达到80%得2分；②有制度得3分", Decimal(5), "管理")
    assert [part["when"] for part in proposal.rule["parts"]] == ["f1 >= 80%", "f2 = 是"]


def test_fields_of_the_same_name_are_told_apart() -> None:
    proposal = propose("制度（2分）：每缺一项扣1分；档案（3分）：每缺一项扣1分", Decimal(5), "管理")
    assert [field.title for field in proposal.fields] == ["制度：缺少项数", "档案：缺少项数"]
