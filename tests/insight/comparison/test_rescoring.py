"""Earlier figures by a later rubric: only fields that mean the same are carried over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.insight.comparison.rescoring import rescored
from tests.insight.comparison.two_rounds import AREA, FIELDS, FIRST, SHARE, STAFF, leaf, rated, standard

BEFORE = rated(FIRST, {"A": {"staff": 8, "area": 50, "share": "90%"}}, "2024")


def test_the_same_figures_by_another_rule() -> None:
    """8 people: 40 by the first rule, 20 where 10 are asked for the full marks."""
    stricter = leaf("staff", "人员", "staff", {"steps": [[10, 40], [4, 20]]}, 40)
    found = rescored(BEFORE, standard("2", [stricter, AREA, SHARE]))
    assert found is not None and found.sound == {"staff", "area", "share"}
    stood = found.side.station("A")
    assert stood is not None and stood.indicators["staff"].points == Decimal(20) and stood.total == Decimal(58)


@pytest.mark.parametrize(
    "other", [{"kind": "yes_no"}, {"unit": "名"}, {"kind": "choice", "choices": ["多", "少"]}, {"formula": "area / 10"}]
)
def test_a_field_that_means_something_else_is_not_carried_over(other: dict[str, Any]) -> None:
    rules = {"yes_no": {"yes_no": {"yes": 40}}, "choice": {"levels": {"多": 40, "少": 0}}}
    rule = rules.get(other.get("kind", ""), STAFF["rule"])
    changed = leaf("staff", "人员", "staff", rule, 40)
    form = standard("2", [changed, AREA, SHARE], fields={**FIELDS, "staff": {"title": "人数", **other}})
    found = rescored(BEFORE, form)
    assert found is not None and found.sound == (
        {"area", "share"} if "formula" not in other else {"staff", "area", "share"}
    )
    stood = found.side.station("A")
    assert stood is not None
    assert (stood.indicators["staff"].points is None) == ("formula" not in other)


def test_a_new_field_is_blank() -> None:
    more = leaf("visits", "走访", "visits", {"steps": [[5, 20]]}, 20)
    form = standard("2", [STAFF, AREA, more], fields={**FIELDS, "visits": {"title": "走访"}})
    found = rescored(BEFORE, form)
    assert found is not None and found.sound == {"staff", "area"}
    stood = found.side.station("A")
    assert stood is not None and stood.total is None and stood.indicators["area"].points == Decimal(20)


def test_choices_are_carried_over_by_their_words() -> None:
    def graded(kind: str, choices: list[str], rule: dict[str, Any]) -> Any:
        fields = {**FIELDS, "staff": {"title": "等次", "kind": kind, "choices": choices}}
        return standard("1", [leaf("staff", "评价", "staff", rule, 40), AREA, SHARE], fields=fields)

    levels = {"优": 40, "良": 20}
    for kind, rule, value in (("choice", "levels", "良"), ("several", "highest", ["良"])):
        first = graded(kind, ["优", "良"], {rule: levels})
        before = rated(first, {"A": {"staff": value, "area": 50, "share": "90%"}}, "2024")
        later = rescored(before, graded(kind, ["差", "良", "中", "优"], {rule: {**levels, "中": 5}}))
        assert later is not None and "staff" in later.sound
        stood = later.side.station("A")
        assert stood is not None and stood.indicators["staff"].points == Decimal(20)
        fewer = rescored(before, graded(kind, ["优", "中"], {rule: {"优": 40, "中": 20}}))
        assert fewer is not None and "staff" not in fewer.sound
