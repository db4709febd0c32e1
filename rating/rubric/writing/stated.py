"""What a rubric states, as a plain tree: defaults left out, short forms used, shares written with %."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from rating.rubric.nouns import DataField, Node, Rubric
from rating.rubric.numbers import Amount, parse_number, plain
from rating.rubric.policies import Band, Coverage, RankKey
from rating.rubric.rules import MinMax, ZScore

Shares = Callable[[str | None, Iterable[Decimal]], bool]
"""Whether a formula, compared with these limits, is a share that people write with %."""
_ALWAYS_SHARES: dict[type[BaseModel], tuple[str, ...]] = {
    Coverage: ("share",), Band: ("each_dimension",), MinMax: ("if_equal",), ZScore: ("at_mean", "per_deviation"),
}  # fmt: skip


def stated(rubric: Rubric) -> dict[str, Any]:
    """The rubric as its file would say it: dict, list, str, Decimal, int and bool; keys in the order of the grammar.

    A limit is written as a percentage when what it limits is a share: the number stays the same.
    """
    content: dict[str, Any] = _shape(rubric)
    _weights(content.get("roles", []))
    for code, field in rubric.fields.items():
        _limits(content["fields"][code], field)
    shares = _share_finder(rubric)
    _nodes(content["dimensions"], rubric.dimensions, shares)
    return content


def _shape(shape: BaseModel) -> dict[str, Any]:
    told: dict[str, Any] = {}
    fields = type(shape).model_fields
    for name in last_of_all("indicators", fields):
        described, value = fields[name], getattr(shape, name)
        if described.is_required() or value != described.get_default(call_default_factory=True):
            told[name] = _value(value)
    for name in _ALWAYS_SHARES.get(type(shape), ()):
        if name in told:
            told[name] = percent(told[name])
    return told


def last_of_all(key: str, keys: Iterable[str]) -> list[str]:
    """The keys, this one at the end: what a dimension says of itself is read before its indicators."""
    return sorted(keys, key=lambda each: each == key)


def _value(value: Any) -> Any:
    match value:
        case Amount():
            return _amount(value)
        case RankKey(key=key, better="higher"):
            return key
        case BaseModel():
            return _shape(value)
        case dict():
            return {key: _value(part) for key, part in value.items()}
        case list() | tuple():
            return [_value(part) for part in value]
        case _:
            return value


def _amount(amount: Amount) -> Any:
    """8 or 66%; a share too large for a percentage keeps its long form."""
    if not amount.is_share:
        return amount.value
    text = f"{plain(amount.value * 100)}%"
    return text if _reads_as(text, amount.value) else {"value": amount.value, "is_share": True}


def percent(number: Any) -> Any:
    """0.8 → "80%", where that is the same number; 0 stays 0."""
    if not isinstance(number, Decimal) or not number:
        return number
    text = f"{plain(number * 100)}%"
    return text if _reads_as(text, number) else number


def _reads_as(text: str, number: Decimal) -> bool:
    try:
        return parse_number(text) == number
    except ValueError:
        return False


def _weights(siblings: list[dict[str, Any]]) -> None:
    """Weights that make up a whole are shares of it: 70% and 30%."""
    weights = [part["weight"] for part in siblings if part.get("weight") is not None]
    if sum(weights) == 1 and len(weights) > 1:
        for part in siblings:
            if "weight" in part:
                part["weight"] = percent(part["weight"])


def _limits(told: dict[str, Any], field: DataField) -> None:
    if field.kind != "share":
        return
    for owner in (told, told.get("roll_up", {})):
        for key in ("at_least", "at_most"):
            if key in owner:
                owner[key] = percent(owner[key])


def _share_finder(rubric: Rubric) -> Shares:
    names = {name for code, field in rubric.fields.items() if field.kind == "share" for name in (code, field.title)}

    def is_share(formula: str | None, limits: Iterable[Decimal]) -> bool:
        known = list(limits)
        if formula is None or not known:
            return False
        ratio = re.search("[/÷]", formula) and max(map(abs, known)) <= 1 and any(limit % 1 for limit in known)
        return formula.strip() in names or bool(ratio)

    return is_share


def _nodes(told: list[dict[str, Any]], nodes: list[Node], shares: Shares) -> None:
    _weights(told)
    for content, node in zip(told, nodes, strict=True):
        _nodes(content.get("indicators", []), node.indicators, shares)
        for rule in (content.get("rule"), *content.get("rule_by_kind", {}).values()):
            if rule:
                _rule(rule, node.value, shares)


def _rule(rule: dict[str, Any], value: str | None, shares: Shares) -> None:
    """The limits of a rule in the unit of what it measures. A line from 0 to 1 passes one half."""
    ((kind, body),) = rule.items()
    if kind in ("steps", "steps_down"):
        if shares(value, (step[0] for step in body)):
            rule[kind] = [[percent(limit), points] for limit, points in body]
    elif kind == "linear" and shares(value, (body["zero"], body["full"], Decimal("0.5"))):
        body |= {"zero": percent(body["zero"]), "full": percent(body["full"])}
    elif kind in ("per_unit", "deduct"):
        _each(body, value, shares)
    elif kind == "matrix":
        for axis in (body["rows"], body["columns"]):
            if shares(axis["value"], axis.get("at_least", ())):
                axis["at_least"] = [percent(limit) for limit in axis["at_least"]]
    elif kind == "survey":
        _rule(body["then"], value, shares)


def _each(body: dict[str, Any], value: str | None, shares: Shares) -> None:
    keys = [key for key in ("each", "beyond") if key in body]
    if shares(value, (body[key] for key in keys)):
        body |= {key: percent(body[key]) for key in keys}
