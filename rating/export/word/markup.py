"""Blocks → WordprocessingML. Every text passes `_run`: what is not seen is taken out, markup signs are escaped."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from docx.shared import Mm

from rating.export.word.blocks import Block, Column, Look, Paragraph, Picture, Row, Table
from rating.export.word.looks import STYLES
from rating.shown import visible

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
RULE, SHADE = "6B7785", "EEF1F5"
FIRST_PICTURE = 1000
GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
"""Air below a table, and what keeps two tables apart; none before a new page, which it could itself run over to."""
AIR = '<w:spacing w:after="100"/>'
"""Below a line of text that a table follows."""
SMALL, SHORT = 8, 60
"""A table of no more rows, with no more signs in a cell, stays on one page; of others no single row stands alone."""
SPLIT_FROM = 900
"""A cell with more signs than this may run on to the next page: it could be longer than one."""


def markup(blocks: Iterable[Block], part: Any) -> str:
    """The children of a w:body (or of nothing else); `part` is the document part that takes the pictures in."""
    given = tuple(blocks)
    return "".join(_one(block, after, part) for block, after in zip(given, (*given[1:], None), strict=False))


def _one(block: Block, after: Block | None, part: Any) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block, above_table=isinstance(after, Table))
    if isinstance(block, Picture):
        return _picture(block, part)
    ends_page = isinstance(after, Paragraph) and after.new_page
    return _table(block) + ("" if ends_page else GAP)


def _paragraph(block: Paragraph, *, above_table: bool) -> str:
    style = STYLES[block.look]
    more = "<w:keepNext/>" if block.with_next else ""
    more += "<w:pageBreakBefore/>" if block.new_page else ""
    more += AIR if above_table and not style.after else ""
    if block.right is not None:
        more += f'<w:ind w:rightChars="{round(block.right * 100)}" w:right="{round(block.right * style.size * 20)}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{block.look}"/>{more}</w:pPr>{_run(block.text)}</w:p>'


def _run(text: str, strong: bool = False) -> str:
    """Text with its line breaks and tabs, as one run."""
    look = "<w:rPr><w:b/></w:rPr>" if strong else ""
    lines = visible(text).replace("\r", "").split("\n")
    return f"<w:r>{look}{'<w:br/>'.join(_line(line) for line in lines)}</w:r>" if text else ""


def _line(text: str) -> str:
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))


def _table(table: Table) -> str:
    widths = [round(column.width * TWIPS) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _head(table.columns, widths) if table.has_headings else ""
    last = len(table.rows) - 1
    held = range(last) if _is_small(table) else (0, last - 1)
    kept = (replace(row, with_next=True) if at in held and at < last else row for at, row in enumerate(table.rows))
    body = "".join(_row(row, table.columns, widths) for row in kept)
    return f"<w:tbl>{_properties(sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _is_small(table: Table) -> bool:
    return len(table.rows) <= SMALL and all(len(cell) <= SHORT for row in table.rows for cell in row.cells)


def _properties(width: int) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _head(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = "".join(
        _cell(column.title, width, look=Look.CELL_HEAD, shade=True)
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: tuple[Column, ...], widths: list[int]) -> str:
    together = "" if any(len(cell) > SPLIT_FROM for cell in row.cells) else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{round(row.height * TWIPS)}" w:hRule="atLeast"/>' if row.height else ""
    return f"<w:tr><w:trPr>{together}{height}</w:trPr>{''.join(_cells(row, columns, widths))}</w:tr>"


def _cells(row: Row, columns: tuple[Column, ...], widths: list[int]) -> Iterator[str]:
    if row.across:
        over = f'<w:gridSpan w:val="{len(columns)}"/>'
        yield _cell(row.cells[0], sum(widths), over, strong=True, shade=row.strong, with_next=row.with_next)
        return
    for text, column, width in zip(row.cells, columns, widths, strict=True):
        yield _cell(text, width, side=column.side, strong=row.strong, shade=row.strong, with_next=row.with_next)


def _cell(
    text: str,
    width: int,
    over: str = "",
    *,
    look: Look = Look.CELL,
    side: str = "",
    strong: bool = False,
    shade: bool = False,
    with_next: bool = False,
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shade else ""
    keep = "<w:keepNext/>" if with_next else ""
    aside = f'<w:jc w:val="{side}"/>' if side in ("center", "right") else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{fill}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/>{keep}{aside}</w:pPr>{_run(text, strong)}</w:p></w:tc>'
    )


def _picture(block: Picture, part: Any) -> str:
    inline = part.new_pic_inline(io.BytesIO(block.content), width=Mm(block.width), height=None)
    inline.docPr.set("descr", visible(block.told))
    inline.docPr.set("name", "图")
    inline.docPr.id = FIRST_PICTURE + len(part.rels)  # unlike any other, before it stands in the document
    style = f'<w:pPr><w:pStyle w:val="{Look.PICTURE}"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:drawing>{inline.xml}</w:drawing></w:r></w:p>"
