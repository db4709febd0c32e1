"""Ranks as live formulas: how many stations of the sheet are better, key by key."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from rating.insight.policy_words import key_title
from rating.reported import Status
from rating.rubric.policies import RankKey
from rating.scoring.evaluation import Evaluation

DIGITS = 10
"""Decimals of a key's own column: COUNTIFS compares with a number written as 15 digits of text."""


@dataclass(frozen=True)
class Key:
    """One ranking key. `dimension`: its number, when it is one; `own`: needs a column of its own.

    values: float64 of every station, NaN where not known.
    """

    code: str
    title: str
    higher: bool
    dimension: int | None
    own: bool
    values: NDArray[np.float64] | None


@dataclass(frozen=True)
class RankColumns:
    """Rows of the ranked stations and the columns of the keys (column, higher is better)."""

    first: int
    last: int
    keys: tuple[tuple[int, bool], ...]


def rank_keys(evaluation: Evaluation) -> tuple[Key, ...]:
    """The rubric's keys, each with its values."""
    return tuple(_key(evaluation, key) for key in evaluation.rubric.ranking.by)


def rank_formula(columns: RankColumns, row: int, ties: str) -> str:
    """=1+COUNTIFS(stars,">"&J4)+COUNTIFS(stars,J4,total,">"&H4)…; shared ranks take the middle."""
    equal: list[str] = []
    counts: list[str] = []
    for column, higher in columns.keys:
        cells = xl_range_abs(columns.first, column, columns.last, column)
        own = xl_rowcol_to_cell(row, column)
        sign = ">" if higher else "<"
        counts.append(f'COUNTIFS({",".join([*equal, cells])},"{sign}"&{own})')
        equal += [cells, own]
    shared = f"+(COUNTIFS({','.join(equal)})-1)/2" if ties == "shared" else ""
    return "=1+" + "+".join(counts) + shared


def ranks_agree(evaluation: Evaluation, keys: tuple[Key, ...], rows: NDArray[np.int64]) -> bool:
    """True when the formula gives our ranks: one group, all keys known, gaps after ties."""
    ratings = evaluation.ratings
    values = [key.values for key in keys]
    if evaluation.rubric.ranking.ties == "dense" or len(set(ratings.rank_group[rows].tolist())) != 1:
        return False
    if any(column is None or np.isnan(column[rows]).any() for column in values):
        return False
    signed = [
        column[rows] * (-1 if key.higher else 1) for key, column in zip(keys, values, strict=True) if column is not None
    ]
    table = np.column_stack(signed)
    distinct, place = np.unique(table, axis=0, return_inverse=True)
    sizes = np.bincount(place.ravel(), minlength=len(distinct))
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]) + 1
    middle = (sizes - 1) / 2 if evaluation.rubric.ranking.ties == "shared" else 0
    return bool(np.array_equal((first + middle)[place.ravel()], ratings.rank[rows]))


def _key(evaluation: Evaluation, key: RankKey) -> Key:
    rubric, ratings = evaluation.rubric, evaluation.ratings
    higher, title = key.better == "higher", key_title(key, rubric).strip("「」")
    if key.key == "stars":
        return Key(key.key, title, higher, None, False, ratings.stars.astype(np.float64))
    if key.key == "total":
        totals = np.round(ratings.total / 10**ratings.decimals, DIGITS)
        return Key(key.key, title, higher, None, False, np.where(ratings.complete, totals, np.nan))
    dimensions = [node.code for node in rubric.dimensions]
    at = dimensions.index(key.key) if key.key in dimensions else None
    return Key(key.key, title, higher, at, at is None, np.round(_values(evaluation, key.key), DIGITS))


def _values(evaluation: Evaluation, code: str) -> NDArray[np.float64]:
    """Values of a node or a field as a ranking key sees them."""
    subtotals, scores, reported = evaluation.subtotals, evaluation.scores, evaluation.reported
    leaves = [node.code for node in evaluation.rubric.indicators]
    if code in subtotals.codes:
        at = subtotals.codes.index(code)
        known = subtotals.known[:, at] & subtotals.counted[:, at]
        return np.where(known, subtotals.points[:, at] / 10**subtotals.decimals, np.nan)
    if code in leaves:
        at = leaves.index(code)
        known = scores.known[:, at] & scores.counted[:, at] & scores.applies[:, at]
        return np.where(known, scores.points[:, at] / 10**scores.decimals, np.nan)
    field = next((own for own, named in evaluation.rubric.fields.items() if code in (own, named.title)), code)
    column = reported.columns.get(field)
    if column is None or evaluation.rubric.fields[field].formula or evaluation.rubric.fields[field].kind == "mark":
        return np.full(len(evaluation.roster), np.nan)
    figures = column.scaled.astype(np.float64) / 10**column.decimals
    return np.where(column.status == Status.REPORTED, figures, np.nan)
