"""The sheet 个站反馈: one station chosen from a drop-down, its result looked up by formulas."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rating.export.plan import AWARDS, CRITERIA, DATA_ROW, DIMENSIONS, INDICATORS, STATION, Plan
from rating.export.ranking_book.book import item_column
from rating.export.ranking_book.cells import EMPTY, NUMBER, WORDS, Cells
from rating.export.ranking_book.criteria import MARKS, ROOT
from rating.export.ranking_book.subtotals import FIRST_COLUMN
from rating.export.references import status_text
from rating.export.style import A4, Style, fitting, put, row_height
from rating.insight.provenance import provenance_line
from rating.insight.tables import ranked_rows
from rating.rubric.nouns import Node

WIDTHS = (17.0, 26.0, 10.0, 10.0, 10.0, 24.0)
CHOICE_ROW, KEY_ROW = 3, 3
LISTED = "stations"


def write_station(book: Any, plan: Plan, style: Style) -> None:
    """A4 upright; nothing beyond the live limit."""
    if plan.book.awards is None:
        return
    roster = plan.evaluation.roster
    labels = tuple(f"{code} {name}" for code, name in zip(roster.code, roster.name, strict=True))
    plan.book.options.add(LISTED, "站点", labels)
    sheet = book.add_worksheet(STATION)
    _Page(sheet, plan, style, labels).write()


class _Page:
    """The station shown first is the best of the first ranking sheet."""

    def __init__(self, sheet: Any, plan: Plan, style: Style, labels: tuple[str, ...]) -> None:
        self.sheet, self.plan, self.style, self.labels = sheet, plan, style, labels
        rows = ranked_rows(plan.evaluation, plan.ranking[0][1])
        self.shown = int(rows[0]) if len(rows) else 0
        self.last = DATA_ROW + len(labels)

    def write(self) -> None:
        sheet, style, plan = self.sheet, self.style, self.plan
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(6, 6, 8, None, {"hidden": True})
        sheet.hide_gridlines(2)
        sheet.set_portrait()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.write_string(0, 0, f"{STATION} · {plan.standing}", style.title)
        sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
        self._choice()
        row = self._items(self._dimensions(self._head()))
        sheet.print_area(0, 0, row, len(WIDTHS) - 1)

    def _choice(self) -> None:
        """The drop-down, and beside the printed page the row of the station chosen."""
        source = self.plan.book.options.source(LISTED)
        self.sheet.write_string(CHOICE_ROW, 0, "选择站点 ▸", self.style.header)
        self.sheet.merge_range(CHOICE_ROW, 1, CHOICE_ROW, 5, "", self.style.typed_text)
        put(self.sheet, CHOICE_ROW, 1, self.labels[self.shown], self.style, self.style.typed_text)
        self.sheet.data_validation(CHOICE_ROW, 1, CHOICE_ROW, 1, {"validate": "list", "source": source})
        cells = source[1:]
        found = f"=SUMPRODUCT(MAX(({cells}=$B${CHOICE_ROW + 1})*(ROW({cells})-{3})))"
        self.sheet.write_formula(KEY_ROW, 6, found, self.style.note, self.shown + 1)

    def looked_up(self, sheet: str, column: int) -> str:
        """INDEX of a column of stations at the station chosen."""
        name = xl_col_to_name(column, col_abs=True)
        return f"INDEX('{sheet}'!{name}${DATA_ROW + 1}:{name}${self.last},$G${KEY_ROW + 1})"

    def _shown_cells(self, cells: Cells) -> float | str:
        code = int(cells.word[self.shown])
        return float(cells.num[self.shown]) if code == NUMBER else WORDS[code]

    def _put(self, row: int, column: int, formula: str, look: Any, shown: float | str) -> None:
        self.sheet.write_formula(row, column, f"={formula}", look, shown)

    def _award(self, name: str) -> tuple[str, float | str]:
        awards = self.plan.book.awards
        assert awards is not None
        place = awards.named[name]
        entry = awards.columns.entries[place - awards.columns.first]
        shown = entry.texts[self.shown] if entry.texts is not None else self._shown_cells(entry.cells)
        return self.looked_up(AWARDS, place), shown

    def _head(self) -> int:
        roster, style = self.plan.evaluation.roster, self.style
        row = CHOICE_ROW + 2
        for column, title in enumerate(("街道", "类型", "总分", "星级", "名次", "等级")):
            self.sheet.write_string(row, column, title, style.header)
        texts = ((1, roster.street), (2, roster.kind))
        for column, (place, values) in enumerate(texts):
            self._put(row + 1, column, self.looked_up(AWARDS, place) + '&""', style.text, values[self.shown])
        self._put(row + 1, 2, *self._with_look("total", style.total))
        if self.plan.evaluation.rubric.has_bands:
            self._put(row + 1, 3, *self._with_look("stars", style.whole))
            self._put(row + 1, 5, *self._with_look("band", style.stars))
        else:
            self.sheet.write_string(row + 1, 3, "－", style.whole)
            self.sheet.write_string(row + 1, 5, "不分等级", style.text)
        self._put(row + 1, 4, *self._with_look("rank", style.rank))
        return row + 3

    def _with_look(self, name: str, look: Any) -> tuple[str, Any, float | str]:
        formula, shown = self._award(name)
        return formula, look, shown

    def _full(self, node: Node | None) -> tuple[str, float]:
        """Full marks for the kind of the station chosen."""
        criteria, roster = self.plan.book.criteria, self.plan.evaluation.roster
        kind = roster.kind[self.shown]
        row = criteria.branches[ROOT] if node is None else (
            criteria.blocks[node.code].first if node.leaf else criteria.branches[node.code]
        )  # fmt: skip
        marks = self.plan.evaluation.rubric.full_marks_for(kind) if node is None else node.full_marks_for(kind)
        first, count = xl_col_to_name(MARKS, col_abs=True), len(criteria.kinds)
        if count == 1:
            return f"'{CRITERIA}'!{first}${row + 1}", float(marks)
        last = xl_col_to_name(MARKS + count - 1, col_abs=True)
        kinds = "+".join(
            f"({self.looked_up(AWARDS, 2)}={self._kind_cell(each)})*{at}" for at, each in enumerate(criteria.kinds, 1)
        )
        return f"INDEX('{CRITERIA}'!{first}${row + 1}:{last}${row + 1},1,{kinds})", float(marks)

    def _kind_cell(self, kind: str) -> str:
        """A cell of some station of this kind: its name stays out of the formula."""
        station = self.plan.evaluation.roster.kind.index(kind)
        return f"'{AWARDS}'!$C${DATA_ROW + 1 + station}"

    def _heads(self, row: int, titles: tuple[str, ...]) -> None:
        for column, title in enumerate(titles):
            self.sheet.write_string(row, column, title, self.style.header)

    def _line(self, row: int, place: tuple[str, int], cells: Cells, node: Node) -> None:
        """得分, 满分, 失分 of one node."""
        style = self.style
        points, shown = self.looked_up(*place), self._shown_cells(cells)
        full, marks = self._full(node)
        sometimes_empty = bool((cells.word == EMPTY).any())  # an empty cell looked up would read 0
        self._put(row, 2, f'IF({points}="","",{points})' if sometimes_empty else points, style.exact, shown)
        here = isinstance(shown, float)
        self._put(row, 3, f'IF(C{row + 1}="","",{full})', style.general, marks if shown != "" else "")
        lost = f'IF(ISNUMBER(C{row + 1}),ROUND(D{row + 1}-C{row + 1},6),"")'
        self._put(row, 4, lost, style.general, round(marks - float(shown), 6) if here else "")

    def _dimensions(self, row: int) -> int:
        book, rubric, style = self.plan.book, self.plan.evaluation.rubric, self.style
        assert book.subtotals is not None
        self._heads(row, ("一级指标", "", "得分", "满分", "失分", ""))
        codes = self.plan.evaluation.subtotals.codes
        for at, node in enumerate(rubric.dimensions, row + 1):
            self.sheet.merge_range(at, 0, at, 1, "", style.text)
            put(self.sheet, at, 0, node.title, style)
            place = codes.index(node.code)
            self._line(at, (DIMENSIONS, FIRST_COLUMN + place), book.subtotals.entries[place].cells, node)
            self.sheet.write_blank(at, 5, None, style.text)
        return row + len(rubric.dimensions) + 2

    def _items(self, row: int) -> int:
        rubric, style, book = self.plan.evaluation.rubric, self.style, self.plan.book
        self._heads(row, ("一级指标", "指标", "得分", "满分", "失分", "状态与出处"))
        row += 1
        for dimension in rubric.dimensions:
            for node in (each for each in dimension.walk() if each.leaf):
                at = rubric.indicators.index(node)
                self.sheet.set_row(row, row_height([fitting(node.title)], [WIDTHS[1]]))
                put(self.sheet, row, 0, dimension.title, style, style.wrapped)
                put(self.sheet, row, 1, node.title, style, style.wrapped)
                self._line(row, (INDICATORS, item_column(at)), book.items[at].cells, node)
                text = status_text(self.plan.evaluation, at, self.shown)
                self._put(row, 5, self.looked_up(INDICATORS, item_column(at) + 1) + '&""', style.quiet, text)
                row += 1
        self.sheet.write_string(
            row + 1, 0, "指标的评分标准和条款见「评分标准」，改进建议见系统中的反馈意见。", style.note
        )
        return row + 1
