"""Where a data field or an indicator of a draft is used, in titles; and formulas that go on when a title changes.

A formula may call a data field by its code or by its title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rating.rubric.trail import Path
from rating.screens.workshop_sections.draft_tree import Tree, mapping, placed, records, spots, title_of

FORMULAS = frozenset(
    {"value", "when", "formula", "sample", "target", "reference", "all_or_nothing", "key_item"}
)  # fmt: skip
"""Keys below which a formula stands."""
_WORDS = (re.compile(r"[\w-]+"), re.compile(r"\w+"))
"""A code with a hyphen in it, or two codes with a minus between them: both are looked for."""


@dataclass(frozen=True, slots=True)
class Use:
    """code: of the indicator or data field, "" for what has none · told: what it is called."""

    code: str
    told: str


Users = Mapping[str, list[Use]]


def users(tree: Tree) -> Users:
    """Code → indicators, data fields, gates, grades and the ranking that name it, of a field or of an indicator."""
    by_title = codes_by_title(tree)
    found: dict[str, list[Use]] = {}
    for use, content in _places(tree):
        words = {by_title.get(word, word) for text in _naming(content) for word in _words(text)}
        for word in sorted(words - {use.code}):
            found.setdefault(word, []).append(use)
    return found


def codes_by_title(tree: Tree) -> dict[str, str]:
    """What a title in a formula means: the last field that is called so."""
    fields = mapping(tree.get("fields"))
    titles = {_as_parsed(title_of(field)): str(code) for code, field in fields.items()}
    return {title: code for title, code in titles.items() if title and title not in fields}


def retitled(tree: Tree, code: str) -> list[tuple[Path, str]]:
    """Places of formulas that call the field by its title, and what they say with its code instead."""
    title = _as_parsed(title_of(mapping(tree.get("fields")).get(code)))
    if codes_by_title(tree).get(title) != code:
        return []
    word = re.compile(rf"(?<![\w「-]){re.escape(title)}(?![\w」-])")
    written = ((path, text, word.sub(code, _as_parsed(text))) for path, text in formulas(tree))
    return [(path, new) for path, text, new in written if new != _as_parsed(text)]


def formulas(content: Any, path: Path = (), below: bool = False) -> Iterator[tuple[Path, str]]:
    """Every formula in it with its place."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from formulas(value, (*path, str(key)), key in FORMULAS)
    elif isinstance(content, list):
        for at, each in enumerate(content):
            yield from formulas(each, (*path, at))
    elif below and content is not None:
        yield path, str(content)


def _places(tree: Tree) -> Iterator[tuple[Use, Any]]:
    for spot in spots(tree):
        own = {key: value for key, value in spot.node.items() if key != "indicators"}
        yield Use(spot.code, f"指标「{spot.title}」"), own
    for code, field in mapping(tree.get("fields")).items():
        yield Use(str(code), f"数据项「{title_of(field, str(code))}」"), field
    yield from ((Use("", f"必备条件「{title_of(gate)}」"), gate) for gate in records(tree.get("gates")))
    for kind, bands in {"": tree.get("bands"), **mapping(tree.get("bands_by_kind"))}.items():
        for _, band in placed(bands):
            yield Use("", f"{kind}等级「{band.get('label') or band.get('stars')}」"), band
    yield Use("", "排名依据"), tree.get("ranking")


def _naming(content: Any) -> Iterator[str]:
    """Formulas, and the places where a code stands alone: the least of a grade, a reason, a key of the ranking."""
    yield from (text for _, text in formulas(content))
    held = mapping(content)
    yield from map(str, mapping(held.get("minimum")))
    yield str(mapping(mapping(held.get("rule")).get("mark")).get("reason") or "")
    for key in held["by"] if isinstance(held.get("by"), list) else ():
        yield str(mapping(key).get("key") or "") if isinstance(key, Mapping) else str(key)


def _words(text: str) -> Iterator[str]:
    parsed = _as_parsed(text)
    return (word for pattern in _WORDS for word in pattern.findall(parsed))


def _as_parsed(text: str) -> str:
    """As the parser of formulas takes it: Ａ is A."""
    return unicodedata.normalize("NFKC", text)
