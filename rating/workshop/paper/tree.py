"""The tree of a standard while it is being read: sections, levels, and the rows that stand under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rating.workshop.paper.amounts import Points, titled_points
from rating.workshop.paper.headings import STANDARD
from rating.workshop.paper.numbering import Numbering, numbered
from rating.workshop.paper.parts import SCORED, PaperText
from rating.workshop.paper.row_words import cap_of, kind_of

ROOT, TABLE, SECTION, PART = -3, -2, -1, 99
"""Slots of a node beside the level columns 0, 1, …: the paper, a table's own heading, a section row, a row's part."""
LONGEST_TITLE = 24
_CJK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_BROKEN = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_CUT = re.compile(r"[。；;\n]")


@dataclass(frozen=True, slots=True)
class Stated:
    """Points that the paper states for a node, and where."""

    points: Points
    where: str


@dataclass(eq=False)
class RowPart:
    """What one row says about an indicator: texts by role, points, its place."""

    where: str
    texts: dict[str, list[PaperText]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    serial: Numbering | None = None
    key: tuple[int, int] = (0, 0)

    def said(self, role: str) -> PaperText:
        """All cells of this role in the row as one text; the place of the first."""
        texts = self.texts.get(role, [])
        apart = " " if role == STANDARD and not any("：" in text.text for text in texts) else "；"
        return PaperText(apart.join(text.text for text in texts), texts[0].where) if texts else PaperText()


@dataclass(eq=False)
class Node:
    """One title of the tree. `raw` is the cell's text as typed, `title` without number and points."""

    slot: int
    raw: PaperText
    title: str = ""
    number: Numbering | None = None
    kind: str = SCORED
    cap: Decimal | None = None
    stated: list[Stated] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rows: list[RowPart] = field(default_factory=list)
    typed_again: str = ""
    parent: Node | None = None

    def under(self, slot: int, raw: PaperText) -> Node:
        """A new last child with this text: number, points and kind taken from it."""
        number, rest = numbered(one_line(raw.text))
        title, points = titled_points(rest)
        node = Node(slot, raw, title or rest or one_line(raw.text), number, kind_of(rest, self.kind), parent=self)
        node.cap = cap_of(rest) if node.kind != SCORED else None
        if points is not None:
            node.stated.append(Stated(points, raw.where))
        self.children.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def trail(self) -> tuple[Node, ...]:
        """From the outermost title down to this one; the paper itself is none."""
        return (*(self.parent.trail() if self.parent else ()), *([self] if self.slot != ROOT else []))


def common_parent(nodes: list[Node]) -> Node:
    """The lowest node above (or equal to) all of these."""
    trails = [node.trail() for node in nodes]
    lowest = nodes[0]
    while lowest.parent is not None and not all(any(one is lowest for one in trail) for trail in trails):
        lowest = lowest.parent
    return lowest


def one_line(text: str) -> str:
    """A title broken over lines, or spaced out to fill its cell, as one run of words."""
    return _BROKEN.sub("", " ".join(text.split()))


def same_words(one: str, other: str) -> bool:
    return re.sub(r"\s+", "", one) == re.sub(r"\s+", "", other)


def joined(texts: list[PaperText]) -> PaperText:
    """Several rows as one text, a line each, the same words once; the place of the first."""
    told: dict[str, str] = {}
    for text in texts:
        if text:
            told.setdefault(text.text, text.where)
    return PaperText("\n".join(told), next(iter(told.values()))) if told else PaperText()


def title_from(sentence: PaperText) -> PaperText:
    """A short title for a row that has none, from the start of its sentence."""
    _, rest = numbered(one_line(_CUT.split(sentence.text.strip(), maxsplit=1)[0]))
    head, colon, tail = rest.partition("：")
    words, _ = titled_points(head if colon and tail.strip() and len(head) <= LONGEST_TITLE * 2 else rest)
    words = words if len(words) <= LONGEST_TITLE else re.split(r"[，,、]", words, maxsplit=1)[0]
    return PaperText(words[:LONGEST_TITLE] or rest[:LONGEST_TITLE], sentence.where)
