"""The smallest change of a text that replaces, adds or takes away one part, and leaves every other sign alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rating.rubric.trail import Path
from rating.rubric.writing.layout import Placed, Sheet
from rating.rubric.writing.lines import (
    SECTIONS,
    Spot,
    entry_lines,
    fitting,
    in_brackets,
    item_lines,
    key_text,
    root_lines,
)
from rating.rubric.writing.plain_tree import part, without
from rating.rubric.writing.scalars import width


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """The signs `start`…`end` give way to `text`."""

    start: int
    end: int
    text: str


def applied(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices, of which no two may overlap. Line breaks become those of the text."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.text.replace("\n", line_break) + text[splice.end :]
    return text


def replaced(sheet: Sheet, path: Path, value: Any) -> list[Splice]:
    """`value` in place of what stands at `path`; a comment behind a single line stays."""
    old = sheet.at(path)
    if not path:
        return [Splice(old.start, old.end, "\n".join(root_lines(value)))]
    if outermost_brackets(sheet, path[:-1]) is not None:
        space = " " if sheet.text[old.start - 1] == ":" else ""
        return [Splice(old.start, old.end, space + in_brackets(value, Spot(path)))]
    first, *rest = _behind_key(sheet, path, value)
    if old.block and not _starts_beside_key(sheet, old):
        below = Splice(sheet.line_end(old.after), sheet.line_end(old.end), "".join(f"\n{line}" for line in rest))
        return [below, *([Splice(old.after, old.after, first)] if first else [])]
    if not rest:
        spaces = old.start if old.start > old.after and _starts_beside_key(sheet, old) else old.after
        return [Splice(spaces, old.end, first.lstrip() if spaces > old.after else first)]
    end = sheet.line_end(old.end)
    comment = "" if old.block else sheet.text[old.end : end].rstrip()
    return [Splice(old.after, end, "\n".join([first + comment, *rest]))]


def _starts_beside_key(sheet: Sheet, placed: Placed) -> bool:
    return placed.start <= sheet.line_end(placed.after)


def _behind_key(sheet: Sheet, path: Path, value: Any) -> list[str]:
    """What follows a colon or a dash, as `written` would put it."""
    placed = sheet.at(path)
    spot = Spot(path, sheet.column(placed.entry))
    if isinstance(path[-1], int):
        first, *rest = item_lines(value, spot)
        return [first[1:], *rest]
    first, *rest = entry_lines(path[-1], value, spot)
    name = sheet.text[placed.entry : placed.key_end]
    return [first.removeprefix(key_text(path[-1]) + ":"), *rest] if name else [first, *rest]


def outermost_brackets(sheet: Sheet, path: Path) -> Path | None:
    """The path of the outermost brackets around the part at `path`, or of itself; None outside of any."""
    return next((path[:length] for length in range(len(path) + 1) if sheet.at(path[:length]).flow), None)


def outgrown(sheet: Sheet, path: Path, value: Any) -> bool:
    """Whether what stood well in brackets on a single line at `path` is, as `value`, better laid out as a block.

    Brackets that somebody chose against our measure stay brackets.
    """
    placed = sheet.at(path)
    if not path or "\n" in sheet.text[placed.start : placed.end]:
        return False
    spot, used = Spot(path), width(sheet.text[sheet.line_start(placed.start) : placed.start])
    return fitting(value, spot, used) is None and fitting(part(sheet.content, path), spot, used) is not None


def entry_added(sheet: Sheet, path: Path, entries: Sequence[tuple[str, Any]], after: str | None) -> list[Splice]:
    """Keys and their values in the mapping at `path`, behind the key `after` or, for None, before all others."""
    mapping = sheet.at(path)
    if mapping.flow:
        told = [f"{key_text(key)}: {in_brackets(value, Spot((*path, key)))}" for key, value in entries]
        return _added_in_brackets(mapping, told, None if after is None else mapping.under(after))
    column = sheet.column(mapping.inner()[0].entry)
    blocks = [entry_lines(key, value, Spot((*path, key), column)) for key, value in entries]
    blocks = [["", *lines] if not path and len(lines) > 1 and key in SECTIONS else lines
              for (key, _), lines in zip(entries, blocks, strict=True)]  # fmt: skip
    lines = [line for block in blocks for line in ([block[0], " " * column + block[1], *block[2:]] if not block[0]
             else [" " * column + block[0], *block[1:]])]  # fmt: skip
    if after is not None:
        return [_below(sheet, mapping.under(after), lines)]
    start = mapping.inner()[0].entry
    return [Splice(start, start, "\n".join([*lines, " " * column]).lstrip())]


def _below(sheet: Sheet, placed: Placed, lines: Sequence[str]) -> Splice:
    end = sheet.line_end(placed.end)
    return Splice(end, end, "".join(f"\n{line}" for line in lines))


def _added_in_brackets(container: Placed, told: Sequence[str], after: Placed | None) -> list[Splice]:
    if after is None:
        start = container.inner()[0].entry
        return [Splice(start, start, "".join(f"{one}, " for one in told))]
    return [Splice(after.end, after.end, "".join(f", {one}" for one in told))]


def item_added(sheet: Sheet, path: Path, position: int, values: Sequence[Any]) -> list[Splice]:
    """Items of the list at `path` before the one that stands at `position`."""
    items = sheet.at(path)
    if items.flow:
        told = [in_brackets(value, Spot((*path, position))) for value in values]
        return _added_in_brackets(items, told, items.inner()[position - 1] if position else None)
    column = sheet.column(items.start)
    spot = Spot((*path, position), column)
    blocks = (item_lines(value, spot) for value in values)
    lines = [line for first, *rest in blocks for line in (" " * column + first, *rest)]
    if position:
        return [_below(sheet, items.inner()[position - 1], lines)]
    start = items.inner()[0].entry
    if sheet.alone(items.inner()[0]):
        start = own_start(sheet, items.inner(), 0)
        return [Splice(start, start, "\n".join([*lines, ""]))]
    return [Splice(start, start, "\n".join([*lines, " " * column]).lstrip())]


def part_removed(sheet: Sheet, path: Path, steps: Sequence[str | int]) -> list[Splice]:
    """Without these parts of the mapping or list at `path`; at least one part must remain."""
    owner = sheet.at(path)
    siblings = owner.inner()
    gone = {siblings.index(owner.under(step)) for step in steps}
    if owner.block and not all(sheet.alone(siblings[at]) or _before_a_neighbour(siblings, at) for at in gone):
        return replaced(sheet, path, without(part(sheet.content, path), steps))
    return [splice for at in sorted(gone) for splice in _cut(sheet, owner, siblings, at, gone)]


def _before_a_neighbour(siblings: list[Placed], at: int) -> bool:
    """The first part, on the line of its dash, whose place the next one can take."""
    return at == 0 and len(siblings) > 1


def _cut(sheet: Sheet, owner: Placed, siblings: list[Placed], at: int, gone: set[int]) -> list[Splice]:
    if owner.flow:
        return [_cut_from_brackets(sheet, siblings, at, gone)]
    placed, end = siblings[at], sheet.line_end(siblings[at].end)
    if sheet.alone(placed):
        start, end = own_start(sheet, siblings, at), _next_line(sheet, end)
        if end == len(sheet.text) and not sheet.text.endswith("\n"):
            start = max(0, start - 1)
        if _blank_before(sheet, start) and (not sheet.text[end:].strip() or _blank_at(sheet, end)):
            start = sheet.line_start(start - 1)
        return [Splice(start, end, "")]
    following = siblings[at + 1]
    beside = "#" not in sheet.text[placed.end : following.entry] and at + 1 not in gone
    return [Splice(placed.entry, following.entry if beside else end, "")]


def _next_line(sheet: Sheet, end: int) -> int:
    found = sheet.text.find("\n", end)
    return len(sheet.text) if found < 0 else found + 1


def _blank_before(sheet: Sheet, start: int) -> bool:
    return start > 0 and not sheet.text[sheet.line_start(start - 1) : start].strip()


def _blank_at(sheet: Sheet, start: int) -> bool:
    return not sheet.text[start : sheet.line_end(start)].strip()


def _cut_from_brackets(sheet: Sheet, siblings: list[Placed], at: int, gone: set[int]) -> Splice:
    """A part with the comma behind it, or for the last ones with the comma before it."""
    placed = siblings[at]
    comma = re.compile(r"[ \t]*,[ \t]*").match(sheet.text, placed.end)
    end = comma.end() if comma else placed.end
    last = all(later in gone for later in range(at, len(siblings)))
    if last and at:
        before = sheet.text[siblings[at - 1].end : placed.entry]
        if "\n" not in before:
            return Splice(siblings[at - 1].end, placed.end, "")
    if sheet.alone(placed) and not sheet.text[end : sheet.line_end(end)].split("#")[0].strip():
        return Splice(sheet.line_start(placed.entry), _next_line(sheet, sheet.line_end(end)), "")
    return Splice(placed.entry, end, "")


def own_start(sheet: Sheet, siblings: list[Placed], at: int) -> int:
    """Where the lines of a part begin: with the comments directly above it, when they are of it alone.

    They are when a comment, a blank line or nothing follows the part; else they head those that follow too.
    """
    placed = siblings[at]
    start = sheet.line_start(placed.entry)
    if start == 0 or (at + 1 < len(siblings) and not _set_off(sheet, placed, siblings[at + 1])):
        return start
    mark = " " * sheet.column(placed.entry) + "#"
    above = start
    while above > 0 and sheet.text.startswith(mark, sheet.line_start(above - 1)):
        above = sheet.line_start(above - 1)
    return above if above > 0 else start


def _set_off(sheet: Sheet, placed: Placed, following: Placed) -> bool:
    return sheet.text[sheet.line_end(placed.end) : sheet.line_start(following.entry)].strip("\r") not in (
        "\n",
        "\r\n",
        "",
    )


def emptied(sheet: Sheet, path: Path) -> list[Splice]:
    """An empty mapping or list in place of the one at `path`, whose only part goes; comments inside stay."""
    owner = sheet.at(path)
    only = owner.inner()[0]
    sign = "{}" if isinstance(owner.parts, dict) else "[]"
    if owner.flow or not path or not sheet.alone(only) or _starts_beside_key(sheet, owner):
        return [Splice(owner.start, owner.end, sign)]
    start, end = sheet.line_start(only.entry), sheet.line_end(only.end)
    return [Splice(owner.after, owner.after, f" {sign}"), Splice(start - 1, end, "")]


def reordered(sheet: Sheet, path: Path, order: Sequence[int]) -> list[Splice]:
    """The items of a list in another order; the blank lines and headings between them stay where they are."""
    items = sheet.at(path)
    siblings = items.inner()
    if items.flow:
        slots = [(placed.start, placed.end) for placed in siblings]
    elif all(map(sheet.alone, siblings)):
        slots = [(own_start(sheet, siblings, at), sheet.line_end(placed.end)) for at, placed in enumerate(siblings)]
    else:
        return replaced(sheet, path, [part(sheet.content, (*path, at)) for at in order])
    texts = [sheet.text[start:end] for start, end in slots]
    return [
        Splice(start, end, texts[at].replace("\r\n", "\n"))
        for (start, end), at in zip(slots, order, strict=True)
        if texts[at] != sheet.text[start:end]
    ]


def renamed(sheet: Sheet, path: Path, name: str) -> list[Splice]:
    """Another key for the part at `path`."""
    placed = sheet.at(path)
    return [Splice(placed.entry, placed.key_end, key_text(name))]
