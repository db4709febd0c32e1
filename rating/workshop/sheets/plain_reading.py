"""The plain sheets read back: settings, sources, roles, fields, raters, gates, bands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count

from rating.rubric.trail import Path
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.forms import AMOUNT, FORMULA, NONE, TEXT, TITLE, plain_text, unquoted
from rating.workshop.sheets.names import Called, Names, Unread, called
from rating.workshop.sheets.tables import (
    BAND_ADVICE,
    BAND_COLUMNS,
    BAND_KIND,
    BAND_NAME,
    BAND_PART,
    BAND_VALUE,
    BASIC_COLUMNS,
    CODE_HEADING,
    CONTENT_HEADING,
    EVERY_FIELD,
    FIELD_COLUMNS,
    FORMER_HEADING,
    GATE_COLUMNS,
    ITEM_HEADING,
    MINIMUM_PART,
    PER_KIND,
    RATER_COLUMNS,
    REQUIRED_PART,
    ROLE_COLUMNS,
    SOURCE_COLUMNS,
    TOTAL,
    Column,
)

NAME_HEADING = "名称"


def free_code(stem: str, title: str, taken: set[str]) -> str:
    """A code for something new, taken from then on.

    Made of its title, so that it is not the code of something else that was taken out years ago.
    """
    sign = f"{stem}_{hashlib.sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
    code = next(code for number in count(1) if (code := sign if number == 1 else f"{sign}_{number}") not in taken)
    taken.add(code)
    return code


def read_basic(rows: Sequence[Row], content: Content, names: Names) -> bool:
    """The settings; True when the total is stated by kind, elsewhere."""
    columns = {plain_text(column.heading): column for column in BASIC_COLUMNS}
    _tell_lost(rows, content)
    by_kind = False
    for row in rows:
        item = row.text(ITEM_HEADING)
        column = columns.get(plain_text(item))
        if column is None:
            content.left_over(row, ITEM_HEADING, f"基本信息中没有「{item}」这一项")
        elif column.heading == TOTAL and plain_text(row.text(CONTENT_HEADING)) == PER_KIND:
            content.cells[column.path] = (row.sheet, row.cell(CONTENT_HEADING))
            by_kind = True
        else:
            content.read(column.path, row, CONTENT_HEADING, column.form, names)
    return by_kind


def _new_code(row: Row, stem: str, taken: set[str]) -> str:
    return free_code(stem, unquoted(row.text(NAME_HEADING)), taken)


def _tell_lost(rows: Sequence[Row], content: Content) -> None:
    """A line taken out would seem to take its setting out of the rubric."""
    there = {plain_text(row.text(ITEM_HEADING)) for row in rows}
    for column in BASIC_COLUMNS:
        if rows and plain_text(column.heading) not in there:
            fault = Unread(f"缺少「{column.heading}」一行", remedy="请恢复这一行；不要的内容清空即可")
            content.refuse(rows[-1], ITEM_HEADING, fault, column.path)


def coded(
    rows: Sequence[Row], what: str, stem: str, content: Content, taken: set[str] | None = None
) -> tuple[list[tuple[str, Row]], Called]:
    """Each row with its code, given or new, and what they are called."""
    taken = {*(taken or ()), *(unquoted(row.text(CODE_HEADING)) for row in rows)}
    found: list[tuple[str, Row]] = []
    seen: dict[str, Row] = {}
    for row in rows:
        code = unquoted(row.text(CODE_HEADING)) if row.text(CODE_HEADING) else _new_code(row, stem, taken)
        if code in seen:
            told = f"代码与{seen[code].cell(NAME_HEADING)}一行相同"
            fault = Unread(told, remedy=f"如果是新增的{what}，请清空这一格的代码，由系统另编")
            content.refuse(row, CODE_HEADING, fault)
            continue
        seen[code] = row
        found.append((code, row))
    titles = [(code, unquoted(row.text(NAME_HEADING))) for code, row in found]
    former = [(code, unquoted(row.text(FORMER_HEADING))) for code, row in found if row.text(FORMER_HEADING)]
    return found, called(what, titles, former)


def read_table(
    things: Sequence[tuple[str, Row]], columns: Sequence[Column], top: str, code_key: str, content: Content,
    names: Names,
) -> None:  # fmt: skip
    """A list of objects, one a row."""
    content.tree[top] = []
    for at, (code, row) in enumerate(things):
        content.put((top, at), {}, row, NAME_HEADING)
        content.put((top, at, code_key), code, row, CODE_HEADING)
        read_columns((top, at), row, columns, content, names)


def read_columns(path: Path, row: Row, columns: Sequence[Column], content: Content, names: Names) -> None:
    """What one row says of one object."""
    for column in columns:
        if column.path and column.heading not in (CODE_HEADING, FORMER_HEADING):
            content.read((*path, *column.path), row, column.heading, column.form, names)


def read_fields(things: Sequence[tuple[str, Row]], content: Content, names: Names) -> None:
    content.tree["fields"] = {}
    for code, row in things:
        content.put(("fields", code), {}, row, NAME_HEADING)
        read_columns(("fields", code), row, FIELD_COLUMNS, content, names)


def read_sources_and_roles(
    sources: Sequence[tuple[str, Row]], roles: Sequence[tuple[str, Row]], content: Content, names: Names
) -> None:
    read_table(sources, SOURCE_COLUMNS, "sources", "id", content, names)
    read_table(roles, ROLE_COLUMNS, "roles", "code", content, names)


def read_gates(things: Sequence[tuple[str, Row]], content: Content, names: Names) -> None:
    read_table(things, GATE_COLUMNS, "gates", "code", content, names)


def read_raters(rows: Sequence[Row], content: Content, names: Names) -> None:
    """The general rule of combining marks, and those of single fields."""
    owner = RATER_COLUMNS[0].heading
    for row in rows:
        title = row.text(owner)
        path: Path = ("raters",)
        if plain_text(title) != EVERY_FIELD:
            try:
                path = ("fields", names.fields.needed(unquoted(title)), "raters")
            except Unread as fault:
                content.refuse(row, owner, fault)
                continue
        content.put(path, {}, row, owner)
        read_columns(path, row, RATER_COLUMNS, content, names)


def read_bands(rows: Sequence[Row], content: Content, names: Names) -> None:
    """Rows with stars open a band; rows without add conditions to it."""
    content.tree["bands"] = []
    last: Path = ()
    lengths: dict[Path, int] = {}
    limits = [column.heading for column in BAND_COLUMNS]
    for row in rows:
        if any(row.text(heading) for heading in (BAND_KIND, *limits)):
            kind = row.text(BAND_KIND)
            where: Path = ("bands_by_kind", unquoted(kind)) if kind else ("bands",)
            if where not in lengths:
                lengths[where] = 0
                content.put(where, [], row, limits[0])
            if row.text(limits[0]) == NONE:
                continue
            last = (*where, lengths[where])
            lengths[where] += 1
            content.put(last, {}, row, limits[0])
            read_columns(last, row, BAND_COLUMNS, content, names)
        if any(row.text(heading) for heading in (BAND_PART, BAND_NAME, BAND_VALUE)):
            _read_condition(row, last, content, names)


def _read_condition(row: Row, band: Path, content: Content, names: Names) -> None:
    part = row.text(BAND_PART)
    if not band:
        content.refuse(row, BAND_PART, Unread("这个条件前面没有星级", remedy="请先写星级一行"))
    elif part == MINIMUM_PART:
        try:
            code = names.nodes.needed(unquoted(row.text(BAND_NAME)))
        except Unread as fault:
            content.refuse(row, BAND_NAME, fault)
            return
        content.read((*band, "minimum", code), row, BAND_VALUE, AMOUNT, names, always=True)
    elif part in (REQUIRED_PART, ""):
        path = (*band, "requires", len(content.below(band).get("requires", ())))
        content.put(path, {}, row, BAND_NAME)
        content.read((*path, "title"), row, BAND_NAME, TITLE, names)
        content.read((*path, "when"), row, BAND_VALUE, FORMULA, names)
        content.read((*path, "advice"), row, BAND_ADVICE, TEXT, names)
    else:
        content.refuse(row, BAND_PART, Unread(f"写的是「{part}」", f"{MINIMUM_PART}或{REQUIRED_PART}"))
