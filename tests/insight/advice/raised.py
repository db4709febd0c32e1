"""One evaluated station put into the scoring again with other points of its indicators: as many rows as proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from rating.reported import Roster
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Band
from rating.scoring.answers import Answers
from rating.scoring.bands import Standing, give_stars
from rating.scoring.evaluate import _converted
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import Quantity, approximate, constant
from rating.scoring.gates import NO_CAP
from rating.scoring.grouping import Kinds
from rating.scoring.leaves import Leaf
from rating.scoring.tree import Tree, build_tree

Raise = Mapping[str, Fraction]
"""Indicator → points more."""


def only(form: Rubric, band: Band) -> Rubric:
    """The same rubric with this band alone, where only points decide: no gates, requirements, quotas or ladder."""
    plain = band.model_copy(update={"requires": [], "quota": None})
    award = form.award.model_copy(update={"ladder": None})
    return form.model_copy(update={"gates": [], "bands": [plain], "bands_by_kind": {}, "award": award})


def trees(evaluation: Evaluation, station: int, several: Sequence[Raise]) -> tuple[Tree, np.ndarray[Any, Any], Kinds]:
    """The tree, and the total that buys stars, of the station with each raise."""
    form, rows = evaluation.rubric, len(several)
    roster = evaluation.roster
    one = Roster(*(tuple([names[station]] * rows) for names in (roster.code, roster.name, roster.kind, roster.street)))
    kinds = Kinds.read(one)
    leaves = {
        leaf.node.code: _raised(leaf, station, [Fraction(each.get(leaf.node.code, 0)) for each in several],
                                constant(Fraction(leaf.node.full_marks_for(roster.kind[station]))))
        for leaf in evaluation.scores.leaves
    }  # fmt: skip
    tree = build_tree(form, leaves, kinds)
    bought = build_tree(form, leaves, kinds, with_bonus=False) if form.scale.bonus_buys_stars is False else tree
    apart = form.scale.bonus_buys_stars is False and any(node.bonus for node in form.nodes)
    return tree, _converted(form, (bought if apart else tree).total), kinds


def _raised(leaf: Leaf, station: int, more: Sequence[Fraction], full: Quantity) -> Leaf:
    rows = len(more)
    own = leaf.points.spread_over(len(leaf.there)).at(np.array([station]))
    if own.exact:
        below = own.den if isinstance(own.den, int) else int(own.den[0])
        points = [Fraction(int(own.num[0]), below) + each for each in more]
        common = lcm(*(each.denominator for each in points))
        whole = [each.numerator * (common // each.denominator) for each in points]
        column = Quantity(np.array([*whole, None], object)[:-1], common, (max(map(abs, whole)), common))
    else:
        column = approximate(np.array([float(own.num[0]) + float(each) for each in more]))

    def same(mask: Any) -> Any:
        return np.repeat(mask[station], rows)

    return replace(
        leaf, points=column, full=full, value=column, status=same(leaf.status), there=same(leaf.there),
        counted=same(leaf.counted), known=same(leaf.known), undefined=same(leaf.undefined), small=same(leaf.small),
    )  # fmt: skip


def reach(evaluation: Evaluation, station: int, band: Band, several: Sequence[Raise]) -> list[bool]:
    """Whether the scoring gives the band for each raise, no condition but points looked at."""
    tree, total, kinds = trees(evaluation, station, several)
    form, rows = only(evaluation.rubric, band), len(several)
    kind = evaluation.roster.kind[station]
    standing = Standing(
        total=total,
        decimals=form.scale.decimals,
        full={kind: Fraction(form.scale.convert_to or form.full_marks_for(kind))},
        candidate=np.ones(rows, np.bool_),
        cap=np.full(rows, NO_CAP, np.int16),
        order=np.zeros(rows, np.int64),
        quota_group=np.zeros(rows, np.int64),
    )
    nothing: Any = Answers({}, None, rows)  # type: ignore[arg-type]
    return [bool(level == 0) for level in give_stars(form, standing, tree.parts, nothing, kinds).level]
