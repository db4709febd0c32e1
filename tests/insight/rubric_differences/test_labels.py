"""The tables of words are complete: every shape, every key, every option."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from rating.insight.rubric_differences.labels import FORMULAS, LABELS, NOT_WRITTEN, OPTIONS, POINTLESS
from rating.rubric.key_words import KEY_WORDS
from rating.rubric.nouns import Rubric


def shapes(model: type[BaseModel], found: dict[str, type[BaseModel]] | None = None) -> dict[str, type[BaseModel]]:
    found = {} if found is None else found
    if model.__name__ not in found:
        found[model.__name__] = model
        for field in model.model_fields.values():
            for inner in _types(field.annotation):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    shapes(inner, found)
    return found


def _types(annotation: Any) -> list[Any]:
    return [annotation, *(inner for part in get_args(annotation) for inner in _types(part))]


ALL = shapes(Rubric)


@pytest.mark.parametrize("shape", ALL)
def test_every_key_has_a_label(shape: str) -> None:
    assert set(LABELS[shape]) == set(ALL[shape].model_fields) == set(KEY_WORDS[shape])
    assert all(label and label.isprintable() for label in LABELS[shape].values())


@pytest.mark.parametrize("shape", ALL)
def test_every_option_has_words(shape: str) -> None:
    for key, field in ALL[shape].model_fields.items():
        wanted = {
            str(option)
            for inner in _types(field.annotation)
            if get_origin(inner) is Literal
            for option in get_args(inner)
        }
        wanted |= {"yes", "no"} if any(inner is bool for inner in _types(field.annotation)) else set()
        assert wanted == set(OPTIONS.get(shape, {}).get(key, {})), (shape, key)


def test_other_tables_name_only_keys_that_exist() -> None:
    named = {(shape, key) for table in (NOT_WRITTEN, POINTLESS) for shape, keys in table.items() for key in keys}
    assert named | FORMULAS <= {(shape, key) for shape, keys in LABELS.items() for key in keys}
