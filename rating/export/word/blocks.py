"""What a document is made of, before it is Word: paragraphs, tables, pictures, page breaks.

Text is plain text as it was typed; it becomes markup, and loses what cannot be seen, in one place (`markup.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph looks; the value is the style's id in the document."""

    TITLE = "RatingTitle"
    RECIPIENT = "RatingRecipient"
    BODY = "RatingBody"
    ANNEX = "RatingAnnex"
    HEADING = "RatingHeading"
    SUBHEADING = "RatingSubheading"
    CAPTION = "RatingCaption"
    NOTE = "RatingNote"
    ISSUER = "RatingIssuer"
    DATE = "RatingDate"
    CELL = "RatingCell"
    CELL_HEAD = "RatingCellHead"
    PICTURE = "RatingPicture"
    UNDER_PICTURE = "RatingUnderPicture"


class Side(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line breaks in `text` stay breaks.

    new_page   it begins a page · with_next: not left alone
    right      characters from the right edge, where the look's own will not do
    """

    text: str
    look: Look = Look.BODY
    new_page: bool = False
    with_next: bool = False
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its width in millimetres, and where its words stand."""

    title: str
    width: float
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns. `across`: one cell over all columns; `strong`: bold, on grey."""

    cells: tuple[str, ...]
    strong: bool = False
    across: bool = False
    with_next: bool = False
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Its headings stand again on every page, unless none of the columns has one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def has_headings(self) -> bool:
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, `width` millimetres wide; `told` is read out where it cannot be seen."""

    content: bytes
    width: float
    told: str


Block = Paragraph | Table | Picture
Blocks = tuple[Block, ...]


class Numbers:
    """Puts 表 1, 表 2 … before the captions and 图 1, 图 2 … before the lines under pictures of one document."""

    def __init__(self) -> None:
        self._counted = {Look.CAPTION: 0, Look.UNDER_PICTURE: 0}

    def put(self, blocks: Iterable[Block]) -> Blocks:
        """The next blocks of the document, in the order of reading."""
        return tuple(self._one(block) for block in blocks)

    def _one(self, block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.look not in self._counted:
            return block
        self._counted[block.look] += 1
        what = "表" if block.look is Look.CAPTION else "图"
        return replace(block, text=f"{what} {self._counted[block.look]}　{block.text}")


def rows(lines: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Plain rows of texts."""
    return tuple(Row(tuple(line)) for line in lines)


def heading(text: str) -> Paragraph:
    """一、…"""
    return Paragraph(text, Look.HEADING, with_next=True)


def subheading(text: str) -> Paragraph:
    """（一）…"""
    return Paragraph(text, Look.SUBHEADING, with_next=True)


def caption(text: str) -> Paragraph:
    """The line above a table, which stays with it; `Numbers` gives its number."""
    return Paragraph(text, Look.CAPTION, with_next=True)
