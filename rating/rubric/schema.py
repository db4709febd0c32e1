"""JSON Schema of rubric and goal files, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from rating.rubric.goal_key_words import GOAL_KEY_WORDS, GOAL_SHAPE_TITLES
from rating.rubric.goals import GoalBook
from rating.rubric.key_words import KEY_WORDS, SHAPE_TITLES
from rating.rubric.nouns import Rubric

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def rubric_schema() -> dict[str, Any]:
    """The grammar of `rubrics/*.yaml` as JSON Schema (draft 2020-12), titles and descriptions in Chinese."""
    return _schema(Rubric)


def goals_schema() -> dict[str, Any]:
    """The grammar of `rubrics/goals/*.yaml` as JSON Schema (draft 2020-12)."""
    return _schema(GoalBook)


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="validation")
    shapes = {model.__name__: schema, **schema.get("$defs", {})}
    for name, shape in shapes.items():
        _name_keys(name, shape)
    return {"$schema": _DRAFT, **schema}


def _name_keys(name: str, shape: dict[str, Any]) -> None:
    """Chinese in place of the English titles and docstrings that pydantic puts in."""
    shape["title"] = SHAPE_TITLES.get(name) or GOAL_SHAPE_TITLES[name]
    shape.pop("description", None)
    words = KEY_WORDS.get(name) or GOAL_KEY_WORDS[name]
    for short_or_long in shape.get("anyOf", []):
        if "properties" in short_or_long:
            _name_keys(name, short_or_long)
    for key, described in shape.get("properties", {}).items():
        described.pop("title", None)
        described["description"] = words[key]
