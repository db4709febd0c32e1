"""Which of several headings over a mark names its rater: the one that differs from column to column.

Under 服务质效 / 服务质量 / 专家甲 the dimension is the same over all columns of the indicator, the
rater is not; the levels may stand in any order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rating.intake.layout.headers import Target, Vocabulary
from rating.intake.layout.tables import Header


def varying_headings(fields: Mapping[int, str], headers: Sequence[Header], words: Vocabulary) -> dict[int, str]:
    """Column → the heading that tells it from the others of its field, where there is a choice.

    fields  column → code of its field
    """
    labels = {header.column: header.labels for header in headers}
    chosen: dict[int, str] = {}
    for code in {code for code in fields.values() if words.is_mark(Target("field", code))}:
        others = {at: _others(labels.get(at, ()), code, words) for at, own in fields.items() if own == code}
        level = _varying(others)
        if level >= 0:
            chosen.update({at: others[at][level] for at in others})
    return chosen


def _others(labels: Sequence[str], code: str, words: Vocabulary) -> list[str]:
    found = [words.find(label) for label in labels]
    return [label for label, target in zip(labels, found, strict=True) if target != Target("field", code)]


def _varying(others: Mapping[int, Sequence[str]]) -> int:
    """The lowest level whose headings are all different; −1 where there is nothing to choose."""
    counts = {len(labels) for labels in others.values()}
    if len(others) < 2 or len(counts) > 1 or counts <= {0, 1}:
        return -1
    levels = range(counts.pop() - 1, -1, -1)
    return next((at for at in levels if len({labels[at] for labels in others.values()}) == len(others)), -1)
