"""The effect of a correction in a table, and the sentence on the others."""

from __future__ import annotations

import re

import pytest

from rating.district.rounds.basis import Basis
from rating.insight.effect import effect
from rating.scoring.evaluation import Evaluation
from rating.screens.objection_sections.effect_parts import effect_part
from rating.workflow.correcting import Correction
from tests.insight.disputed import small
from tests.insight.test_effect import PEERS

NEAR = {"S001": {"service": {"e0": 30, "e1": 30}, "licensed": 5}}
ABOVE = {"S001": {"service": {"e0": 30, "e1": 30}, "licensed": 5, "area": 120}}


def _told(before: Evaluation, after: Evaluation, station: str) -> str:
    found = Correction(1, station, {"area": "120"}, before, after, effect(before, after, station), _BASIS)
    return " ".join(re.sub(r"<[^>]+>", " ", effect_part(found)).split())


_BASIS = Basis(1, 1, 1, frozenset())


def test_values_points_total_stars_and_rank_before_and_after() -> None:
    told = _told(small(), small({"S001": {"area": 120}}), "S001")
    assert "填报值：场所面积 60 平方米 120 平方米 得分：场所面积 10.0 20.0 总分 80.0 90.0 等级 ★★★★ ★★★★★" in told
    assert "其他站点的得分、名次和等级都不变。" in told


@pytest.mark.parametrize(
    ("before", "after", "station", "told"),
    [
        (small(NEAR), small(ABOVE), "S001", "1 个其他站点的名次会变动。"),
        (small(text=PEERS), small({"S002": {"area": 240}}, PEERS), "S002", "2 个其他站点的得分会随之变动"),
    ],
)
def test_whom_else_it_moves(before: Evaluation, after: Evaluation, station: str, told: str) -> None:
    assert told in _told(before, after, station)
