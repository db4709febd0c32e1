"""Builds one tree of a standard as documents of many layouts, Word and Excel, in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import docx
from openpyxl import Workbook

Text = str | int | float | None
Merge = tuple[int, int, int, int]


@dataclass
class Page:
    """A table to be written: rows of cells and merges (top, left, bottom, right), from 0; paragraphs before it."""

    rows: list[list[Text]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    title: str = "Sheet1"
    before: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def as_excel(pages: Sequence[Page]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.title)
        for at, row in enumerate(page.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell is not None:
                    sheet.cell(at, column, cell)
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_word(pages: Sequence[Page], after: Sequence[str] = ()) -> bytes:
    document = docx.Document()
    for page in pages:
        for line in page.before:
            document.add_paragraph(line)
        if page.rows:
            table = document.add_table(len(page.rows), page.width)
            cells = [list(row.cells) for row in table.rows]
            for top, left, bottom, right in page.merges:
                cells[top][left].merge(cells[bottom][right])
            for at, row in enumerate(page.rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        cells[at][column].text = str(cell)
    for line in after:
        document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(*texts: str) -> bytes:
    """A Word document of paragraphs only."""
    return as_word([Page(before=list(texts))])


@dataclass(frozen=True)
class Leaf:
    """One indicator of the tree that every layout must give back."""

    path: tuple[str, ...]
    points: Decimal
    standard: str
    method: str
    evidence: str


@dataclass(frozen=True)
class Layout:
    """How a tree is put on paper.

    fill       merge · blank (only the first cell filled) · repeat (each cell filled)
    numbering  titles numbered 一、（一）1.
    stated     where branches say their points: nowhere, in titles, in columns of their own
    tables     one · pages (header repeated, cut anywhere) · dimensions (one table or sheet each)
    """

    word: bool = False
    fill: str = "merge"
    numbering: bool = False
    stated: str = "nowhere"
    tables: str = "one"
    two_row_header: bool = False
    title: bool = True
    sums: bool = False
    foot: bool = False
    serial: bool = True
    points_first: bool = False
    marks: bool = True
    points_style: str = "number"
    cut: int = 3


HAN = "一二三四五六七八九十"
LEVELS = ("一级指标", "二级指标", "三级指标")


def written(tree: Sequence[Leaf], layout: Layout) -> bytes:
    pages = _pages(tree, layout)
    if layout.title:
        if layout.word:
            pages[0].before.insert(0, "社工站星级评定标准（示例）")
        else:
            for page in pages:
                _title(page, "社工站星级评定标准（示例）")
    return as_word(pages) if layout.word else as_excel(pages)


def _title(page: Page, text: str) -> None:
    page.rows.insert(0, [text, *[None] * (page.width - 1)])
    page.merges = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in page.merges]
    page.merges.append((0, 0, 0, page.width - 1))


def _pages(tree: Sequence[Leaf], layout: Layout) -> list[Page]:
    if layout.tables == "dimensions":
        names = list(dict.fromkeys(leaf.path[0] for leaf in tree))
        pages = []
        for at, name in enumerate(names):
            part = [leaf for leaf in tree if leaf.path[0] == name]
            page = _page(part, layout, drop=1, start=1)
            heading = f"{HAN[at]}、{name}（{_plain(sum((leaf.points for leaf in part), Decimal(0)))}分）"
            page.title = name
            if layout.word:
                page.before = [heading]
            elif layout.stated == "titles":
                _title(page, heading)
            pages.append(page)
        return pages
    whole = _page(tree, layout)
    if layout.tables != "pages" or not layout.word:
        return [whole]
    height = 2 if layout.two_row_header else 1
    cut = min(height + layout.cut, len(whole.rows) - 1)
    if cut <= height:
        return [whole]
    return [_rows(whole, 0, cut), _again(_rows(whole, 0, height), _rows(whole, cut, len(whole.rows)), height)]


def _rows(page: Page, first: int, last: int) -> Page:
    merges = [
        (max(top, first) - first, left, min(bottom, last - 1) - first, right)
        for top, left, bottom, right in page.merges
        if top < last and bottom >= first
    ]
    return Page(page.rows[first:last], [one for one in merges if one[:2] != one[2:]])


def _again(head: Page, rest: Page, height: int) -> Page:
    moved = [(top + height, left, bottom + height, right) for top, left, bottom, right in rest.merges]
    return Page([*head.rows, *rest.rows], [*head.merges, *moved])


def _page(tree: Sequence[Leaf], layout: Layout, drop: int = 0, start: int = 1) -> Page:
    depth = len(tree[0].path)
    columns = _columns(layout, depth, drop)
    page = Page(_header(layout, columns))
    if layout.two_row_header:
        _header_merges(page, columns)
    first = len(page.rows)
    open_spans: dict[int, tuple[int, str]] = {}
    numbers = _Numbers()
    dimension_total = Decimal(0)
    for at, leaf in enumerate(tree):
        row: list[Text] = [None] * len(columns)
        new = False
        for level in range(drop, depth):
            raw = numbers.title(leaf, level, layout, tree)
            key = "/".join(leaf.path[: level + 1])
            begins = new or level not in open_spans or open_spans[level][1] != key
            place = columns.index(f"level{level}")
            if begins:
                new = True
                _close(page, layout, columns, open_spans, level)
                open_spans[level] = (len(page.rows), key)
            if begins or layout.fill == "repeat":
                row[place] = raw
                if layout.stated == "columns" and level < depth - 1:
                    row[columns.index(f"points{level}")] = float(_under(tree, leaf.path[: level + 1]))
        for name, value in (("serial", at + start), ("points", _points(leaf.points, layout)), ("standard", leaf.standard),
                            ("method", leaf.method), ("evidence", leaf.evidence)):  # fmt: skip
            if name in columns:
                row[columns.index(name)] = value
        page.rows.append(row)
        dimension_total += leaf.points
        last_of_dimension = at + 1 == len(tree) or tree[at + 1].path[0] != leaf.path[0]
        if layout.sums and last_of_dimension:
            _close(page, layout, columns, open_spans, -1)
            _sum(page, columns, "小  计", dimension_total)
            dimension_total = Decimal(0)
    _close(page, layout, columns, open_spans, -1)
    if layout.sums and not drop:
        _sum(page, columns, "合计", sum((leaf.points for leaf in tree), Decimal(0)))
    if layout.foot:
        for text in ("注：本表由示例机构编写，仅供演示。", "评估人签字：            年    月    日"):
            page.rows.append([text, *[None] * (len(columns) - 1)])
            page.merges.append((len(page.rows) - 1, 0, len(page.rows) - 1, len(columns) - 1))
    assert first <= len(page.rows)
    return page


def _columns(layout: Layout, depth: int, drop: int) -> list[str]:
    levels: list[str] = []
    for level in range(drop, depth):
        levels.append(f"level{level}")
        if layout.stated == "columns" and level < depth - 1:
            levels.append(f"points{level}")
    texts = ["points", "standard"] if layout.points_first else ["standard", "points"]
    return [
        *(["serial"] if layout.serial else []), *levels, *texts, "method", "evidence",
        *(["mark0", "mark1"] if layout.marks else []), "remark",
    ]  # fmt: skip


_HEADINGS = {
    "serial": "序号", "points": "分值", "standard": "评分标准", "method": "评定方法", "evidence": "需提供材料",
    "mark0": "自评分", "mark1": "考核分", "remark": "备  注",
}  # fmt: skip


def _heading(name: str) -> str:
    if name.startswith("level"):
        return LEVELS[int(name[5:])]
    return _HEADINGS.get(name, "权重" if name.startswith("points") else "")


def _header(layout: Layout, columns: list[str]) -> list[list[Text]]:
    lower: list[Text] = [_heading(name) for name in columns]
    if not layout.two_row_header:
        return [lower]
    upper: list[Text] = []
    under: list[Text] = []
    for name, text in zip(columns, lower, strict=True):
        group = (
            "评估指标"
            if name.startswith(("level", "points")) and name != "points"
            else "得分"
            if name.startswith("mark")
            else ""
        )
        upper.append((group if group not in upper else None) if group else text)
        under.append(text if group else None)
    return [upper, under]


def _header_merges(page: Page, columns: list[str]) -> None:
    groups: dict[str, list[int]] = {}
    for at, name in enumerate(columns):
        if name.startswith(("level", "points")) and name != "points":
            groups.setdefault("levels", []).append(at)
        elif name.startswith("mark"):
            groups.setdefault("marks", []).append(at)
        else:
            page.merges.append((0, at, 1, at))
    page.merges += [(0, one[0], 0, one[-1]) for one in groups.values() if len(one) > 1]


class _Numbers:
    """一、（一）1. for each level, counted under its own title."""

    def title(self, leaf: Leaf, level: int, layout: Layout, tree: Sequence[Leaf]) -> str:
        text = leaf.path[level]
        if layout.numbering:
            twins = list(dict.fromkeys(other.path[level] for other in tree if other.path[:level] == leaf.path[:level]))
            at = twins.index(text)
            text = (f"{HAN[at]}、", f"（{HAN[at]}）", f"{at + 1}.")[level] + text
        if layout.stated == "titles" and level < len(leaf.path) - 1:
            text += f"（{_plain(_under(tree, leaf.path[: level + 1]))}分）"
        return text


def _under(tree: Sequence[Leaf], path: tuple[str, ...]) -> Decimal:
    return sum((leaf.points for leaf in tree if leaf.path[: len(path)] == path), Decimal(0))


def _close(page: Page, layout: Layout, columns: list[str], spans: dict[int, tuple[int, str]], level: int) -> None:
    """Ends the merges of this level and all below it."""
    for other in [other for other in spans if other >= level]:
        start, _ = spans.pop(other)
        end = len(page.rows) - 1
        if layout.fill == "merge" and end > start:
            page.merges.append((start, columns.index(f"level{other}"), end, columns.index(f"level{other}")))
            if f"points{other}" in columns:
                page.merges.append((start, columns.index(f"points{other}"), end, columns.index(f"points{other}")))


def _sum(page: Page, columns: list[str], label: str, value: Decimal) -> None:
    row: list[Text] = [None] * len(columns)
    row[0], row[columns.index("points")] = label, float(value)
    page.rows.append(row)


def _points(value: Decimal, layout: Layout) -> Text:
    if layout.points_style == "number":
        return float(value)
    return (
        f"{_plain(value)}分"
        if layout.points_style == "分"
        else _plain(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
