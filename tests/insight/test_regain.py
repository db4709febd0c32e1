"""What would earn the lost points, every rule kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.case import Reader
from rating.insight.regain import regain
from tests.insight.rules import RULES, rated_rule

EARN = {
    "yes_no": ("补齐该项、达到要求，可再得 10 分", "1E+1"),
    "parts": ("做到「证书」，可再得 4 分", "4"),
    "levels": ("达到「优」，可再得 3 分", "3"),
    "judgement": ("达到「优」档（8 分起），至少可再得 2 分", "2"),
    "steps": ("达到 100%（即持证数由 8 增至 10），可再得 4 分", "4"),
    "steps_down": ("降到 0 场及以下，可再得 5 分", "5"),
    "linear": ("提高到 60 场，得满分，可再得 5 分", "5"),
    "per_unit": ("达到 25 场，可再得 1 分，最多可再得 6 分", "1"),
    "deduct": ("每减少 1 场少扣 3 分，全部消除可再得 6 分", "3"),
    "all_or_nothing": ("全部满足「社工数 ≥ 5，且持证数 ≥ 5」，可再得 10 分", "1E+1"),
    "completion": ("再完成 2 即达到目标 8，可再得 2.5 分", "2.5"),
    "proportion": ("每提高 1 个百分点得 0.1 分，达到 100%，可再得 1.5 分", "1.5"),
    "matrix": ("及时性达到「准时」，可再得 5 分", "5"),
    "highest": ("取得「国家级」，可再得 5 分", "5"),
    "survey": ("达到 90%，可再得 5 分", "5"),
    "mark": ("由评估人打分，最多可再得 2.5 分", None),
    "key_item": ("", None),
    "best_ratio": ("达到同组最优值 10 场，得满分，可再得 5 分（随同组数值变动）", None),
    "min_max": ("达到同组最优值 10 场，得满分，可再得 5 分（随同组数值变动）", None),
    "z_score": ("在同组中前移可提高得分，最多可再得 6 分（随同组数值变动）", None),
    "rank_points": ("在同组中前移可提高得分，最多可再得 2 分（随同组数值变动）", None),
}

FULL = {
    "yes_no": {"v": "是"},
    "parts": {"staff": 5, "licensed": 1},
    "levels": {"v": "优"},
    "steps": {"staff": 4, "licensed": 4},
    "deduct": {"v": 0},
    "proportion": {"v": "100%"},
}


@pytest.mark.parametrize("kind", RULES)
def test_how_to_regain(kind: str) -> None:
    gain = regain(Reader(rated_rule(kind)).case(0, 0))
    how, points = EARN[kind]
    assert gain.how == how
    assert gain.points == (None if points is None else Decimal(points))


@pytest.mark.parametrize("kind", FULL)
def test_nothing_to_regain_at_full_marks(kind: str) -> None:
    assert regain(Reader(rated_rule(kind, [FULL[kind]])).case(0, 0)).how == ""


@pytest.mark.parametrize("kind", ["steps", "steps_down", "levels", "highest", "per_unit", "yes_no"])
def test_the_nearest_step_never_promises_more_than_was_lost(kind: str) -> None:
    case = Reader(rated_rule(kind)).case(0, 0)
    gain = regain(case)
    assert gain.points is not None
    assert 0 < gain.points <= case.full_marks - (case.points or 0)


def test_the_promised_step_is_what_the_scoring_gives() -> None:
    before = Reader(rated_rule("steps")).case(0, 0)
    promised = regain(before).points
    after = Reader(rated_rule("steps", [{"staff": 10, "licensed": 10}])).case(0, 0)
    assert promised == (after.points or 0) - (before.points or 0)


def test_whole_people_are_rounded_up() -> None:
    gain = regain(Reader(rated_rule("steps", [{"staff": 7, "licensed": 5}])).case(0, 0))
    assert gain.how.startswith("达到 80%（即持证数由 5 增至 6）")


def test_steps_that_need_the_same_people_are_told_once() -> None:
    gain = regain(Reader(rated_rule("steps", [{"staff": 2, "licensed": 1}])).case(0, 0))
    assert gain.how == "达到 100%（即持证数由 1 增至 2），可再得 10 分"
    assert gain.points == 10
