"""The glossary names each thing once, in both languages, and knows every word that the code relies on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rating.problems import Severity
from rating.reported import Status

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
IDENTIFIERS = (
    "station street district kind rubric dimension indicator value rule share full_marks points subtotal total gate veto cap "
    "unrated band stars cut_score rater role mark adjudication rank tied assessment_round evaluation objection appeal "
    "rectification evidence advice status complete"
).split()
"""The words of design §3 that are used as identifiers."""


def rows() -> list[tuple[str, str]]:
    found = re.findall(r"^\| ([^|]+?) \| `(\w+)` \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return [(chinese, english) for chinese, english in found]


@pytest.mark.parametrize("word", [*IDENTIFIERS, *(status.code for status in Status), *(str(one) for one in Severity)])
def test_every_word_of_the_design_is_explained(word: str) -> None:
    assert word in [english for _, english in rows()]


def test_one_word_for_one_thing() -> None:
    chinese, english = zip(*rows(), strict=True)
    assert len(set(chinese)) == len(chinese)
    assert len(set(english)) == len(english)


def test_states_are_called_as_the_screens_call_them() -> None:
    by_english = {english: chinese for chinese, english in rows()}
    assert [by_english[status.code] for status in Status] == [status.title for status in Status]
