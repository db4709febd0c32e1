"""What the rubric says of an indicator stands in every station's feedback: kept once, it need not be read with each.

Only words of the rubric are shared, nothing that tells of a station; `rating.insight.feedback_record` puts them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LISTS = ("lost", "good", "others")
"""Where a feedback record has its indicators."""
SAID = ("dimension", "asked", "formula", "clause", "source", "is_example", "check", "evidence", "advice")
"""What comes from the rubric alone; the title stays, for those who read no more than it."""
WORDS = "words"
"""Under this they stand among the facts of an announcement; none do where it was made by an older program."""
Words = Mapping[str, Mapping[str, Any]]
"""Indicator → what is said of it, by field."""


def without_words(record: Mapping[str, Any], words: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The record without what `words` says already; of an indicator that is new to them, they learn it.

    What is said otherwise of another kind of stations stays in the record.
    """

    def short(line: Mapping[str, Any]) -> dict[str, Any]:
        known = words.setdefault(line["code"], {field: line[field] for field in SAID})
        return {field: value for field, value in line.items() if field not in known or known[field] != value}

    return _each(record, short)


def with_words(record: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The record whole again. A line that says a field itself keeps it."""
    return _each(record, lambda line: {**words.get(line["code"], {}), **line})


def _each(record: Mapping[str, Any], change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    return {**record, **{name: [change(line) for line in record[name]] for name in LISTS}}
