"""The look of a result workbook: formats, Chinese column widths, page set-up, text that stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from rating.shown import one_line, visible

MOST_CHARACTERS = 32_000
"""A cell holds 32,767; what is cut off says so."""
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
A4 = 9
LINE_HEIGHT = 16.5
WIDTH_SAMPLE = 300
PRINTED_WIDTH = 150
WIDE_SCALE, WIDE_ROOM = 65, 160
"""Scale in % of sheets several pages wide, and the width a page then holds with the broadest fonts."""
INK, ACCENT, PALE, GREY, GOLD = "#1F2933", "#0B4F8A", "#EAF1F8", "#6B7785", "#B7791F"
TYPED, FIXED = "#1B5FAA", "#E8EAED"
"""Figures that people may change are blue, as accountants write them; values that could be formulas are grey."""
STAR_RAMP = ("#C9D3DF", "#9FB4CC", "#6F93BD", "#2F6DB0", "#0B3C77")
"""One ordered ramp from one star to five, readable in greyscale."""
FONT = "微软雅黑"


@dataclass(frozen=True)
class Style:
    """Formats of one workbook, each made once.

    points has the decimals of the scale; `literal` keeps a text that begins like a formula as text.
    """

    title: Any
    note: Any
    header: Any
    section: Any
    text: Any
    wrapped: Any
    literal: Any
    points: Any
    exact: Any
    total: Any
    whole: Any
    general: Any
    rank: Any
    stars: Any
    quiet: Any
    typed: Any
    typed_text: Any
    fixed: Any
    reckoned: Any
    share: Any
    typed_share: Any
    hint: Any
    big: Any
    ramp: tuple[Any, ...]


def make_style(book: Any, decimals: int, exact_decimals: int, *, shared_ranks: bool) -> Style:
    """`decimals` of totals, `exact_decimals` of indicator points (they may carry more)."""
    plain = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
    boxed = {**plain, "border": 1, "border_color": "#C9D3DF"}
    figures = {**boxed, "align": "right"}
    add = book.add_format
    return Style(
        title=add({**plain, "font_size": 14, "bold": True, "font_color": ACCENT}),
        note=add({**plain, "font_size": 9, "font_color": GREY}),
        header=add({**boxed, "bold": True, "bg_color": PALE, "align": "center", "text_wrap": True}),
        section=add({**plain, "bold": True, "font_size": 11, "font_color": ACCENT}),
        text=add(boxed),
        wrapped=add({**boxed, "text_wrap": True, "valign": "top"}),
        literal=add({**boxed, "quote_prefix": True}),
        points=add({**figures, "num_format": number_format(decimals)}),
        exact=add({**figures, "num_format": number_format(exact_decimals)}),
        total=add({**figures, "num_format": number_format(decimals), "bold": True}),
        whole=add({**figures, "num_format": "0", "align": "center"}),
        general=add({**figures, "align": "center"}),
        rank=add({**figures, "num_format": "0.0" if shared_ranks else "0", "align": "center", "bold": True}),
        stars=add({**boxed, "font_color": GOLD, "align": "left"}),
        quiet=add({**boxed, "font_size": 9, "font_color": GREY, "indent": 1}),
        typed=add({**figures, "font_color": TYPED}),
        typed_text=add({**boxed, "font_color": TYPED, "align": "center"}),
        fixed=add({**figures, "bg_color": FIXED}),
        reckoned=add({**figures, "num_format": "0.0###"}),
        share=add({**figures, "num_format": "0.0%"}),
        typed_share=add({**figures, "num_format": "0.##%", "font_color": TYPED}),
        hint=add({**plain, "font_size": 9, "font_color": INK, "text_wrap": True, "valign": "top"}),
        big=add({**plain, "font_size": 22, "bold": True, "font_color": ACCENT, "align": "center", "text_wrap": True}),
        ramp=tuple(
            add({"bg_color": tone, "font_color": INK if at < 3 else "#FFFFFF"}) for at, tone in enumerate(STAR_RAMP)
        ),
    )


def number_format(decimals: int) -> str:
    """0, 0.0, 0.00 …"""
    return "0." + "0" * decimals if decimals else "0"


def put(sheet: Any, row: int, column: int, text: str | None, style: Style, look: Any = None) -> None:
    """Write text as text, whatever it looks like; nothing for None."""
    text = fitting(text or "")
    if not text:
        sheet.write_blank(row, column, None, look or style.text)
        return
    risky = text.startswith(RISKY_STARTS)
    sheet.write_string(row, column, text, style.literal if risky else look or style.text)


def fitting(text: str) -> str:
    """Text that one cell can hold, without the signs that are not seen but do something."""
    text = visible(text)
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…（内容过长，已截断）"


def text_width(text: str) -> float:
    """Width in the spreadsheet's units: a Chinese character takes two, a line break starts anew."""
    lines = text.split("\n")
    return max(sum(2.05 if east_asian_width(mark) in "WFA" else 1.05 for mark in line) for line in lines)


def column_width(texts: Iterable[str], least: float = 6, most: float = 40) -> float:
    """Wide enough for a sample of the texts, within limits."""
    widest = max((text_width(text) for text in islice(texts, WIDTH_SAMPLE)), default=0)
    return min(max(widest + 2, least), most)


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """High enough for wrapped texts in columns of these widths."""
    lines = [
        sum(max(1, ceil(text_width(line) / max(width - 1.5, 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return LINE_HEIGHT * max(lines, default=1) + 2


def set_up_page(sheet: Any, title: str, standing: str, first_row: int, last_row: int, pages_wide: int = 1) -> None:
    """A4 landscape, header rows repeated on every page, page numbers, standing in the footer."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.repeat_rows(first_row, last_row)
    sheet.set_footer(f"&L{_footer_text(title)}&C第 &P 页，共 &N 页&R{_footer_text(standing)}")


def pages_wide(widths: Iterable[float]) -> int:
    """How many pages side by side keep the figures readable."""
    return max(1, ceil(sum(widths) / PRINTED_WIDTH))


def break_pages(sheet: Any, widths: Sequence[float], fixed: int, each: int) -> None:
    """Page breaks between groups of `each` columns; the first `fixed` are repeated on every page."""
    room = WIDE_ROOM - sum(widths[:fixed])
    breaks, used = [], 0.0
    for column in range(fixed, len(widths), each):
        width = sum(widths[column : column + each])
        if used and used + width > room:
            breaks.append(column)
            used = 0.0
        used += width
    sheet.set_print_scale(WIDE_SCALE)
    sheet.set_v_pagebreaks(breaks)


def _footer_text(text: str) -> str:
    """`&` is a command in a footer; Excel takes 255 characters in all."""
    return one_line(text)[:60].replace("&", "&&")
