"""What other programs rely on (design of the command line): RESULT.json and `check --json`, key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rating.__main__ import main
from rating.problems import CATALOGUE, Severity
from rating.reported import Status
from rating.workflow import Sample
from tests.small_round import RUBRIC, lay_out, table

DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
STATUS = {"enum": [status.code for status in Status]}


def record(**members: Any) -> dict[str, Any]:
    """An object with all of these keys; more may be there."""
    return {"type": "object", "properties": members, "required": list(members)}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """Unknown is null, never 0 or ""."""
    return {"anyOf": [schema, {"type": "null"}]}


TEXT = {"type": "string"}
NAME = {"type": "string", "minLength": 1}
FLAG = {"type": "boolean"}
CELL = {"type": "string", "pattern": r"^[A-Z]{1,3}[1-9][0-9]*(；[A-Z]{1,3}[1-9][0-9]*)*$"}
"""One cell; an indicator of several fields or raters names the cells of each."""
WHERE_FROM = {"file": maybe(NAME), "sheet": maybe(NAME), "cell": maybe(CELL)}
PROBLEMS = {
    "type": "array",
    "items": record(
        code={"enum": list(CATALOGUE)}, severity={"enum": [each.value for each in Severity]}, where=NAME, message=NAME
    ),
}
STATION = {"code": NAME, "name": NAME, "kind": TEXT, "street": TEXT}
RESULT = record(
    rubric=record(
        code=NAME,
        version=NAME,
        fingerprint={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        standing={"enum": ["example", "confirmed"]},
    ),
    stations={
        "type": "array",
        "items": record(
            **STATION,
            complete=FLAG,
            total=maybe(DECIMAL),
            full_marks=DECIMAL,
            stars=maybe({"type": "integer", "minimum": 0}),
            band=maybe(NAME),
            rank=maybe({"anyOf": [{"type": "integer", "minimum": 1}, DECIMAL]}),
            rank_group=TEXT,
            tied=FLAG,
            gates={"type": "array", "items": record(code=NAME, title=NAME, effect=NAME, hit=maybe(FLAG))},
            dimensions={"type": "object", "additionalProperties": record(points=maybe(DECIMAL), full_marks=DECIMAL)},
            indicators={
                "type": "object",
                "additionalProperties": record(
                    status=STATUS,
                    value=maybe(TEXT),
                    text=maybe(TEXT),
                    points=maybe(DECIMAL),
                    full_marks=DECIMAL,
                    **WHERE_FROM,
                ),
            },
        ),
    },
    problems=PROBLEMS,
)
VALUE = record(status=STATUS, value=maybe(TEXT), text=maybe(TEXT), **WHERE_FROM)
CHECKED = record(
    stations={
        "type": "array",
        "items": record(**STATION, values={"type": "object", "additionalProperties": VALUE}),
    },
    left_out={"type": "array", "items": record(where=NAME, why=NAME)},
    questions=PROBLEMS,
    problems=PROBLEMS,
)


def written(folder: Path, *words: str, code: int = 0) -> Any:
    target = folder / "合同.json"
    assert main([*words, "--json", str(target)]) == code
    return json.loads(target.read_text(encoding="utf-8"))


def sample_words(sample: Sample) -> list[str]:
    return [str(each) for each in ("--rubric", sample.rubric, "--roster", sample.roster, *sample.workbooks)]


def test_the_result_of_the_sample_district(sample: Sample, tmp_path: Path) -> None:
    result = written(tmp_path, "rate", *sample_words(sample), "--previous", str(sample.previous))
    jsonschema.validate(result, RESULT)
    for station in result["stations"]:
        assert (station["rank"] is None) == (not station["complete"] or station["stars"] is None), station["name"]
        for code, leaf in station["indicators"].items():
            assert leaf["status"] == "reported" or leaf["value"] is None, (station["name"], code)
            assert leaf["value"] is None or leaf["cell"], (station["name"], code)


def test_the_result_of_every_kind_of_station_in_a_small_round(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    result = written(tmp_path, "rate", "--rubric", str(rubric), str(data))
    jsonschema.validate(result, RESULT)
    first, _, vetoed, incomplete = result["stations"]
    assert (first["total"], first["stars"], first["rank"], first["tied"]) == ("20.0", 5, 1, False)
    assert [gate["code"] for gate in vetoed["gates"]] == ["false_documents"]
    assert (incomplete["total"], incomplete["stars"], incomplete["rank"]) == (None, None, None)


def test_ranks_shared_by_two_are_decimals(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    rubric.write_text(RUBRIC.replace("ties: standard", "ties: shared"), encoding="utf-8")
    rows = (("01", "甲", "综合", "", "5", "5", "否"), ("02", "乙", "综合", "", "5", "5", "否"))
    data.write_text(table(rows), encoding="utf-8")
    result = written(tmp_path, "rate", "--rubric", str(rubric), str(data))
    jsonschema.validate(result, RESULT)
    assert [(station["rank"], station["tied"]) for station in result["stations"]] == [("1.5", True), ("1.5", True)]


def test_what_a_check_says_of_the_sample_district(sample: Sample, tmp_path: Path) -> None:
    checked = written(tmp_path, "check", *sample_words(sample))
    jsonschema.validate(checked, CHECKED)
    assert len(checked["stations"]) == 37 and checked["left_out"] and not checked["questions"]


def test_a_question_of_a_check_is_among_its_questions(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    data.write_text(table().replace("社工数", "社工总数"), encoding="utf-8")
    checked = written(tmp_path, "check", "--rubric", str(rubric), str(data), code=2)
    jsonschema.validate(checked, CHECKED)
    assert [question["code"] for question in checked["questions"]] == ["column_similar"]


@pytest.mark.parametrize(("schema", "broken"), [(RESULT, {"stations": []}), (CHECKED, {"stations": [{"code": ""}]})])
def test_these_schemas_do_refuse(schema: dict[str, Any], broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)
