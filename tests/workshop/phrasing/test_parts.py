"""Independent conditions, each with points of its own."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.phrasing.parts import parts_of
from rating.workshop.phrasing.proposal import propose


def test_each_condition_is_a_question_of_its_own() -> None:
    reading = parts_of(["有制度", "有台账"], [Decimal(1), Decimal(2)])
    assert [(field.title, field.kind) for field in reading.fields] == [("有制度", "yes_no"), ("有台账", "yes_no")]
    assert reading.best == 3


def test_a_list_has_its_noun_at_every_member() -> None:
    proposal = propose("制定招募、培训、激励三项制度，每项2分", Decimal(6), "制度")
    assert [field.title for field in proposal.fields] == ["制定招募制度", "培训制度", "激励制度"]


def test_so_many_parts_must_make_the_full_marks() -> None:
    proposal = propose("有制度、有台账，各得1分", Decimal(5), "制度")
    assert proposal.kind == "mark"
    assert "对不上" in proposal.doubts[0]
