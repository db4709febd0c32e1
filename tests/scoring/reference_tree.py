"""From indicators to the total of one station, in the slow reference (docs/method.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rating.reported import Status
from rating.rubric.nouns import Node
from rating.rubric.policies import Coverage
from tests.scoring.reference_leaf import NOT_THERE, Outcome, leaf_outcome
from tests.scoring.reference_numbers import ZERO, Num, exponential, ln, num, rounded, total
from tests.scoring.reference_values import Values


@dataclass
class Tree:
    """Every node's outcome for one station; `with_bonus` False takes bonus nodes out everywhere."""

    values: Values
    station: int
    with_bonus: bool = True
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def root(self) -> Outcome:
        rubric = self.values.rubric
        full_marks = num(rubric.full_marks_for(self.kind))
        children = [(node, self.outcome(node, dimension=True)) for node in rubric.dimensions]
        whole = combined(children, full_marks, rubric.scale.combine, self.over_all, self.with_bonus)
        if self.over_all and whole.points is not None:
            own = [child for node, child in children if child.counted and not node.bonus]
            extra = [child for node, child in children if child.counted and node.bonus and self.with_bonus]
            points = total([child.points or ZERO for child in own])
            attainable = total([child.attainable for child in own])
            restated = points * full_marks / attainable if attainable.value else ZERO
            whole = replace(whole, points=restated + total([child.points or ZERO for child in extra]))
        whole = self.covered(
            whole, [leaf for node in rubric.dimensions for leaf in leaves(node)], rubric.missing.coverage
        )
        if whole.points is None or not whole.counted:
            return whole
        points = rounded(whole.points, rubric.scale.decimals)
        if rubric.scale.convert_to is not None:
            points = rounded(points * num(rubric.scale.convert_to) / full_marks, rubric.scale.decimals)
        return replace(whole, points=points)

    @property
    def kind(self) -> str:
        return self.values.reported.roster.kind[self.station]

    @property
    def over_all(self) -> bool:
        return self.values.rubric.missing.not_applicable == "over_all"

    def outcome(self, node: Node, dimension: bool = False) -> Outcome:
        result = leaf_outcome(node, self.values, self.station) if node.leaf else self.branch(node, dimension)
        if node.leaf and dimension:
            result = self.at_place(result, dimension)
        self.outcomes[node.code] = result
        return result

    def branch(self, node: Node, dimension: bool) -> Outcome:
        if not node.applies_to(self.kind):
            return NOT_THERE
        children = [(child, self.outcome(child)) for child in node.indicators]
        full_marks = num(node.full_marks_for(self.kind))
        whole = combined(children, full_marks, node.combine, self.over_all, self.with_bonus, bonus=node.bonus)
        limit = num(node.cap) if node.cap is not None else full_marks if node.bonus else None
        if limit is not None and whole.points is not None and whole.points > limit:
            whole = replace(whole, points=limit)
        default = self.values.rubric.missing.section_coverage if dimension else None
        whole = self.covered(whole, leaves(node), node.coverage or default)
        return self.at_place(whole, dimension)

    def at_place(self, whole: Outcome, dimension: bool) -> Outcome:
        scale = self.values.rubric.scale
        here = scale.round == "indicator" or (scale.round == "dimension" and dimension)
        if not here or whole.points is None:
            return whole
        return replace(whole, points=rounded(whole.points, scale.decimals))

    def covered(self, whole: Outcome, under: list[Node], coverage: Coverage | None) -> Outcome:
        """Least that must be reported and known among the leaves there, N/A and bonus aside."""
        if coverage is None or not whole.counted:
            return whole
        there = [self.outcomes[leaf.code] for leaf in under]
        there = [leaf for leaf in there if leaf.applies and leaf.status != Status.NOT_APPLICABLE]
        known = [leaf for leaf in there if leaf.covered]
        all_marks = total([leaf.full_marks for leaf in there])
        enough = coverage.count is None or len(known) >= coverage.count
        if coverage.share is not None:
            enough &= total([leaf.full_marks for leaf in known]) >= num(coverage.share) * all_marks
        if enough:
            return whole
        return replace(whole, points=None, counted=coverage.if_below == "incomplete")


def leaves(node: Node) -> list[Node]:
    """The leaves under a node, bonus parts left out."""
    if node.bonus:
        return []
    return [node] if node.leaf else [leaf for part in node.indicators for leaf in leaves(part)]


def combined(
    children: list[tuple[Node, Outcome]],
    full_marks: Num,
    way: str,
    over_all: bool,
    with_bonus: bool,
    bonus: bool = False,
) -> Outcome:
    own = [(node, child) for node, child in children if child.applies and not node.bonus]
    extra = [child for node, child in children if child.counted and node.bonus and with_bonus]
    counted = [(node, child) for node, child in own if child.counted]
    here = Outcome(True, bool(counted), Status.REPORTED, False, None, full_marks, full_marks)
    attainable = total([child.attainable for _, child in counted])
    declared = total([child.full_marks for _, child in own])
    if over_all and way == "sum" and declared.value:
        here = replace(here, attainable=attainable * full_marks / declared)
    if not counted or any(child.points is None for child in [*extra, *(child for _, child in counted)]):
        return here
    if way == "sum":
        base = total([child.points or ZERO for _, child in counted])
        whole = declared if over_all else total([child.full_marks for _, child in counted])
        points = base * full_marks / whole if whole.value else ZERO
        points = base if bonus else points
    else:
        points = full_marks * averaged(counted, way)
    return replace(here, points=points + total([child.points or ZERO for child in extra]))


def averaged(counted: list[tuple[Node, Outcome]], way: str) -> Num:
    """Mean, geometric mean or lowest of the children's shares; children without marks take no part."""
    pairs = [
        ((child.points or ZERO) / child.full_marks, num(node.weight) if node.weight is not None else child.full_marks)
        for node, child in counted
        if child.full_marks.value
    ]
    weights = total([weight for _, weight in pairs])
    if not weights.value:
        return ZERO
    if way == "lowest":
        return min((share for share, _ in pairs), key=lambda share: share.value)
    if way == "mean":
        return total([share * weight for share, weight in pairs]) / weights
    if any(share <= ZERO for share, _ in pairs):
        return ZERO
    return exponential(total([ln(share) * weight for share, weight in pairs]) / weights)
