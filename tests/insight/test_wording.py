"""The one door to all wording: nothing missing, no English left."""

from __future__ import annotations

import re

from rating.insight import wording
from tests.insight.example import example
from tests.insight.rules import RULES, form_of


def test_the_door_offers_what_it_names() -> None:
    assert all(callable(getattr(wording, name)) for name in wording.__all__)


def test_no_english_is_left_in_the_words_of_a_rubric() -> None:
    form = example().rubric
    texts = [wording.gate_in_words(gate, form) for gate in form.gates]
    texts += [wording.band_in_words(band, form.full_marks_for("综合"), form) for band in form.bands]
    texts += [wording.missing_in_words(form), wording.rounding_in_words(form.scale), wording.award_in_words(form.award)]
    texts += [wording.ranking_in_words(form.ranking, form)]
    texts += [wording.indicator_in_words(form_of(kind).indicators[0], "", form_of(kind)) for kind in RULES]
    assert form.raters is not None
    texts.append(wording.raters_in_words(form.raters, form.roles))
    assert [text for text in texts if re.search("[A-Za-z]", text)] == []
