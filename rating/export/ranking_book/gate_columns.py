"""Gates, the ladder and waiting marks: who may be given stars, and how many at most (docs/method.md §6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rating.export.ranking_book.award_columns import AwardColumns, as_it_stands
from rating.export.ranking_book.cells import EMPTY, NOT_APPLICABLE, OPEN, UNDECIDED, Cells, where_known
from rating.export.ranking_book.conditions import Conditions
from rating.export.ranking_book.formula_terms import one, zero
from rating.export.ranking_book.terms import (
    Term,
    arithmetic,
    both,
    choose,
    compare,
    either,
    is_number,
    is_word,
    number,
    smallest,
    total,
    word,
)
from rating.rubric.inputs import fields_behind
from rating.rubric.policies import Gate

NO_CAP = 99


@dataclass(frozen=True)
class Admitted:
    """total, cap and candidate: cells · falls: the condition that a veto means the lowest band, None without one."""

    total: Term
    cap: Term
    candidate: Term
    falls: Term | None


def gate_columns(sheet: AwardColumns, conditions: Conditions) -> dict[str, Term]:
    """One column a gate: 1 hit, 0 not, 无法判断."""
    return {gate.code: _gate(sheet, conditions, at, gate) for at, gate in enumerate(sheet.evaluation.rubric.gates)}


def holding_back(sheet: AwardColumns, gates: dict[str, Term]) -> Term | None:
    """The condition that a gate cannot be judged and the total has to wait."""
    held = [gate for gate in sheet.evaluation.rubric.gates if gate.if_blank == "incomplete"]
    return either(*(is_word(gates[gate.code], UNDECIDED) for gate in held)) if held else None


def _gate(sheet: AwardColumns, conditions: Conditions, at: int, gate: Gate) -> Term:
    gates = sheet.evaluation.gates
    here = np.array([gate.kinds is None or kind in gate.kinds for kind in sheet.evaluation.roster.kind], np.bool_)
    otherwise = np.where(here, UNDECIDED, EMPTY)
    cells = where_known(gates.hit[:, at].astype(float), here & ~gates.unknown[:, at], otherwise)

    def term() -> Term:
        state = conditions.cell(gate.when)
        hit = choose(compare(as_it_stands(state), "<>", zero), one, zero)
        return choose(is_number(state), hit, choose(is_word(state, NOT_APPLICABLE), zero, word(UNDECIDED)))

    formula = sheet.or_why(gate.title, term)
    terms = {kind: formula if gate.kinds is None or kind in gate.kinds else None for kind in sheet.kinds}
    return sheet.add(gate.title, cells, terms, name=f"gate:{gate.code}", decimals=0)


def admitted(sheet: AwardColumns, gates: dict[str, Term]) -> Admitted:
    """Total, waiting marks, most stars, and whether a station takes part."""
    ratings = sheet.evaluation.ratings
    assert sheet.subtotals.total is not None
    cells = where_known(ratings.total / 10.0**ratings.decimals, ratings.complete, OPEN)
    shown = sheet.alike(sheet.subtotals.total)
    whole = sheet.add("总分", cells, shown, name="total", decimals=sheet.evaluation.rubric.scale.decimals)
    waiting = _waiting(sheet)
    cap = _cap(sheet, gates)
    return _candidate(sheet, gates, whole, waiting, cap)


def _waiting(sheet: AwardColumns) -> Term | None:
    """1 where marks that the station's kind needs wait for a review."""
    if sheet.values is None or not sheet.values.waiting:
        return None
    rubric, terms = sheet.evaluation.rubric, {}
    for kind in sheet.kinds:
        needed = [
            term for code, term in sheet.values.waiting.items()
            if any(node.applies_to(kind) and code in fields_behind(node, rubric) for node in rubric.indicators)
        ]  # fmt: skip
        terms[kind] = choose(compare(total(needed), ">", zero), one, zero) if needed else zero
    return sheet.reckoned("待复核", terms)


def _cap(sheet: AwardColumns, gates: dict[str, Term]) -> Term:
    """The fewest stars that a gate or the ladder leaves; 99 for no limit."""
    parts: list[Term] = []
    for gate in sheet.evaluation.rubric.gates:
        if gate.effect == "cap" and gate.stars is not None:
            hit = compare(as_it_stands(gates[gate.code]), "=", one)
            parts.append(choose(hit, sheet.criteria.gate_stars(gate.code, gate.stars), number(NO_CAP)))
    parts += _ladder(sheet)
    term = smallest(number(NO_CAP), *parts) if parts else number(NO_CAP)
    if parts:
        return sheet.reckoned("最高可评", sheet.alike(term), name="cap")
    return sheet.add("最高可评", term.run(sheet.rows), {}, kind="fixed", name="cap", decimals=0)


def _ladder(sheet: AwardColumns) -> list[Term]:
    ladder, previous = sheet.evaluation.rubric.award.ladder, sheet.evaluation.reported.previous_stars
    if ladder is None:
        return []
    known = np.array([row in previous for row in sheet.rows], np.bool_)
    stars = np.array([previous.get(int(row), 0) for row in sheet.rows], np.float64)
    before = sheet.add("上轮星级", where_known(stars, known, EMPTY), {}, kind="typed", decimals=0)
    climbing = arithmetic("+", before, number(ladder.up)) if ladder.up else number(NO_CAP)
    first = number(ladder.first_time) if ladder.first_time is not None else number(NO_CAP)
    return [choose(is_number(before), climbing, first)]


def _candidate(sheet: AwardColumns, gates: dict[str, Term], whole: Term, waiting: Term | None, cap: Term) -> Admitted:
    """A total, no gate that ends the rating, no marks that wait."""
    stated, ratings = sheet.evaluation.rubric.gates, sheet.evaluation.ratings
    lowest = [gate for gate in stated if gate.effect == "veto" and gate.veto_means == "lowest"]
    unrated = [gate for gate in stated if gate.effect != "cap" and gate not in lowest]
    stops = [compare(as_it_stands(gates[gate.code]), "<>", one) for gate in [*unrated, *lowest]]
    if waiting is not None:
        stops.append(compare(waiting, "=", zero))
    term = choose(both(is_number(whole), *stops), one, zero)
    cells = Cells(ratings.rated.astype(np.float64), np.zeros(len(sheet.rows), np.int8))
    candidate = sheet.add("参加评星", cells, sheet.alike(term), name="rated", decimals=0)
    ends = [compare(as_it_stands(gates[gate.code]), "<>", one) for gate in unrated]
    falls = [compare(as_it_stands(gates[gate.code]), "=", one) for gate in lowest]
    fallen = both(is_number(whole), either(*falls), *ends) if falls else None
    return Admitted(whole, cap, candidate, fallen)
