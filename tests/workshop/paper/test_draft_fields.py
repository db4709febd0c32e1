"""Data items of a draft: codes and titles of their own."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.draft_fields import Fields, deduction_leaf, mark_leaf, proposed_leaf, with_codes
from rating.workshop.phrasing.phrase import ProposedField
from rating.workshop.phrasing.proposal import Proposal


def test_fields_of_one_title_are_told_apart_by_their_indicator() -> None:
    fields = Fields()
    codes = [fields.add({"title": "缺少项数"}, owner) for owner in ("制度", "档案", "档案")]
    assert len(set(codes)) == 3
    assert [one["title"] for one in fields.content.values()] == ["缺少项数", "档案：缺少项数", "档案：缺少项数（2）"]


def test_formulas_take_the_new_codes_and_titles_stay() -> None:
    rule = {"parts": [{"title": "f1 类", "points": "2", "when": "f1 = 是 and f10 = 是"}], "levels": {"f1": "3"}}
    assert with_codes(rule, {"f1": "f_abcde", "f10": "f_xyz"}) == {
        "parts": [{"title": "f1 类", "points": "2", "when": "f_abcde = 是 and f_xyz = 是"}],
        "levels": {"f1": "3"},
    }


def test_a_key_item_has_no_full_marks() -> None:
    fields = Fields()
    proposal = Proposal("※", "key_item", {"key_item": "f1 = 是"}, None, (ProposedField("f1", "持证", "yes_no"),))
    leaf = proposed_leaf(fields, "持证", proposal, None)
    assert set(leaf) == {"rule"}
    assert leaf["rule"]["key_item"] == f"{next(iter(fields.content))} = 是"


def test_marks_and_deductions() -> None:
    fields = Fields()
    assert mark_leaf(fields, "制度", Decimal("2.5"))["full_marks"] == "2.5"
    assert deduction_leaf(fields, "投诉", Decimal(5))["rule"]["deduct"]["floor"] == "-5"
    assert deduction_leaf(fields, "失实", None)["rule"]["deduct"]["floor"] == "none"
    assert [one["kind"] for one in fields.content.values()] == ["mark", "mark", "mark"]
