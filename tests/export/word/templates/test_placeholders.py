from __future__ import annotations

import re
from pathlib import Path

from rating.export.word.facts import round_facts
from rating.export.word.letter import letter_sections
from rating.export.word.templates.placeholders import LISTS, PARTS, TEXTS, lists, texts
from rating.insight.feedback import feedback
from tests.hostile import hostile_evaluation
from tests.insight.example import example

PAGE = "docs/how-to/replace-the-letter-template.md"


def test_every_name_has_a_value_and_every_value_a_name() -> None:
    for evaluation in (example(), hostile_evaluation()):
        told, facts = feedback(evaluation, 1), round_facts(evaluation)
        assert set(texts(told, facts)) == set(TEXTS)
        found = lists(told)
        assert {name: set(lines[0]) for name, lines in found.items() if lines} == {
            name: set(LISTS[name]) for name, lines in found.items() if lines
        }
        assert set(letter_sections(told, facts, None)) == set(PARTS)


def test_values_are_those_that_the_station_is_told() -> None:
    told = feedback(example(), 1)
    found = texts(told, round_facts(example()))
    assert (found["站点名称"], found["总分"], found["满分"], found["星级"]) == ("乙站", "32.0", "40", "★★★★★")
    lost = lists(told)["失分指标"][0]
    assert (lost["指标"], lost["得分"], lost["满分"], lost["失分"]) == ("持证率", "6", "8", "2")


def test_no_two_kinds_of_placeholder_share_a_name() -> None:
    names = [*TEXTS, *LISTS, *PARTS]
    assert len(set(names)) == len(names)


def test_administrators_find_every_name_in_the_how_to(root: Path) -> None:
    page = (root / PAGE).read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\{\{ (\S+) \}\}` \|", page, re.MULTILINE)) == set(TEXTS)
    assert set(re.findall(r"^\| `\{\{p (\S+) \}\}` \|", page, re.MULTILINE)) == set(PARTS)
    listed = dict(re.findall(r"^\| `(\S+)` \| (.*) \|$", page, re.MULTILINE))
    assert listed == {name: "、".join(columns) for name, columns in LISTS.items()}
