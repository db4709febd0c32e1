"""The sheet 图表: stars by kind and the ranked totals, as the spreadsheet's own charts over its own cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rating.export.plan import AWARDS, CHARTS, DATA_ROW, Plan
from rating.export.style import ACCENT, FONT, INK, STAR_RAMP, Style, column_width, put, set_up_page
from rating.insight.provenance import provenance_line
from rating.insight.tables import best_stars, ranked_rows

FIRST_ROW = 4
MOST_BARS, MOST_CHARTS = 40, 6
PAGE_ROWS, ROW_HEIGHT, WIDTH = 62, 20, 680
"""A page holds this many rows; a chart's sizes are in pixels."""
LONGEST_LABEL = 60
"""No axis has room for more, and LibreOffice never ends laying out a label of thousands of signs."""
PLAIN = {"name": FONT, "size": 9, "color": INK}


def write_charts(book: Any, plan: Plan, style: Style) -> None:
    """A table of stars by kind with its chart, and a chart of totals a ranking sheet; nothing beyond the live limit."""
    if not plan.live:
        return
    sheet = book.add_worksheet(CHARTS)
    set_up_page(sheet, plan.evaluation.rubric.title, plan.standing, 0, 1)
    sheet.set_portrait()
    sheet.set_print_scale(72)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, f"{CHARTS} · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    row = FIRST_ROW - 1
    if plan.evaluation.rubric.has_bands:
        row = _stars(book, sheet, plan, style)
    breaks, top = [], 0
    for name, group in plan.ranking[:MOST_CHARTS]:
        after = _bars(book, sheet, plan, style, name, group, row)
        if after - top > PAGE_ROWS and row > top:
            row, top = row + 1, row
            breaks.append(row - 1)
        row = after
    sheet.set_h_pagebreaks(breaks)


def _too_long(labels: Iterable[str]) -> bool:
    return any(len(label) > LONGEST_LABEL for label in labels)


def _kinds(plan: Plan) -> list[str]:
    evaluation = plan.evaluation
    present = set(evaluation.roster.kind)
    return [
        *(kind for kind in evaluation.rubric.kinds if kind in present),
        *sorted(present - set(evaluation.rubric.kinds)),
    ]


def _stars(book: Any, sheet: Any, plan: Plan, style: Style) -> int:
    kinds, best = _kinds(plan), best_stars(plan.evaluation)
    heads = ["类型", *(f"{stars} 星" for stars in range(best, 0, -1)), "不定星级", "未评定", "合计"]
    sheet.set_column(0, 0, column_width(["类型", *kinds], 10, 24))
    sheet.set_column(1, len(heads) - 1, 9)
    for column, title in enumerate(heads):
        sheet.write_string(FIRST_ROW - 1, column, title, style.header)
    for at, kind in enumerate(kinds):
        row = FIRST_ROW + at
        put(sheet, row, 0, kind or "全部", style)
        for column, (formula, figure) in enumerate(_counts(plan, kind, best, row), 1):
            sheet.write_formula(row, column, formula, style.whole, figure)
    last = FIRST_ROW + len(kinds) - 1
    if _too_long(kinds):
        return last + 3
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, stars in enumerate([*range(best, 0, -1), 0, -1], 1):
        tone = "#FFFFFF" if stars < 0 else "#E3E8EE" if not stars else STAR_RAMP[max(0, 4 - (best - stars))]
        chart.add_series(
            {
                "name": [CHARTS, FIRST_ROW - 1, column],
                "categories": [CHARTS, FIRST_ROW, 0, last, 0],
                "values": [CHARTS, FIRST_ROW, column, last, column],
                "fill": {"color": tone},
                "border": {"color": "#6B7785", "width": 0.5},
                "gap": 60,
            }
        )
    _dress(chart, "各类型单位的星级", "单位数")
    chart.set_size({"width": WIDTH, "height": 130 + 48 * len(kinds)})
    sheet.insert_chart(last + 2, 0, chart, {"description": "各类型单位的星级分布，数据见上表"})
    return int(last + 4 + (130 + 48 * len(kinds)) / ROW_HEIGHT)


def _counts(plan: Plan, kind: str, best: int, row: int) -> list[tuple[str, int]]:
    """Live counts of one kind: each number of stars, none, not rated, all."""
    awards, evaluation = plan.book.awards, plan.evaluation
    assert awards is not None
    last = DATA_ROW + len(evaluation.roster)
    kinds = f"'{AWARDS}'!$C${DATA_ROW + 1}:$C${last}"
    name = xl_col_to_name(awards.named["stars"], col_abs=True)
    stars = f"'{AWARDS}'!{name}${DATA_ROW + 1}:{name}${last}"
    own = f"({kinds}=$A{row + 1})" if kind else f'({kinds}="")'
    ours = [
        int(given)
        for given, named in zip(evaluation.ratings.stars, evaluation.roster.kind, strict=True)
        if named == kind
    ]
    wanted = [*range(best, 0, -1), 0]
    found = [(f"=SUMPRODUCT({own}*({stars}={number}))", ours.count(number)) for number in wanted]
    first, end = xl_col_to_name(1), xl_col_to_name(len(wanted))
    whole = f"SUMPRODUCT({own}*1)"
    found.append((f"={whole}-SUM({first}{row + 1}:{end}{row + 1})", ours.count(-1)))
    return [*found, (f"={whole}", len(ours))]


def _bars(book: Any, sheet: Any, plan: Plan, style: Style, name: str, group: str | None, row: int) -> int:
    """The totals of one ranking sheet, as it stands, best first."""
    rows = ranked_rows(plan.evaluation, group)
    count = min(len(rows), MOST_BARS)
    if not count:
        return row
    if _too_long(plan.evaluation.roster.name[at] for at in rows[:count].tolist()):
        sheet.write_string(row + 1, 0, f"{name}：有名称超过 {LONGEST_LABEL} 个字，不画图。", style.note)
        return row + 3
    there = plan.evaluation.subtotals.counted[rows]
    codes = plan.evaluation.subtotals.codes
    shown = [
        code for code in (node.code for node in plan.evaluation.rubric.dimensions) if there[:, codes.index(code)].any()
    ]
    column = 4 + len(shown)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [name, 2, column],
            "categories": [name, 3, 1, 2 + count, 1],
            "values": [name, 3, column, 2 + count, column],
            "fill": {"color": ACCENT},
            "data_labels": {"value": True, "font": PLAIN},
            "gap": 40,
        }
    )
    more = f"（前 {MOST_BARS} 名）" if len(rows) > MOST_BARS else ""
    _dress(chart, f"{name}：总分{more}", "", _most(plan, rows))
    chart.set_legend({"none": True})
    height = 110 + 20 * count
    chart.set_size({"width": WIDTH, "height": height})
    sheet.insert_chart(row + 1, 0, chart, {"description": f"{name} 各单位总分，数据见排名表"})
    return row + 3 + height // ROW_HEIGHT


def _most(plan: Plan, rows: Any) -> float | None:
    """Full marks where they are one number; bonus points may pass them."""
    evaluation = plan.evaluation
    marks = {float(evaluation.ratings.full_marks[evaluation.roster.kind[row]]) for row in rows.tolist()}
    highest = float(evaluation.ratings.total[rows].max()) / 10**evaluation.ratings.decimals
    return max(marks) if highest <= max(marks) else None


def _dress(chart: Any, title: str, unit: str, most: float | None = None) -> None:
    """Points from 0 to the full marks, so that bars of two groups compare."""
    chart.set_title({"name": title, "name_font": {**PLAIN, "size": 12, "bold": True}, "overlay": False})
    chart.set_x_axis(
        {
            "min": 0,
            "max": most,
            "num_font": PLAIN,
            "name": unit,
            "name_font": PLAIN,
            "major_gridlines": {"visible": True, "line": {"color": "#DDE3EA"}},
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": PLAIN})
    chart.set_legend({"position": "bottom", "font": PLAIN})
