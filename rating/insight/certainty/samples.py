"""Surveys with fewer valid answers than the rubric asks for before it trusts their share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from rating.insight.case import Reader
from rating.rubric.binding import bind
from rating.rubric.formula import Name
from rating.rubric.nouns import Node
from rating.rubric.numbers import plain
from rating.rubric.rules import Stratum, Survey
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import Quantity, compare, constant

OUTCOME = {"incomplete": "该项暂不计分", "zero": "该项按 0 分计", "leave_out": "该项不计入"}


@dataclass(frozen=True, slots=True)
class SmallSample:
    """One stratum of one survey indicator of one station; `indicator` is its code."""

    row: int
    station_code: str
    station: str
    indicator: str
    title: str
    sample: Decimal
    minimum: int
    sentence: str


def small_samples(evaluation: Evaluation) -> tuple[SmallSample, ...]:
    """In the order of the rubric and the roster. A sample that is not known is a blank, not a small one."""
    reader = Reader(evaluation)
    return tuple(
        found for at, node in enumerate(evaluation.rubric.indicators) for found in _of_indicator(reader, at, node)
    )


def _of_indicator(reader: Reader, at: int, node: Node) -> Iterator[SmallSample]:
    evaluation = reader.evaluation
    kinds, of = evaluation.roster.numbered("kind")
    for place, kind in enumerate(kinds):
        rule = node.rule_for(kind)
        if rule is None or rule.survey is None:
            continue
        here = evaluation.scores.applies[:, at] & (of == place)
        for stratum in rule.survey.samples:
            answer = reader.answers.formula(stratum.sample)
            small = compare(answer.number, constant(stratum.minimum), np.less) & answer.known & here
            for row in np.flatnonzero(small):
                yield _small(reader, int(row), node, rule.survey, stratum, answer.number)


def _small(reader: Reader, row: int, node: Node, survey: Survey, stratum: Stratum, numbers: Quantity) -> SmallSample:
    evaluation = reader.evaluation
    number = numbers.spread_over(len(evaluation.roster)).at([row]).floats()[0]
    sample = Decimal(str(round(float(number), 6)))
    asked = bind(stratum.sample, reader.answers.vocabulary)
    field = evaluation.rubric.fields[asked.text] if isinstance(asked, Name) else None
    title, unit = (field.title, field.unit or "份") if field else ("有效样本", "份")
    sentence = (
        f"「{node.title}」{title} {plain(sample)} {unit}，少于最低 {stratum.minimum} {unit}，"
        f"{OUTCOME[survey.if_small]}；样本过小，比率容易因少数答卷而大幅变动。"
    )
    roster = evaluation.roster
    return SmallSample(
        row, roster.code[row], roster.name[row], node.code, node.title, sample, stratum.minimum, sentence
    )
