"""The sheets 排名: the rated stations of a group best first, then apart the others with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.dimension_sheet import subtotal_points, subtotal_reference
from rating.export.plan import AWARDS, DATA_ROW, Plan
from rating.export.rows import rows_of
from rating.export.style import Style, column_width, fitting, put, row_height, set_up_page
from rating.insight.notes import notes
from rating.insight.provenance import provenance_line
from rating.insight.tables import best_stars, has_movement, movement, ranked_rows, reasons_text, unranked_rows

HEAD, FIRST_ROW, DIMENSION = 2, 3, 4
NOBODY = "本组没有可排名的站点"


@dataclass(frozen=True)
class Layout:
    """Columns of one ranking sheet; `dimensions` are those that anybody here has."""

    dimensions: tuple[int, ...]
    moved: bool

    @property
    def total(self) -> int:
        return DIMENSION + len(self.dimensions)

    @property
    def by_score(self) -> int:
        return self.total + 1

    @property
    def cap(self) -> int:
        return self.total + 2

    @property
    def stars(self) -> int:
        return self.total + 3

    @property
    def band(self) -> int:
        return self.total + 4

    @property
    def note(self) -> int:
        return self.band + 1 + self.moved

    def titles(self, plan: Plan) -> list[str]:
        names = [plan.evaluation.rubric.dimensions[at].title for at in self.dimensions]
        moved = ["较上轮"] if self.moved else []
        return [
            "名次",
            "站点",
            "街道",
            "类型",
            *names,
            "总分",
            "分数线星级",
            "限至",
            "星级",
            "等级",
            *moved,
            "提示",
        ]


def write_rankings(book: Any, plan: Plan, style: Style) -> None:
    """One sheet a group."""
    for name, group in plan.ranking:
        _write(book.add_worksheet(name), plan, style, name, group)


def _write(sheet: Any, plan: Plan, style: Style, name: str, group: str | None) -> None:
    evaluation = plan.evaluation
    rows, apart = ranked_rows(evaluation, group), unranked_rows(evaluation, group)
    layout = _layout(plan, rows)
    titles = layout.titles(plan)
    widths = _widths(plan, titles, np.concatenate([rows, apart]), layout)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    set_up_page(sheet, evaluation.rubric.title, plan.standing, HEAD, HEAD)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_row(HEAD, max(22.0, row_height(titles, widths)))
    sheet.write_string(0, 0, f"{name} · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(evaluation), style.note)
    for column, title in enumerate(titles):
        sheet.write_string(HEAD, column, fitting(title), style.header)
    _Ranked(sheet, plan, style, layout, rows).write()
    _write_apart(sheet, plan, style, apart, FIRST_ROW + max(len(rows), 1) + 1, len(titles))


def _layout(plan: Plan, rows: NDArray[np.int64]) -> Layout:
    subtotals = plan.evaluation.subtotals
    there = tuple(
        at
        for at, node in enumerate(plan.evaluation.rubric.dimensions)
        if subtotals.counted[rows, subtotals.codes.index(node.code)].any()
    )
    return Layout(there, has_movement(plan.evaluation))


class _Ranked:
    """The ranked rows of one sheet; whatever is the same for all rows is worked out once."""

    def __init__(self, sheet: Any, plan: Plan, style: Style, layout: Layout, rows: NDArray[np.int64]) -> None:
        self.sheet, self.plan, self.style, self.layout, self.rows = sheet, plan, style, layout, rows
        evaluation = plan.evaluation
        self.cells = rows_of(sheet, style, live=plan.live)
        self.notes = notes(evaluation, rows)
        self.codes = [node.code for node in evaluation.rubric.dimensions]
        points = dict(zip(evaluation.subtotals.codes, subtotal_points(plan), strict=True))
        self.points = [points[code] for code in self.codes]
        self.moved = movement(evaluation, rows) if layout.moved else []

    def write(self) -> None:
        if not len(self.rows):
            self.sheet.write_string(FIRST_ROW, 0, NOBODY, self.style.note)
            return
        for place, station in enumerate(self.rows.tolist()):
            self._write_row(FIRST_ROW + place, place, station)
        last = FIRST_ROW + len(self.rows) - 1
        self.sheet.autofilter(HEAD, 0, last, self.layout.note)
        colour_stars(self.sheet, self.plan, self.style, (FIRST_ROW, self.layout.stars, last, self.layout.stars))

    def _write_row(self, row: int, place: int, station: int) -> None:
        evaluation, layout, cells, style = self.plan.evaluation, self.layout, self.cells, self.style
        cells.begin(row)
        cells.number(0, float(evaluation.ratings.rank[station]), style.rank, self._award(station, "rank"))
        roster = evaluation.roster
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station]), 1):
            cells.text(column, text)
        for column, at in enumerate(layout.dimensions, DIMENSION):
            self._put_dimension(column, station, at)
        cells.number(layout.total, float(evaluation.total(station) or 0), style.total, self._award(station, "total"))
        self._put_stars(row, station)
        if layout.moved:
            cells.text(layout.band + 1, self.moved[place])
        cells.text(layout.note, self.notes[place])
        cells.end()

    def _award(self, station: int, name: str) -> str | None:
        return award_reference(self.plan, station, name)

    def _put_dimension(self, column: int, station: int, at: int) -> None:
        points = self.points[at][station]
        if isinstance(points, str):
            self.cells.text(column, points, self.style.whole)
            return
        formula = f"={subtotal_reference(self.plan, station, self.codes[at])}" if self.plan.live else None
        self.cells.number(column, points, self.style.exact, formula)

    def _put_stars(self, row: int, station: int) -> None:
        plan, layout, style, cells = self.plan, self.layout, self.style, self.cells
        if not plan.evaluation.rubric.has_bands:
            for column in range(layout.by_score, layout.band + 1):
                cells.blank(column, style.whole)
            return
        ratings = plan.evaluation.ratings
        by_score, stars, band = int(ratings.stars_by_score[station]), int(ratings.stars[station]), ratings.band[station]
        cells.number(layout.by_score, by_score, style.whole, self._award(station, "by_score"))
        lower = f"{xl_rowcol_to_cell(row, layout.stars)}<{xl_rowcol_to_cell(row, layout.by_score)}"
        held = f'=IF({lower},{xl_rowcol_to_cell(row, layout.stars)},"")' if plan.live else None
        if stars < by_score:
            cells.number(layout.cap, stars, style.whole, held)
        else:
            cells.text(layout.cap, "", style.whole, held)
        cells.number(layout.stars, stars, style.whole, self._award(station, "stars"))
        cells.text(layout.band, str(band), style.stars, self._award(station, "band"))


def award_reference(plan: Plan, station: int, name: str) -> str | None:
    """='评星与名次'!H7: the cell that the award's columns hold for a station; None beyond the live limit."""
    awards = plan.book.awards
    if awards is None or name not in awards.named:
        return None
    return f"='{AWARDS}'!{xl_rowcol_to_cell(DATA_ROW + station, awards.named[name])}"


def colour_stars(sheet: Any, plan: Plan, style: Style, cells: tuple[int, int, int, int]) -> None:
    """Stars as steps of one ramp, from the cell's own number; the highest of the rubric is the darkest."""
    best = best_stars(plan.evaluation)
    if not best or best > len(style.ramp):
        return
    for stars in range(1, best + 1):
        look = style.ramp[len(style.ramp) - 1 - (best - stars)]
        sheet.conditional_format(*cells, {"type": "cell", "criteria": "==", "value": stars, "format": look})


def _write_apart(sheet: Any, plan: Plan, style: Style, apart: NDArray[np.int64], row: int, columns: int) -> None:
    """Not ranked, each with its reason, under a heading of their own; in roster order."""
    if not len(apart):
        return
    evaluation, roster = plan.evaluation, plan.evaluation.roster
    sheet.write_string(row, 0, "未参加排名的站点（不计名次，原因见右）", style.section)
    titles = ["", "站点", "街道", "类型", "总分", "原因"]
    for column, title in enumerate(titles):
        sheet.write_string(row + 1, column, title, style.header)
    last = max(columns - 1, 6)
    sheet.merge_range(row + 1, 5, row + 1, last, "原因", style.header)
    for place, station in enumerate(apart.tolist(), row + 2):
        _put_reference(sheet, plan, place, 0, station, "rank", "－", style.whole)
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station]), 1):
            put(sheet, place, column, text, style)
        total = evaluation.total(station)
        shown: float | str = "未定" if total is None else float(total)
        _put_reference(sheet, plan, place, 4, station, "total", shown, style.points)
        sheet.merge_range(place, 5, place, last, "", style.text)
        put(sheet, place, 5, reasons_text(evaluation, station), style)


def _put_reference(
    sheet: Any, plan: Plan, row: int, column: int, station: int, name: str, shown: float | str, look: Any
) -> None:
    formula = award_reference(plan, station, name)
    if formula is not None:
        sheet.write_formula(row, column, formula, look, shown)
    elif isinstance(shown, str):
        sheet.write_string(row, column, shown, look)
    else:
        sheet.write_number(row, column, shown, look)


def _widths(plan: Plan, titles: list[str], rows: NDArray[np.int64], layout: Layout) -> list[float]:
    roster = plan.evaluation.roster
    sample = rows[:200].tolist()
    widths = [column_width([title], 7, 9) for title in titles]
    widths[1] = column_width(["站点", *(roster.name[row] for row in sample)], 12, 32)
    widths[2] = column_width(["街道", *(roster.street[row] for row in sample)], 8, 20)
    widths[3] = column_width(["类型", *(roster.kind[row] for row in sample)], 8, 16)
    widths[layout.band] = 10
    widths[layout.note] = 22
    return widths
