"""Whose a turned table is: from the lines above it, its title, the sheet's name, the file's name.

What they say is put into one row of a table of units and matched there exactly as any row of an
ordinary table is; the places of that row are those where the words really stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rating.intake.copies.copy_name import original_name
from rating.intake.files.cells import Cell, Grid, GridColumn, address, as_text
from rating.intake.layout.columns import Layout
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.rows import StationRows, station_rows
from rating.intake.layout.stations import core_name
from rating.intake.layout.tables import Table, not_data
from rating.intake.raters import clean_label
from rating.intake.reader import Reader
from rating.intake.turned.labels import UNIT_LIKE
from rating.intake.turned.table import IDENTITY, SEARCHED_COLUMNS, TurnedTable
from rating.problems import Place

OF_UNIT = ("name", "code", "kind", "street", "district")
LINES_ABOVE = 30
_SAYS = re.compile(r"(?:^|(?<=[\s,，;；|]))([^\s:：,，;；、|]{1,20})\s*[:：]")
_STAMP = re.compile(r"[(（](?:盖章|公章|签章|章|全称)[)）]")
_TAIL = re.compile(r"\s+(?:\d{4}\s*年.*|年\s*月\s*日|日)$")
_NOTHING = re.compile(r"[_＿\s\-—–/×xX·.…*]*")
_TITLE = re.compile(
    r"^(?:\d{4}年?(?:度)?|[上下]半年|第?[一二三四]季度)*(.{2,30}(?:社工站|服务站|工作站|服务中心|街道|镇|乡|站))"
    r"(?:\d{4}年?(?:度)?)?.{0,12}(?:表|评分|打分|评估|考核|评定|自评|测评|结果)"
)
_GENERAL = re.compile(r"街镇|乡镇|镇街|街道[(（]|[(（]街道|^(?:街道)?社[会区]?工作?服?务?站$|各")


@dataclass(frozen=True, slots=True)
class Said:
    """What one place says: the words, and the cell in which they stand (−1, −1: the sheet's or the file's name)."""

    cell: Cell
    row: int = -1
    column: int = -1

    @property
    def text(self) -> str:
        return as_text(self.cell).strip()


@dataclass(frozen=True)
class StatedLayout(Layout):
    """A row of the table of units stands for cells anywhere in the sheet."""

    cells: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def place(self, row: int, column: int, about: str = "") -> Place:
        grid = self.table.grid
        return Place(grid.file, grid.title, address(*self.cells.get((row, column), (-1, -1))), about)


def lines_above(table: TurnedTable, words: Vocabulary) -> dict[str, Said]:
    """name, code, kind, street, rater, role … as the lines between the table before and this header say them."""
    found: dict[str, Said] = {}
    grid = table.grid
    for row in range(max(table.above, table.top - LINES_ABOVE), table.top):
        for kind, said in _said_in(grid, row, words):
            found.setdefault(kind, said)
    return found


def own_lines(table: TurnedTable, words: Vocabulary) -> int:
    """Where a table's own title and lines begin, below the rows that belong to the table before it."""
    grid = table.grid
    lowest = max(table.above, table.top - LINES_ABOVE)
    naming = (row for row in range(lowest, table.top) if any(kind in OF_UNIT for kind, _ in _said_in(grid, row, words)))
    start = next(naming, table.top)
    while start > lowest and (_is_title(grid, start - 1) or not _filled(grid, start - 1)):
        start -= 1
    return start


def _filled(grid: Grid, row: int) -> list[int]:
    return [at for at in range(min(len(grid.columns), SEARCHED_COLUMNS)) if grid.cell(row, at) is not None]


def _is_title(grid: Grid, row: int) -> bool:
    filled = _filled(grid, row)
    text = grid.text(row, filled[0]) if len(filled) == 1 else ""
    return bool(text) and not_data(text) in ("", "说明行") and not re.search("[:：。；]", text)


def rows_that_say(table: TurnedTable, words: Vocabulary) -> dict[str, Said]:
    """The same as rows of the table itself: 单位名称 | 甲站."""
    found: dict[str, Said] = {}
    rows = range(table.first, min(table.last, table.first + LINES_ABOVE))
    for row in sorted(set(rows) - {item.row for item in table.items}):
        for kind, said in _said_in(table.grid, row, words):
            if kind in OF_UNIT:
                found.setdefault(kind, said)
    return found


def _said_in(grid: Grid, row: int, words: Vocabulary) -> Iterator[tuple[str, Said]]:
    """Labels with their values, in one cell or in the next filled one."""
    filled = _filled(grid, row)
    for at, column in enumerate(filled):
        text = grid.text(row, column)
        pieces = _pieces(text) or ([(text, "")] if _label(text, words) else [])
        for number, (label, value) in enumerate(pieces):
            kind = _label(label, words)
            if not kind:
                continue
            if _cleaned(value):
                yield kind, Said(_cleaned(value), row, column)
            elif number == len(pieces) - 1 and at + 1 < len(filled):
                beside = grid.cell(row, filled[at + 1])
                if isinstance(beside, str):
                    beside = None if _label(beside, words) or re.search("[:：]", beside) else _cleaned(beside) or None
                if beside is not None:
                    yield kind, Said(beside, row, filled[at + 1])


def _pieces(text: str) -> list[tuple[str, str]]:
    """`单位名称：甲站　代码：001` → its labels with what follows each."""
    line = " ".join(text.split())
    found = list(_SAYS.finditer(line))
    ends = [*(match.start() for match in found[1:]), len(line)]
    return [(match[1], line[match.end() : end].strip(" ,，;；|")) for match, end in zip(found, ends, strict=False)]


def _label(text: str, words: Vocabulary) -> str:
    target = words.find(_STAMP.sub("", text).strip(" :：")) if len(text) <= 30 else None
    return target.kind if target and target.kind in IDENTITY else ""


def _cleaned(value: str) -> str:
    text = _STAMP.sub("", _TAIL.sub("", value)).strip("_＿ \u3000")
    return "" if _NOTHING.fullmatch(text) else text


def titles_of(table: TurnedTable) -> Iterator[Said]:
    """Names of units in the title rows: `2025年定海路街道社工站评估打分表`."""
    for row in range(max(table.above, table.top - LINES_ABOVE), table.top):
        for column in range(min(len(table.grid.columns), 20)):
            text = table.grid.text(row, column)
            match = _TITLE.search("".join(text.split())) if len(text) <= 60 and not re.search("[:：]", text) else None
            if match and not _GENERAL.search(match[1]):
                yield Said(match[1], row, column)


def unit_of(
    table: TurnedTable, reader: Reader, alone: bool, filled: bool, common_titles: frozenset[str]
) -> dict[str, Said]:
    """What says whose table this is; empty when nothing does.

    The lines decide.  Names of title, sheet and file are tried in this order: those of a known unit
    first; without a roster, what looks like a unit, and only where something is filled in.
    """
    said = lines_above(table, reader.words)
    if not {"name", "code"} & said.keys():
        said = {**rows_that_say(table, reader.words), **said}
    if {"name", "code"} & said.keys():
        return said
    sheet, file = Said(unit_words(table.grid.title)), Said(unit_words(table.grid.file))
    names = [*titles_of(table), sheet, *([file] if alone else [])]
    names = [name for name in names if name.text]
    known = next((name for name in names if reader.directory.named(name.text) >= 0), None)
    if known is not None:
        return {**said, "name": known}
    if not filled:
        return {}
    likely = [name for name in names if name.text not in common_titles and _may_be_unit(name, file, reader)]
    if reader.fixed:
        near = [name for name in likely if reader.directory.find("", name.text).nearest]
        likely = near or [name for name in likely if UNIT_LIKE.search(name.text) or (name is sheet and not alone)]
    likely = sorted(likely, key=lambda name: not UNIT_LIKE.search(name.text)) if not reader.fixed else likely
    return {**said, "name": likely[0]} if likely else {}


def unit_words(text: str) -> str:
    """`2025年甲站评估打分表.xlsx` → `甲站`; "" for names that say nothing (Sheet1, 打分表, 空表)."""
    stem = re.sub(r"\.(?:xlsx|xlsm|xls|et|ods|csv|tsv|txt)$", "", original_name(text), flags=re.IGNORECASE)
    plain = re.sub(
        r"(?:星级)?(?:评分|打分|评估|评审|考核|自评|填报|数据|汇总|评定|星级)*(?:记录)?(?:表|报告|材料|副本|终稿|定稿)+"
        r"|(?:19|20)\d{2}(?:年(?:度)?|(?!\d))|\d{6,8}|^附件\d*|^sheet\s*\d*$|^工作表\s*\d*$|[(（]\d+[)）]$|^(?:空白?|样|模板|示例|目录|封面)+$|模板|空表",
        "", stem, flags=re.IGNORECASE,
    ).strip(" _-－—–.·、,，:：+&#")  # fmt: skip
    return plain if re.search(r"[^\W\d_]", plain) and not _GENERAL.search(plain) else ""


def _may_be_unit(name: Said, file: Said, reader: Reader) -> bool:
    """A sheet called 专家甲 is a rater's; a file may be called anything."""
    return bool(UNIT_LIKE.search(name.text)) or (name is not file and not reader.raters.role_of(name.text))


def matched(grid: Grid, units: Sequence[Mapping[str, Said]], reader: Reader, known_before: int) -> list[StationRows]:
    """One result for each unit; its only station, when it was found, is in `stations`."""
    found = []
    for unit in units:
        layout = _stated(grid, unit)
        found.append(
            station_rows(
                layout, reader.directory, reader.form, reader.fixed, True, known_before, answers=reader.answers
            )
        )
    return found


def _stated(grid: Grid, unit: Mapping[str, Said]) -> StatedLayout:
    columns = [_one_cell(unit[kind].cell if kind in unit else None) for kind in OF_UNIT]
    stated = Grid(grid.file, grid.title, grid.visible, 1, (*columns, _one_cell(1.0)))
    cells = {(0, at): (unit[kind].row, unit[kind].column) for at, kind in enumerate(OF_UNIT) if kind in unit}
    identity = {kind: at for at, kind in enumerate(OF_UNIT) if kind in unit}
    return StatedLayout(Table(stated, 0, 0, 1, ()), identity=identity, cells=cells)


def _one_cell(cell: Cell) -> GridColumn:
    number = np.array([cell if type(cell) is float else np.nan])
    return GridColumn(number, {} if cell is None or type(cell) is float else {0: cell})


def rater_words(table: TurnedTable, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(clean, whole) of the sheet's and the file's name without the units' own names: what is left may name a rater."""
    for whole in (table.grid.title, original_name(table.grid.file)):
        rest = whole
        for name in names:
            for known in (name, core_name(name)):
                rest = re.sub(
                    re.escape(known) + r"(?:街道|地区|镇|乡)?(?:综合)?(?:社会?工?作?服?务?工?站|站)?", "", rest
                )
        clean = clean_label(rest)
        if re.search(r"[^\W\d_]", clean):
            yield clean, rest
