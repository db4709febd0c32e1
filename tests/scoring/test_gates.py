"""Veto, cap, unrated, and a gate that cannot be decided."""

from __future__ import annotations

from typing import Any

import pytest

from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import one_indicator, reported

FIELDS = {"v": {"title": "得分"}, "bad": {"title": "虚假材料", "kind": "yes_no"}}
BANDS = [{"stars": 5, "at_least": 9}, {"stars": 3, "at_least": 5}]


def evaluated(gate: dict[str, Any], bad: bool | None, kind: str = "综合") -> Evaluation:
    gates = [{"code": "g", "title": "提供虚假材料", "when": "虚假材料 = 是", **gate}]
    form = one_indicator({"mark": {}}, FIELDS, gates=gates, bands=BANDS, kinds=["综合", "专项"])
    return evaluate(form, reported(form, [{"v": 10, "bad": bad, "kind": kind}]))


@pytest.mark.parametrize(
    ("gate", "stars", "rated"),
    [
        ({"effect": "veto"}, -1, False),
        ({"effect": "veto", "veto_means": "lowest"}, 0, False),
        ({"effect": "unrated"}, -1, False),
        ({"effect": "cap", "stars": 4}, 3, True),
    ],
)
def test_effects(gate: dict[str, Any], stars: int, rated: bool) -> None:
    ratings = evaluated(gate, bad=True).ratings
    assert (ratings.stars[0], ratings.rated[0], ratings.stars_by_score[0]) == (stars, rated, 5)
    assert "提供虚假材料" in ratings.reasons[0][0].text


def test_not_hit_changes_nothing() -> None:
    assert evaluated({"effect": "veto"}, bad=False).ratings.stars[0] == 5


def test_unknown_holds_back_unless_it_is_stated_to_pass() -> None:
    held = evaluated({"effect": "veto"}, bad=None)
    assert not held.ratings.complete[0]
    assert held.ratings.reasons[0][0].code == "gate_unknown"
    assert evaluated({"effect": "veto", "if_blank": "pass"}, bad=None).ratings.stars[0] == 5


def test_a_gate_of_another_kind_does_not_touch() -> None:
    assert evaluated({"effect": "veto", "kinds": ["综合"]}, bad=True, kind="专项").ratings.stars[0] == 5
