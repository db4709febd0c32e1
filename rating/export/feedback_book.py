"""A station's own result as an .xlsx to print, file or discuss: 本站结果, and 同类分布 where it may be shown."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rating.export.style import Style, make_style, put, row_height, set_up_page, text_width
from rating.export.workbook import open_workbook
from rating.insight.explain import Explanation
from rating.insight.feedback import Feedback
from rating.insight.next_star import NextStar
from rating.insight.published import Facts, places
from rating.insight.spread import Spread
from rating.rubric.numbers import plain

RESULT, SPREAD = "本站结果", "同类分布"
HEADERS = ("一级指标", "指标", "得分", "满分", "评什么", "看到什么", "为什么", "怎样补回", "改进建议")
WIDTHS = (12, 14, 7, 7, 26, 34, 26, 30, 26)
SPREAD_HEADERS = ("项目", "本站", "满分", "最低", "下四分位", "中位数", "上四分位", "最高", "本站位置")
LAST = len(HEADERS) - 1


@dataclass(frozen=True)
class OwnResult:
    """What goes into the book; `about` and `changes` are lines in words, `spread` None where it is not shown."""

    told: Feedback
    facts: Facts
    spread: Spread | None
    about: Sequence[tuple[str, str]]
    changes: Sequence[str] = ()


def feedback_book(own: OwnResult) -> bytes:
    """The workbook's bytes. Points are numbers, everything else is text as it is shown on the screen."""
    target = io.BytesIO()
    book = open_workbook(target)
    told, facts = own.told, own.facts
    book.set_properties({"title": f"{told.name} {RESULT}", "subject": facts.standing_title})
    style = make_style(book, facts.decimals, 2, shared_ranks=False)
    _result(book.add_worksheet(RESULT), own, style)
    if own.spread is not None and own.spread.total is not None:
        _spread(book.add_worksheet(SPREAD), own, own.spread, style)
    book.close()
    return target.getvalue()


def _result(sheet: Any, own: OwnResult, style: Style) -> None:
    told = own.told
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    put(sheet, 0, 0, f"{told.name} · {own.facts.standing_title}", style, style.title)
    row = 1
    for line in (f"{told.headline}。", *(f"{name}：{words}" for name, words in own.about if words)):
        row = _across(sheet, row, line, style)
    for title, lines in _blocks(own):
        sheet.set_row(row, 22)
        put(sheet, row, 0, title, style, style.section)
        row += 1
        for line in lines:
            row = _across(sheet, row, line, style)
    row += 1
    for column, name in enumerate(HEADERS):
        put(sheet, row, column, name, style, style.header)
    set_up_page(sheet, own.facts.rubric_title, own.facts.standing_title, row, row)
    for each in (*told.lost, *told.good, *told.others):
        row += 1
        _line(sheet, row, each, style)
    put(sheet, row + 2, 0, own.facts.provenance, style, style.note)


def _blocks(own: OwnResult) -> Iterable[tuple[str, list[str]]]:
    """What stands above the table: corrections, conditions, the way to the next star, what stands out, what changed."""
    told = own.told
    if own.changes:
        yield "公示以后的更正", [*own.changes]
    if told.conditions:
        yield "影响评定的条件", [f"{each.text}　{each.advice}".strip() for each in told.conditions]
    if told.next_star is not None:
        yield f"到{told.next_star.title}", [f"{told.next_star.sentence}。", *_ways(told.next_star)]
    for title, found in (("长处", told.strengths), ("短处", told.weaknesses)):
        if found:
            yield title, [f"{each.sentence}。" for each in found]
    if told.since is not None:
        yield "与上一轮相比", [f"{told.since.sentence}。"]


def _ways(ahead: NextStar) -> Iterable[str]:
    """The steps, what else could be done instead, and what is not advised with the reason."""
    for step in ahead.steps:
        yield f"{step.title}：可得 {plain(step.gain)} 分。{step.how}"
    for way in ahead.alternatives:
        yield f"也可以：{'；'.join(f'{step.title}，可得 {plain(step.gain)} 分，{step.how}' for step in way)}"
    for each in ahead.left_out:
        yield f"不列入建议：{each}"


def _across(sheet: Any, row: int, text: str, style: Style) -> int:
    """One text over the whole width, as high as it needs; the next row."""
    lines = max(1, -(-int(text_width(text)) // (sum(WIDTHS) - 4)))
    sheet.set_row(row, lines * 16.5 + 2)
    sheet.merge_range(row, 0, row, LAST, "", style.wrapped)
    put(sheet, row, 0, text, style, style.wrapped)
    return row + 1


def _line(sheet: Any, row: int, line: Explanation, style: Style) -> None:
    seen = "\n".join(f"{each.text}（{each.where}）" if each.where else each.text for each in line.seen)
    why = "\n".join(part for part in (line.why or "得满分", line.among) if part)
    texts = (line.dimension, line.title, "", "", line.asked, seen, why, line.earn, line.advice if line.lost else "")
    sheet.set_row(row, row_height(texts, WIDTHS))
    for column, text in enumerate(texts):
        put(sheet, row, column, text, style, style.wrapped)
    if line.points is None:
        put(sheet, row, 2, "—", style, style.general)
    else:
        sheet.write_number(row, 2, float(line.points), style.general)
    sheet.write_number(row, 3, float(line.full_marks), style.general)


def _spread(sheet: Any, own: OwnResult, spread: Spread, style: Style) -> None:
    told = own.told
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, len(SPREAD_HEADERS) - 2, 10)
    sheet.set_column(len(SPREAD_HEADERS) - 1, len(SPREAD_HEADERS) - 1, 16)
    sheet.set_row(0, 26)
    put(sheet, 0, 0, f"在同类站点中 · {told.kind or told.name}", style, style.title)
    note = f"有总分的同类站点 {spread.stations} 个；只列分布，不列其他站点的名称。"
    put(sheet, 1, 0, note, style, style.note)
    for column, name in enumerate(SPREAD_HEADERS):
        put(sheet, 2, column, name, style, style.header)
    set_up_page(sheet, own.facts.rubric_title, own.facts.standing_title, 2, 2)
    for row, place in enumerate(places(told, spread), 3):
        points, five = place.points, place.five
        figures = (points, place.full_marks, five.lowest, five.lower, five.middle, five.upper, five.highest)
        put(sheet, row, 0, place.title, style)
        for column, figure in enumerate(figures, 1):
            if figure is None:
                put(sheet, row, column, "—", style, style.general)
            else:
                sheet.write_number(row, column, float(figure), style.points)
        put(sheet, row, len(SPREAD_HEADERS) - 1, "—" if points is None else five.place(points), style)
