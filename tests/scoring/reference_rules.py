"""What each rule awards, in the slow reference (docs/method.md §4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rating.reported import Status
from rating.rubric.nouns import Node
from rating.rubric.numbers import Amount
from rating.rubric.rules import Axis
from tests.scoring.reference_numbers import ONE, ZERO, Num, deviation, floored, ln, mean, num, total
from tests.scoring.reference_values import Cell, Values, strictly, truth, worst


@dataclass(frozen=True)
class Leaf:
    """What a rule may look at: the indicator, the station, its full marks and all the values."""

    node: Node
    values: Values
    station: int
    full_marks: Num

    @property
    def kind(self) -> str:
        return self.values.reported.roster.kind[self.station]

    def formula(self, text: str) -> Cell:
        return self.values.formula(text, self.station)

    def amount(self, amount: Amount) -> Num:
        return num(amount.value) * self.full_marks if amount.is_share else num(amount.value)

    @property
    def value(self) -> Cell:
        assert self.node.value is not None
        return self.formula(self.node.value)

    def peers(self, within: str) -> list[Num]:
        """Reported values of the stations of this one's group to which the indicator applies."""
        roster = self.values.reported.roster
        groups = {"kind": roster.kind, "street": roster.street, "district": roster.district or ("",) * len(roster)}
        assert self.node.value is not None
        same = [
            station
            for station in range(len(roster))
            if self.node.applies_to(roster.kind[station])
            and (within == "all" or groups[within][station] == groups[within][self.station])
        ]
        cells = [self.values.formula(self.node.value, station) for station in same]
        return [cell.number for cell in cells if cell.number is not None]

    def choices(self, text: str) -> list[str]:
        return self.values.rubric.fields[text].choices


class SmallSample(Cell):
    """A survey with too few answers: reported, but not to be trusted."""


def _yes_no(leaf: Leaf, body: Any) -> Cell:
    return strictly([leaf.value], lambda v: leaf.amount(body.yes) if truth(v) else leaf.amount(body.no))


def _parts(leaf: Leaf, body: Any) -> Cell:
    return strictly(
        [leaf.formula(part.when) for part in body],
        lambda *met: total([leaf.amount(part.points) for part, yes in zip(body, met, strict=True) if truth(yes)]),
    )


def _levels(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        word = leaf.choices(leaf.node.value or "")[int(v.value)]
        return leaf.amount(body[word]) if word in body else ZERO

    return strictly([leaf.value], points)


def _as_marked(leaf: Leaf, body: Any) -> Cell:
    return leaf.value


def _steps(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        reached = [step for step in body if v >= num(step[0])]
        return leaf.amount(max(reached, key=lambda step: step[0])[1]) if reached else ZERO

    return strictly([leaf.value], points)


def _steps_down(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        kept = [step for step in body if v <= num(step[0])]
        return leaf.amount(min(kept, key=lambda step: step[0])[1]) if kept else ZERO

    return strictly([leaf.value], points)


def _linear(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num | None:
        zero, full = num(body.zero), num(body.full)
        if body.logarithmic:
            if v.value <= 0:
                return None
            v, zero, full = ln(v), ln(zero), ln(full)
        return _clipped((v - zero) / (full - zero), body.capped) * leaf.full_marks

    return strictly([leaf.value], points)


def _clipped(share: Num, capped: str) -> Num:
    if capped in ("both", "top") and share > ONE:
        return ONE
    if capped in ("both", "bottom") and share < ZERO:
        return ZERO
    return share


def _per_unit(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        units = (v - num(body.beyond)) / num(body.each)
        units = ZERO if units < ZERO else floored(units) if body.whole_units else units
        earned = num(body.base) + units * num(body.points)
        limit = leaf.full_marks if body.at_most is None else num(body.at_most)
        return limit if earned > limit else earned

    return strictly([leaf.value], points)


def _deduct(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        units = ZERO if v < ZERO else v / num(body.each)
        left = leaf.full_marks - (floored(units) if body.whole_units else units) * num(body.points)
        return num(body.floor) if body.floor != "none" and left < num(body.floor) else left

    return strictly([leaf.value], points)


def _all_or_nothing(leaf: Leaf, body: Any) -> Cell:
    return strictly([leaf.formula(body)], lambda met: leaf.full_marks if truth(met) else ZERO)


def _key_item(leaf: Leaf, body: Any) -> Cell:
    return leaf.formula(body)


def _completion(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num, target: Num) -> Num | None:
        if target.value == 0:
            return None
        return _clipped(v / target, "both" if body.capped else "bottom") * leaf.full_marks

    return strictly([leaf.value, leaf.formula(body.target)], points)


def _proportion(leaf: Leaf, body: Any) -> Cell:
    return strictly([leaf.value], lambda v: _clipped(v, "both" if body.capped else "bottom") * leaf.full_marks)


def _matrix(leaf: Leaf, body: Any) -> Cell:
    def points(row: Num, column: Num) -> Num:
        return leaf.amount(body.points[_band(leaf, body.rows, row)][_band(leaf, body.columns, column)])

    return strictly([leaf.formula(body.rows.value), leaf.formula(body.columns.value)], points)


def _band(leaf: Leaf, axis: Axis, v: Num) -> int:
    if axis.levels is not None:
        return axis.levels.index(leaf.choices(axis.value)[int(v.value)])
    thresholds = axis.at_least or []
    return next((at for at, threshold in enumerate(thresholds) if v >= num(threshold)), len(thresholds))


def _highest(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        words = [word for at, word in enumerate(leaf.choices(leaf.node.value or "")) if int(v.value) >> at & 1]
        amounts = [leaf.amount(body[word]) for word in words if word in body]
        return max(amounts, key=lambda amount: amount.value) if amounts else ZERO

    return strictly([leaf.value], points)


def _survey(leaf: Leaf, body: Any) -> Cell:
    samples = [leaf.formula(stratum.sample) for stratum in body.samples]
    answer = RULES[body.then.kind](leaf, body.then.body)
    state = worst([*samples, Cell(answer.status)])
    if state.status != Status.REPORTED or not all(cell.known for cell in [answer, *samples]):
        return state
    pairs = zip(samples, body.samples, strict=True)
    if any(sample.number is not None and sample.number < num(stratum.minimum) for sample, stratum in pairs):
        return SmallSample(Status.REPORTED)
    return answer


def _best_ratio(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num | None:
        peers = leaf.peers(body.within)
        if body.better == "higher":
            best = max(peers, key=lambda peer: peer.value)
            return ZERO if best <= ZERO or v < ZERO else v / best * leaf.full_marks
        best = min(peers, key=lambda peer: peer.value)
        if v.compared(best) == 0:
            return leaf.full_marks
        return _clipped(best / v, "bottom") * leaf.full_marks if v > ZERO else None

    return strictly([leaf.value], points)


def _min_max(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        peers = sorted(leaf.peers(body.within), key=lambda peer: peer.value)
        worst_one, best = (peers[0], peers[-1]) if body.better == "higher" else (peers[-1], peers[0])
        if best.compared(worst_one) == 0:
            return num(body.if_equal) * leaf.full_marks
        return (v - worst_one) / (best - worst_one) * leaf.full_marks

    return strictly([leaf.value], points)


def _z_score(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        peers = leaf.peers(body.within)
        away = deviation(peers)
        z = ZERO if away.value == 0 else (v - mean(peers)) / away
        share = num(body.at_mean) + num(body.per_deviation) * (z if body.better == "higher" else -z)
        return (_clipped(share, "both") if body.capped else share) * leaf.full_marks

    return strictly([leaf.value], points)


def _rank_points(leaf: Leaf, body: Any) -> Cell:
    def points(v: Num) -> Num:
        peers = leaf.peers(body.within)
        before = sum(peer > v if body.better == "higher" else peer < v for peer in peers)
        return leaf.amount(body.points[before] if before < len(body.points) else body.otherwise)

    return strictly([leaf.value], points)


RULES: dict[str, Callable[[Leaf, Any], Cell]] = {
    "yes_no": _yes_no,
    "parts": _parts,
    "levels": _levels,
    "judgement": _as_marked,
    "mark": _as_marked,
    "steps": _steps,
    "steps_down": _steps_down,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "all_or_nothing": _all_or_nothing,
    "key_item": _key_item,
    "completion": _completion,
    "proportion": _proportion,
    "matrix": _matrix,
    "highest": _highest,
    "survey": _survey,
    "best_ratio": _best_ratio,
    "min_max": _min_max,
    "z_score": _z_score,
    "rank_points": _rank_points,
}
