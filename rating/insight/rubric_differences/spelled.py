"""Any value of a rubric in words, whatever its shape; nothing is left out, so values that differ read otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rating.insight.formula_words import field_title, formula_in_words
from rating.insight.policy_words import stars_in_words
from rating.insight.rubric_differences.labels import AS_PERCENT, FORMULAS, LABELS, NOT_WRITTEN, OPTIONS
from rating.rubric.formula import FormulaError
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.numbers import Amount, plain
from rating.rubric.policies import RankKey
from rating.rubric.rules import Rule, Shape

UNWRITTEN = "未写"


def spelled(value: Any, shape: str, key: str, form: Rubric, owner: Shape | None = None) -> str:
    """The words of what `shape` holds under `key`; `form` gives the titles, `owner` is the object itself."""
    if value is None:
        return NOT_WRITTEN.get(shape, {}).get(key, UNWRITTEN)
    if isinstance(value, bool):
        return OPTIONS[shape][key]["yes" if value else "no"]
    if isinstance(value, Decimal):
        return _number(value, shape, key, owner)
    if isinstance(value, int):
        return stars_in_words(value) if key in ("stars", "first_time") else str(value)
    if isinstance(value, str):
        return _text(value, shape, key, form)
    if isinstance(value, Amount):
        return f"满分的 {value}" if value.is_share else str(value)
    return _of_many(value, shape, key, form)


def _of_many(value: Any, shape: str, key: str, form: Rubric) -> str:
    if isinstance(value, RankKey):
        return rank_key(value, form)
    if isinstance(value, Rule):
        return f"{LABELS['Rule'][value.kind]}：{spelled(value.body, 'Rule', value.kind, form)}"
    if isinstance(value, Shape):
        inner = type(value).__name__
        parts = {name: spelled(getattr(value, name), inner, name, form, value) for name in type(value).model_fields}
        return "；".join(f"{LABELS[inner][name]} {words}" for name, words in parts.items())
    if isinstance(value, Mapping):
        return "、".join(f"{field_title(name, form)} {spelled(each, shape, key, form)}" for name, each in value.items())
    if isinstance(value, tuple):
        return "：".join(spelled(each, shape, key, form) for each in value)
    return "、".join(f"（{words}）" if "、" in words else words for words in _each(value, shape, key, form))


def _each(values: Any, shape: str, key: str, form: Rubric) -> list[str]:
    return [spelled(each, shape, key, form) for each in values]


def _number(value: Decimal, shape: str, key: str, owner: Shape | None) -> str:
    if isinstance(owner, DataField):
        return owner.in_words(value)
    return f"{plain(value * 100)}%" if (shape, key) in AS_PERCENT else plain(value)


def _text(value: str, shape: str, key: str, form: Rubric) -> str:
    words = OPTIONS.get(shape, {}).get(key, {}).get(value)
    if words is not None:
        return words
    if (shape, key) in FORMULAS:
        return formula_words(value, form)
    if (shape, key) == ("Clause", "source"):
        return next((source.title for source in form.sources if source.id == value), value)
    if (shape, key) in (("Node", "roles"), ("DataField", "marked_by")):
        return role_title(value, form)
    return field_title(value, form) if (shape, key) == ("Mark", "reason") else value


def formula_words(text: str, form: Rubric) -> str:
    """A formula with titles; as written where it cannot be read."""
    try:
        return formula_in_words(text, form)
    except FormulaError:
        return text


def role_title(code: str, form: Rubric) -> str:
    return next((role.title for role in form.roles if role.code == code), code)


def rank_key(key: RankKey, form: Rubric) -> str:
    """总分; 「持证率」（低者在前）."""
    title = {"stars": "星级", "total": "总分"}.get(key.key) or f"「{field_title(key.key, form)}」"
    return title if key.better == "higher" else f"{title}（低者在前）"
