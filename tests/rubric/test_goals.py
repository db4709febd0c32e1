from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from rating.problems import Refused
from rating.rubric.file import load_goals, parse_goals
from rating.rubric.goals import goal_findings
from tests.insight.goal_samples import goal_book

FIELDS = {"licensed": {"title": "持证数"}, "staff": {"title": "人数"}}
RATIO = {"readings": [{"definition": "持证数 ÷ 人数", "numerator": "licensed", "denominator": "staff"}]}


def test_a_goal_book_is_what_intake_reads_and_has_a_fingerprint_of_its_meaning() -> None:
    book = goal_book(RATIO, FIELDS)
    assert (book.unit, book.kinds, book.roles) == ("street", [], [])
    assert set(book.fields) == {"licensed", "staff"}
    assert len(book.fingerprint) == 64
    assert book.fingerprint == goal_book(RATIO, FIELDS).fingerprint
    assert book.fingerprint != goal_book({**RATIO, "note": "另注"}, FIELDS).fingerprint
    assert book.goal("g").readings[0].formulas == {"numerator": "licensed", "denominator": "staff"}
    assert book.source("plan").title == "规划"
    assert book.standing_title == "示例（未经确认）"
    assert goal_findings(book) == []


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("total", {"numerator": "licensed", "denominator": "staff"}),
        ("ratio", {"numerator": "licensed"}),
        ("coverage", {"covered": "staff >= 1", "numerator": "licensed"}),
        ("minimum_per_unit", {"denominator": "staff"}),
        ("stars_share", {"stars": 5}),
    ],
)
def test_each_form_asks_for_its_own_keys(form: str, keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=f"form: {form} 的每个口径应写且只写"):
        goal_book({"form": form, "readings": [{"definition": "口径", **keys}]}, FIELDS)


def test_a_percent_target_is_written_with_its_sign() -> None:
    with pytest.raises(ValidationError, match="如 20%"):
        goal_book({**RATIO, "target": {"text": "20", "year": 2025, "value": 20}}, FIELDS)


def test_two_readings_must_be_told_apart() -> None:
    reading = RATIO["readings"][0]
    with pytest.raises(ValidationError, match="不同的 title"):
        goal_book({"readings": [reading, reading]}, FIELDS)


def test_a_minimum_has_only_one_direction() -> None:
    with pytest.raises(ValidationError, match="只能是 at_least"):
        goal_book(
            {
                "form": "minimum_per_unit",
                "direction": "at_most",
                "readings": [{"definition": "口径", "lowest": "staff"}],
            },
            FIELDS,
        )


@pytest.mark.parametrize(
    ("numerator", "told"),
    [
        ("nobody", "没有名为「nobody」的数据项"),
        ("ln(licensed)", "不能用 ln"),
        ("known(licensed)", "不能用 known"),
        ("share(team)", "不能用 share"),
        ("licensed > 3", "这里应写数值算式"),
        ("licensed +", "不是完整的算式"),
        ("().__class__", "不允许"),
    ],
)
def test_formulas_of_a_goal_are_exact_numbers_over_known_fields(numerator: str, told: str) -> None:
    readings = [{"definition": "口径", "numerator": numerator, "denominator": "staff"}]
    (finding,) = goal_findings(goal_book({"readings": readings}, FIELDS))
    assert finding.code == "rubric_formula"
    assert finding.path == ("goals", 0, "readings", 0, "numerator")
    assert told in finding.found


def test_covered_must_be_a_condition() -> None:
    goal = {"form": "coverage", "readings": [{"definition": "口径", "covered": "staff"}]}
    (finding,) = goal_findings(goal_book(goal, FIELDS))
    assert "不是条件" in finding.found


@pytest.mark.parametrize(
    "field",
    [
        {"title": "名称", "kind": "text"},
        {"title": "日期", "kind": "date"},
        {"title": "打分", "kind": "mark", "marked_by": ["expert"]},
        {"title": "算出", "formula": "staff * 2"},
    ],
)
def test_a_field_that_cannot_be_summed_is_refused(field: dict[str, object]) -> None:
    findings = goal_findings(goal_book(RATIO, {**FIELDS, "odd": field}))
    assert [finding.path[:2] for finding in findings] == [("fields", "odd")]


def test_names_may_be_counted() -> None:
    names = {"title": "机构名称", "kind": "text", "roll_up": {"how": "count"}}
    assert goal_findings(goal_book(RATIO, {**FIELDS, "names": names})) == []


def test_members_are_counted_at_the_target_itself() -> None:
    fields = {
        "homes": {"title": "机构", "kind": "text", "roll_up": {"how": "count"}},
        "staffed": {"title": "社工数", "roll_up": {"how": "count_at_least", "at_least": 2}},
    }
    goal = {
        "form": "minimum_per_unit",
        "unit": "人",
        "target": {"text": "1", "year": 2025, "value": 1},
        "readings": [{"definition": "口径", "numerator": "staffed", "denominator": "homes"}],
    }
    (finding,) = goal_findings(goal_book(goal, fields))
    assert finding.found == "按不少于 2 计数"
    assert finding.expected == "目标值 1"


def test_unknown_sources_and_repeated_codes_are_named() -> None:
    book = goal_book(
        {
            **RATIO,
            "clause": {"source": "nowhere", "text": "原文"},
            "conflicts": [{"text": "不一致", "clause": {"source": "elsewhere", "text": "另一处"}}],
        },
        FIELDS,
    )
    assert [finding.path for finding in goal_findings(book)] == [
        ("goals", 0, "clause", "source"),
        ("goals", 0, "conflicts", 0, "clause", "source"),
    ]
    twice = book.model_copy(update={"goals": [book.goals[0], book.goals[0]]})
    assert any("用了两次" in finding.found for finding in goal_findings(twice))


def test_loading_refuses_a_bad_goal_file_with_the_line(tmp_path: Path) -> None:
    text = """code: b
title: 册
version: "1"
standing: example
sources: [{id: plan, title: 规划}]
fields: {staff: {title: 人数}}
goals:
  - code: g
    title: 目标
    unit: 人
    form: total
    level: city
    target: {text: "5", year: 2025, value: 5}
    readings: [{definition: 口径, numerator: 人头}]
    clause: {source: plan, text: 原文}
"""
    book, problems = parse_goals(text, "坏目标.yaml")
    assert book is None
    assert [problem.code for problem in problems] == ["rubric_formula"]
    assert "人头" in problems[0].message
    path = tmp_path / "坏目标.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="人头"):
        load_goals(path)
