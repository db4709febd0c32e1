"""The stamp of our own templates (模板标识): whose form a sheet is, in which version, and what its columns are.

Every sheet of a template carries a line `模板标识：code｜version｜fingerprint｜part` in a cell, because cells outlive
every change of format, and above its headings a row with the codes of the data items.  The writer is
`rating/export/template.py`; what both must agree on stands here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rating.intake.answers import ACCEPTED, NOT_USED
from rating.intake.assemble import Gathered
from rating.intake.files.cells import Cell, Grid, GridColumn, address
from rating.intake.layout.headers import Target, Vocabulary, points_in
from rating.intake.reader import Reader
from rating.problems import Place, Problem
from rating.reported import Question
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain

GUIDE, OPTIONS, DATA, MARKS, DETAILS = "填表说明", "选项", "填报数据", "打分", "明细填报"
"""What a sheet of a template is for; the last part of its stamp."""
CODES_LABEL = "数据项代码"
"""Stands in the row of codes, so that the row is found again."""
RATER_LABEL, ROLE_LABEL = "评估人：", "评估主体："
SHOWN_FINGERPRINT = 16
SEARCHED_ROWS, SEARCHED_COLUMNS = 16, 80
WITHDRAWN = "已取消的数据项："
LONGEST_STAMP, LONGEST_VERSION = 400, 80
_STAMP = re.compile(
    r"模板标识 ?[:：] ?([A-Za-z][\w-]*) ?[｜|] ?(.*?) ?[｜|] ?([0-9a-f]{16}) ?[｜|] ?(\w+)(?: ?[｜|] ?(.+))?"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose form a sheet is: the rubric's code, version and fingerprint (its first digits), and the sheet's part.

    `role` is the code of the role whose marks the sheet takes.
    """

    code: str
    version: str
    fingerprint: str
    part: str
    role: str = ""

    @classmethod
    def of(cls, rubric: Rubric, part: str, role: str = "") -> Stamp:
        version = " ".join(rubric.version.split())[:LONGEST_VERSION]
        return cls(rubric.code, version, rubric.fingerprint[:SHOWN_FINGERPRINT], part, role)

    @property
    def line(self) -> str:
        parts = (self.code, self.version, self.fingerprint, self.part, *([self.role] if self.role else []))
        return f"模板标识：{'｜'.join(parts)}"


def read_stamp(text: str) -> Stamp | None:
    """The stamp in one cell's text, or None."""
    found = _STAMP.fullmatch(" ".join(text.split())) if len(text) <= LONGEST_STAMP else None
    return Stamp(*found.groups("")) if found else None


def stamp_in(grid: Grid) -> tuple[Stamp, str] | None:
    """The stamp of a sheet and its cell; None for a sheet that is no part of a template."""
    for row, column, text in _top_texts(grid):
        if text.startswith("模板标识") and (stamp := read_stamp(text)):
            return stamp, address(row, column)
    return None


def template_sheets(reader: Reader, grids: Sequence[Grid], file: str, gathered: Gathered) -> Sequence[Grid]:
    """The sheets of a file that are to be read; those of a template with headings that the form knows.

    Explanations and mark sheets that nobody filled in are left out.  A template of another version is warned of; one
    of another rubric waits for the user's word.  A file without a stamp is handed back as it is.
    """
    stamps = {at: found for at, grid in enumerate(grids) if (found := stamp_in(grid))}
    if not stamps:
        return grids
    form = reader.form if isinstance(reader.form, Rubric) else None
    foreign = [at for at, (stamp, _) in stamps.items() if form and stamp.code != form.code]
    if form and foreign and not _accepted(reader, form, file, *_place(grids, stamps, foreign[0]), gathered):
        return ()
    old = [at for at, (stamp, _) in stamps.items() if form and stamp.code == form.code and not _current(stamp, form)]
    renamed: dict[str, str] = {}
    kept = []
    for at, grid in enumerate(grids):
        stamp = stamps[at][0] if at in stamps else None
        if stamp is None:
            kept.append(grid)
        elif why := _nothing_to_read(stamp, grid):
            gathered.left_out.append((str(Place(file, grid.title)), why))
            gathered.unfilled.update(_codes(grid, _codes_row(grid)).values() if stamp.part in (MARKS, DETAILS) else ())
        else:
            known = _with_known_headings(grid, reader.words, at in old, renamed)
            kept.append(_with_known_role(known, form, stamp) if form and at in old else known)
    if not kept:
        gathered.problems.append(Problem("file_empty", Place(file), "模板中没有填写任何内容"))
    if form and old:
        _tell_old(form, *_place(grids, stamps, old[0]), renamed, gathered)
    return kept


def _current(stamp: Stamp, form: Rubric) -> bool:
    return form.fingerprint.startswith(stamp.fingerprint)


def _place(grids: Sequence[Grid], stamps: Mapping[int, tuple[Stamp, str]], at: int) -> tuple[Stamp, Place]:
    stamp, cell = stamps[at]
    return stamp, Place(grids[at].file, grids[at].title, cell)


def _accepted(reader: Reader, form: Rubric, file: str, stamp: Stamp, place: Place, gathered: Gathered) -> bool:
    """Whether the user wants a template of another rubric read by this one; asked when not yet said."""
    key = ("template", reader.sha256.get(file, ""))
    answer = reader.answers.of(*key)
    if answer == NOT_USED:
        gathered.left_out.append((str(Place(file)), f"模板属于评分标准「{stamp.code}」，已确认不采用"))
    if answer in (ACCEPTED, NOT_USED):
        return answer == ACCEPTED
    found = f"模板属于评分标准「{stamp.code}」（{stamp.version} 版）"
    problem = Problem("template_other", place, found, f"「{form.code}」（{form.title}）")
    options = ((NOT_USED, "不采用这个文件"), (ACCEPTED, f"按列名对应到「{form.title}」"))
    gathered.problems.append(problem)
    gathered.questions.append(Question(key, problem, stamp.code, options))
    return False


def _tell_old(form: Rubric, stamp: Stamp, place: Place, renamed: Mapping[str, str], gathered: Gathered) -> None:
    """One warning a file, naming both versions and the columns that go by their codes."""
    versions = f"模板是 {stamp.version} 版，现行为 {form.version} 版"
    if stamp.version == Stamp.of(form, stamp.part).version:
        versions = f"模板与现行评分标准同为 {stamp.version} 版，但模板生成后评分标准有改动"
    by_code = "、".join(f"「{typed}」对应「{title}」" for typed, title in renamed.items())
    found = f"{versions}；按数据项代码，{by_code}" if by_code else versions
    gathered.problems.append(Problem("template_old", place, found, f"{form.version} 版模板"))


def _nothing_to_read(stamp: Stamp, grid: Grid) -> str:
    """Why a sheet of a template holds no data; "" when it may."""
    if stamp.part in (GUIDE, OPTIONS):
        return f"模板的{stamp.part}，不是填报数据"
    if stamp.part in (MARKS, DETAILS) and not _rater_named(grid) and _untouched(grid):
        return f"没有填写的{'打分' if stamp.part == MARKS else '明细'}表"
    return ""


def _rater_named(grid: Grid) -> bool:
    for row, column, text in _top_texts(grid):
        if text.startswith(RATER_LABEL[:-1]):
            return bool(text[len(RATER_LABEL) :].strip() or grid.text(row, column + 1))
    return False


def _untouched(grid: Grid) -> bool:
    """Nothing stands below the headings of the data items."""
    row = _codes_row(grid)
    if row < 0:
        return False
    first = _heading_row(grid, row) + 1
    columns = [grid.columns[column] for column in _codes(grid, row)]
    texts = any(at >= first and cell is not None for column in columns for at, cell in column.others.items())
    return not texts and all(bool(np.isnan(column.numbers[first:]).all()) for column in columns)


def _with_known_headings(grid: Grid, words: Vocabulary, old: bool, renamed: dict[str, str]) -> Grid:
    """The sheet without its row of codes.

    In an old version of this very rubric the code's title replaces a heading that says another thing: titles change.
    Headings of the present version, and those of another rubric, speak for themselves.
    """
    row = _codes_row(grid)
    if row < 0:
        return grid
    heading_row, codes = _heading_row(grid, row), _codes(grid, row)
    known = {column: code for column, code in codes.items() if words.find(code) == Target("field", code)}
    changed: dict[int, dict[int, Cell]] = {column: {row: None} for column in range(len(grid.columns))}
    for column, code in codes.items() if old and heading_row < grid.rows else ():
        typed = " ".join(grid.text(heading_row, column).split())
        meant = words.find(typed)
        if column in known and meant != Target("field", code):
            heading = heading_of(words, code)
            changed[column][heading_row] = _with_points(heading, typed)
            renamed[typed or "（空白）"] = heading
        elif column not in known and meant and meant.kind == "field" and meant.code in known.values():
            changed[column][heading_row] = WITHDRAWN + typed
    columns = [_changed(column, changed[at]) for at, column in enumerate(grid.columns)]
    return replace(grid, columns=tuple(columns))


def _with_known_role(grid: Grid, form: Rubric, stamp: Stamp) -> Grid:
    """The line above an old mark sheet names the role as it is called now."""
    title = next((role.title for role in form.roles if role.code == stamp.role), "")
    place = next(((row, column) for row, column, text in _top_texts(grid) if text.startswith(ROLE_LABEL)), None)
    if not title or place is None:
        return grid
    row, at = place
    columns = list(grid.columns)
    columns[at] = _changed(columns[at], {row: ROLE_LABEL + title})
    return replace(grid, columns=tuple(columns))


def heading_of(words: Vocabulary, code: str) -> str:
    """What a heading says so that the reader takes it for this data item: its title, or else its code."""
    title: str = words.fields[code].title
    return title if words.find(title) == Target("field", code) else code


def _with_points(heading: str, typed: str) -> str:
    """Points in the old heading stay: they are checked against the full marks."""
    points = points_in(typed)
    return heading if points is None else f"{heading}（{plain(points)}分）"


def _changed(column: GridColumn, cells: Mapping[int, Cell]) -> GridColumn:
    touched = {row: cell for row, cell in cells.items() if column.others.get(row) != cell}
    return replace(column, others=_put(column.others, touched)) if touched else column


def _put(others: Mapping[int, Cell], touched: Mapping[int, Cell]) -> Mapping[int, Cell]:
    return {row: cell for row, cell in {**others, **touched}.items() if row not in touched or cell is not None}


def _codes_row(grid: Grid) -> int:
    return next((row for row, _, text in _top_texts(grid) if text == CODES_LABEL), -1)


def _codes(grid: Grid, row: int) -> Mapping[int, str]:
    texts = {column: grid.text(row, column) for column in range(len(grid.columns))}
    return {column: text for column, text in texts.items() if text and text != CODES_LABEL}


def _heading_row(grid: Grid, codes_row: int) -> int:
    """The next row with anything in it."""
    filled: Collection[int] = [row for column in grid.columns for row in column.others if row > codes_row]
    return min(filled, default=codes_row + 1)


def _top_texts(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of the texts at the top of a sheet, row by row."""
    for row in range(min(SEARCHED_ROWS, grid.rows)):
        for column, cells in enumerate(grid.columns[:SEARCHED_COLUMNS]):
            text = cells.others.get(row)
            if isinstance(text, str):
                yield row, column, text.strip()
