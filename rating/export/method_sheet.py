"""The sheet 口径说明: cut scores, provenance, what is live, file numbers, gates, every rule with its source."""

from __future__ import annotations

from typing import Any

from rating.export.plan import CUTS_ROW, METHOD, VALUE, Plan
from rating.export.references import sheet_legend
from rating.export.style import Style, put, row_height, set_up_page
from rating.insight.notes import total_marks
from rating.insight.policy_words import limit_points
from rating.insight.provenance import provenance, provenance_line
from rating.insight.wording import award_in_words, band_in_words, formula_in_words, gate_in_words, indicator_in_words
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain

WIDTHS = (18.0, 24.0, 14.0, 62.0, 48.0)
LAST = len(WIDTHS) - 1
Pairs = list[tuple[str, str]]


def write_method(book: Any, plan: Plan, style: Style) -> None:
    """The cut scores stand first: the formulas of 排名 refer to them."""
    sheet = book.add_worksheet(METHOD)
    rubric = plan.evaluation.rubric
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    set_up_page(sheet, rubric.title, plan.standing, 0, 1)
    sheet.write_string(0, 0, f"口径说明 · {plan.standing}", style.title)
    sheet.write_string(1, 0, provenance_line(plan.evaluation), style.note)
    row = _write_cuts(sheet, plan, style)
    row = _write_pairs(sheet, style, row, "结果的由来", list(provenance(plan.evaluation)))
    row = _write_pairs(sheet, style, row, "本工作簿怎样算", _how_computed(plan))
    row = _write_pairs(sheet, style, row, "出处编号（逐项得分表中的 ①②…）", sheet_legend(plan.evaluation))
    gates = [(gate.title, gate_in_words(gate, rubric)) for gate in rubric.gates]
    row = _write_pairs(sheet, style, row, "必备条件与限星", gates)
    row = _write_rules(sheet, plan, style, row)
    _write_pairs(
        sheet, style, row, "依据", [(source.title, _source_text(rubric, source.id)) for source in rubric.sources]
    )


def _write_cuts(sheet: Any, plan: Plan, style: Style) -> int:
    """The table of cut scores; returns the next free row."""
    rubric = plan.evaluation.rubric
    sheet.write_string(CUTS_ROW - 2, 0, "等级与分数线", style.section)
    if not rubric.has_bands:
        sheet.write_string(CUTS_ROW - 1, 0, "本标准不分等级", style.note)
        return CUTS_ROW + 1
    for column, title in enumerate(("类型", "星级", "等级", "分数线（总分）", "条件")):
        sheet.write_string(CUTS_ROW - 1, column, title, style.header)
    row = CUTS_ROW
    for kind, cuts in plan.cuts.items():
        marks = total_marks(plan.evaluation, kind)
        for cut in cuts:
            words = band_in_words(cut.band, marks, rubric)
            sheet.set_row(cut.row, row_height([words], [WIDTHS[LAST]]))
            put(sheet, cut.row, 0, kind or "全部", style)
            sheet.write_number(cut.row, 1, cut.band.stars, style.whole)
            put(sheet, cut.row, 2, cut.band.title, style, style.stars)
            if limit_points(cut.band, marks) is None:
                sheet.write_string(cut.row, 3, "不设", style.text)
            else:
                sheet.write_number(cut.row, 3, cut.points, style.exact)
            put(sheet, cut.row, 4, words, style, style.wrapped)
            row = cut.row + 1
    sheet.write_string(row, 0, award_in_words(rubric.award), style.note)
    return row + 2


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
        return [("数值", f"站点超过 3,000 个，全部写为数值，不设公式；{_SOURCES}")]
    lines = [
        ("公式", "总分、一级指标得分、分数线星级、星级和名次是公式，改动逐项得分或本表分数线后自动重算"),
        ("限至", "必备条件、名额等使星级低于分数线的，写在「限至」一列，为数值"),
    ]
    if (plan.dimension_modes == VALUE).any() or (plan.total_modes == VALUE).any():
        lines.append(
            ("数值", "不是简单相加的小计和总分（如加权平均、封顶、加分、跨部分分摊），以及资料不全的，写为数值")
        )
    return lines


_SOURCES = "每项得分的出处按「文件编号＋行」和表头中的列给出，不是「已填」的指标另列"


def _write_rules(sheet: Any, plan: Plan, style: Style, row: int) -> int:
    rubric = plan.evaluation.rubric
    sheet.write_string(row, 0, "指标与评分细则", style.section)
    for column, title in enumerate(("一级指标", "指标", "满分", "评分细则", "条款与来源")):
        sheet.write_string(row + 1, column, title, style.header)
    row += 2
    for dimension in rubric.dimensions:
        for node in (each for each in dimension.walk() if each.leaf):
            cells = (dimension.title, node.title, _marks(rubric, node), _rule_text(rubric, node), _clause(rubric, node))
            sheet.set_row(row, row_height(cells, WIDTHS))
            for column, text in enumerate(cells):
                put(sheet, row, column, text, style, style.wrapped)
            row += 1
    return row + 1


def _kinds(rubric: Rubric, node: Node) -> list[str]:
    return [kind for kind in rubric.kinds or [""] if node.applies_to(kind)]


def _marks(rubric: Rubric, node: Node) -> str:
    marks = {kind: plain(node.full_marks_for(kind)) for kind in _kinds(rubric, node)}
    if len(set(marks.values())) == 1:
        return next(iter(marks.values()))
    return "\n".join(f"{kind} {mark}" for kind, mark in marks.items())


def _rule_text(rubric: Rubric, node: Node) -> str:
    """The rule in words, kind by kind where kinds differ, and the value's formula."""
    words: dict[str, list[str]] = {}
    for kind in _kinds(rubric, node):
        words.setdefault(indicator_in_words(node, kind, rubric), []).append(kind)
    lines = [text if len(words) == 1 else f"{'、'.join(kinds)}：{text}" for text, kinds in words.items()]
    if node.value:
        lines.insert(0, f"数值：{formula_in_words(node.value, rubric)}")
    return "\n".join(lines)


def _clause(rubric: Rubric, node: Node) -> str:
    if node.clause is None:
        return ""
    source = rubric.source(node.clause.source)
    tag = "（示例）" if source.standing == "example" else ""
    article = f"{node.clause.article} " if node.clause.article else ""
    return f"{article}{node.clause.text}\n来源：{source.title}{tag}"


def _source_text(rubric: Rubric, source_id: str) -> str:
    source = rubric.source(source_id)
    tag = "示例" if source.standing == "example" else "公开来源"
    return "，".join(part for part in (tag, source.issuer, source.number, source.date, source.url) if part)
