"""Rubrics of which one single value is another: any value, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from pydantic import ValidationError

from rating.insight.rubric_differences.labels import OPTIONS
from rating.rubric.nouns import Rubric
from rating.rubric.rules import Shape

Path = tuple[Any, ...]
FORMULAS = ("n1 + 1", "n2 >= 3", "staff / 2", "y1", "share(D0) >= 10%")
CODES = {"code", "id", "key", "source"}
READ = {"when", "value", "formula", "target", "sample", "reference", "all_or_nothing", "key_item"}


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every value of a plain tree, lists and objects too."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def plain_tree(value: Any) -> Any:
    """The rubric as its file would hold it; amounts as they are written."""
    if isinstance(value, Shape):
        return {key: plain_tree(getattr(value, key)) for key in type(value).model_fields}
    if isinstance(value, dict):
        return {key: plain_tree(each) for key, each in value.items()}
    return [plain_tree(each) for each in value] if isinstance(value, list | tuple) else value


def at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def others(value: Any, path: Path) -> Iterator[Any]:
    """Values that may stand there instead."""
    key = path[-1] if path else ""
    options = {option for keys in OPTIONS.values() for option in keys.get(str(key), ())}
    if isinstance(value, bool) or value is None:
        yield from (True, False, None, "改写", 2, ["改写"], "n1 + 1")
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, Decimal):
        yield from (value + 1, value / 2, None)
    elif isinstance(value, str):
        yield from (*(options if value in options else ()), *(FORMULAS if key in READ else ()))
        yield from ("changed", "other") if key in CODES else ("改写",)
    elif isinstance(value, list):
        yield from ([*reversed(value)], value[1:], value[:-1], [*value, *value[:1]])
    elif isinstance(value, dict):
        yield from ({name: each for name, each in value.items() if name != gone} for gone in value)
        yield None
    elif not isinstance(value, str):
        yield from (1, "40%")


def changed_at(form: Rubric, tree: Any, path: Path, values: Iterable[Any]) -> Rubric | None:
    """The rubric with the first of the values that its shapes take there; None where they take none."""
    for other in values:
        changed = deepcopy(tree)
        at(changed, path[:-1])[path[-1]] = other
        try:
            found = Rubric.model_validate(changed)
        except ValidationError:
            continue
        if found != form:
            return found
    return None


def changed_everywhere(form: Rubric) -> Iterator[Rubric]:
    """One rubric for each value that can be changed at all."""
    tree = plain_tree(form)
    for path in places(tree):
        found = changed_at(form, tree, path, others(at(tree, path), path)) if path else None
        if found is not None:
            yield found


@st.composite
def changed_somewhere(draw: DrawFn, form: Rubric) -> Rubric | None:
    """The rubric with one value changed."""
    tree = plain_tree(form)
    path = draw(st.sampled_from([path for path in places(tree) if path]))
    return changed_at(form, tree, path, draw(st.permutations([*others(at(tree, path), path)])))
