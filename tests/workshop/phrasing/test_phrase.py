"""The nouns of the phrasing grammar."""

from __future__ import annotations

from decimal import Decimal

from rating.rubric.nouns import DataField
from rating.workshop.phrasing.phrase import Points, ProposedField, Span


def test_points_of_full_marks() -> None:
    whole = Points(Decimal(1), share=True)
    assert whole.of(Decimal(8)) == 8 and whole.of(None) is None
    assert (whole.amount(Decimal(8)), whole.amount(None)) == ("8", "100%")
    assert Points(Decimal("0.5"), share=True).amount(Decimal(8)) == "50%"


def test_limits_are_written_with_their_sign() -> None:
    assert Span(None, None, "%").written(Decimal("82.50")) == "82.5%"
    assert Span(None, None, "人").written(Decimal(3)) == "3"


def test_a_field_is_a_data_item_of_the_rubric() -> None:
    field = ProposedField("f1", "等次", "choice", choices=("优", "良"), definition="按年度考核")
    assert field.content() == {"title": "等次", "kind": "choice", "choices": ["优", "良"], "definition": "按年度考核"}
    assert DataField.model_validate(field.content()).choices == ["优", "良"]


def test_a_mark_names_who_marks() -> None:
    mark = ProposedField("f1", "评分", "mark", "分", at_least="0", at_most="5")
    assert DataField.model_validate(mark.content(("expert",))).marked_by == ["expert"]
