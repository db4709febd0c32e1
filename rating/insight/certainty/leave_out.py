"""What one indicator, or one rater, does to the result: the same rating without it.

Without an indicator: every station is rated as if the indicator were a 合理缺项 for all of them, so its points
are shared out as the rubric says of such gaps and the full marks stay the same.  Without a rater: the
rater's marks are taken out; adjudicated marks stand; `minimum` asks for one mark fewer, and a trimmed mean
that would be missing for want of marks is a plain mean.  Both go through `scoring.evaluate`.

Ranks are compared among the stations that are rated both times, so that a station that joins or leaves does
not move the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rating.insight.certainty.concordance import kendall
from rating.insight.certainty.units import counted
from rating.insight.certainty.weights import Progress
from rating.reported import Column, Rater, Reported, Status, blank_column
from rating.rubric.nouns import DataField, Node, Rubric
from rating.rubric.policies import Raters
from rating.rubric.rules import Proportion, Rule
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from rating.scoring.ranks import rank
from rating.scoring.raters import roles_owed

LEFT_OUT = "left_out_of_all"
"""The field that an indicator reads while it is left out."""


@dataclass(frozen=True, slots=True)
class StarChange:
    """One station whose stars differ."""

    station_code: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result without one indicator or rater.

    ranks_moved    stations that take another rank in their group · largest_move: by how many places at most
    stars_changed  stations rated both times whose stars differ, in roster order
    kendall        τ-b of the ranks before and after, None where nothing can be compared
    no_longer      stations that cannot be rated without it · newly: that only now can be
    """

    code: str
    title: str
    ranks_moved: int
    largest_move: int
    stars_changed: tuple[StarChange, ...]
    kendall: float | None
    no_longer: int = 0
    newly: int = 0
    sentence: str = ""


def without_each_indicator(evaluation: Evaluation, progress: Progress | None = None) -> tuple[LeftOut, ...]:
    """One for every indicator that has points, in the order of the rubric; none where there is but one."""
    nodes = [node for node in evaluation.rubric.indicators if not _pointless(node, evaluation.rubric)]
    return tuple(_each_indicator(evaluation, nodes if len(nodes) > 1 else [], progress))


def _each_indicator(evaluation: Evaluation, nodes: Sequence[Node], progress: Progress | None) -> Iterator[LeftOut]:
    reported = with_gaps(evaluation.reported)
    for at, node in enumerate(nodes):
        after = evaluate(without_indicator(evaluation.rubric, node.code), reported)
        yield compared(evaluation, after, node.code, node.title)
        if progress:
            progress(f"逐项去掉指标：{at + 1} / {len(nodes)}", (at + 1) / len(nodes))


def without_each_rater(evaluation: Evaluation, progress: Progress | None = None) -> tuple[LeftOut, ...]:
    """One for every rater whose marks count, in the order of the files."""
    rubric, reported = evaluation.rubric, evaluation.reported
    raters = [rater for rater in reported.raters if _counts(rubric, reported, rater)]
    eased, found = _eased(rubric), []
    for at, rater in enumerate(raters):
        after = evaluate(eased, _without_marks(reported, rater))
        found.append(compared(evaluation, after, rater.code, rater.name or rater.code))
        if progress:
            progress(f"逐人去掉评估人：{at + 1} / {len(raters)}", (at + 1) / len(raters))
    return tuple(found)


def compared(before: Evaluation, after: Evaluation, code: str, title: str) -> LeftOut:
    """Two ratings of the same stations."""
    one, other = before.ratings, after.ratings
    both = one.rated & other.rated
    rows = np.flatnonzero(both)
    ranks, later = _ranks_among(before, both)[rows], _ranks_among(after, both)[rows]
    moves = np.abs(ranks - later)
    changed = rows[one.stars[rows] != other.stars[rows]] if before.rubric.has_bands else rows[:0]
    result = LeftOut(
        code,
        title,
        ranks_moved=int((moves > 0).sum()),
        largest_move=int(moves.max(initial=0)),
        stars_changed=tuple(_change(before, after, int(row)) for row in changed),
        kendall=kendall(ranks, later, one.group_index[rows]),
        no_longer=int((one.rated & ~other.rated).sum()),
        newly=int((other.rated & ~one.rated).sum()),
    )
    return replace(result, sentence=_sentence(before.rubric, result, len(rows)))


def _change(before: Evaluation, after: Evaluation, row: int) -> StarChange:
    roster = before.roster
    return StarChange(roster.code[row], roster.name[row], int(before.ratings.stars[row]), int(after.ratings.stars[row]))


def _ranks_among(evaluation: Evaluation, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The ranks that some stations have among themselves; shared ones take the first of their places."""
    ratings, ties = evaluation.ratings, evaluation.rubric.ranking.ties
    order = np.unique(np.where(rows, ratings.rank, np.inf), return_inverse=True)[1].astype(np.int64).ravel()
    return rank(order, ratings.group_index, rows, "dense" if ties == "dense" else "standard")[0]


def _sentence(rubric: Rubric, found: LeftOut, stations: int) -> str:
    lost = f"{counted(rubric, found.no_longer)}因此无法评定" if found.no_longer else ""
    if not stations:
        return f"去掉「{found.title}」后，{lost or '没有可以比较的对象'}。"
    changes = [
        f"{counted(rubric, found.ranks_moved)}名次变动，最多 {found.largest_move:,} 位"
        if found.ranks_moved
        else "名次没有变动"
    ]
    if rubric.has_bands:
        stars = len(found.stars_changed)
        changes.append(f"{counted(rubric, stars)}星级变化" if stars else "星级没有变化")
    return f"去掉「{found.title}」后，{'；'.join([*changes, *([lost] if lost else [])])}。"


def _pointless(node: Node, rubric: Rubric) -> bool:
    """Key items and the like: nothing to earn for any kind."""
    return all(node.full_marks_for(kind) == 0 for kind in rubric.kinds or [""])


def with_gaps(reported: Reported) -> Reported:
    """The same table, and a field that is 合理缺项 for every station."""
    blank = blank_column(len(reported.roster))
    gap = replace(blank, status=np.full(len(reported.roster), Status.NOT_APPLICABLE, np.uint8))
    return replace(reported, columns={**reported.columns, LEFT_OUT: gap})


def without_indicator(rubric: Rubric, code: str) -> Rubric:
    """The same rubric with one indicator that reads the field which nobody has."""
    fields = {**rubric.fields, LEFT_OUT: DataField(title="不计的指标")}
    return renewed(rubric, fields=fields, dimensions=[_emptied(node, code) for node in rubric.dimensions])


def renewed(rubric: Rubric, **parts: object) -> Rubric:
    """A copy with other parts, that remembers nothing of what was worked out from the old ones."""
    kept = {name: getattr(rubric, name) for name in type(rubric).model_fields}
    return Rubric.model_construct(**{**kept, **parts})


def _emptied(node: Node, code: str) -> Node:
    if node.code == code:
        gap = {"value": LEFT_OUT, "rule": Rule(proportion=Proportion()), "rule_by_kind": {}}
        return node.model_copy(update=gap)
    if all(below.code != code for below in node.walk()):
        return node
    return node.model_copy(update={"indicators": [_emptied(child, code) for child in node.indicators]})


def _counts(rubric: Rubric, reported: Reported, rater: Rater) -> bool:
    """The rater gave at least one mark of a role that counts."""
    return any(
        rater.role in roles_owed(rubric, code) and _reported(marks.get(rater.code))
        for code, marks in reported.marks.items()
    )


def _reported(column: Column | None) -> bool:
    return column is not None and bool((column.status == Status.REPORTED).any())


def _without_marks(reported: Reported, rater: Rater) -> Reported:
    marks = {
        code: {name: column for name, column in columns.items() if name != rater.code}
        for code, columns in reported.marks.items()
    }
    return replace(reported, marks=marks, raters=tuple(one for one in reported.raters if one != rater))


def _eased(rubric: Rubric) -> Rubric:
    """The same rubric, asking for one mark fewer."""
    fields = {
        code: field.model_copy(update={"raters": _one_fewer(field.raters)}) if field.raters else field
        for code, field in rubric.fields.items()
    }
    return renewed(rubric, fields=fields, raters=_one_fewer(rubric.raters) if rubric.raters else None)


def _one_fewer(policy: Raters) -> Raters:
    trimmed = policy.trimmed.model_copy(update={"otherwise": "mean"}) if policy.trimmed else None
    return policy.model_copy(update={"minimum": max(1, policy.minimum - 1), "trimmed": trimmed})
