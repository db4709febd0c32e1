"""The sheet 口径说明: provenance, what is a formula and what is a value, file numbers, gates, sources."""

from __future__ import annotations

from typing import Any

from rating.export.plan import CRITERIA, METHOD, MOST_FIGURED, MOST_LIVE, SELECTION, VALUES, Plan
from rating.export.references import sheet_legend
from rating.export.style import Style, put, row_height, set_up_page
from rating.insight.provenance import provenance, provenance_line
from rating.insight.wording import gate_in_words
from rating.rubric.nouns import Rubric

WIDTHS = (18.0, 24.0, 14.0, 62.0, 48.0)
LAST = len(WIDTHS) - 1
Pairs = list[tuple[str, str]]


def write_method(book: Any, plan: Plan, style: Style) -> None:
    """Where the result comes from, what is a formula and what is not, the numbers of the files, gates, sources."""
    sheet = book.add_worksheet(METHOD)
    rubric = plan.evaluation.rubric
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    set_up_page(sheet, rubric.title, plan.standing, 0, 1)
    sheet.write_string(0, 0, f"口径说明 · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    row = _write_pairs(sheet, style, 3, "结果的由来", list(provenance(plan.evaluation)))
    row = _write_pairs(sheet, style, row, "本工作簿怎样算", _how_computed(plan))
    row = _write_pairs(sheet, style, row, "出处编号（逐项得分表中的 ①②…）", sheet_legend(plan.evaluation))
    gates = [(gate.title, gate_in_words(gate, rubric)) for gate in rubric.gates]
    row = _write_pairs(sheet, style, row, "必备条件与限星", gates)
    _write_pairs(
        sheet, style, row, "依据", [(source.title, _source_text(rubric, source.id)) for source in rubric.sources]
    )


def _write_pairs(sheet: Any, style: Style, row: int, title: str, pairs: Pairs) -> int:
    if not pairs:
        return row
    sheet.write_string(row, 0, title, style.section)
    for at, (label, text) in enumerate(pairs, row + 1):
        sheet.set_row(at, row_height([label, text], [WIDTHS[0], sum(WIDTHS[1:])]))
        put(sheet, at, 0, label, style, style.wrapped)
        sheet.merge_range(at, 1, at, LAST, "", style.wrapped)
        put(sheet, at, 1, text, style, style.wrapped)
    return row + len(pairs) + 2


def _how_computed(plan: Plan) -> Pairs:
    if not plan.live:
        return [("数值", f"站点超过 {MOST_LIVE:,} 个，全部写为数值，不设公式；{_SOURCES}")]
    lines = [
        ("颜色", f"「{VALUES}」「{CRITERIA}」的蓝字是可以改动的数；灰底是本可为公式而写成数值的单元格；其余数字为公式"),
        (
            "公式",
            "小计、总分、折算、限星、星级、等级和名次是公式，改动得分、满分或分数线后自动重算；排名表的先后次序和提示不变",
        ),
        ("取整", "先按 10 位小数去掉二进制误差，再四舍五入到规定位数，与评估结果逐格核对一致后才写成公式"),
    ]
    if plan.book.values is None:
        lines.append(("逐项得分", f"站点超过 {MOST_FIGURED:,} 个，逐项得分写为数值，不列「{VALUES}」和「{SELECTION}」"))
    else:
        lines += [
            ("逐项得分", f"由「{VALUES}」和「{CRITERIA}」推出的公式；空白、未检查、合理缺项按标准的规定处理"),
            (SELECTION, f"按选取的类型、街镇、星级用公式列出站点，次序随名次变动；站点超过 {MOST_FIGURED:,} 个时不设"),
        ]
    return [*lines, *(("写为数值", f"{title}：{why}") for title, why in plan.book.why.items())]


_SOURCES = "每项得分的出处按「文件编号＋行」和表头中的列给出，不是「已填」的指标另列"


def _source_text(rubric: Rubric, source_id: str) -> str:
    source = rubric.source(source_id)
    tag = "示例" if source.standing == "example" else "公开来源"
    return "，".join(part for part in (tag, source.issuer, source.number, source.date, source.url) if part)
