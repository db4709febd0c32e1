from __future__ import annotations

import re
from base64 import b64decode
from decimal import Decimal
from itertools import pairwise

from rating.rubric.rules import Rule
from rating.screens.result_sections.rule_sketch import HIGH, WIDE, rule_sketch

FULL = Decimal(10)


def points(rule: dict[str, object]) -> list[tuple[float, float]]:
    drawn = rule_sketch(Rule.model_validate(rule), FULL)
    assert drawn is not None
    source = re.search('base64,([^"]+)"', drawn)
    assert source
    found = re.search('points="([^"]+)"', b64decode(source.group(1)).decode())
    assert found
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in found.group(1).split())]


def test_more_earns_more_on_the_line_of_a_rising_rule() -> None:
    for rule in ({"steps": [["100%", 10], ["60%", 4]]}, {"linear": {"zero": 0, "full": 50}}, {"proportion": {}}):
        heights = [up for _, up in points(rule)]
        assert heights == sorted(heights, reverse=True)
        assert heights[0] > heights[-1]


def test_the_line_stays_in_its_frame() -> None:
    for rule in ({"deduct": {"points": 2, "floor": "none"}}, {"per_unit": {"points": 1, "at_most": 20}}):
        assert all(0 <= across <= WIDE and 0 <= up <= HIGH for across, up in points(rule))


def test_a_step_goes_straight_up() -> None:
    corners = points({"steps": [[80, 10], [50, 5]]})
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))


def test_what_no_line_can_show_is_left_to_words() -> None:
    assert rule_sketch(Rule.model_validate({"levels": {"优": 10, "良": 8}}), FULL) is None
