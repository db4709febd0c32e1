"""Gates (必备条件): veto, cap, unrated; and when one cannot be decided (docs/method.md §6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rating.reported import Roster, Status
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Gate
from rating.scoring.answers import Answers
from rating.scoring.evaluation import Gates
from rating.scoring.exact import Mask

NO_CAP = 99


@dataclass(frozen=True, slots=True)
class GateEffects:
    """What the gates do to every station: unknown holds it back, veto and unrated end it,
    lowest gives it 0 stars, cap is the most stars it may have.
    """

    unknown: Mask
    unrated: Mask
    lowest: Mask
    cap: np.ndarray[tuple[int], np.dtype[np.int16]]


def apply_gates(rubric: Rubric, answers: Answers, roster: Roster) -> Gates:
    """Station × gate: which took effect, which could not be decided."""
    rows = len(roster)
    hit = np.zeros((len(rubric.gates), rows), np.bool_).T
    unknown = np.zeros((len(rubric.gates), rows), np.bool_).T
    for place, gate in enumerate(rubric.gates):
        answer = answers.formula(gate.when)
        here = _for_kinds(gate, roster)
        hit[:, place] = answer.true & here
        unknown[:, place] = ~answer.known & (answer.status != Status.NOT_APPLICABLE) & here
    return Gates(hit, unknown)


def _for_kinds(gate: Gate, roster: Roster) -> Mask:
    if gate.kinds is None:
        return np.ones(len(roster), np.bool_)
    return np.isin(np.array(roster.kind, object), gate.kinds)


def gate_effects(rubric: Rubric, gates: Gates) -> GateEffects:
    """The gates' outcomes taken together."""
    rows = len(gates.hit)
    unknown, unrated, lowest = (np.zeros(rows, np.bool_) for _ in range(3))
    cap = np.full(rows, NO_CAP, np.int16)
    for place, gate in enumerate(rubric.gates):
        hit = gates.hit[:, place]
        if gate.if_blank == "incomplete":
            unknown |= gates.unknown[:, place]
        if gate.effect == "cap":
            cap = np.minimum(cap, NO_CAP - hit.astype(np.int16) * np.int16(NO_CAP - (gate.stars or 0)))
        elif gate.effect == "veto" and gate.veto_means == "lowest":
            lowest |= hit
        else:
            unrated |= hit
    return GateEffects(unknown, unrated, lowest & ~unrated, cap)
