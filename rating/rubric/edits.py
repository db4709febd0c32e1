"""Changes of one place in a rubric's text: comments, order, quotes and blank lines elsewhere stay as they are.

Every function takes YAML text and gives YAML text; to undo is to take the old text again.  What is new is written
as `written` would.  Each result is read again before it is given: it says exactly the changed tree.
Raises Refused for a text that is not readable YAML, for a place that is not in it, for texts that no rubric file
may hold and for more than 1 MiB.  Formulas that name a renamed code are not changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from rating.problems import Place, Problem, Refused
from rating.rubric.trail import Path
from rating.rubric.writing.layout import Sheet, read_sheet
from rating.rubric.writing.merging import merged, neighbour
from rating.rubric.writing.plain_tree import absent, has, moved, part, plain_tree, without
from rating.rubric.writing.splices import (
    Splice,
    applied,
    emptied,
    entry_added,
    item_added,
    outermost_brackets,
    outgrown,
    part_removed,
    renamed,
    reordered,
    replaced,
)
from rating.rubric.written import written_content

_BOM = "\ufeff"
_LONE_RETURN = re.compile(r"\r(?!\n)")
"""The line break of old machines, which becomes the usual one."""


def content(text: str) -> Any:
    """The text as a plain tree of dict, list, str and None (`key:`), every scalar as typed."""
    return deepcopy(_sheet(text).content)


def value_at(text: str, path: Path) -> Any:
    """What stands at `path`, as in `content`."""
    return deepcopy(part(_sheet(text).content, path))


def put(text: str, path: Path, value: Any) -> str:
    """`value` (a plain tree) at `path`; what is equal in it stays untouched, with its comments.

    Missing mappings on the way are made; the number of a list's items as the last step adds one; None removes.
    """
    sheet = _sheet(text)
    if value is None:
        return remove(text, path) if has(sheet.content, path) else text
    value = plain_tree(value, path)
    if not path and not isinstance(value, dict):
        raise TypeError("a rubric is a mapping")
    length = next(length for length in range(len(path), -1, -1) if has(sheet.content, path[:length]))
    standing = part(sheet.content, path[:length])
    if length < len(path):
        for step in reversed(path[length + 1 :]):
            if not isinstance(step, str):
                raise absent(sheet.content, path)
            value = {step: value}
        return _put_new(text, sheet, path[: length + 1], standing, value)
    expected = _changed(sheet.content, path, value)
    return _edited(text, sheet, path, expected, lambda sheet: merged(sheet, path, standing, value))


def _put_new(text: str, sheet: Sheet, path: Path, owner: Any, value: Any) -> str:
    """A key or item that is not there yet; `owner` is what stands above it."""
    step = path[-1]
    if isinstance(owner, list) and step == len(owner):
        return insert(text, path[:-1], len(owner), value)
    if not isinstance(step, str) or isinstance(owner, list | str):
        raise absent(sheet.content, path)
    expected = _changed(sheet.content, path[:-1], {**(owner or {}), step: value})

    def added(sheet: Sheet) -> list[Splice]:
        if not owner:
            return replaced(sheet, path[:-1], {step: value})
        return entry_added(sheet, path[:-1], [(step, value)], neighbour(path[:-1], list(owner), step))

    return _edited(text, sheet, path[:-1], expected, added)


def insert(text: str, path_of_list: Path, position: int, value: Any) -> str:
    """A new item that will stand at `position`, at most the number of items; a missing list is made."""
    sheet = _sheet(text)
    value = plain_tree(value, (*path_of_list, position))
    items = part(sheet.content, path_of_list) if has(sheet.content, path_of_list) else None
    if items is None:
        return put(text, path_of_list, [value])
    if not isinstance(items, list) or not 0 <= position <= len(items):
        raise absent(sheet.content, (*path_of_list, position))
    expected = _changed(sheet.content, path_of_list, [*items[:position], value, *items[position:]])

    def added(sheet: Sheet) -> list[Splice]:
        if not items:
            return replaced(sheet, path_of_list, [value])
        return item_added(sheet, path_of_list, position, [value])

    return _edited(text, sheet, path_of_list, expected, added)


def remove(text: str, path: Path) -> str:
    """Without the key or item at `path`, its own comments included; a last part leaves `{}` or `[]`."""
    sheet = _sheet(text)
    part(sheet.content, path)
    if not path:
        raise absent(sheet.content, path)
    rest = without(part(sheet.content, path[:-1]), [path[-1]])
    expected = _changed(sheet.content, path[:-1], rest)
    splices = part_removed(sheet, path[:-1], [path[-1]]) if rest else emptied(sheet, path[:-1])
    return _checked(text, sheet, path[:-1], expected, splices)


def move(text: str, path_of_list: Path, old: int, new: int) -> str:
    """The item at `old` will stand at `new`; the comments directly above it go with it."""
    sheet = _sheet(text)
    items = part(sheet.content, path_of_list)
    for position in (old, new):
        part(sheet.content, (*path_of_list, position))
    if not isinstance(items, list):
        raise absent(sheet.content, (*path_of_list, old))
    expected = _changed(sheet.content, path_of_list, moved(items, old, new))
    splices = reordered(sheet, path_of_list, moved(range(len(items)), old, new))
    return _checked(text, sheet, path_of_list, expected, splices)


def rename(text: str, path_of_mapping_key: Path, new_key: str) -> str:
    """Another key (a field's code, a level's name) at the same place. Refused when it is taken."""
    sheet, path = _sheet(text), path_of_mapping_key
    part(sheet.content, path)
    owner = part(sheet.content, path[:-1]) if path else None
    if not isinstance(owner, dict):
        raise absent(sheet.content, path)
    plain_tree({new_key: None}, path[:-1])
    if new_key == path[-1]:
        return text
    if new_key in owner:
        raise Refused([Problem("rubric_duplicate_key", Place(), f"「{new_key}」已经有了", "", "请换一个名称")])
    renamed_owner = {new_key if key == path[-1] else key: value for key, value in owner.items()}
    expected = _changed(sheet.content, path[:-1], renamed_owner)
    return _edited(text, sheet, path[:-1], expected, lambda sheet: renamed(sheet, path, new_key))


def _sheet(text: str) -> Sheet:
    """The text as read, not to be changed; what one edit gives is what the next one and the page ask for."""
    return _read(_LONE_RETURN.sub("\n", text.removeprefix(_BOM)))


@lru_cache(maxsize=8)
def _read(text: str) -> Sheet:
    return read_sheet(text)


def _changed(tree: Any, path: Path, value: Any) -> Any:
    """A copy of the tree with `value` at `path`."""
    if not path:
        return value
    tree = deepcopy(tree)
    part(tree, path[:-1])[path[-1]] = value
    return tree


def _edited(text: str, sheet: Sheet, path: Path, expected: Any, change: Callable[[Sheet], Sequence[Splice]]) -> str:
    """The change, or new lines for the brackets around `path` that it would make too long for one."""
    outer = outermost_brackets(sheet, path)
    too_small = outer is not None and outgrown(sheet, outer, part(expected, outer))
    splices = replaced(sheet, outer, part(expected, outer)) if outer and too_small else change(sheet)
    return _checked(text, sheet, path, expected, splices)


def _checked(text: str, sheet: Sheet, path: Path, expected: Any, splices: Sequence[Splice]) -> str:
    """The spliced text when it says `expected`; else the nearest part above that can be written anew.

    Only layouts that nobody writes by hand (keys marked with ?, lists within one dash) come to that.
    """
    for attempt in _attempts(sheet, path, expected, splices):
        changed = applied(sheet.text, attempt)
        try:
            said = _read(changed)
        except Refused as refusal:
            if any(problem.code == "rubric_unreadable" for problem in refusal.problems):
                raise
            continue
        if said.content == expected:
            return (_BOM if text.startswith(_BOM) else "") + changed
    return "\n".join([*_opening_comments(sheet.text), written_content(expected)])


def _attempts(sheet: Sheet, path: Path, expected: Any, splices: Sequence[Splice]) -> Iterator[Sequence[Splice]]:
    yield splices
    for length in range(len(path), 0, -1):
        yield replaced(sheet, path[:length], part(expected, path[:length]))


def _opening_comments(text: str) -> list[str]:
    lines = text.splitlines()
    return lines[: next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)]
