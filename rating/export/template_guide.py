"""The sheet 填表说明 of a template: how to fill it in, and every data item in the rubric's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rating.export.style import Style, put, row_height, set_up_page
from rating.export.template_checks import nothing_words, wanted
from rating.export.template_plan import Entry, Form, TemplatePlan
from rating.insight.wording import effect_in_words, formula_in_words, indicator_in_words
from rating.intake.stamp import DETAILS, GUIDE, MARKS, Stamp
from rating.rubric.inputs import fields_behind, fields_read
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Clause

HEADERS = ("数据项", "怎样填", "填写与负责", "用于哪项指标（分值）", "评分细则", "条款", "评定方法与需提供的材料")
WIDTHS = (20.0, 30.0, 13.0, 20.0, 40.0, 30.0, 22.0)
LAST = len(WIDTHS) - 1
STAMP_ROW = 2
TALLEST = 400
"""Excel's rows are at most 409 points high."""


def write_guide(book: Any, plan: TemplatePlan, style: Style) -> None:
    """The first sheet: title, stamp, how to fill in, the table of data items."""
    rubric = plan.rubric
    sheet = book.add_worksheet(GUIDE)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    put(sheet, 0, 0, f"{rubric.title} · {GUIDE}", style, style.title)
    put(sheet, 1, 0, f"评分标准 {rubric.version} 版，{rubric.standing_title}", style, style.note)
    put(sheet, STAMP_ROW, 0, Stamp.of(rubric, GUIDE).line, style, style.note)
    row = _write_lines(sheet, style, 4, "怎样填写", list(_how_to(plan)))
    set_up_page(sheet, rubric.title, rubric.standing_title, row + 1, row + 1)
    row = _write_items(sheet, plan, style, row)
    if sources := _sources(plan):
        _write_lines(sheet, style, row + 1, "依据", sources)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})


def _write_lines(sheet: Any, style: Style, row: int, title: str, lines: Sequence[str]) -> int:
    put(sheet, row, 0, title, style, style.section)
    for at, line in enumerate(lines, row + 1):
        sheet.merge_range(at, 0, at, LAST, "", style.wrapped)
        sheet.set_row(at, row_height([line], [sum(WIDTHS)]))
        put(sheet, at, 0, line, style, style.wrapped)
    return row + len(lines) + 2


def _how_to(plan: TemplatePlan) -> Iterator[str]:
    sheets = "、".join(f"「{form.name}」" for form in plan.forms)
    yield f"1. 在 {sheets} 中填写。浅黄色的格待填，填好后颜色消去；灰色的格不用填；填错的格变红，请按提示改正。"
    yield "2. " + _units(plan)
    yield "3. " + _nothing(plan)
    shares = any(entry.data_field.kind == "share" for entry in _entries(plan))
    percent = "百分数直接填 85 或 85%，单元格会显示为 85.00%。" if shares else ""
    yield f"4. {percent}数字只填数，不写单位和“约”“以上”等字样；注明整数的不填小数；日期填成 2025-03-05 的样子。"
    yield "5. 请不要插入或删除列，不要改动表头和「模板标识」一行；可以调整列宽，可以筛选。工作表有保护，没有密码。"
    if any(form.part == MARKS for form in plan.forms):
        yield "6. 打分表上方先写评估人姓名；每位评估人一份文件，或每人复制一份打分表。不由自己打分的表留空即可。"


def _units(plan: TemplatePlan) -> str:
    if plan.roster is not None:
        listed = f"{len(plan.roster)} 个单位已按名册列出，代码、名称等不用填，也请勿改动"
        return f"{listed}；名册有误的，请告知发表单位更正后重发。"
    kind = "、类型" if plan.rubric.kinds else ""
    return f"每个单位一行，写明代码、名称{kind}；代码前面的 0 会保留。"


def _nothing(plan: TemplatePlan) -> str:
    """What the words for nothing and a blank mean, with the words that every field takes."""
    na, ni = ("或".join(f"“{word}”" for word in words) for words in _nothing_words(plan))
    parts = [f"按规定本来就不涉及的，填{na}，不计入满分" if na else "", f"还没有去检查的，填{ni}" if ni else ""]
    told = "；".join(part for part in parts if part)
    return (f"{told}；" if told else "") + "留空表示漏报，会被催补。数值确实为零的填 0，不要留空。"


def _nothing_words(plan: TemplatePlan) -> tuple[list[str], list[str]]:
    fields = [entry.data_field for entry in _entries(plan)]
    not_applicable = dict.fromkeys(word for field in fields for word in field.not_applicable_words)
    return list(not_applicable), list(dict.fromkeys(word for field in fields for word in field.not_inspected_words))


def _entries(plan: TemplatePlan) -> list[Entry]:
    return list({entry.code: entry for form in plan.forms for entry in form.entries}.values())


def _write_items(sheet: Any, plan: TemplatePlan, style: Style, row: int) -> int:
    put(sheet, row, 0, "各数据项", style, style.section)
    for column, header in enumerate(HEADERS):
        put(sheet, row + 1, column, header, style, style.header)
    row += 2
    behind = {node.code: fields_behind(node, plan.rubric) for node in plan.rubric.indicators}
    told: set[str] = set()
    for form in plan.forms:
        for entry in (one for one in form.entries if one.code not in told):
            told.add(entry.code)
            nodes = [node for node in plan.rubric.indicators if entry.code in behind[node.code]]
            cells = _item(plan, form, entry, nodes)
            sheet.set_row(row, min(row_height(cells, WIDTHS), TALLEST))
            for column, text in enumerate(cells):
                put(sheet, row, column, text, style, style.wrapped)
            row += 1
    return row


def _item(plan: TemplatePlan, form: Form, entry: Entry, nodes: Sequence[Node]) -> tuple[str, ...]:
    rubric = plan.rubric
    gates = [gate for gate in rubric.gates if entry.code in fields_read(gate.when, rubric)]
    used = [f"{node.title}{_marks(rubric, node)}" for node in nodes]
    used += [f"必备条件：{gate.title}（{effect_in_words(gate)}）" for gate in gates]
    rules = [_rule(rubric, node, len(nodes) > 1) for node in nodes]
    rules += [f"触发条件：{formula_in_words(gate.when, rubric)}" for gate in gates]
    stated = [one.clause for one in nodes] + [gate.clause for gate in gates]
    clauses = [_clause(rubric, clause) for clause in stated if clause]
    checks = [f"评定方法：{node.check}" for node in nodes if node.check]
    checks += [f"材料：{'、'.join(node.evidence)}" for node in nodes if node.evidence]
    title = entry.data_field.title
    lines = [title, f"（在「{form.name}」）"] if len(plan.forms) > 1 else [title]
    columns = (lines, _how(plan, entry), _who(plan, form, entry, nodes), used, rules, clauses, checks)
    return tuple("\n".join(dict.fromkeys(part for part in parts if part)) for parts in columns)


def _how(plan: TemplatePlan, entry: Entry) -> list[str]:
    """What to fill in, kind by kind where the limits differ, the allowed words, and the definition."""
    data_field, kinds = entry.data_field, plan.rubric.kinds
    by_words: dict[str, list[str]] = {}
    for kind in kinds or [""]:
        if plan.asks(entry, kind):
            by_words.setdefault(wanted(data_field, plan.limits(entry, kind or None)), []).append(kind)
    lines = [words if len(by_words) == 1 else f"{'、'.join(of)}：{words}" for words, of in by_words.items()]
    own = nothing_words(data_field) != _shared_words(plan)
    lines += [f"没有数值时可填：{'、'.join(nothing_words(data_field))}"] if own and nothing_words(data_field) else []
    return [*lines, data_field.definition]


def _shared_words(plan: TemplatePlan) -> tuple[str, ...]:
    """The words for nothing that stand above, when every data item takes them."""
    all_of_them = {nothing_words(entry.data_field) for entry in _entries(plan)}
    return next(iter(all_of_them)) if len(all_of_them) == 1 else ()


def _who(plan: TemplatePlan, form: Form, entry: Entry, nodes: Sequence[Node]) -> list[str]:
    titles = {role.code: role.title for role in plan.rubric.roles}
    marked = "、".join(titles.get(role, role) for role in entry.data_field.marked_by)
    owners = "、".join(titles.get(role, role) for role in dict.fromkeys(role for node in nodes for role in node.roles))
    lines = [f"{marked}打分" if marked else "填报单位填写" if not owners else f"负责：{owners}"]
    asked = [kind for kind in plan.rubric.kinds if plan.asks(entry, kind)]
    if len(asked) < len(plan.rubric.kinds):
        lines.append(f"只用于：{'、'.join(asked)}")
    return lines + (["每个单位可有多行"] if form.part == DETAILS else [])


def _marks(rubric: Rubric, node: Node) -> str:
    """（8分）; where kinds differ （综合 8分；治理专项 6分）; nothing for an item without points."""
    kinds = [kind for kind in rubric.kinds or [""] if node.applies_to(kind)]
    marks = {kind: plain(node.full_marks_for(kind)) for kind in kinds}
    if set(marks.values()) <= {"0"}:
        return ""
    if len(set(marks.values())) == 1:
        return f"（{next(iter(marks.values()))} 分）"
    return "（" + "；".join(f"{kind} {mark} 分" for kind, mark in marks.items()) + "）"


def _rule(rubric: Rubric, node: Node, several: bool) -> str:
    """The rule in words, kind by kind where kinds differ; with the indicator's name when there are several."""
    words: dict[str, list[str]] = {}
    for kind in rubric.kinds or [""]:
        if node.applies_to(kind):
            words.setdefault(indicator_in_words(node, kind, rubric), []).append(kind)
    lines = [text if len(words) == 1 else f"{'、'.join(kinds)}：{text}" for text, kinds in words.items() if text]
    value = formula_in_words(node.value, rubric) if node.value else ""
    lines = (
        [f"数值：{value}", *lines]
        if value and value not in (rubric.fields[code].title for code in rubric.fields)
        else lines
    )
    return "\n".join([f"〔{node.title}〕", *lines] if several else lines)


def _clause(rubric: Rubric, clause: Clause) -> str:
    number = next(at for at, source in enumerate(rubric.sources, 1) if source.id == clause.source)
    return f"{clause.text}〔依据 {number}〕"


def _sources(plan: TemplatePlan) -> list[str]:
    """The sources that the clauses above name by number."""
    rubric = plan.rubric
    told = {entry.code for entry in _entries(plan)}
    nodes = [node for node in rubric.indicators if told.intersection(fields_behind(node, rubric))]
    gates = [gate for gate in rubric.gates if told.intersection(fields_read(gate.when, rubric))]
    named = {clause.source for clause in [one.clause for one in nodes] + [gate.clause for gate in gates] if clause}
    lines = []
    for number, source in enumerate(rubric.sources, 1):
        if source.id in named:
            tag = "示例" if source.standing == "example" else ""
            parts = (source.title, source.issuer, source.number, source.date, tag)
            lines.append(f"依据 {number}：" + "，".join(part for part in parts if part))
    return lines
