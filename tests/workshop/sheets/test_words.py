"""Every option of the grammar has its Chinese word, and no two options share one."""

from __future__ import annotations

from typing import get_args

import pytest

from rating.rubric.nouns import DataField, RollUp
from rating.rubric.policies import Award, Gate, Missing, Ranking, Raters, Scale
from rating.rubric.rules import RULE_KINDS, Linear
from rating.workshop.sheets import words


def _options(annotation: object) -> set[str]:
    return {word for part in (annotation, *get_args(annotation)) for word in get_args(part) if isinstance(word, str)}


@pytest.mark.parametrize(
    ("shown", "annotation"),
    [
        (words.ROUND, Scale.model_fields["round"].annotation),
        (words.COMBINE, Scale.model_fields["combine"].annotation),
        (words.NOT_APPLICABLE, Missing.model_fields["not_applicable"].annotation),
        (words.MISSING, Missing.model_fields["if_undefined"].annotation),
        (words.FIELD_KIND, DataField.model_fields["kind"].annotation),
        (words.ROLL_UP, RollUp.model_fields["how"].annotation),
        (words.RATERS, Raters.model_fields["combine"].annotation),
        (words.UNMARKED, Raters.model_fields["if_missing"].annotation),
        (words.EFFECT, Gate.model_fields["effect"].annotation),
        (words.QUOTA_TIES, Award.model_fields["quota_ties"].annotation),
        (words.TIES, Ranking.model_fields["ties"].annotation),
        (words.WITHIN, Ranking.model_fields["within"].annotation),
        (words.CAPPED, Linear.model_fields["capped"].annotation),
    ],
)
def test_every_option_has_a_word_of_its_own(shown: dict[str, str], annotation: object) -> None:
    assert set(shown) == _options(annotation)
    assert len(set(shown.values())) == len(shown)


def test_every_rule_kind_has_a_word() -> None:
    assert set(words.RULE) == set(RULE_KINDS)
    assert len(set(words.RULE.values())) == len(RULE_KINDS)
