"""Sentences read back exactly, as people change them, and never guessed at."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rating.rubric.nouns import Rubric
from rating.rubric.rules import Rule
from rating.workshop.sheets.names import names_of
from rating.workshop.sheets.sentence_reading import amount, read_sentence
from rating.workshop.sheets.sentences import Told, sentence_of
from tests.scoring.build import one_indicator
from tests.scoring.strategies import rubrics

NAMES = names_of(one_indicator({"steps": [[1, 10]]}, {"n": {"title": "人数"}, "plan": {"title": "计划数"}}, value="n"))


@given(rubrics())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_rule_is_read_back_from_its_words(rubric: Rubric) -> None:
    """All kinds but the matrix, whose words are only for reading."""
    names = names_of(rubric)
    for leaf in rubric.indicators:
        if leaf.rule is None or leaf.rule.kind == "matrix":
            continue
        for shares in (True, False):
            told = Told(leaf.value, leaf.rule, leaf.rule_by_kind)
            said = read_sentence(sentence_of(told, names, lambda rule, shares=shares: shares), names)  # type: ignore[misc]
            assert said is not None
            assert said.get("value") == leaf.value
            assert Rule.model_validate(said["rule"]) == leaf.rule
            by_kind = {kind: Rule.model_validate(rule) for kind, rule in said.get("rule_by_kind", {}).items()}
            assert by_kind == leaf.rule_by_kind


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("达到８０％，得6分；达到 60% 得 3分。其余不得分", {"steps": [["80%", "6"], ["60%", "3"]]}),
        ("达到 5 得满分", {"steps": [["5", "100%"]]}),
        ("是，得 2 分；否，不得分", {"yes_no": {"yes": "2", "no": "0"}}),
        ("每 1 扣 0.5 分，扣完为止", {"deduct": {"each": "1", "points": "0.5", "floor": "0", "whole_units": "true"}}),
        ("「优」得 3 分\n「差」得 0 分", {"levels": {"优": "3", "差": "0"}}),
        ("评估人打分", {"mark": {}}),
        ("完成率 × 满分，超额不多得，目标数：「计划数」", {"completion": {"target": "plan", "capped": "true"}}),
    ],
)
def test_sentences_as_people_change_them(text: str, rule: dict[str, Any]) -> None:
    assert read_sentence(text, NAMES) == {"rule": rule}


def test_what_is_measured_may_have_a_counting_word_in_its_name() -> None:
    said = read_sentence("按「计划数」计：\n达到 5 得 2 分", NAMES)
    assert said == {"value": "plan", "rule": {"steps": [["5", "2"]]}}


@pytest.mark.parametrize(
    "text",
    ["酌情给分", "达到 80% 得 6 分，表现突出的另加 1 分", "达到 80% 得 6 分\n表现突出的另加", "「优」得 3 分\n「优」得 2 分",
     "按「人数」计：", "【专项】", "是，得 2 分\n不清楚，得 1 分", "在同类型单位中越大越好，按名次得分：第 2 名 3 分，其余 0 分"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read_sentence(text, NAMES) is None


def test_a_sentence_without_end_is_not_looked_at() -> None:
    assert read_sentence("甲得 1 分（" * 5_000, NAMES) is None


def test_amounts() -> None:
    assert [amount(text) for text in ("8 分", "满分的 50%", "满分", "满分50%")] == ["8", "50%", "100%", "50%"]
