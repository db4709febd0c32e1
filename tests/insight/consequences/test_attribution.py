"""Each change alone, and the whole less each change."""

from __future__ import annotations

from decimal import Decimal

from rating.insight.consequences.attribution import moved_totals, stars_of, tried
from rating.insight.consequences.changes import changes_of
from tests.insight.consequences.revised import BANDS, FIELDS, FIRST, area, form, grade, past, staff

AFTER = form(staff(50), area(30), grade(), bands=[{**BANDS[0], "at_least": 97}, *BANDS[1:]])


def test_alone_each_change_is_worth_its_own_points() -> None:
    """甲 has full marks for people (+10) and 95 % of the room (−9.5)."""
    told: list[str] = []
    base, trials = tried(
        past().reported, FIRST, AFTER, changes_of(FIRST, AFTER), True, lambda text, share: told.append(text)
    )
    assert [moved_totals(base, each.alone)[0] for each in trials] == [Decimal(10), Decimal("-9.5"), Decimal(0)]
    assert told[-1] == "逐处试算修订：3 / 3"
    assert trials[2].without is not None and stars_of(trials[2].without)[0] == 5 and stars_of(base)[0] == 5


def test_a_change_that_needs_another_has_no_effect_of_its_own() -> None:
    new = {**staff(40), "code": "people", "title": "队伍"}
    gate = {"code": "g", "title": "过低", "when": "share(people) < 60%", "effect": "cap", "stars": 3}
    after = form(new, area(), grade(), gates=[gate], fields=FIELDS)
    _, trials = tried(past().reported, FIRST, after, changes_of(FIRST, after), False)
    alone = {each.change.title: each.alone for each in trials}
    assert alone["过低"] is None and alone["队伍"] is not None
    assert moved_totals(past(), None) == [None] * 10 and all(each.without is None for each in trials)
