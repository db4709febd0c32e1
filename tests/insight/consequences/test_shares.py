"""Shares of the stars, exactly compared with the goal."""

from __future__ import annotations

from decimal import Decimal

from rating.insight.consequences.shares import StarShare, against_goal, star_shares
from tests.insight.consequences.revised import BANDS, ROWS, form, past


def test_every_star_and_those_not_rated() -> None:
    rows = [*ROWS, {"code": "X", "name": "缺站", "staff": 1, "grade": "优"}]
    shares = star_shares(past(rows=rows), past(form(bands=[{**BANDS[0], "at_least": 85}, *BANDS[1:]]), rows))
    found = {each.title: (each.before, each.after) for each in shares}
    assert found["五星"] == (1, 2) and found["未评定"] == (1, 1)
    assert {each.stations for each in shares} == {11} and {each.rated_after for each in shares} == {10}
    assert sum(each.after for each in shares) == 11
    assert star_shares(past(form(bands=[])), past(form(bands=[]))) == ()


def test_the_goal_is_met_only_exactly() -> None:
    """499 of 1,000 are not 50 %; of the 998 rated they are."""
    shares = (StarShare(5, "五星", 100, 499, 1000, 1000, 998),)
    found = against_goal(shares, Decimal("0.5"), 5)
    assert found is not None and (found.of_all, found.of_rated, found.of_all_before) == (False, True, False)
    assert found.sentence == (
        "修订后五星站 499 个，占全部站点的 49.9%（修订前 10%），占已评定站点的 50%（修订前 10%）；"
        "目标不低于 50%，按全部站点未达到，按已评定站点达到。"
    )
    assert against_goal(shares, None, 5) is None and against_goal(shares, Decimal("0.5"), 4) is None
    nobody = against_goal((StarShare(5, "五星", 0, 0, 3, 0, 0),), Decimal("0.5"), 5)
    assert nobody is not None and nobody.of_rated is None and "占已评定站点的 —" in nobody.sentence
