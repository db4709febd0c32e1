"""The totals that stars are given on: without bonus where the rubric says that bonus buys none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.scoring.exact import constant
from rating.scoring.grouping import Kinds
from rating.scoring.tree import build_tree


def bonus_is_apart(rubric: Rubric) -> bool:
    """Stars look at another total than ranks do."""
    return rubric.scale.bonus_buys_stars is False and any(node.bonus for node in rubric.nodes)


def star_totals(evaluation: Evaluation) -> NDArray[np.int64]:
    """int64[n], scaled like `ratings.total`; meaningless where a station is not complete."""
    rubric, scale = evaluation.rubric, evaluation.rubric.scale
    if not bonus_is_apart(rubric):
        return evaluation.ratings.total
    leaves = {leaf.node.code: leaf for leaf in evaluation.scores.leaves}
    plain = build_tree(rubric, leaves, Kinds.read(evaluation.roster), with_bonus=False).total
    points = plain.points
    if scale.convert_to is not None:
        points = (points * constant(scale.convert_to)).over(plain.full)
    return points.rounded(scale.decimals)
