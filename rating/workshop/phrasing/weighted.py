"""A sentence that counts to 100 points, of an indicator with a weight: the same rule in shares of its full marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.proposal import Proposal

HUNDRED = Decimal(100)
_UNCHANGED = ("proportion", "completion", "linear", "all_or_nothing", "key_item")
_BY_NAME = ("levels", "highest", "yes_no")


def weighed(proposal: Proposal, points: Decimal) -> Proposal | None:
    """The proposal for 100 points as one for these points; None where its rule cannot be written in shares."""
    rule, value = _in_shares(proposal)
    if not rule:
        return None
    doubt = f"原文按百分制写分，本项权重折合 {plain(points)} 分，各档按比例折算"
    return replace(
        proposal, rule=rule, kind=next(iter(rule)), value=value, full_marks=points, doubts=(*proposal.doubts, doubt)
    )


def _in_shares(proposal: Proposal) -> tuple[Mapping[str, Any], str | None]:
    kind, value = proposal.kind, proposal.value
    body: Any = proposal.rule[kind]
    if kind in _UNCHANGED:
        return proposal.rule, value
    if kind in _BY_NAME:
        return {kind: {name: _share(amount) for name, amount in body.items()}}, value
    if kind in ("steps", "steps_down"):
        return {kind: [[limit, _share(amount)] for limit, amount in body]}, value
    if kind == "parts":
        return {kind: [{**part, "points": _share(part["points"])} for part in body]}, value
    if kind in ("deduct", "per_unit") and value is not None and body.get("floor") != "none":
        return {"linear": {"zero": "0", "full": "100"}}, _counted(kind, body, value)
    return {}, None


def _share(amount: str) -> str:
    return amount if amount.endswith("%") else f"{amount}%"


def _counted(kind: str, body: Mapping[str, Any], value: str) -> str:
    """The points out of 100 as a formula."""
    steps = f"floor(({value}) / {body.get('each', '1')}) * {body['points']}"
    if kind == "deduct":
        return f"max(100 - {steps}, {body.get('floor', '0')})"
    return f"min({body.get('base', '0')} + {steps}, {body.get('at_most', '100')})"


def counts_to_hundred(sentences: list[str], points: list[Decimal]) -> bool:
    """True when sentences give 100 points and no indicator has so many: they count to 100 each."""
    return HUNDRED not in points and any("100分" in sentence or "100 分" in sentence for sentence in sentences)
