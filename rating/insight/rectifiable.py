"""What a station could be asked to put right: indicators with lost points, and conditions that were not met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rating.insight.case import Reader
from rating.insight.contested import GATE
from rating.insight.effect import points_of
from rating.insight.explain import Explanation, explain_all
from rating.insight.figures import plain_text
from rating.rubric.inputs import fields_behind, fields_read
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation, Reason

CONDITIONS = ("cap", "veto", "unrated", "gate_unknown", "requirement", "dimension_floor", "minimum", "key_item")


@dataclass(frozen=True, slots=True)
class Rectifiable:
    """One proposal. points as text, None where there are none; conditions: sentences it has a part in."""

    station_code: str
    station_name: str
    indicator: str
    title: str
    points: str | None
    full_marks: str
    lost: str
    conditions: tuple[str, ...]
    demand: str


def rectifiable(evaluation: Evaluation, station_codes: tuple[str, ...] | None = None) -> tuple[Rectifiable, ...]:
    """Of these stations, or all, in roster order; each station's unmet gates first, then the rubric's order."""
    reader = Reader(evaluation)
    rows = (row for row, code in enumerate(evaluation.roster.code) if station_codes is None or code in station_codes)
    return tuple(each for row in rows for each in _of_station(evaluation, row, reader))


def _of_station(evaluation: Evaluation, row: int, reader: Reader) -> Iterator[Rectifiable]:
    reasons = [reason for reason in evaluation.ratings.reasons[row] if reason.code in CONDITIONS]
    yield from _gates(evaluation, row, reasons)
    scale = {node.code: at for at, node in enumerate(evaluation.rubric.indicators)}
    for line in explain_all(evaluation, row, reader):
        concerned = tuple(reason.text for reason in reasons if _concerns(evaluation.rubric, reason, line.code))
        if line.lost or concerned:
            yield _proposal(evaluation, row, line, concerned, scale[line.code])


def _gates(evaluation: Evaluation, row: int, reasons: list[Reason]) -> Iterator[Rectifiable]:
    code, name = evaluation.roster.code[row], evaluation.roster.name[row]
    for at, gate in enumerate(evaluation.rubric.gates):
        if evaluation.gates.hit[row, at] or evaluation.gates.unknown[row, at]:
            told = tuple(reason.text for reason in reasons if reason.about == gate.code)
            demand = gate.advice or f"消除「{gate.title}」的情形，并提供佐证材料"
            yield Rectifiable(code, name, GATE + gate.code, gate.title, None, "", "", told, demand)


def _proposal(evaluation: Evaluation, row: int, line: Explanation, concerned: tuple[str, ...], at: int) -> Rectifiable:
    return Rectifiable(
        evaluation.roster.code[row],
        evaluation.roster.name[row],
        line.code,
        line.title,
        None if line.points is None else points_of(evaluation, row, at),
        plain_text(line.full_marks),
        plain_text(line.lost) if line.lost else "",
        concerned,
        _demand(line),
    )


def _demand(line: Explanation) -> str:
    """What the rubric advises, and what would earn the rest."""
    said = [text.rstrip("。；") for text in (line.advice, line.earn) if text]
    proof = f"佐证材料：{'、'.join(line.evidence)}" if line.evidence else ""
    return "。".join([*dict.fromkeys(said), *([proof] if proof else [])]) or f"对照评分标准整改「{line.title}」"


def _concerns(rubric: Rubric, reason: Reason, indicator: str) -> bool:
    """Whether the indicator has a part in what is told: it is named, stands under it, or reads the same fields."""
    node = rubric.node(indicator)
    if any(each.code == reason.about and node in tuple(each.walk()) for each in rubric.nodes):
        return reason.code in ("dimension_floor", "minimum", "key_item")
    formula = _formula(rubric, reason)
    return bool(formula) and not {*fields_read(formula, rubric)}.isdisjoint(fields_behind(node, rubric))


def _formula(rubric: Rubric, reason: Reason) -> str:
    if reason.code in ("cap", "veto", "unrated", "gate_unknown"):
        return next((gate.when for gate in rubric.gates if gate.code == reason.about), "")
    if reason.code == "requirement":
        bands = [*rubric.bands, *(band for each in rubric.bands_by_kind.values() for band in each)]
        return next((one.when for band in bands for one in band.requires if one.title == reason.about), "")
    return ""
