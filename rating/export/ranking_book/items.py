"""Points of each indicator as formulas over 填报值 and 评分标准, or the reason why they are values."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from rating.export.ranking_book.cells import (
    BLANK,
    EMPTY,
    LEFT_OUT,
    NOT_APPLICABLE,
    NOT_INSPECTED,
    OPEN,
    UNDEFINED,
    UNREADABLE,
    Cells,
    same,
    where_known,
)
from rating.export.ranking_book.criteria import Criteria
from rating.export.ranking_book.formula_terms import NotLive, fits, zero
from rating.export.ranking_book.rule_terms import Asked, points_of
from rating.export.ranking_book.terms import (
    Term,
    all_numbers,
    choose,
    either,
    half_up,
    is_word,
    smallest,
    word,
)
from rating.export.ranking_book.values import Values
from rating.rubric.nouns import Node, Rubric
from rating.rubric.rules import IfMissing
from rating.scoring.evaluation import Evaluation
from rating.scoring.leaves import Leaf, policy

OUTCOMES: dict[IfMissing, Term] = {"incomplete": word(OPEN), "zero": zero, "leave_out": word(LEFT_OUT)}


@dataclass(frozen=True)
class Item:
    """One indicator's column on 逐项得分. why: reasons of the kinds whose points are values."""

    node: Node
    cells: Cells
    terms: dict[str, Term | None]
    live: np.ndarray[tuple[int], np.dtype[np.bool_]]
    why: tuple[str, ...]


def item_cells(leaf: Leaf) -> Cells:
    """What the Evaluation says of an indicator: points, － out of the denominator, 未定, nothing."""
    rows = len(leaf.there)
    figures = leaf.points.spread_over(rows).floats()
    otherwise = np.where(leaf.there, np.where(leaf.counted, OPEN, LEFT_OUT), EMPTY)
    return where_known(figures, leaf.there & leaf.counted & leaf.known, otherwise)


def make_item(evaluation: Evaluation, at: int, values: Values | None, criteria: Criteria) -> Item:
    """The column of indicator number `at`; without `values` all of it is values."""
    rubric, node = evaluation.rubric, evaluation.rubric.indicators[at]
    cells = item_cells(evaluation.scores.leaves[at])
    terms: dict[str, Term | None] = {}
    reasons: dict[str, None] = {}
    kinds, numbers = evaluation.roster.numbered("kind")
    live = np.zeros(len(numbers), np.bool_)
    for place, kind in enumerate(kinds):
        terms[kind] = None
        if node.rule_for(kind) is None or not node.applies_to(kind):
            continue
        try:
            term = item_term(node, kind, rubric, values, criteria)
        except NotLive as fixed:
            if values is not None:
                reasons[str(fixed)] = None
            _place_only(node, kind, rubric, criteria)
            continue
        if term is None:
            continue
        rows = np.flatnonzero(numbers == place)
        agrees = same(term.run(rows), cells.at(rows), exactly=rounds(node, rubric))
        live[rows] = agrees
        terms[kind] = term
        if not agrees.all():
            reasons["个别单位的公式结果与评估结果有出入"] = None
    if node.weight is not None:
        criteria.limit(node, "权重", node.weight)
    return Item(node, cells, terms, live, tuple(reasons))


def place_figures(evaluation: Evaluation, node: Node, criteria: Criteria) -> None:
    """The figures of an indicator take their cells; no formulas."""
    for kind in evaluation.roster.numbered("kind")[0] or ("",):
        if node.rule_for(kind) is not None and node.applies_to(kind):
            _place_only(node, kind, evaluation.rubric, criteria)
    if node.weight is not None:
        criteria.limit(node, "权重", node.weight)


def _place_only(node: Node, kind: str, rubric: Rubric, criteria: Criteria) -> None:
    """Put the rule's figures into their cells though no formula names them."""
    with suppress(NotLive):
        item_term(node, kind, rubric, None, criteria)


def rounds(node: Node, rubric: Rubric) -> bool:
    """Points of this indicator are rounded here."""
    return rubric.scale.round == "indicator" or (rubric.scale.round == "dimension" and node in rubric.dimensions)


def item_term(node: Node, kind: str, rubric: Rubric, values: Values | None, criteria: Criteria) -> Term | None:
    """The formula of one indicator for one kind; raises NotLive. The rule's figures take their cells either way."""
    rule = node.rule_for(kind)
    assert rule is not None
    full = criteria.full(node, kind)
    ask = values.formula if values is not None else _nothing
    asked = Asked(
        node=node,
        rule=rule,
        value=ask(node.value) if node.value else None,
        full=full,
        ask=ask,
        choice=values.choice if values is not None else _no_choice,
        several=values is not None and bool(node.value) and values.several(node.value or ""),
        criteria=criteria,
        prefix=f"{kind}：" if kind in node.rule_by_kind else "",
    )
    points = points_of(asked)
    if node.cap is not None:
        points = smallest(points, criteria.points(node, "本项封顶", node.cap, full))
    elif node.bonus:
        points = smallest(points, full)
    if rounds(node, rubric):
        points = half_up(points, rubric.scale.decimals)
    if values is None:
        return None
    term = _with_states(asked, points, node, rubric)
    if not fits(term):
        raise NotLive("公式过长")
    return term


def _with_states(asked: Asked, points: Term, node: Node, rubric: Rubric) -> Term:
    """Points where everything is there; else what the rubric says of blank, not inspected and undefined."""
    undefined = OUTCOMES[policy(node, rubric, "if_undefined")]
    if asked.small:
        assert asked.rule.survey is not None
        points = choose(either(*asked.small), OUTCOMES[asked.rule.survey.if_small], points)
    for guard in reversed(asked.undefined):
        points = choose(guard, undefined, points)
    if not asked.inputs:
        return points
    outcomes = (
        (UNREADABLE, OUTCOMES["incomplete"]),
        (BLANK, OUTCOMES[policy(node, rubric, "if_blank")]),
        (NOT_INSPECTED, OUTCOMES[policy(node, rubric, "if_not_inspected")]),
        (NOT_APPLICABLE, OUTCOMES["leave_out"]),
        (UNDEFINED, undefined),
    )
    return choose(all_numbers(asked.inputs), points, _missing(asked.inputs, outcomes))


def _missing(inputs: list[Term], outcomes: tuple[tuple[int, Term], ...]) -> Term:
    """The outcome of the worst word among the inputs; of one input only what differs from 未定 is asked."""
    result = OUTCOMES["incomplete"]
    for code, outcome in reversed(outcomes):
        if len(inputs) > 1 or outcome.text != OUTCOMES["incomplete"].text:
            result = choose(either(*(is_word(cell, code) for cell in inputs)), outcome, result)
    return result


def _nothing(text: str) -> Term:
    """Stands for every value where no formulas are made: the rule still puts its figures into their cells."""
    return zero


def _no_choice(text: str, option: str) -> int | None:
    return 0
