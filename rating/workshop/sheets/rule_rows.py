"""A rule as rows of the sheet 评分细则: one row a part, a step or a setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.rubric.rules import Axis, Matrix, Rule, Survey
from rating.workshop.sheets import words
from rating.workshop.sheets.forms import AMOUNT, FORMULA, Form, Share, Shown, joined, quoted
from rating.workshop.sheets.names import Names
from rating.workshop.sheets.rule_shapes import (
    COLUMN_BAND,
    COLUMNS_BY,
    CONDITION,
    IF_SMALL,
    LIMIT,
    LISTINGS,
    MINIMUM,
    NAME,
    PLACE,
    POINTS,
    ROW_BAND,
    ROWS_BY,
    SAMPLE,
    SETTINGS,
    UPTO,
    VALUE,
    Listing,
)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a rule as it is written."""

    part: str = ""
    name: Shown = None
    value: Shown = None
    points: Shown = None
    upto: Shown = None


def rows_of(rule: Rule, names: Names, shares: bool) -> Iterator[tuple[str, Cells]]:
    """(the inner kind's word of a survey, the row). `shares`: thresholds are percentages."""
    if rule.survey is not None:
        yield from (("", row) for row in _survey_rows(rule.survey, names))
        inner = words.RULE[rule.survey.then.kind]
        yield from ((inner, row) for _, row in rows_of(rule.survey.then, names, shares))
        return
    yield from (("", row) for row in _own_rows(rule, names, shares))


def _own_rows(rule: Rule, names: Names, shares: bool) -> Iterator[Cells]:
    kind, body = rule.kind, rule.body
    if kind in LISTINGS:
        yield from _listed_rows(LISTINGS[kind], body, names, shares)
    elif kind in ("all_or_nothing", "key_item"):
        yield Cells(CONDITION, value=FORMULA.write(body, names))
    elif kind == "matrix":
        yield from _matrix_rows(body, names)
    else:
        if kind == "mark" and body.reference is None:
            return  # nothing is set: the kind says it all
        if kind == "rank_points":
            yield from (
                Cells(PLACE, name=place, points=AMOUNT.write(amount, names))
                for place, amount in enumerate(body.points, 1)
            )
        for setting in SETTINGS[kind]:
            shown = _shown(setting.form, getattr(body, setting.key), names, shares)
            where = {"points": shown} if setting.column == POINTS else {"value": shown}
            yield Cells(setting.part, **where)


def _shown(form: Form, value: Any, names: Names, shares: bool) -> Shown:
    return Share(value) if form is LIMIT and shares and isinstance(value, Decimal) else form.write(value, names)


_KEYS = {NAME: "name", VALUE: "value", POINTS: "points", UPTO: "upto"}


def _listed_rows(listing: Listing, body: Any, names: Names, shares: bool) -> Iterator[Cells]:
    for item in body.items() if listing.keyed else body:
        name, content = item if listing.keyed else (None, item)
        where: dict[str, Shown] = {"name": quoted(str(name))} if listing.keyed else {}
        for step, column, form in listing.columns:
            value = getattr(content, step) if isinstance(step, str) else _at(content, step)
            where[_KEYS[column]] = _shown(form, value, names, shares and column == VALUE)
        yield Cells(listing.part, **where)


def _at(content: Any, step: int) -> Any:
    return content[step] if isinstance(content, tuple | list) else content


def _matrix_rows(matrix: Matrix, names: Names) -> Iterator[Cells]:
    yield Cells(ROWS_BY, value=FORMULA.write(matrix.rows.value, names))
    yield Cells(COLUMNS_BY, value=FORMULA.write(matrix.columns.value, names))
    yield from (Cells(COLUMN_BAND, **band) for band in _bands(matrix.columns) if band)
    for band, points in zip(_bands(matrix.rows), matrix.points, strict=True):
        yield Cells(ROW_BAND, points=joined([str(amount) for amount in points]), **band)


def _bands(axis: Axis) -> list[dict[str, Any]]:
    """What names each band; nothing names the one below the lowest threshold."""
    if axis.levels is not None:
        return [{"name": quoted(level)} for level in axis.levels]
    return [*({"value": limit} for limit in axis.at_least or []), {}]


def _survey_rows(survey: Survey, names: Names) -> Iterator[Cells]:
    for stratum in survey.samples:
        yield Cells(SAMPLE, value=FORMULA.write(stratum.sample, names))
        yield Cells(MINIMUM, value=stratum.minimum)
    yield Cells(IF_SMALL, value=words.MISSING[survey.if_small])
