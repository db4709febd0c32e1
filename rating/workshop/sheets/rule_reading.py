"""Rows of the sheet 评分细则 read back as rules, each part with its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rating.rubric.trail import Path
from rating.workshop.sheets import words
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.forms import AMOUNT, FORMULA, NUMBER, TITLE, number_text, parted
from rating.workshop.sheets.names import Names, Unread
from rating.workshop.sheets.rule_shapes import (
    COLUMN_BAND,
    COLUMNS_BY,
    IF_SMALL,
    IF_SMALL_FORM,
    INNER,
    KIND,
    LISTINGS,
    MINIMUM,
    NAME,
    PART,
    PLACE,
    POINTS,
    ROW_BAND,
    ROWS_BY,
    RULE_FORM,
    SAMPLE,
    SETTINGS,
    VALUE,
    Listing,
)


def read_rule(rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    """Put the rule that these rows describe at `path`."""
    kind = _kind_of(rows, KIND, path, content, names)
    if kind is None:
        return
    content.put(path, {}, rows[0], KIND)
    if kind != "survey":
        _read_kind(kind, rows, path, content, names)
        return
    own = [row for row in rows if not row.text(INNER)]
    inner = [row for row in rows if row.text(INNER)]
    _read_survey(own or list(rows), (*path, "survey"), content, names)
    then = _kind_of(inner, INNER, (*path, "survey", "then"), content, names) if inner else None
    if then == "survey":
        content.refuse(inner[0], INNER, Unread("样本足够时又按问卷得分", "其他的评分细则"), (*path, "survey", "then"))
    elif then is not None:
        content.put((*path, "survey", "then"), {}, inner[0], INNER)
        _read_kind(then, inner, (*path, "survey", "then"), content, names)


def _kind_of(rows: Sequence[Row], heading: str, path: Path, content: Content, names: Names) -> str | None:
    stated = [row for row in rows if row.text(heading)]
    if not stated:
        content.refuse(rows[0], heading, Unread("没有写细则种类", remedy="请从下拉中选一种"), path)
        return None
    try:
        kinds = [RULE_FORM.read(row.text(heading), names) for row in stated]
    except Unread as fault:
        content.refuse(stated[0], heading, fault, path)
        return None
    for row, kind in zip(stated, kinds, strict=True):
        if kind != kinds[0]:
            found = f"同一项指标写了两种细则：{words.RULE[kinds[0]]}、{words.RULE[kind]}"
            content.refuse(row, heading, Unread(found, remedy="请只保留一种"), path)
            return None
    return str(kinds[0])


def _read_kind(kind: str, rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    here = (*path, kind)
    known = _READERS.get(kind)
    if kind in LISTINGS:
        _read_listing(LISTINGS[kind], rows, here, content, names)
    elif kind in ("all_or_nothing", "key_item"):
        content.read(here, rows[0], VALUE, FORMULA, names, always=True)
    elif known is not None:
        known(rows, here, content, names)
    else:
        content.put(here, {}, rows[0], KIND)
        _read_settings(kind, rows, here, content, names)


def _read_settings(
    kind: str, rows: Sequence[Row], path: Path, content: Content, names: Names, others: tuple[str, ...] = ()
) -> None:
    settings = {setting.part: setting for setting in SETTINGS[kind]}
    for row in rows:
        setting = settings.get(row.text(PART))
        if setting is not None:
            content.read((*path, setting.key), row, setting.column, setting.form, names)
        elif row.text(PART) not in others and (row.text(PART) or row.text(VALUE) or row.text(POINTS)):
            content.refuse(row, PART, _no_part(row, kind, (*settings, *others)))


def _no_part(row: Row, kind: str, parts: Sequence[str]) -> Unread:
    return Unread(f"「{words.RULE[kind]}」没有「{row.text(PART)}」这一项", "、".join(parts))


def _read_listing(listing: Listing, rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    content.put(path, {} if listing.keyed else [], rows[0], KIND)
    filled = [row for row in rows if row.text(NAME) or row.text(VALUE) or row.text(POINTS)]
    for at, row in enumerate(filled):
        if listing.keyed:
            _read_keyed(listing, row, path, content, names)
            continue
        content.put((*path, at), [] if isinstance(listing.columns[0][0], int) else {}, row)
        for step, column, form in listing.columns:
            content.read((*path, at, step), row, column, form, names, always=True)


def _read_keyed(listing: Listing, row: Row, path: Path, content: Content, names: Names) -> None:
    try:
        name = str(TITLE.read(row.text(NAME), names))
    except Unread:
        name = ""
    if not row.text(NAME) or name in content.below(path):
        found = f"「{name}」写了两次" if row.text(NAME) else "没有写名称"
        content.refuse(row, NAME, Unread(found, remedy="请改正" if row.text(NAME) else "请补写"))
        return
    if len(listing.columns) == 1:
        content.read((*path, name), row, listing.columns[0][1], listing.columns[0][2], names, always=True)
        return
    content.put((*path, name), [], row)
    for step, column, form in listing.columns:
        content.read((*path, name, step), row, column, form, names, always=True)


def _read_ranks(rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    content.put(path, {}, rows[0], KIND)
    places = [row for row in rows if row.text(PART) == PLACE]
    content.put((*path, "points"), [], rows[0], KIND)
    for at, row in enumerate(places):
        content.read((*path, "points", at), row, POINTS, AMOUNT, names, always=True)
    _read_settings("rank_points", rows, path, content, names, (PLACE,))


def _read_survey(rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    content.put(path, {"samples": []}, rows[0], KIND)
    at = -1
    for row in rows:
        if row.text(PART) == SAMPLE:
            at += 1
            content.put((*path, "samples", at), {}, row)
            content.read((*path, "samples", at, "sample"), row, VALUE, FORMULA, names)
        elif row.text(PART) == MINIMUM and at >= 0:
            content.read((*path, "samples", at, "minimum"), row, VALUE, NUMBER, names)
        elif row.text(PART) == IF_SMALL:
            content.read((*path, "if_small"), row, VALUE, IF_SMALL_FORM, names)
        else:
            content.refuse(row, PART, _no_part(row, "survey", (SAMPLE, MINIMUM, IF_SMALL)))


def _read_matrix(rows: Sequence[Row], path: Path, content: Content, names: Names) -> None:
    content.put(path, {"rows": {}, "columns": {}, "points": []}, rows[0], KIND)
    bands: dict[str, list[Row]] = {ROW_BAND: [], COLUMN_BAND: []}
    for row in rows:
        part = row.text(PART)
        if part in (ROWS_BY, COLUMNS_BY):
            side = "rows" if part == ROWS_BY else "columns"
            content.read((*path, side, "value"), row, VALUE, FORMULA, names)
        elif part in bands:
            bands[part].append(row)
        else:
            content.refuse(row, PART, _no_part(row, "matrix", (ROWS_BY, COLUMNS_BY, COLUMN_BAND, ROW_BAND)))
    for at, row in enumerate(bands[ROW_BAND]):
        content.put((*path, "points", at), [number_text(word) for word in parted(row.text(POINTS))], row, POINTS)
    for side, band_rows in (("rows", bands[ROW_BAND]), ("columns", bands[COLUMN_BAND])):
        _read_axis(band_rows, (*path, side), content, names, rows[0])


def _read_axis(rows: Sequence[Row], path: Path, content: Content, names: Names, first: Row) -> None:
    named = any(row.text(NAME) for row in rows)
    key, column, form = ("levels", NAME, TITLE) if named else ("at_least", VALUE, NUMBER)
    content.put((*path, key), [], rows[0] if rows else first)
    for row in rows:
        if row.text(column):
            content.read((*path, key, len(content.below((*path, key)))), row, column, form, names)


_READERS: dict[str, Callable[[Sequence[Row], Path, Content, Names], None]] = {
    "rank_points": _read_ranks,
    "matrix": _read_matrix,
}
