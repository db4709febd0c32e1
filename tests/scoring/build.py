"""Rubrics and reported tables for tests, made of plain dicts and lists.

    form = rubric(fields={"staff": {"title": "人数"}}, dimensions=[...])
    table = reported(form, [{"code": "A", "kind": "综合", "staff": 12, "mark": {"e1": 7}}],
                     raters=[("e1", "专家甲", "expert")])

A row's values by kind of field: numbers as int, str ("85%") or Decimal · yes_no True/False or a
word · choice its word · several a list of words · mark a dict rater → mark · date a date · text a
str.  `None` or a missing key is blank; a `Status` stands for itself.  A rater has handed in a
column for a field when any row names the rater there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from rating.reported import Adjudication, Column, Rater, Reported, Roster, Sheet, Status
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField, Rubric
from rating.rubric.numbers import parse_number

ROSTER_KEYS = ("code", "name", "kind", "street", "district")


def rubric(**parts: Any) -> Rubric:
    """A Rubric of `dimensions` and `fields`, the rest filled with the plainest settings."""
    plain: dict[str, Any] = {
        "code": "test",
        "title": "测试标准（示例）",
        "version": "1",
        "standing": "example",
        "unit": "station",
        "scale": {"full_marks": 100, "decimals": 1, "round": "indicator"},
        "missing": {"if_blank": "incomplete"},
        "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
    }
    return Rubric.model_validate({**plain, **parts})


def one_indicator(
    rule: Mapping[str, Any],
    fields: Mapping[str, Any] | None = None,
    *,
    value: str | None = "v",
    full_marks: Any = 10,
    indicator: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Rubric:
    """A rubric of a single dimension with a single indicator `item` under `rule`."""
    leaf = {"code": "item", "title": "指标", "full_marks": full_marks, "rule": rule, **(indicator or {})}
    if value is not None:
        leaf["value"] = value
    scale = {"full_marks": full_marks, "decimals": 2, "round": "indicator"}
    dimension = {"code": "all", "title": "全部", "indicators": [leaf]}
    return rubric(fields=fields or {"v": {"title": "数值"}}, dimensions=[dimension], **{"scale": scale, **parts})


def reported(
    form: Any,
    rows: Sequence[Mapping[str, Any]],
    raters: Iterable[tuple[str, str, str]] = (),
    adjudicated: Mapping[tuple[int, str], Any] | None = None,
    previous_stars: Mapping[int, int] | None = None,
) -> Reported:
    """A Reported as intake would make it of `rows` (dicts). `form` is a Rubric or a GoalBook."""
    people = tuple(Rater(*rater) for rater in raters)
    _known_keys_only(form, rows)
    plain = {code: field for code, field in form.fields.items() if not field.formula}
    columns = {
        code: _column(field, [row.get(code) for row in rows], at)
        for at, (code, field) in enumerate(plain.items())
        if field.kind != "mark"
    }
    marks = {
        code: _marks(field, [row.get(code) or {} for row in rows], people)
        for code, field in plain.items()
        if field.kind == "mark"
    }
    return Reported(
        roster=_roster(rows, form.kinds),
        columns=columns,
        raters=people,
        marks=marks,
        adjudicated={
            place: Adjudication(parse_number(mark), "专家组复核") for place, mark in (adjudicated or {}).items()
        },
        previous_stars=dict(previous_stars or {}),
        sheets=(Sheet("测试.xlsx", "填报表"),),
    )


def _known_keys_only(form: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        unknown = set(row) - set(form.fields) - set(ROSTER_KEYS)
        if unknown:
            raise KeyError(f"rows name unknown fields: {sorted(unknown)}")


def _roster(rows: Sequence[Mapping[str, Any]], kinds: Sequence[str]) -> Roster:
    usual = kinds[0] if kinds else ""
    codes = [str(row.get("code", f"S{at + 1:03d}")) for at, row in enumerate(rows)]
    return Roster(
        code=tuple(codes),
        name=tuple(str(row.get("name", code)) for row, code in zip(rows, codes, strict=True)),
        kind=tuple(str(row.get("kind", usual)) for row in rows),
        street=tuple(str(row.get("street", "")) for row in rows),
        district=tuple(str(row.get("district", "")) for row in rows),
    )


def _marks(field: DataField, cells: list[Mapping[str, Any]], raters: Sequence[Rater]) -> dict[str, Column]:
    given = {rater for cell in cells for rater in cell}
    unknown = given - {rater.code for rater in raters}
    if unknown:
        raise KeyError(f"marks of unknown raters: {sorted(unknown)}")
    return {
        rater.code: _column(field, [cell.get(rater.code) for cell in cells], at)
        for at, rater in enumerate(raters)
        if rater.code in given
    }


def _column(field: DataField, cells: list[Any], place: int) -> Column:
    numbers = [Decimal(0) if _status(cell) else exact(field, cell) for cell in cells]
    decimals = max((max(0, -int(number.as_tuple().exponent)) for number in numbers), default=0)
    scaled = [int(number.scaleb(decimals)) for number in numbers]
    wide = any(abs(number) >= 2**62 for number in scaled)
    rows = len(cells)
    return Column(
        scaled=np.array(scaled, dtype=object if wide else np.int64),
        decimals=decimals,
        status=np.array([_status(cell) for cell in cells], np.uint8),
        text=np.array([_text(cell) for cell in cells], dtype=object),
        source=np.zeros(rows, np.int32),
        row=np.arange(1, rows + 1, dtype=np.int32),
        col=np.full(rows, place, np.int32),
    )


def _status(cell: Any) -> Status:
    if isinstance(cell, Status):
        return cell
    return Status.BLANK if cell is None else Status.REPORTED


def _text(cell: Any) -> str | None:
    if cell is None:
        return None
    return cell.title if isinstance(cell, Status) else str(cell)


def exact(field: DataField, cell: Any) -> Decimal:
    """The stored number of a cell (see `rating.reported.Column`), as an exact Decimal."""
    match field.kind:
        case "yes_no":
            return Decimal(_yes_no(cell))
        case "choice":
            return Decimal(field.choices.index(cell))
        case "several":
            return Decimal(sum(1 << field.choices.index(word) for word in set(cell)))
        case "date":
            return Decimal(cell.toordinal() if isinstance(cell, date) else date.fromisoformat(cell).toordinal())
        case "text":
            return Decimal(0)
        case _:
            return cell if isinstance(cell, Decimal) else parse_number(cell)


def _yes_no(cell: Any) -> int:
    if isinstance(cell, bool):
        return int(cell)
    if cell in YES_WORDS:
        return 1
    if cell in NO_WORDS:
        return 0
    raise ValueError(f"not a yes/no: {cell!r}")
