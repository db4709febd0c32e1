"""What would earn the lost points, every rule kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.case import Reader
from rating.insight.regain import regain
from tests.insight.rules import RULES, rated_rule

EARN = {
    "yes_no": ("落实「有制度」，可再得 10 分", "10"),
    "parts": ("做到「证书」，可再得 4 分", "4"),
    "levels": ("档次达到「优」，可再得 3 分", "3"),
    "judgement": ("由评估人分档打分，达到「优」档（8 分起），至少可再得 2 分", "2"),
    "steps": ("持证数由 8 增至 10（达到 100%），可再得 4 分", "4"),
    "steps_down": ("场次由 1 场减至 0 场，可再得 5 分", "5"),
    "linear": ("场次由 40 场增至 60 场，得满分，可再得 5 分；只提高一部分的，按比例得分", "5"),
    "per_unit": ("场次由 22 场增至 25 场，可再得 1 分；增至 50 场，可再得 6 分", "1"),
    "deduct": ("场次由 2 场减至 1 场，可再得 3 分；减至 0 场，可再得 6 分", "3"),
    "all_or_nothing": ("全部满足「社工数 ≥ 5，且持证数 ≥ 5」，可再得 10 分", "10"),
    "completion": ("持证数由 6 增至 8，得满分，可再得 2.5 分；只提高一部分的，按比例得分", "2.5"),
    "proportion": ("满意率由 85% 提高到 100%，得满分，可再得 1.5 分；只提高一部分的，按比例得分", "1.5"),
    "matrix": ("及时性由「迟交」变为「准时」，可再得 5 分", "5"),
    "highest": ("取得「国家级」，可再得 5 分", "5"),
    "survey": ("满意率由 82% 提高到 90%，可再得 5 分", "5"),
    "mark": ("由评估人打分，现得 7.5 分，最高 10 分，最多可再得 2.5 分", None),
    "key_item": ("", None),
    "best_ratio": ("场次达到同组最优值，得满分，可再得 5 分（随同组数值变动）", None),
    "min_max": ("场次达到同组最优值，得满分，可再得 5 分（随同组数值变动）", None),
    "z_score": ("提高场次、在同组中前移可提高得分，最多可再得 6 分（随同组数值变动）", None),
    "rank_points": ("提高场次、在同组中前移可提高得分，最多可再得 2 分（随同组数值变动）", None),
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
    assert gain.how.startswith("持证数由 5 增至 6（达到 80%）")


def test_steps_that_need_the_same_people_are_told_once() -> None:
    gain = regain(Reader(rated_rule("steps", [{"staff": 2, "licensed": 1}])).case(0, 0))
    assert gain.how == "持证数由 1 增至 2（达到 100%），可再得 10 分"
    assert gain.points == 10
