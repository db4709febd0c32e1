"""pydantic's errors → findings with a path in the file and Chinese words, none left in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import groupby
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rating.rubric.trail import Finding, Path, part_at

Model = TypeVar("Model", bound=BaseModel)
_TYPES = {
    "string": "文字", "int": "整数", "bool": "true 或 false", "decimal": "数字", "float": "数字",
    "list": "列表", "tuple": "列表", "dict": "「名称: 内容」的形式", "model": "「名称: 内容」的形式", "none": "空",
    "date": "日期", "datetime": "日期", "mapping": "「名称: 内容」的形式", "model_attributes": "「名称: 内容」的形式",
}  # fmt: skip
_LIMITS = {
    "greater_than": ("大于", "gt"), "greater_than_equal": ("不小于", "ge"),
    "less_than": ("小于", "lt"), "less_than_equal": ("不大于", "le"), "multiple_of": ("的倍数", "multiple_of"),
}  # fmt: skip


def validate(model: type[Model], content: Any) -> tuple[Model | None, list[Finding]]:
    """`content` (a plain tree) as `model`, or every reason why it cannot be."""
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, _without_echoes(list(_findings(model, content, error.errors(include_url=False))))


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """A misspelt key is told once, not again as the missing one that it stands for; and what is wrong
    inside a value is not told again of the value, of which another branch was tried."""
    meant = {(*finding.path[:-1], finding.meant) for finding in findings if finding.meant}
    inner = {finding.path[:length] for finding in findings for length in range(len(finding.path))}
    echoes = {"rubric_key": meant, "rubric_value": inner}
    return [finding for finding in findings if finding.meant or finding.path not in echoes[finding.code]]


def _findings(model: type[BaseModel], content: Any, errors: list[ErrorDetails]) -> Iterator[Finding]:
    """One finding a place: the branches of a union that failed are told together."""
    placed = [(_path(content, error), error) for error in errors]
    for path, group in groupby(sorted(placed, key=lambda pair: _order(pair[0])), key=lambda pair: pair[0]):
        same_place = [error for _, error in group]
        yield from _tell(model, content, path, same_place)


def _order(path: Path) -> list[tuple[bool, int, str]]:
    return [(isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in path]


def _path(content: Any, error: ErrorDetails) -> Path:
    """The error's place in the file: labels of union branches and of wrapped numbers are left out."""
    path: list[str | int] = []
    for position, step in enumerate(error["loc"]):
        last = position == len(error["loc"]) - 1
        below = part_at(content, step)
        present = below is not None or (isinstance(content, dict) and step in content)
        if present or (last and error["type"] == "missing") or (isinstance(content, list) and isinstance(step, int)):
            path.append(step)
            content = below
    return tuple(path)


def _tell(model: type[BaseModel], content: Any, path: Path, errors: list[ErrorDetails]) -> Iterator[Finding]:
    value = content
    for step in path:
        value = part_at(value, step)
    kinds = {error["type"] for error in errors}
    if "extra_forbidden" in kinds:
        yield _unknown_key(model, path)
    elif kinds == {"missing"}:
        yield Finding("rubric_key", path, _lacking(path), remedy="请补写")
    else:
        found, expected = _words(value, errors)
        yield Finding("rubric_value", path, found, expected)


def _lacking(path: Path) -> str:
    last = path[-1] if path else ""
    return f"缺少第 {last + 1} 个数" if isinstance(last, int) else f"缺少「{last}」"


def _words(value: Any, errors: list[ErrorDetails]) -> tuple[str, str]:
    """What was found and what was expected, when a value is wrong (in one or in every branch)."""
    own = [str(error["ctx"]["error"]) for error in errors if "error" in error.get("ctx", {})]
    expected = list(dict.fromkeys(word for error in errors if (word := _expected(error))))
    if own and not expected:
        return "；".join(dict.fromkeys(own)), ""
    if own:
        expected = ["数字", *expected]
    return f"写的是{_shown(value)}", "或".join(dict.fromkeys(expected)) or "符合要求的取值"


def _expected(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _LIMITS:
        words, key = _LIMITS[kind]
        return f"{words} {context.get(key, '')}"
    if kind == "value_error":
        return ""
    told = _SPECIAL.get(kind)
    return told(context) if told else next((word for name, word in _TYPES.items() if kind.startswith(f"{name}_")), "")


_SPECIAL: dict[str, Callable[[dict[str, Any]], str]] = {
    "literal_error": lambda c: (
        "以下之一：" + str(c.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
    ),
    "string_pattern_mismatch": lambda c: "以英文字母开头，由字母、数字、下划线组成的代码",
    "string_too_short": lambda c: f"至少 {c.get('min_length')} 个字",
    "string_too_long": lambda c: f"不超过 {c.get('max_length')} 个字",
    "too_short": lambda c: f"至少 {c.get('min_length')} 项",
    "too_long": lambda c: f"不超过 {c.get('max_length')} 项",
}


def _shown(value: Any) -> str:
    match value:
        case None:
            return "空"
        case dict():
            return f"一组内容（{'、'.join(str(key) for key in list(value)[:4])}）"
        case list():
            return f"{len(value)} 项的列表"
        case _:
            text = str(value)
            return f"「{text if len(text) <= 40 else text[:40] + '…'}」"


def _unknown_key(model: type[BaseModel], path: Path) -> Finding:
    key, known = str(path[-1]), keys_at(model, path[:-1])
    if "：" in key:
        return Finding("rubric_key", path, f"没有「{key}」这一项", remedy="请把中文冒号改为英文冒号，后面空一格")
    if re.search(r"[()<>=]|^\d", key):
        return Finding(
            "rubric_key", path, f"没有「{key}」这一项", remedy="如果是算式的一部分，请把整个算式用引号括起来"
        )
    near = get_close_matches(key, known, 1, 0.6)
    if near:
        return Finding("rubric_key", path, f"没有「{key}」这一项", remedy=f"是否指 {near[0]}，请核对", meant=near[0])
    return Finding("rubric_key", path, f"没有「{key}」这一项", f"以下各项之一：{'、'.join(known)}" if known else "")


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the grammar knows at `path`, in their written order."""
    here: list[Any] = [model]
    for step in path:
        here = [below for annotation in here for below in annotations_below(annotation, step)]
    models = [shape for annotation in here for shape in _models(annotation)]
    return list(dict.fromkeys(key for shape in models for key in shape.model_fields))


def annotations_below(annotation: Any, step: str | int) -> list[Any]:
    """What the grammar allows one step under an annotation: a key of a model, an item of a container."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return [] if field is None else [field.annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return [inner[1]]
    if origin in (list, tuple):
        return list(inner)
    return [below for part in inner for below in annotations_below(part, step)]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models an annotation may hold directly, through unions but not through containers."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (list, tuple, dict):
        return []
    return [model for inner in get_args(annotation) for model in _models(inner)]
