"""Titles in formulas become codes, choice words and other texts stay."""

from __future__ import annotations

from rating.insight.consequences.by_codes import by_codes
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.places import placed_formulas
from tests.rubric.samples import good


def test_formulas_mean_the_same_and_name_codes() -> None:
    before, after = good(), by_codes(good())
    words = Vocabulary.of(before), Vocabulary.of(after)
    pairs = list(zip(placed_formulas(before), placed_formulas(after), strict=True))
    assert any(one.text != other.text for one, other in pairs)
    for one, other in pairs:
        assert bind(one.text, words[0]) == bind(other.text, words[1])
    assert after.node("share_licensed").value == "licensed_share" and after.node("system").rule is not None
    assert after.fields == before.fields and after.node("system").rule.parts[0].when == "rules = 是"  # type: ignore[union-attr, index]


def test_a_rubric_without_titles_to_replace_is_left_alone() -> None:
    from tests.scoring.build import one_indicator

    form = one_indicator({"steps": [[1, 10]]}, {"v": {"title": "v"}})
    assert by_codes(form) is form
