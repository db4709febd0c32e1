"""A rule that is a list (档次、步长、部分、奖项): one row each, added and taken away in the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rating.screens.parts.markup import put, tag
from rating.screens.workshop_sections.column_form import read_text, shown
from rating.screens.workshop_sections.typed_rows import Head, typed_rows
from rating.workshop.sheets.forms import Form
from rating.workshop.sheets.names import Names, Unread
from rating.workshop.sheets.rule_shapes import VALUE, Listing

Body = tuple[Any, int]
"""A rule's body as the tree would have it, and how much of the form could not be read."""


def list_form(listing: Listing, body: Any, names: Names, key: str) -> Body:
    rows = list(rows_of(listing, body, names))
    typed = typed_rows(_heads(listing), rows, key)
    if typed == [[cell.strip() for cell in row] for row in rows]:
        return body, 0
    made, faults = body_of(listing, typed, names)
    for fault in faults:
        put(tag("p", fault), cls="notice-box warning")
    return made, len(faults)


def _heads(listing: Listing) -> list[Head]:
    named = [Head(listing.part, 2)] if listing.keyed else []
    return [*named, *(Head(_titled(listing, title, form), _width(form)) for _, title, form in listing.columns)]


def _titled(listing: Listing, title: str, form: Form) -> str:
    """条件或数值 is said as what it is here."""
    if title != VALUE:
        return title
    return "条件" if form.look == "formula" else listing.part


def _width(form: Form) -> int:
    return 1 if form.look == "number" else 2


def rows_of(listing: Listing, body: Any, names: Names) -> Iterator[list[str]]:
    """The body as rows of text; what has another shape is left out, and is written anew where the form is saved."""
    forms = [form for _, _, form in listing.columns]
    if listing.keyed:
        for name, value in body.items() if isinstance(body, Mapping) else ():
            parts = value if isinstance(value, list) else [value]
            yield [str(name), *(shown(form, part, names) for form, part in zip(forms, parts, strict=False))]
        return
    for item in body if isinstance(body, list) else ():
        yield [shown(form, _part(item, key), names) for key, _, form in listing.columns]


def _part(item: Any, key: str | int) -> Any:
    if isinstance(item, Mapping):
        return item.get(str(key))
    return item[key] if isinstance(item, list) and isinstance(key, int) and key < len(item) else None


def body_of(listing: Listing, rows: Sequence[Sequence[str]], names: Names) -> tuple[Any, list[str]]:
    """The body that the rows say, and sentences about what they do not say."""
    faults: list[str] = []
    made: list[tuple[str, list[Any]]] = []
    for row in rows:
        name, cells = (row[0], row[1:]) if listing.keyed else ("", row)
        if listing.keyed and not name:
            faults.append(f"有一行没有写{listing.part}的名称。")
        if any(name == other for other, _ in made if name):
            faults.append(f"{listing.part}「{name}」写了两次。")
        made.append((name, [_read(cell, title, form, names, faults)
                            for cell, (_, title, form) in zip(cells, listing.columns, strict=True)]))  # fmt: skip
    return _as_tree(listing, made), faults


def _read(cell: str, title: str, form: Form, names: Names, faults: list[str]) -> Any:
    try:
        return read_text(form, cell, names) if cell else ""
    except Unread as fault:
        faults.append(f"「{title}」{fault.found}。{fault.remedy}")
        return ""


def _as_tree(listing: Listing, rows: Sequence[tuple[str, list[Any]]]) -> Any:
    if listing.keyed:
        return {name: read[0] if len(read) == 1 else read for name, read in rows if name}
    keys = [key for key, _, _ in listing.columns]
    if all(isinstance(key, int) for key in keys):
        return [read for _, read in rows]
    return [{str(key): cell for key, cell in zip(keys, read, strict=True) if cell} for _, read in rows]
