"""One sheet of a template to be filled in: locked units, open cells with their checks, codes above the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rating.export.style import (
    ACCENT,
    FONT,
    GOLD,
    INK,
    Style,
    column_width,
    pages_wide,
    put,
    row_height,
    set_up_page,
    text_width,
)
from rating.export.template_checks import (
    FORMATS,
    KIND_WORDS,
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    Check,
    ListRange,
    check_of,
    list_source,
    quoted,
)
from rating.export.template_plan import Entry, Form, Key, Limits, TemplatePlan
from rating.intake.stamp import CODES_LABEL, DETAILS, MARKS, RATER_LABEL, ROLE_LABEL, Stamp

TITLE_ROW, HINT_ROW, STAMP_ROW, RATER_ROW, CODES_ROW, HEADING_ROW, FIRST_ROW = range(7)
"""The same on every sheet, so that the n-th unit stands in the same row everywhere."""
NARROWEST, WIDEST, BODY_HEIGHT, ONE_LINE = 10.0, 22.0, 20, 13
MOST_SPANS = 60
RED, YELLOW, OFF = "#F4B6B0", "#FFF8DC", "#E3E6EA"
PROTECTED = {
    "select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True, "format_rows": True,
    "sort": True, "autofilter": True,
}  # fmt: skip
ALIGNED = {"text": "left", "several": "left", "yes_no": "center", "choice": "center", "date": "center"}
Span = tuple[int, int]
"""First and last row, counted from 0."""


@dataclass(frozen=True)
class FormStyle:
    """Formats of open cells (by kind of item), of cells that are not asked for, and of colours that come and go."""

    cells: dict[str, Any]
    unit: Any
    off: Any
    name: Any
    red: Any
    grey: Any
    yellow: Any

    @classmethod
    def of(cls, book: Any) -> FormStyle:
        boxed = {
            "font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", "border": 1,
            "border_color": "#C9D3DF",
        }  # fmt: skip
        add = book.add_format
        cells = {}
        for kind in KIND_WORDS:
            shown, side = FORMATS.get(kind, "General"), ALIGNED.get(kind, "right")
            cells[kind] = add(
                {**boxed, "num_format": shown, "locked": False, "align": side, "text_wrap": side == "left"}
            )
        return cls(
            cells=cells,
            unit=add({**boxed, "num_format": "@", "bg_color": "#F6F8FA"}),
            off=add({**boxed, "bg_color": OFF, "pattern": 1}),
            name=add({**boxed, "num_format": "@", "locked": False, "bold": True, "bg_color": YELLOW}),
            red=add({"bg_color": RED, "font_color": "#8A1C12"}),
            grey=add({"bg_color": OFF}),
            yellow=add({"bg_color": YELLOW}),
        )

    def cell(self, entry: Entry) -> Any:
        return self.cells[entry.data_field.kind]


def write_form(
    book: Any, plan: TemplatePlan, form: Form, style: Style, looks: FormStyle, list_range: ListRange
) -> None:
    """Headings, units, open cells, checks, protection, page set-up."""
    sheet = book.add_worksheet(form.name)
    widths = _widths(form)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _write_head(sheet, plan, form, style, looks, widths)
    last = FIRST_ROW + form.rows - 1
    sheet.set_default_row(BODY_HEIGHT)
    _write_rows(sheet, plan, form, looks)
    _check_keys(sheet, plan, form, last, list_range)
    for at, entry in enumerate(form.entries, len(form.keys)):
        for span, check in _checks(plan, form, entry, at, list_range):
            _apply(sheet, plan, form, entry, span, check, looks)
    _set_up(sheet, plan, form, widths, last)


def _set_up(sheet: Any, plan: TemplatePlan, form: Form, widths: Sequence[float], last: int) -> None:
    """What stays in sight, what may be changed, how it prints."""
    frozen = 1 + next((at for at, key in enumerate(form.keys) if key.kind == "name"), 0)
    start, end = len(form.keys) if form.filled else 0, len(widths) - 1
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.set_selection(FIRST_ROW, start, FIRST_ROW, start)
    sheet.autofilter(HEADING_ROW, 0, last, end)
    sheet.protect("", {**PROTECTED, "insert_rows": not form.filled, "delete_rows": not form.filled})
    set_up_page(sheet, plan.rubric.title, plan.rubric.standing_title, HEADING_ROW, HEADING_ROW, pages_wide(widths))
    sheet.repeat_columns(0, frozen - 1)
    sheet.print_area(0, 0, last, end)  # empty rows too: some fill in by hand first
    # 007 is meant as it stands
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:{xl_col_to_name(end)}{last + 1}"})
    sheet.set_tab_color(GOLD if form.part == MARKS else ACCENT)


def _write_head(
    sheet: Any, plan: TemplatePlan, form: Form, style: Style, looks: FormStyle, widths: Sequence[float]
) -> None:
    put(sheet, TITLE_ROW, 0, f"{plan.rubric.title} · {form.name}", style, style.title)
    put(sheet, HINT_ROW, 0, _hint(form), style, style.note)
    put(sheet, STAMP_ROW, 0, _stamp(plan, form).line, style, style.note)
    sheet.set_row(TITLE_ROW, 24)
    if form.role is not None:
        sheet.set_row(RATER_ROW, 22)
        put(sheet, RATER_ROW, 0, RATER_LABEL, style, style.section)
        if form.rater:
            sheet.write_string(RATER_ROW, 1, form.rater, looks.name)
        else:
            sheet.write_blank(RATER_ROW, 1, None, looks.name)
        put(sheet, RATER_ROW, 2, ROLE_LABEL + form.role.title, style, style.section)
    else:
        sheet.set_row(RATER_ROW, 6)
    sheet.set_row(CODES_ROW, None, None, {"hidden": True})
    put(sheet, CODES_ROW, 0, CODES_LABEL, style, style.quiet)
    headings = [*(key.heading for key in form.keys), *(entry.heading for entry in form.entries)]
    sheet.set_row(HEADING_ROW, row_height(headings, widths) + 4)
    for column, heading in enumerate(headings):
        put(sheet, HEADING_ROW, column, heading, style, style.header)
    for column, entry in enumerate(form.entries, len(form.keys)):
        put(sheet, CODES_ROW, column, entry.code, style, style.quiet)


def _stamp(plan: TemplatePlan, form: Form) -> Stamp:
    return Stamp.of(plan.rubric, form.part, form.role.code if form.role else "")


def _hint(form: Form) -> str:
    if form.part == DETAILS:
        words = form.entries[0].data_field.not_applicable_words
        nobody = f"一行也没有的单位，写一行并填“{words[0]}”；" if words else ""
        which = "代码和名称填一项即可；" if len(form.keys) > 1 else ""
        return f"每个机构、每个项目一行，先写明是哪个单位，{which}{nobody}填写办法见「填表说明」。"
    colours = "浅黄色的格待填，灰色的格不用填，变红的格须改正。"
    if form.part == MARKS:
        return f"请先写明评估人姓名，再逐个单位打分。{colours}填写办法见「填表说明」。"
    return f"{colours}请勿插入或删除列、改动表头。填写办法见「填表说明」。"


def _write_rows(sheet: Any, plan: TemplatePlan, form: Form, looks: FormStyle) -> None:
    """The units, and an open or a grey cell for every item."""
    open_cells = [looks.cell(entry) for entry in form.entries]
    by_kind = {
        kind: [
            look if plan.asks(entry, kind) else looks.off for entry, look in zip(form.entries, open_cells, strict=True)
        ]
        for kind in set(_kinds(plan, form))
        if kind is not None
    }
    for row, kind in enumerate(_kinds(plan, form), FIRST_ROW):
        for column, key in enumerate(form.keys):
            if key.values:
                sheet.write_string(row, column, key.values[row - FIRST_ROW], looks.unit)
            else:
                sheet.write_blank(row, column, None, looks.cells["text"])
        cells = open_cells if kind is None else by_kind[kind]
        for column, look in enumerate(cells, len(form.keys)):
            sheet.write_blank(row, column, None, look)


def _kinds(plan: TemplatePlan, form: Form) -> Sequence[str | None]:
    """The kind of the unit in each row; None where the row is still empty."""
    return plan.roster.kind if form.filled and plan.roster is not None else [None] * form.rows


def _checks(
    plan: TemplatePlan, form: Form, entry: Entry, column: int, list_range: ListRange
) -> list[tuple[list[Span], Check]]:
    """The open rows of a column, those with the same limits together."""
    kinds = _kinds(plan, form)
    limits = {kind: plan.limits(entry, kind) for kind in dict.fromkeys(kinds) if kind is None or plan.asks(entry, kind)}
    spans: dict[Limits, list[Span]] = {}
    for row, kind in enumerate(kinds, FIRST_ROW):
        if kind in limits:
            together = spans.setdefault(limits[kind], [])
            if together and together[-1][1] == row - 1:
                together[-1] = (together[-1][0], row)
            else:
                together.append((row, row))
    name = xl_col_to_name(column)
    return [
        (part, check_of(entry, same, f"${name}{part[0][0] + 1}", list_range))
        for same, together in spans.items()
        for part in _parts(together)
    ]


def _parts(spans: list[Span]) -> list[list[Span]]:
    """A check is stored with a list of its ranges, which programs do not take at any length."""
    return [spans[first : first + MOST_SPANS] for first in range(0, len(spans), MOST_SPANS)]


def _apply(
    sheet: Any, plan: TemplatePlan, form: Form, entry: Entry, spans: list[Span], check: Check, looks: FormStyle
) -> None:
    """The spreadsheet's own check, and the colours; where they meet, the first one holds."""
    (first, last), *others = spans
    column = len(form.keys) + form.entries.index(entry)
    where = [[start, column, end, column] for start, end in others]
    sheet.data_validation(first, column, last, column, {**check.validation, "other_cells": where})
    name = xl_col_to_name(column)
    every = " ".join(f"{name}{start + 1}:{name}{end + 1}" for start, end in spans)
    more = {"multi_range": every} if others else {}
    empty = f"LEN(TRIM(${name}{first + 1}))=0"
    if not form.filled:
        keys = "&".join(f"${xl_col_to_name(key)}{first + 1}" for key in range(len(form.keys)))
        empty = f"AND(LEN(TRIM({keys}))>0,{empty})"
    rules = [(check.wrong, looks.red), (_not_asked(plan, form, entry, first), looks.grey), (f"={empty}", looks.yellow)]
    for criteria, look in rules:
        if criteria:
            options = {"type": "formula", "criteria": criteria, "format": look, "stop_if_true": True, **more}
            sheet.conditional_format(first, column, last, column, options)


def _not_asked(plan: TemplatePlan, form: Form, entry: Entry, row: int) -> str:
    """In an empty row the kind is chosen first; a formula that is true for the kinds that the item is not asked of."""
    at = next((column for column, key in enumerate(form.keys) if key.kind == "kind" and not key.values), -1)
    others = [kind for kind in plan.rubric.kinds if not plan.asks(entry, kind)]
    if at < 0 or not others:
        return ""
    cell = f"${xl_col_to_name(at)}{row + 1}"
    return "=OR(" + ",".join(f'{cell}="{quoted(kind)}"' for kind in others) + ")"


def _check_keys(sheet: Any, plan: TemplatePlan, form: Form, last: int, list_range: ListRange) -> None:
    """Open cells that name the unit: a drop-down of the roster's units, or of the kinds."""
    for column, key in enumerate(form.keys):
        choices = () if key.values else _choices(plan, key)
        if choices:
            told = {
                "input_title": key.heading[:LONGEST_TITLE],
                "input_message": "请从下拉列表中选择。"[:LONGEST_MESSAGE],
                "error_title": "填写的内容不符合要求",
                "error_message": f"「{key.heading}」请从下拉列表中选择。"[:LONGEST_MESSAGE],
            }
            options = {"validate": "list", "source": list_source(choices, list_range), **told}
            sheet.data_validation(FIRST_ROW, column, last, column, options)


def _choices(plan: TemplatePlan, key: Key) -> tuple[str, ...]:
    if key.kind == "kind":
        return tuple(plan.rubric.kinds)
    if plan.roster is None or key.kind not in ("code", "name"):
        return ()
    return tuple(dict.fromkeys(getattr(plan.roster, key.kind)))


def _widths(form: Form) -> list[float]:
    keys = [column_width([key.heading, *key.values], 9, 34) for key in form.keys]
    if form.role is not None:
        keys[0] = max(keys[0], text_width(RATER_LABEL) + 3)
    if not form.filled:
        keys = [max(width, 24 if key.kind == "name" else 12) for width, key in zip(keys, form.keys, strict=True)]
    entries = [min(max(_heading_width(entry.heading), NARROWEST), WIDEST) for entry in form.entries]
    wide = [
        max(width, 26.0) if entry.data_field.kind in ("text", "several") else width
        for width, entry in zip(entries, form.entries, strict=True)
    ]
    return keys + wide


def _heading_width(heading: str) -> float:
    """Short headings stand in one line, longer ones in two; the unit has its own."""
    width = text_width(heading)
    return width + 3 if width <= ONE_LINE else width / 2 + 4
