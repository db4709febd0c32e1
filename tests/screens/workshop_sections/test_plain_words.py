from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings

from rating.rubric import edits
from rating.rubric.file import parse_rubric
from rating.rubric.written import written_content
from rating.screens.workshop_sections.plain_words import in_plain_words, place_in_words, spoken
from tests.screens.workshop_sections.mutilated import trees
from tests.screens.workshop_sections.on_desk import text_of_shipped

TEXT = text_of_shipped("yichang-five-star")
TREE = edits.content(TEXT)


def told(text: str) -> list[str]:
    problems = in_plain_words(parse_rubric(text, "x.yaml")[1], edits.content(text))
    return [f"{each.place} {each.found} {each.expected} {each.remedy}" for each in problems]


def test_a_place_is_told_by_titles() -> None:
    assert place_in_words("dimensions[第1项 team].indicators[第1项 licensed_share].rule", TREE).startswith(
        "队伍建设 › 持证率"
    )
    assert place_in_words("", TREE) == "总规定"


def test_words_of_the_grammar_are_chinese() -> None:
    assert "quota" not in spoken("有 quota 的等级")
    assert spoken("没有英文") == "没有英文"


def test_problems_of_a_form_hold_no_word_of_the_file() -> None:
    broken = [
        edits.put(TEXT, ("dimensions", 0, "indicators", 0, "rule"), {"steps": [["90%", "80"]]}),
        edits.put(TEXT, ("dimensions", 0, "indicators", 0, "rule"), {"linear": {"zero": "1", "full": "1"}}),
        edits.put(TEXT, ("dimensions", 0, "indicators", 0, "rule"), {"linear": {"zero": "1"}}),
        edits.put(TEXT, ("bands", 0, "above"), "90"),
        edits.put(TEXT, ("dimensions", 0, "indicators", 0, "rule"), {"steps": []}),
        edits.put(TEXT, ("dimensions", 0, "indicators", 0, "rule"), {"matrix": {"rows": {"value": ""}}}),
        edits.put(TEXT, ("fields", "staff", "kind"), "choice"),
        edits.put(TEXT, ("gates", 0, "stars"), "3"),
        edits.put(TEXT, ("dimensions", 0, "full_marks"), "21"),
    ]
    for text in broken:
        found = told(text)
        assert found
        codes = set(edits.content(text)["fields"])
        latin = {word for line in found for word in re.findall(r"[A-Za-z_]{2,}", line)} - codes
        assert not latin, (latin, found)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_problems_of_odd_trees_are_told_too(tree: dict[str, Any]) -> None:
    text = written_content(tree)
    assert len(told(text)) == len(parse_rubric(text, "")[1])
