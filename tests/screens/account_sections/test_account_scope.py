"""How far an account goes, in words."""

from __future__ import annotations

from rating.district.people.accounts import Account
from rating.district.people.person import Role
from rating.screens.account_sections.account_scope import ROLES_TOLD, scope_text


def account(**changes: object) -> Account:
    return Account(1, "a", "甲", Role.EVALUATOR, 7, **changes)  # type: ignore[arg-type]


def test_reach_in_words() -> None:
    stations, districts = {1: "甲站（1）"}, {7: "示例区"}
    assert scope_text(account(), stations, districts) == "示例区"
    assert scope_text(account(kinds=frozenset({"乙", "甲"})), stations, districts) == "类型：乙、甲"
    assert scope_text(account(stations=frozenset({1, 9})), stations, districts) == "甲站（1）、别区的站点"
    assert scope_text(Account(1, "a", "甲", Role.ADMINISTRATOR, None), stations, districts) == "全部区"


def test_every_role_is_explained() -> None:
    assert set(ROLES_TOLD) == set(Role)
