"""One indicator of one station, explained: asked → seen → arithmetic → points → why → how to regain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rating.insight.arithmetic import arithmetic, value_in_numbers
from rating.insight.case import Case, Reader
from rating.insight.figures import plain_text
from rating.insight.formula_words import formula_in_words
from rating.insight.missing_in_words import without_points
from rating.insight.offers import Gain
from rating.insight.regain import regain
from rating.insight.rule_words import indicator_in_words
from rating.insight.seen import Seen
from rating.reported import Status
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Explanation:
    """A line of feedback. Points are exact decimals, None where they are not known or do not count.

    asked       the rule in words · formula the value in words, "" for a plain field
    value_text  the value as read, "" when there is none · arithmetic the sum in numbers
    why         from the values to the points, and what the next levels pay; or why there are no points
    earn        what would earn the rest · among: how many of the kind got full marks, "" of too few
    next_gain   points of the nearest step to more, None when it cannot be told; gradual: any part
                of the lost points can be had
    source      title of the source of the clause; is_example where we chose the figure (示例)
    """

    code: str
    title: str
    dimension: str
    status: str
    asked: str
    formula: str
    seen: tuple[Seen, ...]
    value_text: str
    arithmetic: str
    points: Decimal | None
    full_marks: Decimal
    lost: Decimal | None
    why: str
    earn: str
    next_gain: Decimal | None
    clause: str
    source: str
    is_example: bool
    check: str
    evidence: tuple[str, ...]
    advice: str
    key_item: bool = False
    gradual: bool = False
    among: str = ""

    @property
    def points_text(self) -> str:
        """6 / 8; — / 8 where the points are not known."""
        return f"{'—' if self.points is None else plain_text(self.points)} / {plain(self.full_marks)}"


def explain(evaluation: Evaluation, station: int, indicator_code: str) -> Explanation:
    """Explain one indicator for one station (row in the roster).

    Raises KeyError when the rubric has no such indicator for the station's kind.
    """
    lines = _lines(Reader(evaluation), station, indicator_code)
    if not lines:
        raise KeyError(indicator_code)
    return lines[0]


def explain_all(evaluation: Evaluation, station: int, reader: Reader | None = None) -> tuple[Explanation, ...]:
    """Every indicator of the station's kind, in the rubric's order. `reader` serves many stations."""
    return _lines(reader or Reader(evaluation), station, None)


def _lines(reader: Reader, station: int, code: str | None) -> tuple[Explanation, ...]:
    evaluation = reader.evaluation
    owners = _dimension_of(evaluation.rubric)
    return tuple(
        _explained(reader.case(station, at), owners[node.code])
        for at, node in enumerate(evaluation.rubric.indicators)
        if evaluation.scores.applies[station, at] and code in (None, node.code)
    )


def _dimension_of(rubric: Rubric) -> dict[str, str]:
    return {node.code: dimension.title for dimension in rubric.dimensions for node in dimension.walk()}


def _explained(case: Case, dimension: str) -> Explanation:
    node, rubric = case.node, case.evaluation.rubric
    points, gain, sum_in_words = case.points, regain(case), arithmetic(case)
    lost = None if points is None else max(Decimal(0), case.full_marks - points)
    source, is_example = _source(rubric, node)
    return Explanation(
        code=node.code,
        title=node.title,
        dimension=dimension,
        status=_status(case),
        asked=indicator_in_words(node, case.kind, rubric),
        formula=_formula(rubric, node),
        seen=case.seen,
        value_text="" if case.value is None else _value_text(case),
        arithmetic=sum_in_words,
        points=points,
        full_marks=case.full_marks,
        lost=lost,
        why=_why(case, sum_in_words, gain),
        earn=gain.how,
        next_gain=gain.points,
        clause=_clause(node),
        source=source,
        is_example=is_example,
        check=node.check,
        evidence=tuple(node.evidence),
        advice=node.advice,
        key_item=case.rule.kind == "key_item",
        gradual=gain.gradual,
        among=case.reader.among.full_marks_text(case.station, case.at),
    )


def _status(case: Case) -> str:
    return Status(int(case.evaluation.scores.status[case.station, case.at])).title


def _formula(rubric: Rubric, node: Node) -> str:
    if not node.value:
        return ""
    words = formula_in_words(node.value, rubric)
    field = next((field for field in rubric.fields.values() if field.title == words), None)
    return formula_in_words(field.formula, rubric) if field and field.formula else "" if field else words


def _value_text(case: Case) -> str:
    """80%, 35 平方米, 良: what the value is, without the way to it."""
    shown = [entry.value for entry in case.seen if entry.value]
    if len(shown) == 1 and case.value is not None and not _computed(case):
        return shown[0]
    return "" if case.value is None else case.shown(case.value)


def _computed(case: Case) -> bool:
    return "=" in value_in_numbers(case)


def _why(case: Case, sum_in_words: str, gain: Gain) -> str:
    """In numbers wherever there are points; else what is missing, what follows from it, and what to do."""
    scores, place = case.evaluation.scores, (case.station, case.at)
    if case.rule.kind == "key_item":
        return sum_in_words
    status = Status(int(scores.status[place]))
    if status is not Status.REPORTED or case.undefined() or not scores.known[place] or not scores.counted[place]:
        return without_points(case, status)
    if case.points is None or case.points >= case.full_marks:
        return sum_in_words
    reached = [f"{offer.reach}得 {plain_text(case.points + offer.points)} 分" for offer in gain.offers if offer.reach]
    return "；".join([sum_in_words, *reached])


def _clause(node: Node) -> str:
    if node.clause is None:
        return ""
    return f"{node.clause.article} {node.clause.text}".strip()


def _source(rubric: Rubric, node: Node) -> tuple[str, bool]:
    """The source's title, and whether the figure is ours (示例): also when nothing is cited."""
    if node.clause is None:
        return "", rubric.standing == "example"
    source = next((each for each in rubric.sources if each.id == node.clause.source), None)
    if source is None:
        return node.clause.source, True
    return f"《{source.title}》" if not source.title.startswith("《") else source.title, source.standing == "example"
