"""Plain trees (dict, list, text, nothing) as `read_tree` gives them, and the changes that `edits` makes in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rating.problems import Place, Problem, Refused
from rating.rubric.trail import Path, trail
from rating.rubric.writing.scalars import as_typed
from rating.rubric.yaml_tree import CONTROL, DEEPEST


def plain_tree(value: Any, at: Path = ()) -> Any:
    """`value` as a file would give it back: every scalar a text, "8" for Decimal("8.0"), None for nothing.

    Raises Refused for what no rubric file may hold (control signs, lone surrogates, the key "<<", more than
    40 levels), with the trail that starts with the path `at`; TypeError for floats and foreign objects.
    """
    return _plain(value, at, at, value)


def _plain(value: Any, path: Path, at: Path, whole: Any) -> Any:
    if isinstance(value, Mapping | list | tuple):
        if len(path) >= DEEPEST:
            raise _refused("rubric_syntax", path, at, whole, f"嵌套超过 {DEEPEST} 层", f"不超过 {DEEPEST} 层")
        if not isinstance(value, Mapping):
            return [_plain(item, (*path, step), at, whole) for step, item in enumerate(value)]
        return {_key(key, path, at, whole): _plain(item, (*path, str(key)), at, whole) for key, item in value.items()}
    text = as_typed(value)
    _refuse_signs(text or "", path, at, whole)
    return text


def _key(key: Any, path: Path, at: Path, whole: Any) -> str:
    text = as_typed(key)
    if text is None:
        raise TypeError("a key cannot be nothing")
    _refuse_signs(text, path, at, whole)
    if text == "<<":
        raise _refused("rubric_anchor", path, at, whole, "合并键「<<」", "")
    return text


def _refuse_signs(text: str, path: Path, at: Path, whole: Any) -> None:
    sign = CONTROL.search(text)
    if sign:
        found = f"文字中有控制字符（U+{ord(sign[0]):04X}）"
        raise _refused("rubric_value", path, at, whole, found, "不含控制字符的文字", "请删去看不见的控制字符")


def _refused(code: str, path: Path, at: Path, whole: Any, found: str, expected: str, remedy: str = "") -> Refused:
    told = ".".join(filter(None, (trail(None, at), trail(whole, path[len(at) :]))))
    return Refused([Problem(code, Place(object=told), found, expected, remedy)])


def part(content: Any, path: Path) -> Any:
    """What stands at `path`. Raises Refused where there is nothing to find."""
    for position, step in enumerate(path):
        if not _has(content, step):
            raise absent(content, path[: position + 1])
        content = content[step]
    return content


def has(content: Any, path: Path) -> bool:
    """Whether there is something at `path`, be it nothing (`key:`)."""
    for step in path:
        if not _has(content, step):
            return False
        content = content[step]
    return True


def _has(content: Any, step: str | int) -> bool:
    if isinstance(content, dict):
        return isinstance(step, str) and step in content
    return isinstance(content, list) and isinstance(step, int) and 0 <= step < len(content)


def absent(content: Any, path: Path) -> Refused:
    """The refusal for a place that is not, or no longer, in the text."""
    place = Place(object=trail(None, path))
    return Refused([Problem("rubric_reference", place, "这一处不在评分标准里，或已经改动", "", "请重新打开后再改")])


def moved(items: Sequence[Any], old: int, new: int) -> list[Any]:
    """The items with the one at `old` standing at `new`."""
    rest = [*items[:old], *items[old + 1 :]]
    return [*rest[:new], items[old], *rest[new:]]


def without(owner: Any, steps: Sequence[str | int]) -> Any:
    """The mapping or list without these keys or positions."""
    if isinstance(owner, dict):
        return {key: value for key, value in owner.items() if key not in steps}
    return [value for at, value in enumerate(owner) if at not in steps]
