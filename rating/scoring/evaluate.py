"""The order of the arithmetic: Reported → Evaluation. Each step is in the module of its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.problems import Refused, stopping
from rating.reported import Reported, Roster
from rating.rubric.binding import Vocabulary
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import Rule
from rating.scoring.answers import Answer, Answers, NodeResult
from rating.scoring.bands import Given, Standing, give_stars
from rating.scoring.evaluation import Evaluation, Gates, Ratings, Scores, Subtotals
from rating.scoring.exact import Mask, Quantity, choose, compare, constant, decimals_column
from rating.scoring.gates import NO_CAP, GateEffects, apply_gates, gate_effects
from rating.scoring.grouping import Kinds, everywhere
from rating.scoring.leaves import Leaf, score_leaf
from rating.scoring.observed import observed_problems
from rating.scoring.ranks import merit, rank
from rating.scoring.raters import Combined, combine_marks
from rating.scoring.reasons import explain
from rating.scoring.tree import Part, Tree, build_tree

GUARD_DIGITS = 4


@dataclass(frozen=True)
class _Scored:
    """Everything between the fields and the stars."""

    answers: Answers
    combined: Mapping[str, Combined]
    leaves: Mapping[str, Leaf]
    tree: Tree
    kinds: Kinds
    roster: Roster


def evaluate(rubric: Rubric, reported: Reported, *, assessment_round: str = "") -> Evaluation:
    """Score, star and rank every station of `reported.roster` by `rubric` (docs/method.md).

    Returns a frozen Evaluation; its `problems` are those of the reading and of the scoring.
    Raises Refused when the reading has problems that stop a result.
    """
    if stopping(reported.problems):
        raise Refused(stopping(reported.problems))
    scored = _score(rubric, reported)
    gates = apply_gates(rubric, scored.answers, reported.roster)
    ratings = _rate(rubric, reported, scored, gates)
    seen = observed_problems(rubric, reported, scored.answers, scored.leaves, scored.combined)
    decimals = _decimals(rubric)
    return Evaluation(
        rubric=rubric,
        reported=reported,
        scores=_scores(rubric, scored, decimals),
        subtotals=_subtotals(rubric, scored.tree, decimals),
        gates=gates,
        ratings=ratings,
        problems=(*reported.problems, *seen),
        assessment_round=assessment_round,
    )


def _score(rubric: Rubric, reported: Reported) -> _Scored:
    combined = {code: combine_marks(rubric, reported, code) for code, field in rubric.fields.items() if field.marked_by}
    answers = _answers(rubric, reported, combined)
    kinds, roster = Kinds.read(reported.roster), reported.roster
    leaves = {node.code: score_leaf(node, rubric, answers, kinds, roster) for node in rubric.indicators}
    tree = build_tree(rubric, leaves, kinds)
    answers.node = lambda code: _node_result(tree.parts[code], leaves.get(code))
    return _Scored(answers, combined, leaves, tree, kinds, roster)


def _answers(rubric: Rubric, reported: Reported, combined: Mapping[str, Combined]) -> Answers:
    rows = len(reported.roster)
    sure = np.zeros(rows, np.bool_)
    fields = {
        code: Answer(decimals_column(column.scaled, column.decimals, column.bounds), column.status, sure)
        for code, column in reported.columns.items()
    }
    fields.update({code: marks.answer for code, marks in combined.items()})
    bounds = {code: column.bounds for code, column in reported.columns.items() if column.complete}
    return Answers(fields, Vocabulary.of(rubric), rows, bounds)


def _node_result(part: Part, leaf: Leaf | None) -> NodeResult:
    """What share() and points() read; a key item reads 1 or 0."""
    points, share = part.points, part.points.over(part.full)
    if leaf is not None and any(rule.key_item for rule in _rules(leaf.node)):
        points = share = choose(~leaf.value.is_zero(), constant(1), constant(0)).spread_over(len(part.counted))
    return NodeResult(points, share, part.counted & part.there, part.known)


def _rules(node: Node) -> list[Rule]:
    return [rule for rule in (node.rule, *node.rule_by_kind.values()) if rule is not None]


def _rate(rubric: Rubric, reported: Reported, scored: _Scored, gates: Gates) -> Ratings:
    effects = gate_effects(rubric, gates)
    held = _held(rubric, scored)
    waiting = np.logical_or.reduce([np.zeros(len(reported.roster), np.bool_), *held.values()])
    total = scored.tree.total
    points = _converted(rubric, total)
    complete = total.counted & total.known & ~effects.unknown
    candidate = complete & ~effects.unrated & ~effects.lowest & ~waiting
    standing, ladder = _standing(rubric, reported, scored, effects, candidate, points)
    given = give_stars(rubric, standing, scored.tree.parts, scored.answers, scored.kinds)
    names, groups = scored.roster.numbered(rubric.ranking.within)
    order = merit([_key(key.key, key.better, scored, points, given) for key in rubric.ranking.by], len(groups))
    ranks, tied = rank(order, groups, candidate, rubric.ranking.ties)
    titles, band_index = _bands_given(rubric, given, candidate, effects.lowest & complete, scored.kinds)
    return Ratings(
        decimals=rubric.scale.decimals,
        total=points if complete.all() else np.where(complete, points, 0),
        full_marks={kind: rubric.scale.convert_to or rubric.full_marks_for(kind) for kind in scored.kinds.names},
        complete=complete,
        rated=candidate,
        stars_by_score=np.asarray(given.stars_by_score * complete - ~complete, np.int16),
        stars=_stars(given, candidate, effects, complete),
        bands=tuple(titles),
        band_index=band_index,
        rank=ranks,
        groups=names,
        group_index=groups,
        tied=tied,
        explain=partial(
            explain,
            rubric,
            scored.leaves,
            scored.tree.parts,
            gates,
            given,
            held,
            _climbing(scored, reported, given, ladder & candidate),
            complete,
        ),
    )


def _climbing(scored: _Scored, reported: Reported, given: Given, limited: Mask) -> dict[str, Mask]:
    """Where the ladder held a station below what its score earned: upgraders and first-timers."""
    climbed = limited & (given.stars_by_score > given.stars)
    before = np.isin(np.arange(len(climbed)), list(reported.previous_stars))
    return {"ladder": climbed & before, "first_time": climbed & ~before}


def _decimals(rubric: Rubric) -> int:
    """Decimals kept of parts; those that are not rounded themselves are kept more finely."""
    finer = 0 if rubric.scale.round == "indicator" else GUARD_DIGITS
    return max(rubric.scale.decimals, rubric.marks_decimals) + finer


def _scores(rubric: Rubric, scored: _Scored, decimals: int) -> Scores:
    marked = {rubric.fields[code].title: marks.spread for code, marks in scored.combined.items()}
    marked.update({code: marks.spread for code, marks in scored.combined.items()})
    spreads = tuple(marked.get(node.value or "") for node in rubric.indicators)
    return Scores(decimals, tuple(scored.leaves[node.code] for node in rubric.indicators), spreads)


def _subtotals(rubric: Rubric, tree: Tree, decimals: int) -> Subtotals:
    dimensions = {node.code for node in rubric.dimensions}
    codes = tuple(node.code for node in rubric.nodes if not node.leaf or node.code in dimensions)
    return Subtotals(decimals, codes, tuple(tree.parts[code] for code in codes))


def _held(rubric: Rubric, scored: _Scored) -> dict[str, Mask]:
    """Marked field → stations waiting for its adjudication, where an indicator of theirs uses it."""
    held = {}
    for code, marks in scored.combined.items():
        if marks.held.any():
            users = [node for node in rubric.indicators if code in fields_behind(node, rubric)]
            there = np.logical_or.reduce(
                [np.zeros(len(marks.held), np.bool_), *(scored.leaves[n.code].there for n in users)]
            )
            held[code] = marks.held & there
    return held


def _converted(rubric: Rubric, total: Part) -> NDArray[np.int64]:
    """The total in ranking points: restated out of `convert_to` when the scale says so."""
    points = total.points
    if rubric.scale.convert_to is not None:
        target = constant(rubric.scale.convert_to)
        if not compare(total.full, target, np.equal).all():
            points = (points * target).over(total.full)
    return points.rounded(rubric.scale.decimals)


def _standing(
    rubric: Rubric,
    reported: Reported,
    scored: _Scored,
    effects: GateEffects,
    candidate: Mask,
    total: NDArray[np.int64],
) -> tuple[Standing, Mask]:
    """What stars are decided on, and where the ladder is what caps."""
    buying = total
    if rubric.scale.bonus_buys_stars is False and any(node.bonus for node in rubric.nodes):
        buying = _converted(rubric, build_tree(rubric, scored.leaves, scored.kinds, with_bonus=False).total)
    cap = _ladder_caps(rubric, reported)
    full = {kind: Fraction(rubric.scale.convert_to or rubric.full_marks_for(kind)) for kind in scored.kinds.names}
    _, groups = scored.roster.numbered(rubric.award.quota_within if _has_quota(rubric) else "all")
    standing = Standing(
        total=buying,
        decimals=rubric.scale.decimals,
        full=full,
        candidate=candidate,
        cap=np.minimum(effects.cap, cap).astype(np.int16),
        order=np.zeros(len(groups), np.int64),
        quota_group=groups,
    )
    if _has_quota(rubric):
        named = [key for key in rubric.ranking.by if key.key != "stars"]
        keys = [_key(key.key, key.better, scored, total, None) for key in named]
        standing = replace(standing, order=merit(keys, len(groups)))
    return standing, cap < effects.cap


def _has_quota(rubric: Rubric) -> bool:
    return any(band.quota is not None for bands in (rubric.bands, *rubric.bands_by_kind.values()) for band in bands)


def _ladder_caps(rubric: Rubric, reported: Reported) -> NDArray[np.int16]:
    cap = np.full(len(reported.roster), NO_CAP, np.int16)
    ladder = rubric.award.ladder
    if ladder is None:
        return cap
    previous = reported.previous_stars
    for row in range(len(cap)):
        limit = previous[row] + ladder.up if row in previous and ladder.up else None
        limit = ladder.first_time if row not in previous else limit
        cap[row] = NO_CAP if limit is None else limit
    return cap


def _key(
    key: str, better: str, scored: _Scored, total: NDArray[np.int64], given: Given | None
) -> tuple[NDArray[Any], Mask, bool]:
    """(values, known, higher is better) of one ranking key: stars, total, a node or a field."""
    rows, higher = len(total), better == "higher"
    if key == "stars":
        stars = given.stars if given is not None else np.zeros(rows, np.int16)
        return stars.astype(np.int64), everywhere(rows), higher
    if key == "total":
        return total, everywhere(rows), higher
    if key in scored.tree.parts:
        part = scored.tree.parts[key]
        return _comparable(part.points, rows), part.counted & part.known, higher
    answer = scored.answers.field(scored.answers.vocabulary.by_name[key])
    return _comparable(answer.number, rows), answer.known, higher


def _comparable(number: Quantity, rows: int) -> NDArray[Any]:
    return number.spread_over(rows).keys()


def _stars(given: Given, candidate: Mask, effects: GateEffects, complete: Mask) -> NDArray[np.int16]:
    stars = given.stars * candidate - ~candidate
    return (stars + (effects.lowest & complete)).astype(np.int16)


def _bands_given(
    rubric: Rubric, given: Given, candidate: Mask, lowest: Mask, kinds: Kinds
) -> tuple[list[str], NDArray[np.int16]]:
    """All band titles in use, the label below the lowest first, and each station's among them (−1 none).

    Without any bands there is nothing to award, and the label is empty.
    """
    titles = [rubric.award.below_lowest if rubric.has_bands else ""]
    first = np.zeros(len(kinds.names), np.int16)
    for number, kind in enumerate(kinds.names):
        first[number] = len(titles)
        titles += [band.title for band in rubric.bands_for(kind)]
    starts = first[0] if len(kinds.names) == 1 else first.take(kinds.of)
    index = (starts + given.level) * (given.level >= 0)
    return titles, np.asarray(index * candidate - ~(candidate | lowest), np.int16)
