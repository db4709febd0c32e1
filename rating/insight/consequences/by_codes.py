"""A rubric whose formulas name fields by their codes, so that parts of two rubrics fit together whatever the titles."""

from __future__ import annotations

import re
from typing import Any

from rating.insight.certainty.leave_out import renewed
from rating.insight.rubric_differences.labels import FORMULAS
from rating.rubric.nouns import Rubric
from rating.rubric.rules import Shape

_ALSO = frozenset({("RankKey", "key")})


def by_codes(rubric: Rubric) -> Rubric:
    """The same rubric in meaning: a title in a formula or a ranking key is replaced by the field's code."""
    titles = {field.title: code for code, field in rubric.fields.items() if field.title != code}
    if not titles:
        return rubric
    longest_first = sorted(map(re.escape, titles), key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    parts = {name: _rewritten(getattr(rubric, name), "Rubric", name, titles, named) for name in Rubric.model_fields}
    return renewed(rubric, **parts)


def _rewritten(value: Any, shape: str, key: str, titles: dict[str, str], named: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        wanted = (shape, key) in FORMULAS or (shape, key) in _ALSO
        return named.sub(lambda hit: titles[hit[0]], value) if wanted else value
    if isinstance(value, Shape):
        inner = type(value).__name__
        parts = {
            name: _rewritten(getattr(value, name), inner, name, titles, named) for name in type(value).model_fields
        }
        return value.model_copy(update=parts)
    if isinstance(value, dict):
        return {name: _rewritten(each, shape, key, titles, named) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_rewritten(each, shape, key, titles, named) for each in value)
    return value
