"""The sheet 分类查看: the stations of a kind, a street, a number of stars, in the order of their ranks, by formulas."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from rating.export.plan import AWARDS, DATA_ROW, SELECTION, Plan
from rating.export.ranking_book.cells import DIGITS, NUMBER, rounded
from rating.export.ranking_book.selection import APART, Choice, choices, first_view, places, rank_step, star_number
from rating.export.ranking_book.selection_columns import Shown, shown_columns
from rating.export.style import (
    FONT,
    GREY,
    INK,
    PALE,
    STAR_RAMP,
    Style,
    column_width,
    fitting,
    number_format,
    put,
    row_height,
    set_up_page,
)
from rating.insight.provenance import provenance_line
from rating.insight.rule_words import WITHIN
from rating.insight.tables import best_stars

CHOICE_ROW, HEAD, MEAN, FIRST_ROW = 3, 7, 8, 9
MOST_CHOICES = HEAD - CHOICE_ROW - 1
HEIGHT = 20.0
PAPER, ROOM, LARGEST, SPARE_ROWS = 501.0, 98.0, 88, 2
"""Points from top to bottom of A4 turned; column widths across it with the broadest fonts; the largest scale in %; rows
left over, because printers differ.
"""
NOBODY = "没有符合条件的站点。请把类型、街镇或星级改选为「全部」。"
UNKNOWN = "所填的类型、街镇或星级不在选项中，请从下拉框中选取。"
NO_MEAN = "－"


def write_selection(book: Any, plan: Plan, style: Style) -> None:
    """A4 turned; nothing where there are too many stations for formulas of points."""
    if plan.book.values is None or plan.book.awards is None:
        return
    chosen = choices(plan.evaluation)
    for choice in chosen:
        plan.book.options.add(choice.code, choice.title, choice.words)
    _Page(book, plan, style, chosen).write()


class _Page:
    """The visible columns; to the right of the printed page, hidden, what the formulas count with."""

    def __init__(self, book: Any, plan: Plan, style: Style, chosen: tuple[Choice, ...]) -> None:
        self.sheet, self.plan, self.style, self.chosen = book.add_worksheet(SELECTION), plan, style, chosen
        self.book, self.columns, self.looks = book, shown_columns(plan), _looks(book, plan)
        self.order = first_view(plan.evaluation)
        self.last = FIRST_ROW + len(self.order)
        self.hidden = len(self.columns) + 1
        self.base, self.key, self.place = (self.hidden + MOST_CHOICES + at for at in range(3))

    def write(self) -> None:
        widths = self._widths()
        self._page(widths)
        self._choices()
        self._counting()
        self._rows()
        self._means()
        self._conditions()
        self._sentence(*self._breaks(widths))

    def _widths(self) -> list[float]:
        roster = self.plan.evaluation.roster
        found = [column_width([column.title], 7, 9) for column in self.columns]
        words = [word for choice in self.chosen for word in choice.words]
        found[1] = column_width([*words, *roster.name], 14, 32)
        found[2] = column_width(["街镇", *roster.street], 8, 20)
        found[3] = column_width(["类型", *roster.kind], 8, 16)
        for at, column in enumerate(self.columns):
            if column.look == "stars":
                found[at] = column_width([column.title, *self.plan.evaluation.ratings.bands], 10, 16)
        return found

    def _page(self, widths: list[float]) -> None:
        sheet, evaluation, style = self.sheet, self.plan.evaluation, self.style
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_column(self.hidden, self.place, 8, None, {"hidden": True})
        set_up_page(sheet, evaluation.rubric.title, self.plan.standing, HEAD, MEAN)
        sheet.hide_gridlines(2)
        sheet.freeze_panes(FIRST_ROW, 2)
        sheet.print_area(0, 0, self.last - 1, len(widths) - 1)
        sheet.write_string(0, 0, f"{SELECTION} · {self.plan.standing}", style.title)
        sheet.write_string(1, 0, provenance_line(evaluation), style.note)
        within = WITHIN[evaluation.rubric.ranking.within]
        order = "，不止一组时逐组列出" if evaluation.rubric.ranking.within != "all" else ""
        told = f"在蓝字处从下拉框中选取，下面随即列出。名次是在{within}单位中的名次{order}。改动填报值后随之重算。"
        sheet.write_string(2, 0, told, style.note)
        titles = [fitting(column.title) for column in self.columns]
        sheet.set_row(HEAD, max(22.0, row_height(titles, widths)))
        for column, title in enumerate(titles):
            sheet.write_string(HEAD, column, title, style.header)

    def _choices(self) -> None:
        """The drop-downs; hidden, the number of the word chosen, 0 for one that is not there."""
        for row, choice in enumerate(self.chosen, CHOICE_ROW):
            source = self.plan.book.options.source(choice.code)
            self.sheet.set_row(row, HEIGHT)
            self.sheet.write_string(row, 0, choice.title, self.style.header)
            put(self.sheet, row, 1, choice.words[0], self.style, self.style.typed_text)
            rule = {"validate": "list", "source": source, "error_title": "请从下拉框中选取"}
            self.sheet.data_validation(row, 1, row, 1, {**rule, "error_message": f"没有这个{choice.title}"})
            words = source[1:]
            found = f"=SUMPRODUCT(MAX(EXACT({words},$B${row + 1})*(ROW({words})-3)))"
            self.sheet.write_formula(row, self.hidden, found, self.style.note, 1)

    def _cell(self, row: int, column: int) -> str:
        """A fixed cell of this sheet."""
        return f"${xl_col_to_name(column)}${row + 1}"

    def _all(self, column: int) -> str:
        """A column of this sheet over all rows of stations."""
        name = xl_col_to_name(column)
        return f"${name}${FIRST_ROW + 1}:${name}${self.last}"

    def _whole(self, column: Shown) -> str:
        """A column of another sheet over all stations."""
        name = xl_col_to_name(column.place, col_abs=True)
        return f"'{column.sheet}'!{name}${DATA_ROW + 1}:{name}${DATA_ROW + len(self.order)}"

    # ---- what the formulas count with: who is chosen, and where each stands

    def _counting(self) -> None:
        """How many are chosen, and how many of them have a rank."""
        chosen, ranked = len(self.order), int(np.asarray(self.plan.evaluation.ratings.rated).sum())
        self.sheet.write_formula(HEAD, self.hidden, f"=COUNT({self._all(self.key)})", self.style.note, chosen)
        self.sheet.write_formula(MEAN, self.hidden, f"=COUNT({self._all(0)})", self.style.note, ranked)

    def _rows(self) -> None:
        evaluation, bases = self.plan.evaluation, places(self.plan.evaluation)
        keys = np.where(evaluation.ratings.rated, np.nan_to_num(evaluation.ratings.rank), 0) * rank_step(len(bases))
        keys += bases + np.where(evaluation.ratings.rated, 0, APART)
        count, note = self._cell(HEAD, self.hidden), self.style.note
        for at, station in enumerate(self.order.tolist()):
            row = FIRST_ROW + at
            self.sheet.set_row(row, HEIGHT)
            self._row(row, station)
            for column, choice in enumerate(self.chosen, self.hidden):
                if choice.numbers is not None:
                    self.sheet.write_number(row, column, choice.numbers[at], note)
            self.sheet.write_number(row, self.base, int(bases[at]), note)
            self.sheet.write_formula(row, self.key, self._key(at), note, int(keys[at]))
            keys_here = self._all(self.key)
            found = f'=IF({count}<{at + 1},"",MATCH(SMALL({keys_here},{at + 1}),{keys_here},0))'
            self.sheet.write_formula(row, self.place, found, note, station + 1)

    def _key(self, at: int) -> str:
        """The place of station `at` in the order; empty for one that is not chosen."""
        row, wanted = FIRST_ROW + at + 1, []
        for number, choice in enumerate(self.chosen):
            asked = self._cell(CHOICE_ROW + number, self.hidden)
            own = f"${xl_col_to_name(self.hidden + number)}{row}"
            if choice.numbers is None:
                own = star_number(best_stars(self.plan.evaluation), self._award(at, "stars"))
            wanted.append(f"OR({asked}=1,{asked}={own})")
        base, rank = f"${xl_col_to_name(self.base)}{row}", self._award(at, "rank")
        place = f"{base}+IF(ISNUMBER({rank}),{rank}*{rank_step(len(self.order))},{APART})"
        return f'=IF(AND({",".join(wanted)}),{place},"")' if wanted else f"={place}"

    def _award(self, at: int, name: str) -> str:
        assert self.plan.book.awards is not None
        column = xl_col_to_name(self.plan.book.awards.named[name], col_abs=True)
        return f"'{AWARDS}'!{column}{DATA_ROW + at + 1}"

    # ---- what is seen

    def _row(self, row: int, station: int) -> None:
        """Looked up at the place found for this row; nothing where fewer are chosen."""
        place = f"${xl_col_to_name(self.place)}{row + 1}"
        for at, column in enumerate(self.columns):
            found = f"INDEX({self._whole(column)},{place})"
            if column.sometimes_empty:
                found = f'IF({found}="","",{found})'
            self.sheet.write_formula(
                row, at, f'=IF({place}="","",{found})', self.looks[column.look], _seen(column, station)
            )

    def _means(self) -> None:
        """Over those of the chosen that have a rank, in the decimals of the column or one more than none."""
        ranked = np.asarray(self.plan.evaluation.ratings.rated)
        self.sheet.set_row(MEAN, HEIGHT)
        for at, column in enumerate(self.columns):
            if column.decimals is None:
                self.sheet.write_string(MEAN, at, "参加排名的站点平均" if at == 1 else "", self.looks["mean"])
                continue
            decimals = max(1, column.decimals)
            own = xl_col_to_name(at)
            mean = f'AVERAGEIF({self._all(0)},">=0",{own}${FIRST_ROW + 1}:{own}${self.last})'
            formula = f'=IFERROR(ROUND(ROUND({mean},{DIGITS}),{decimals}),"{NO_MEAN}")'
            assert column.entry is not None
            figures = column.entry.cells.num[ranked & (column.entry.cells.word == NUMBER)]
            shown = float(rounded(np.array([figures.mean()]), decimals)[0]) if len(figures) else NO_MEAN
            self.sheet.write_formula(MEAN, at, formula, self.looks[f"mean {decimals}"], shown)

    def _conditions(self) -> None:
        """Lines only where there is a station; stars as steps of one ramp; who has no rank in grey."""
        sheet, last = self.sheet, self.last - 1
        lined = {"border": 1, "border_color": "#C9D3DF"}
        best = best_stars(self.plan.evaluation)
        stars = next((at for at, column in enumerate(self.columns) if column.title == "星级"), None)
        for given in range(1, best + 1) if stars is not None and best <= len(STAR_RAMP) else ():
            step = len(STAR_RAMP) - 1 - (best - given)
            tone = {"bg_color": STAR_RAMP[step], "font_color": INK if step < 3 else "#FFFFFF"}
            look = self.book.add_format({**lined, **tone})
            rule = {"type": "cell", "criteria": "==", "value": given, "format": look}
            sheet.conditional_format(FIRST_ROW, stars, last, stars, rule)
        own, rank = f"$B{FIRST_ROW + 1}", f"$A{FIRST_ROW + 1}"
        for formula, look in (
            (f'=AND({own}<>"",NOT(ISNUMBER({rank})))', {**lined, "font_color": GREY}),
            (f'={own}<>""', lined),
        ):
            rule = {"type": "formula", "criteria": formula, "format": self.book.add_format(look)}
            sheet.conditional_format(FIRST_ROW, 0, last, len(self.columns) - 1, rule)

    def _breaks(self, widths: list[float]) -> tuple[int, int]:
        """Page breaks at known rows, so that the pages of a short list can be told: rows of the first page, of each."""
        scale = max(35, min(LARGEST, floor(100 * ROOM / sum(widths))))
        head = max(22.0, row_height([fitting(column.title) for column in self.columns], widths)) + HEIGHT
        room = PAPER * 100 / scale
        first = max(5, floor((room - head - HEIGHT * HEAD) / HEIGHT) - SPARE_ROWS)
        each = max(5, floor((room - head) / HEIGHT) - SPARE_ROWS)
        self.sheet.set_print_scale(scale)
        self.sheet.set_h_pagebreaks(list(range(FIRST_ROW + first, self.last, each)))
        return first, each

    def _sentence(self, first: int, each: int) -> None:
        """How many are chosen, in words; which pages to print where there are several."""
        count, ranked = self._cell(HEAD, self.hidden), self._cell(MEAN, self.hidden)
        here, with_rank = len(self.order), int(np.asarray(self.plan.evaluation.ratings.rated).sum())
        told = f'"符合条件的站点 "&{count}&" 个，参加排名 "&{ranked}&" 个。"'
        told += f'&IF({count}>{ranked},"未参加排名的 "&({count}-{ranked})&" 个列在最后，原因见排名表。","")'
        shown = f"符合条件的站点 {here} 个，参加排名 {with_rank} 个。"
        if here > with_rank:
            shown += f"未参加排名的 {here - with_rank} 个列在最后，原因见排名表。"
        if here > first:
            pages = f"(1+MAX(0,ROUNDUP(({count}-{first})/{each},0)))"
            last = 1 + ceil((here - first) / each)
            which = f'"打印时选第 1 "&IF({pages}>1,"至 "&{pages}&" ","")&"页。"'
            told += f'&IF({pages}<{last},{which},"")'
        picked = f"{self._cell(CHOICE_ROW, self.hidden)}:{self._cell(CHOICE_ROW + len(self.chosen) - 1, self.hidden)}"
        known = f'IF(COUNTIF({picked},0)>0,"{UNKNOWN}",IF({count}=0,"{NOBODY}",{told}))' if self.chosen else told
        self.sheet.merge_range(CHOICE_ROW, 2, HEAD - 2, len(self.columns) - 1, "", self.looks["told"])
        self.sheet.write_formula(CHOICE_ROW, 2, f"={known}", self.looks["told"], shown)


def _seen(column: Shown, station: int) -> float | str:
    shown = column.at(station)
    return fitting(shown) if isinstance(shown, str) else shown


def _looks(book: Any, plan: Plan) -> dict[str, Any]:
    """Without lines: those come where there is a station."""
    evaluation = plan.evaluation
    plain = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
    figures = {**plain, "align": "right"}
    mean = {**figures, "border": 1, "border_color": "#C9D3DF", "bg_color": PALE, "italic": True}
    add = book.add_format
    rank = "0.0" if evaluation.rubric.ranking.ties == "shared" else "0"
    total, exact = evaluation.ratings.decimals, evaluation.scores.decimals
    means = {places: add({**mean, "num_format": number_format(places)}) for places in {max(1, total), max(1, exact)}}
    return {
        "text": add(plain),
        "rank": add({**plain, "align": "center", "bold": True, "num_format": rank}),
        "total": add({**figures, "bold": True, "num_format": number_format(total)}),
        "whole": add({**plain, "align": "center", "num_format": "0"}),
        "stars": add({**plain, "align": "center"}),
        "exact": add({**figures, "num_format": number_format(exact)}),
        "mean": add({**mean, "align": "left"}),
        **{f"mean {places}": look for places, look in means.items()},
        "told": add({**plain, "text_wrap": True, "align": "left", "indent": 1}),
    }  # fmt: skip
