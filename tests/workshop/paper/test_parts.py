"""What a read standard says about itself."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.parts import PaperItem, PaperText, total_of


def item(points: str | None, kind: str = "scored") -> PaperItem:
    value = None if points is None else Decimal(points)
    return PaperItem(
        (PaperText("组织", "A2"), PaperText("制度", "B2")), (None, value), value, "C2", PaperText(), kind=kind
    )


def test_only_scored_points_make_the_total() -> None:
    assert total_of([item("5"), item("2.5"), item(None), item("9", "bonus"), item("3", "deduction")]) == Decimal("7.5")


def test_an_item_is_named_by_its_last_level() -> None:
    assert (item("5").title, item("5").where) == ("制度", "B2")
    assert not PaperText()
