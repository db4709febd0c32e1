from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from rating.rubric.schema import goals_schema, rubric_schema
from tests.rubric.samples import GOOD

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"


def as_an_editor_reads(text: str) -> Any:
    """Numbers as numbers, as the YAML extension of an editor sees them."""
    return YAML(typ="safe", pure=True).load(text)


def errors(schema: dict[str, Any], text: str) -> list[str]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(as_an_editor_reads(text))
    return [error.json_path for error in found]


def test_schemas_are_schemas() -> None:
    for schema in (rubric_schema(), goals_schema()):
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_sample_and_shipped_files_are_valid() -> None:
    assert errors(rubric_schema(), GOOD) == []
    for path in RUBRICS.glob("*.yaml"):
        assert errors(rubric_schema(), path.read_text(encoding="utf-8")) == [], path.name
    for path in (RUBRICS / "goals").glob("*.yaml"):
        assert errors(goals_schema(), path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("decimals: 1", "decimals: x"),
        ("full_marks: 20", "full_mark: 20"),
        ("[80%, 6]]", "[80%, 六]]"),
        ("standing: example\nsources", "standing: draft\nsources"),
        ("code: sample\n", ""),
    ],
)
def test_what_loading_refuses_the_schema_refuses(old: str, new: str) -> None:
    assert old in GOOD
    assert errors(rubric_schema(), GOOD.replace(old, new)) != []


def test_numbers_and_percentages_are_both_taken() -> None:
    assert errors(rubric_schema(), GOOD.replace("[100%, 8]", "[1.0, 100%]").replace("[80%, 6]", "[0.8, '6']")) == []


def test_every_key_has_chinese_words_and_no_english_is_left() -> None:
    for schema in (rubric_schema(), goals_schema()):
        told = re.findall(r'"(?:title|description)": "([^"]*)"', json.dumps(schema, ensure_ascii=False))
        assert len(told) > 100
        assert [words for words in told if not re.search(r"[\u4e00-\u9fff]", words)] == []
