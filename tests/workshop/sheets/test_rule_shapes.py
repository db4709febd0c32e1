"""Every rule kind has a shape in rows, and every setting of the grammar its words."""

from __future__ import annotations

from rating.rubric.rules import RULE_KINDS, Rule
from rating.workshop.sheets.names import NO_NAMES
from rating.workshop.sheets.rule_shapes import FLOOR, LISTINGS, SETTINGS

ALONE = {"all_or_nothing", "key_item", "matrix", "survey"}
"""Kinds that are one condition, or rows of several sorts."""


def test_every_kind_has_one_shape() -> None:
    assert set(SETTINGS) | set(LISTINGS) | ALONE == set(RULE_KINDS)
    assert not set(SETTINGS) & set(LISTINGS)


def test_every_setting_of_the_grammar_has_a_row() -> None:
    for kind, settings in SETTINGS.items():
        body = next(part for part in Rule.model_fields[kind].annotation.__args__ if part is not type(None))  # type: ignore[union-attr]
        keys = set(body.model_fields) - ({"points"} if kind == "rank_points" else set())
        assert {setting.key for setting in settings} == keys, kind
        assert len({setting.part for setting in settings}) == len(settings)


def test_no_floor_is_said_in_words() -> None:
    assert FLOOR.write("none", NO_NAMES) == "不设下限"
    assert FLOOR.read("不设下限", NO_NAMES) == "none"
    assert FLOOR.read("２分", NO_NAMES) == "2"
