"""A written rubric is read back as the same rubric, and looks as a committee would lay it out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.problems import Refused
from rating.rubric.checks import check
from rating.rubric.file import load_rubric, parse_rubric
from rating.rubric.nouns import Rubric
from rating.rubric.validation import validate
from rating.rubric.written import written, written_content
from rating.rubric.yaml_tree import LARGEST_BYTES, read_tree
from tests.rubric.reference_document import Example, completed, examples
from tests.rubric.samples import GOOD
from tests.rubric.writing.texts import keys, mappings, texts
from tests.scoring.strategies import rubrics

SHIPPED = sorted((Path(__file__).parents[2] / "rubrics").glob("*.yaml"))


def sample() -> Rubric:
    rubric, _ = parse_rubric(GOOD, "sample.yaml")
    assert rubric is not None
    return rubric


def assert_same(rubric: Rubric) -> None:
    """Read back equal, in the same order of fields, and found as good or bad as before."""
    text = written(rubric)
    again, findings = validate(Rubric, read_tree(text).content)
    assert findings == [] and again == rubric
    assert again.fingerprint == rubric.fingerprint
    assert list(again.fields) == list(rubric.fields)
    parsed, problems = parse_rubric(text, "again.yaml")
    if not list(check(rubric)):
        assert problems == () and parsed == rubric


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rubrics_come_back(path: Path) -> None:
    rubric = load_rubric(path)
    again, problems = parse_rubric(written(rubric), path.name)
    assert problems == () and again == rubric and again.fingerprint == rubric.fingerprint
    assert max(map(len, written(rubric).splitlines())) <= 130


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rubrics())
def test_random_rubrics_come_back(rubric: Rubric) -> None:
    assert_same(rubric)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_texts_of_a_rubric_may_be_anything(data: st.DataObject) -> None:
    """Titles, notes, levels, aliases and kinds that YAML would misread."""
    one, other = data.draw(keys), data.draw(texts)
    tree = read_tree(GOOD).content
    tree["title"], tree["notes"], tree["version"] = data.draw(texts), other, data.draw(texts)
    tree["fields"]["grade"] |= {"choices": [one, other], "aliases": data.draw(st.lists(texts)), "definition": other}
    tree["dimensions"][0]["indicators"][2] |= {"rule": {"levels": {one: "50%"}}, "evidence": [other], "advice": one}
    rubric, findings = validate(Rubric, tree)
    assert rubric is not None, findings
    assert_same(rubric)


@pytest.mark.parametrize("example", [each for each in examples() if not each.goals], ids=lambda each: each.name)
def test_every_example_of_the_reference_comes_back(example: Example) -> None:
    """Every rule kind, every policy, every short form that the reference shows."""
    rubric, _ = validate(Rubric, completed(example.text))
    assert rubric is not None
    assert_same(rubric)


@settings(max_examples=150, deadline=None)
@given(mappings)
def test_any_plain_tree_comes_back(content: dict[str, Any]) -> None:
    assert read_tree(written_content(content)).content == content


def test_numbers_and_switches_are_written_as_people_do() -> None:
    content = {"scale": {"full_marks": Decimal("100.0"), "decimals": 1}, "fields": {"staff": {"whole": True}}}
    assert read_tree(written_content(content)).content == {
        "scale": {"full_marks": "100", "decimals": "1"}, "fields": {"staff": {"whole": "true"}},
    }  # fmt: skip


LAID_OUT = """\
code: layout
title: 排版（示例）
version: "1"
standing: example
unit: station
scale: {full_marks: 18, decimals: 1, round: indicator}
missing: {if_blank: incomplete}
roles:
  - {code: expert, title: 专家, weight: 70%}
  - {code: resident, title: 居民, weight: 30%}

fields:
  staff: {title: 人数, whole: true, at_least: 1}
  licensed: {title: 持证人数}
  aware: {title: 知晓率, kind: share, at_least: 0, at_most: 100%}

dimensions:
  - code: team
    title: 队伍
    clause: {source: plan, text: 队伍}
    indicators:
      - code: licensed_share
        title: 持证率
        full_marks: 8
        value: licensed / staff
        rule: {steps: [[100%, 8], [80%, 75%]]}
        kinds: []
      - code: known
        title: 知晓
        full_marks: 10
        value: 知晓率
        rule: {linear: {zero: 20%, full: 90%}}
        check: |-
          看现场
          看记录

bands:
  - {stars: 5, at_least: 90%, each_dimension: 80%}
ranking: {by: [stars, {key: staff, better: lower}], ties: standard, within: all}
"""


def test_the_layout() -> None:
    """Keys in the order of the grammar, an indicator's parts last; short leaves in brackets; shares with %."""
    rubric, _ = validate(Rubric, read_tree(LAID_OUT).content)
    assert rubric is not None
    assert written(rubric) == LAID_OUT


def test_a_share_too_large_for_a_percentage_is_kept() -> None:
    tree = read_tree(LAID_OUT).content
    tree["dimensions"][0]["indicators"][0]["rule"] = {"yes_no": {"yes": {"value": "100000000000", "is_share": "true"}}}
    rubric, _ = validate(Rubric, tree)
    assert rubric is not None
    assert_same(rubric)


@pytest.mark.parametrize(
    ("change", "found", "where"),
    [
        ({"title": "甲\x07"}, "U+0007", "title"),
        ({"notes": "\ud800"}, "U+D800", "notes"),
        ({"kinds": ["一", "<<\x00"]}, "U+0000", "kinds[第2项 <<"),
        ({"notes": "长" * LARGEST_BYTES}, "1 MB", ""),
    ],
)
def test_what_no_file_may_hold_is_refused(change: dict[str, Any], found: str, where: str) -> None:
    with pytest.raises(Refused) as refusal:
        written(sample().model_copy(update=change))
    (problem,) = refusal.value.problems
    assert found in problem.found and problem.place.object.startswith(where)


def test_a_merge_key_and_depth_are_refused() -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    for content, code in (({"levels": {"<<": "1"}}, "rubric_anchor"), ({"a": deep}, "rubric_syntax")):
        with pytest.raises(Refused) as refusal:
            written_content(content)
        assert refusal.value.problems[0].code == code


def test_a_float_is_no_exact_number() -> None:
    with pytest.raises(TypeError):
        written_content({"full_marks": 0.1})
