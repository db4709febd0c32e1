"""What people call things and what the rubric calls them: fields, indicators, sources, roles.

In the workbook everything is called by its title; a title that does not name one thing alone is
replaced by the code.  A formula keeps its signs, and names its fields in brackets:
「持证社工数」 / 「驻站社工数」.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rating.rubric.formula import FUNCTIONS
from rating.rubric.nouns import Rubric

Pair = tuple[str, str]
_NAME = re.compile(r"(share|points)(\s*\(\s*)([^\W\d][\w-]*)|(?<![\w.「])([^\W\d]\w*)(?!\s*\()(?![\w」])")
_BRACKETED = re.compile(r"(share|points)(\s*[(（]\s*)「([^「」]*)」|「([^「」]*)」")
_BARE = re.compile(r"(?<![\w.「])([^\W\d]\w*)(?![\w」])")
_WORDS = frozenset({"and", "or", "not", "且", "或", *FUNCTIONS})


class Unread(ValueError):
    """A cell does not hold what belongs there."""

    def __init__(self, found: str, expected: str = "", remedy: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.remedy = found, expected, remedy


@dataclass(frozen=True, slots=True)
class Called:
    """Things of one sort: code → title, and what a title means; `former` are titles they had before."""

    what: str
    titles: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=dict)

    def as_exported(self) -> Called:
        """By the titles of before, where they are known."""
        return Called(self.what, {code: self.former.get(code, title) for code, title in self.titles.items()})

    def title(self, code: str) -> str:
        """What a cell says for a code: its title where that names nothing else."""
        title = self.titles.get(code, "")
        usable = title and title.strip() == title and not set(title) & set("「」\n")
        if not usable or title in self.titles or list(self.titles.values()).count(title) > 1:
            return code
        return title

    def code(self, name: str) -> str | None:
        """What a name means: a code, a title of one thing alone, or a title it had before."""
        name = name.strip()
        if name in self.titles:
            return name
        for titles in (self.titles, self.former):
            meant = [code for code, title in titles.items() if title.strip() == name]
            if len(meant) == 1:
                return meant[0]
        return None

    def needed(self, name: str) -> str:
        """The same; raises Unread when the name means nothing."""
        code = self.code(name)
        if code is None:
            twice = Counter(self.titles.values())[name.strip()] > 1
            found = f"有几个{self.what}都叫「{name}」" if twice else f"没有名为「{name}」的{self.what}"
            raise Unread(found, f"已有的{self.what}名称", f"请改正名称，或先补上这个{self.what}")
        return code


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one rubric."""

    fields: Called
    nodes: Called
    sources: Called
    roles: Called

    def as_exported(self) -> Names:
        """With the titles that everything had when the workbook was made."""
        return Names(*(called.as_exported() for called in (self.fields, self.nodes, self.sources, self.roles)))

    def in_titles(self, formula: str) -> str:
        """`licensed / staff` → 「持证社工数」 / 「驻站社工数」; as it is where that could not be read back."""

        def shown(found: re.Match[str]) -> str:
            called, code = (self.nodes, found[3]) if found[3] else (self.fields, found[4])
            title = called.title(code)
            bracketed = code if title == code or code in _WORDS else f"「{title}」"
            return f"{found[1]}{found[2]}{bracketed}" if found[3] else bracketed

        told = _NAME.sub(shown, formula)
        try:
            return told if self.in_codes(told) == formula else formula
        except Unread:
            return formula

    def in_codes(self, formula: str) -> str:
        """The formula as the rubric keeps it. Raises Unread for an unknown name in brackets."""

        def meant(found: re.Match[str]) -> str:
            if found[3] is not None:
                return f"{found[1]}{found[2]}{self.nodes.needed(found[3])}"
            return self.fields.needed(found[4])

        def renamed(found: re.Match[str]) -> str:
            return gone.get(found[1], found[1])

        now = {*self.fields.titles.values(), *self.fields.titles}
        gone = {title: code for code, title in self.fields.former.items() if title not in now}
        told = _BRACKETED.sub(meant, formula)
        return _BARE.sub(renamed, told) if gone else told


_NOTHING = Called("", {})
NO_NAMES = Names(_NOTHING, _NOTHING, _NOTHING, _NOTHING)


def names_of(rubric: Rubric) -> Names:
    """The names of a rubric as it is."""
    return Names(
        called("数据项", ((code, each.title) for code, each in rubric.fields.items())),
        called("指标", ((node.code, node.title) for node in rubric.nodes)),
        called("来源", ((source.id, source.title) for source in rubric.sources)),
        called("评估主体", ((role.code, role.title) for role in rubric.roles)),
    )


def called(what: str, pairs: Iterable[Pair], former: Iterable[Pair] = ()) -> Called:
    """Things of one sort by (code, title)."""
    titles = dict(pairs)
    return Called(what, titles, {code: title for code, title in former if title and titles.get(code) != title})
