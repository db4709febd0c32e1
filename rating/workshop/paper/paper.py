"""A standard as it circulates, Word or Excel, → a `Paper`: indicators, points, texts, and all that does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rating.problems import Place, Problem, Refused
from rating.workshop.paper.cut_scores import cut_scores
from rating.workshop.paper.headings import POINTS
from rating.workshop.paper.items import (
    HUNDRED,
    bare_titles,
    item_of,
    leaves,
    settle_signs,
    settle_units,
    split_rows,
    value_of,
)
from rating.workshop.paper.outline import read_outline
from rating.workshop.paper.parts import (
    HEADING,
    ITEM,
    NOTE,
    PROBLEM,
    SCORED,
    CutScore,
    Paper,
    PaperColumn,
    PaperItem,
    PaperRow,
    PaperTable,
    PaperText,
    total_of,
)
from rating.workshop.paper.points_cells import settle_points
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.row_words import full_marks_of
from rating.workshop.paper.segments import Segment, segments
from rating.workshop.paper.sources import Sheet, Source, read_source
from rating.workshop.paper.sums import check_sums, check_tree
from rating.workshop.paper.table_titles import Begun, heading_of, title_of
from rating.workshop.paper.tree import Node
from rating.workshop.paper.unheaded import told_roles
from rating.workshop.paper.vetoes import veto_items
from rating.workshop.paper.walk import begin_sheet, open_table, walk_table

__all__ = ["CutScore", "Paper", "PaperColumn", "PaperItem", "PaperRow", "PaperTable", "PaperText", "read_paper"]


LONGEST_TOLD = 60
"""Signs of a row that was not understood, as its problem quotes them."""


def read_paper(content: bytes, name: str) -> Paper:
    """The standard in these bytes: .docx, .xlsx, .xlsm, .xls, .ods or .csv; `name` is the file's name for the problems.

    Raises Refused for a file that cannot be read (damaged, locked, hostile, .doc) and for one in
    which no indicator is found.  Everything else that does not fit is in `problems`.
    """
    source = read_source(content, name)
    walk = Walk(name)
    lines = [*(line for sheet in source.sheets for line in sheet.before), *source.after]
    found = segments(source.sheets)
    begun = Begun.of(source.sheets, found)
    for segment in found:
        if not segment.begin:
            begin_sheet(walk, segment.sheet, segment.layout, segment.first)
        open_table(walk, heading_of(segment, begun))
        if segment.supposed:
            told = told_roles(segment.layout)
            where = segment.sheet.where(segment.top, 0)
            walk.problem("paper_header", where, f"没有认出「{segment.name}」的表头，按内容推断：{told}")
        _titles(walk, segment, begun)
        walk_table(walk, segment.sheet, segment.number, segment.layout, segment.first, segment.last)
    settle_points(walk)
    if not walk.node_of:
        walk.told_outline = True
        read_outline(walk, [*lines, *_sheet_lines(source, found)])
    else:
        _lines(walk, lines, begun)
        _other_tables(walk, source.sheets, found)
    return _paper(walk, source, found, begun)


def _titles(walk: Walk, segment: Segment, begun: Begun) -> None:
    """Rows above the header and the header itself."""
    sheet = segment.sheet
    for row in range(segment.begin, segment.first):
        texts = [text for text in sheet.rows[row] if text]
        if texts:
            kind = HEADING if segment.top <= row else NOTE
            where = sheet.where(row, next(at for at, text in enumerate(sheet.rows[row]) if text))
            walk.account((segment.number, row), where, kind, " | ".join(texts))
            if kind == NOTE and texts[0] != begun.headings.get(segment.number, PaperText()).text:
                walk.notes.append(PaperText(" ".join(texts), where))


def _lines(walk: Walk, lines: Sequence[PaperText], begun: Begun) -> None:
    """Paragraphs around the tables."""
    used = {heading.where for heading in begun.headings.values()}
    for at, line in enumerate(lines):
        heading = line.where in used
        walk.account((-1, at), line.where, HEADING if heading else NOTE, line.text)
        if not heading:
            walk.notes.append(line)


def _other_tables(walk: Walk, sheets: Sequence[Sheet], found: Sequence[Segment]) -> None:
    """Tables that are no standard: their rows are notes, a table of more than lines is named."""
    used = {segment.number for segment in found}
    for number, sheet in enumerate(sheets):
        if number in used:
            continue
        for row, cells in enumerate(sheet.rows):
            texts = [text for text in cells if text]
            if texts:
                where = sheet.where(row, next(at for at, text in enumerate(cells) if text))
                walk.account((number, row), where, NOTE, " | ".join(texts))
                walk.notes.append(PaperText(" ".join(texts), where))
        if sheet.width > 1 and not cut_scores(walk.notes[-len(sheet.rows) :]):
            first = next((text for cells in sheet.rows for text in cells if text), "")
            walk.problem("paper_table", sheet.where(0, 0), f"「{first[:20]}」开头的表没有写评分标准，只记在说明里")


def _sheet_lines(source: Source, found: Sequence[Segment]) -> list[PaperText]:
    """Cells of sheets without a table, line by line: a standard typed as running text."""
    return [
        PaperText(line, sheet.where(row, column))
        for number, sheet in enumerate(source.sheets)
        if number not in {segment.number for segment in found}
        for row, cells in enumerate(sheet.rows)
        for column, text in enumerate(cells)
        if text
        for line in text.split("\n")
    ]


def _paper(walk: Walk, source: Source, found: Sequence[Segment], begun: Begun) -> Paper:
    split_rows(walk.root)
    _untold(walk)
    settle_signs(walk.root)
    said = settle_units(walk.root, _weighted(found))
    _empty_rows(walk)
    check_tree(walk)
    total = check_sums(walk)
    ends = leaves(walk.root)
    items = [item_of(leaf, value_of(leaf)) for leaf in ends]
    if not items:
        place = Place(walk.name)
        raise Refused([Problem("paper_missing", place, "文件里没有带分值或评分标准的指标表")])
    title, stated = title_of(walk, begun)
    items.extend(veto_items(walk, items))
    full = _full_marks(walk, stated, total, items)
    tables = tuple(_table(segment, ends) for segment in found)
    _several(walk, tables)
    return Paper(
        title=title,
        items=tuple(items),
        tables=tables,
        problems=(*source.problems, *walk.problems),
        notes=(*said, *(note.text for note in walk.notes)),
        full_marks=full,
        rows=tuple(walk.rows[key] for key in sorted(walk.rows)),
        cut_scores=cut_scores(walk.notes),
        name=walk.name,
        weighted=bool(said),
    )


def _untold(walk: Walk) -> None:
    """Titles without anything under them: named, kept as notes, no indicators."""
    if not walk.told_outline:
        for node in bare_titles(walk.root):
            where = node.raw.where
            walk.notes.append(node.raw)
            walk.problem("paper_row", where, f"「{node.title}」下面没有指标、分值和评分标准")
            for key, row in walk.rows.items():
                if row.where == where or key in [part.key for part in node.rows]:
                    if row.where != where:
                        walk.notes.append(PaperText(row.text, row.where))
                        walk.problem("paper_row", row.where, f"这一行没有读懂：{row.text[:LONGEST_TOLD]}")
                    walk.rows[key] = PaperRow(row.where, PROBLEM, row.text)
                    walk.node_of.pop(key, None)
                    walk.parts.pop(key, None)


def _weighted(found: Sequence[Segment]) -> bool:
    headings = [column.heading for segment in found for column in segment.layout.of(POINTS)]
    return any(word in heading for heading in headings for word in ("权", "比"))


def _empty_rows(walk: Walk) -> None:
    """A row that only opens a title is a heading, not an indicator."""
    for key, part in walk.parts.items():
        row = walk.rows[key]
        if row.kind == ITEM and not part.texts and walk.node_of[key].children:
            walk.rows[key] = PaperRow(row.where, HEADING, row.text)


def _full_marks(walk: Walk, stated: PaperText, total: Decimal | None, items: Sequence[PaperItem]) -> Decimal | None:
    """The full marks that the title or a standing sentence says, checked against the sum; else the 合计 row's."""
    value = full_marks_of(stated.text) if stated else None
    read = total_of(items)
    bonus = sum((item.points or Decimal(0) for item in items if item.kind == "bonus"), Decimal(0))
    caps = {item.cap for item in items if item.kind == "bonus" and item.cap is not None}
    fitting = {read, read + bonus, *(read + cap for cap in caps)}
    lacking = any(item.kind == SCORED and item.points is None for item in items)
    if value is not None and value not in fitting and not (lacking and read < value):
        found = f"文中写明满分 {value} 分，各项分值合计 {read} 分"
        walk.problem("paper_points", stated.where, found, "两者相等")
    return value if value is not None else total


def _several(walk: Walk, tables: Sequence[PaperTable]) -> None:
    """Tables of 100 points each are several standards, as for kinds of station, and no dimensions of one."""
    whole = [table.name for table in tables if table.points == HUNDRED]
    if len(whole) > 1:
        found = f"{'、'.join(whole)}各合计 100 分，像是几份标准放在一个文件里"
        walk.problem("paper_points", whole[1], found, "一份标准", "如是不同类型站点的标准，请分开上传")


def _table(segment: Segment, ends: Sequence[Node]) -> PaperTable:
    inside = [
        leaf
        for leaf in ends
        if leaf.rows and leaf.rows[0].key[0] == segment.number and segment.first <= leaf.rows[0].key[1] < segment.last
    ]
    points = sum((value_of(leaf) or Decimal(0) for leaf in inside if leaf.kind == SCORED), Decimal(0))
    return PaperTable(segment.name, segment.layout.summary(), len(inside), points)
