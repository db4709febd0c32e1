"""What must change in a text so that it says another tree: only the parts that differ, down to the single value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rating.rubric.trail import Path
from rating.rubric.writing.layout import Sheet
from rating.rubric.writing.lines import Spot
from rating.rubric.writing.splices import (
    Splice,
    entry_added,
    item_added,
    outermost_brackets,
    outgrown,
    part_removed,
    replaced,
)


def merged(sheet: Sheet, path: Path, old: Any, new: Any) -> list[Splice]:
    """The splices that turn `old`, which stands at `path`, into `new`; comments of equal parts stay."""
    if old == new:
        return []
    if outermost_brackets(sheet, path) == path and outgrown(sheet, path, new):
        return replaced(sheet, path, new)
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        return _mapping(sheet, path, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _list(sheet, path, old, new)
    return replaced(sheet, path, new)


def _mapping(sheet: Sheet, path: Path, old: dict[str, Any], new: dict[str, Any]) -> list[Splice]:
    kept = [key for key in old if key in new]
    splices = [splice for key in kept for splice in merged(sheet, (*path, key), old[key], new[key])]
    gone = [key for key in old if key not in new]
    if gone:
        splices += part_removed(sheet, path, gone)
    added: dict[str | None, list[tuple[str, Any]]] = {}
    for key in in_order(path, [key for key in new if key not in old]):
        added.setdefault(neighbour(path, kept, key), []).append((key, new[key]))
    for after, entries in added.items():
        splices += entry_added(sheet, path, entries, after)
    return splices


def in_order(path: Path, keys: Sequence[str]) -> list[str]:
    """Keys in the order of the grammar, those that it does not know last."""
    known = Spot(path).key_order
    return sorted(keys, key=lambda key: known.index(key) if key in known else len(known))


def neighbour(path: Path, keys: Sequence[str], key: str) -> str | None:
    """The key of `keys` (in the order of the text) behind which a new key belongs; None: before all."""
    known = Spot(path).key_order
    if key not in known or not keys:
        return keys[-1] if keys else None
    before = set(known[: known.index(key)])
    return next((each for each in reversed(keys) if each in before), None)


def _list(sheet: Sheet, path: Path, old: list[Any], new: list[Any]) -> list[Splice]:
    """Equal items at both ends stay; those between are changed one by one, then added or taken away."""
    head = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle, wanted = old[head : len(old) - tail], new[head : len(new) - tail]
    both = min(len(middle), len(wanted))
    splices = [splice for at in range(both) for splice in merged(sheet, (*path, head + at), middle[at], wanted[at])]
    if len(middle) > both:
        if len(old) == len(middle) - both:
            return replaced(sheet, path, new)
        return splices + part_removed(sheet, path, range(head + both, head + len(middle)))
    if len(wanted) > both:
        return splices + item_added(sheet, path, head + both, wanted[both:])
    return splices
