"""The sheets 排名: the rated stations of a group best first, then apart the others with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell

from rating.export.dimension_sheet import dimension_points, dimension_reference, total_reference
from rating.export.live_rank import Key, RankColumns, rank_formula, rank_keys, ranks_agree
from rating.export.live_stars import band_formula, bands_are_distinct, stars_by_cuts, stars_formula
from rating.export.plan import Plan
from rating.export.rows import rows_of
from rating.export.style import Style, column_width, fitting, put, row_height, set_up_page
from rating.insight.notes import notes
from rating.insight.provenance import provenance_line
from rating.insight.tables import has_movement, movement, ranked_rows, reasons_text, unranked_rows

HEAD, FIRST_ROW, DIMENSION = 2, 3, 4
NOBODY = "本组没有可排名的站点"


@dataclass(frozen=True)
class Layout:
    """Columns of one ranking sheet; `dimensions` are those that anybody here has."""

    dimensions: tuple[int, ...]
    moved: bool
    keys: tuple[Key, ...]

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
        extra = [f"并列比较：{key.title}" for key in self.keys if key.own]
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
            *extra,
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
    return Layout(there, has_movement(plan.evaluation), rank_keys(plan.evaluation))


class _Ranked:
    """The ranked rows of one sheet; whatever is the same for all rows is worked out once."""

    def __init__(self, sheet: Any, plan: Plan, style: Style, layout: Layout, rows: NDArray[np.int64]) -> None:
        self.sheet, self.plan, self.style, self.layout, self.rows = sheet, plan, style, layout, rows
        evaluation = plan.evaluation
        self.cells = rows_of(sheet, style, live=plan.live)
        self.notes = notes(evaluation, rows)
        self.points = dimension_points(plan)
        self.moved = movement(evaluation, rows) if layout.moved else []
        self.distinct = {kind: bands_are_distinct(plan, kind) for kind in set(evaluation.roster.kind)}
        self.columns = RankColumns(FIRST_ROW, FIRST_ROW + len(rows) - 1, self._key_columns())
        self.live_ranks = plan.live and ranks_agree(evaluation, layout.keys, rows)

    def _key_columns(self) -> tuple[tuple[int, bool], ...]:
        """(column, higher is better) of each ranking key."""
        layout, extra = self.layout, self.layout.note + 1
        found = []
        for key in layout.keys:
            if key.own:
                column, extra = extra, extra + 1
            elif key.dimension is not None:
                column = (
                    DIMENSION + layout.dimensions.index(key.dimension) if key.dimension in layout.dimensions else -1
                )
            else:
                column = layout.stars if key.code == "stars" else layout.total
            found.append((column, key.higher))
        return tuple((column, higher) for column, higher in found if column >= 0)

    def write(self) -> None:
        if not len(self.rows):
            self.sheet.write_string(FIRST_ROW, 0, NOBODY, self.style.note)
            return
        for place, station in enumerate(self.rows.tolist()):
            self._write_row(FIRST_ROW + place, place, station)
        self.sheet.autofilter(HEAD, 0, self.columns.last, self.layout.note)

    def _write_row(self, row: int, place: int, station: int) -> None:
        evaluation, layout, cells, style = self.plan.evaluation, self.layout, self.cells, self.style
        cells.begin(row)
        formula = rank_formula(self.columns, row, evaluation.rubric.ranking.ties) if self.live_ranks else None
        cells.number(0, float(evaluation.ratings.rank[station]), style.rank, formula)
        roster = evaluation.roster
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station]), 1):
            cells.text(column, text)
        for column, at in enumerate(layout.dimensions, DIMENSION):
            self._put_dimension(column, station, at)
        reference = f"={total_reference(self.plan, station)}" if self.plan.live else None
        cells.number(layout.total, float(evaluation.total(station) or 0), style.total, reference)
        self._put_stars(row, station)
        if layout.moved:
            cells.text(layout.band + 1, self.moved[place])
        cells.text(layout.note, self.notes[place])
        self._put_own_keys(station)
        cells.end()

    def _put_own_keys(self, station: int) -> None:
        for column, key in enumerate((key for key in self.layout.keys if key.own), self.layout.note + 1):
            if key.values is not None and not np.isnan(key.values[station]):
                self.cells.number(column, float(key.values[station]), self.style.general)

    def _put_dimension(self, column: int, station: int, at: int) -> None:
        points = self.points[at][station]
        if isinstance(points, str):
            self.cells.text(column, points, self.style.whole)
            return
        formula = f"={dimension_reference(station, at)}" if self.plan.live else None
        self.cells.number(column, points, self.style.exact, formula)

    def _put_stars(self, row: int, station: int) -> None:
        plan, layout, style, cells = self.plan, self.layout, self.style, self.cells
        if not plan.evaluation.rubric.has_bands:
            for column in range(layout.by_score, layout.band + 1):
                cells.blank(column, style.whole)
            return
        ratings, kind = plan.evaluation.ratings, plan.evaluation.roster.kind[station]
        by_score, stars, band = int(ratings.stars_by_score[station]), int(ratings.stars[station]), ratings.band[station]
        cuts_hold = plan.live and stars_by_cuts(plan, station) == by_score
        formula = stars_formula(plan, kind, xl_rowcol_to_cell(row, layout.total)) if cuts_hold else None
        cells.number(layout.by_score, by_score, style.whole, formula)
        if stars < by_score:
            cells.number(layout.cap, stars, style.whole)
        else:
            cells.blank(layout.cap, style.whole)
        held = plan.live and stars <= by_score
        ends = f"{xl_rowcol_to_cell(row, layout.by_score)}:{xl_rowcol_to_cell(row, layout.cap)}"
        cells.number(layout.stars, stars, style.whole, f"=MIN({ends})" if held else None)
        named = held and self.distinct[kind]
        formula = band_formula(plan, kind, xl_rowcol_to_cell(row, layout.stars)) if named else None
        cells.text(layout.band, str(band), style.stars, formula)


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
        sheet.write_string(place, 0, "—", style.whole)
        for column, text in enumerate((roster.name[station], roster.street[station], roster.kind[station]), 1):
            put(sheet, place, column, text, style)
        total = evaluation.total(station)
        if total is None:
            sheet.write_string(place, 4, "未定", style.whole)
        else:
            sheet.write_number(place, 4, float(total), style.points)
        sheet.merge_range(place, 5, place, last, "", style.text)
        put(sheet, place, 5, reasons_text(evaluation, station), style)


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
