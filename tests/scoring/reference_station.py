"""One station scored and put before its gates, in the slow reference (docs/method.md §5, §6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rating.reported import Status
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import names_in
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule
from tests.scoring.reference_leaf import Outcome
from tests.scoring.reference_numbers import Num
from tests.scoring.reference_tree import Tree
from tests.scoring.reference_values import Cell, Values, said, truth


@dataclass
class Station:
    """What the reference says of one station; `stars` and `stars_by_score` −1 and `rank` None where not given."""

    outcomes: dict[str, Outcome]
    total: Num | None
    total_for_stars: Num | None
    complete: bool = False
    rated: bool = False
    gates_hit: tuple[bool, ...] = ()
    gates_unknown: tuple[bool, ...] = ()
    stars_by_score: int = -1
    stars: int = -1
    band: str = ""
    rank: Fraction | None = None
    tied: bool = False


def scored(values: Values, at: int) -> Station:
    tree, plain = Tree(values, at), Tree(values, at, with_bonus=False)
    whole, without = tree.root(), plain.root()
    counts = values.rubric.scale.bonus_buys_stars is not False
    known = whole.points if whole.counted else None
    return Station(tree.outcomes, known, known if counts else without.points)


def on_nodes(rubric: Rubric, station: Station) -> Callable[[str], Cell]:
    def looked_up(asked: str) -> Cell:
        function, code = asked.split()
        outcome = station.outcomes.get(code)
        if outcome is None or not outcome.applies or not outcome.counted:
            return Cell(Status.NOT_APPLICABLE)
        if outcome.points is None:
            return Cell(Status.BLANK)
        points = outcome.points
        if function == "points":
            return Cell(Status.REPORTED, points)
        if rubric.node(code).rule and rubric.node(code).rule.key_item:
            return said(outcome.passed is True)
        return Cell(Status.REPORTED, points / outcome.full_marks if outcome.full_marks.value else None)

    return looked_up


def judged(values: Values, station: Station, at: int) -> None:
    """Gates, complete and rated."""
    rubric, kind = values.rubric, values.reported.roster.kind[at]
    nodes = on_nodes(rubric, station)
    meant = [gate.kinds is None or kind in gate.kinds for gate in rubric.gates]
    answers = [values.formula(gate.when, at, nodes) for gate in rubric.gates]
    station.gates_hit = tuple(
        there and cell.number is not None and truth(cell.number) for there, cell in zip(meant, answers, strict=True)
    )
    station.gates_unknown = tuple(
        there and not cell.known and cell.status != Status.NOT_APPLICABLE
        for there, cell in zip(meant, answers, strict=True)
    )
    blocking = any(
        unknown and gate.if_blank == "incomplete"
        for unknown, gate in zip(station.gates_unknown, rubric.gates, strict=True)
    )
    station.complete = station.total is not None and not blocking
    out = any(
        hit and gate.effect in ("veto", "unrated") for hit, gate in zip(station.gates_hit, rubric.gates, strict=True)
    )
    station.rated = station.complete and not out and not _held(values, at)


def _held(values: Values, at: int) -> bool:
    """A mark field that an indicator of this station uses waits for adjudication."""
    kind = values.reported.roster.kind[at]
    used = {
        field
        for node in values.rubric.indicators
        if _there(values.rubric.dimensions, node, kind)
        for formula in [node.value, *_conditions(node.rule_for(kind))]
        if formula
        for field in _fields(values.rubric, formula)
    }
    marks = [code for code in used if values.rubric.fields[code].kind == "mark"]
    return any(values.mark(code, at).held for code in marks)


def _conditions(rule: Rule | None) -> list[str]:
    """Formulas that a rule carries itself."""
    match rule and rule.kind:
        case "parts":
            return [part.when for part in rule.parts]
        case "all_or_nothing" | "key_item":
            return [rule.body]
        case "completion":
            return [rule.completion.target]
        case "matrix":
            return [rule.matrix.rows.value, rule.matrix.columns.value]
        case "survey":
            return [*(stratum.sample for stratum in rule.survey.samples), *_conditions(rule.survey.then)]
    return []


def _there(nodes: Sequence[Node], wanted: Node, kind: str) -> bool:
    return any(node.applies_to(kind) and (node is wanted or _there(node.indicators, wanted, kind)) for node in nodes)


def _fields(rubric: Rubric, formula: str) -> set[str]:
    """Fields that a formula uses, directly or through derived fields."""
    found: set[str] = set()
    for code in names_in(bind(formula, Vocabulary.of(rubric))):
        deeper = rubric.fields[code].formula
        found |= {code} | (_fields(rubric, deeper) if deeper else set())
    return found
