"""The sheet 封面: what this is, of which round, by which rubric, and how to read it."""

from __future__ import annotations

from typing import Any

from rating.export.plan import AWARDS, COVER, CRITERIA, MOST_FIGURED, MOST_LIVE, SELECTION, STATION, VALUES, Plan
from rating.export.style import A4, Style, fitting, put, row_height
from rating.insight.provenance import FINGERPRINT_SHOWN
from rating.insight.tables import summary
from rating.shown import one_line

WIDTHS = (22.0, 62.0)
Pairs = list[tuple[str, str]]


def write_cover(book: Any, plan: Plan, style: Style) -> None:
    """One A4 page, upright."""
    sheet, evaluation = book.add_worksheet(COVER), plan.evaluation
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.8)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_footer(f"&C{one_line(plan.standing)[:60].replace('&', '&&')}")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    title = plan.about.title or evaluation.assessment_round or evaluation.rubric.title
    sheet.set_row(0, 24)
    put(sheet, 0, 0, plan.standing, style, style.section)
    sheet.set_row(2, max(48.0, 34.0 * (1 + len(title) // 22)))
    sheet.merge_range(2, 0, 2, 1, "", style.big)
    put(sheet, 2, 0, title, style, style.big)
    sheet.set_row(3, 30)
    sheet.merge_range(3, 0, 3, 1, "评估结果", style.big)
    row = _pairs(sheet, style, 6, _facts(plan))
    row = _pairs(sheet, style, row + 1, [("结果概要", _result(plan))])
    sheet.write_string(row + 1, 0, "怎样阅读", style.section)
    _pairs(sheet, style, row + 2, _reading(plan))


def _pairs(sheet: Any, style: Style, row: int, pairs: Pairs) -> int:
    for at, (label, text) in enumerate(pairs, row):
        sheet.set_row(at, max(20.0, row_height([label, text], WIDTHS)))
        put(sheet, at, 0, label, style, style.wrapped)
        put(sheet, at, 1, fitting(text), style, style.wrapped)
    return row + len(pairs)


def _facts(plan: Plan) -> Pairs:
    evaluation, about = plan.evaluation, plan.about
    rubric = evaluation.rubric
    pairs = [
        ("发布单位", about.office),
        ("评估轮次", evaluation.assessment_round or "未写明（试用）"),
        ("计划编号", about.plan_number),
        ("备案文号", about.filing_number or "未填写"),
        ("评分标准", f"{rubric.title} {rubric.version} 版"),
        ("标准状态", plan.standing),
        ("标准指纹", rubric.fingerprint[:FINGERPRINT_SHOWN]),
        ("方法日期", evaluation.method_date.isoformat()),
        ("来源文件", "、".join(upload.name for upload in evaluation.uploads) or "未登记"),
    ]
    return [(label, text) for label, text in pairs if text]


def _result(plan: Plan) -> str:
    told = summary(plan.evaluation)
    parts = [f"单位 {told.stations} 个", f"已评定 {told.rated} 个"]
    if told.best_stars:
        parts.append(f"最高等级 {told.best} 个")
    if told.incomplete:
        parts.append(f"资料不全 {told.incomplete} 个")
    if told.vetoed:
        parts.append(f"一票否决 {told.vetoed} 个")
    if told.held:
        parts.append(f"待复核 {told.held} 个")
    return "，".join(parts)


def _reading(plan: Plan) -> Pairs:
    names = [name for name, _ in plan.ranking]
    pairs = [("、".join(names[:4]) + ("等" if len(names) > 4 else ""), "名次、总分、星级；表头可筛选")]
    if not plan.live:
        return [*pairs, ("说明", f"站点超过 {MOST_LIVE:,} 个，全簿为数值，不设公式")]
    if plan.book.values is not None:
        pairs.append((SELECTION, "按类型、街镇、星级选取，随即按名次列出所选的站点和平均分"))
    pairs += [
        (STATION, "选一个站点，看它的名次、星级和每项得失"),
        (f"一级指标得分、{AWARDS}", "从得分到小计、总分、限星、星级、名次，逐步都是公式"),
    ]
    if plan.book.values is not None:
        pairs.append((f"逐项得分、{VALUES}", f"得分由填报值和「{CRITERIA}」推出；蓝字可以改动，结果随之重算"))
    else:
        pairs.append(("逐项得分", f"站点超过 {MOST_FIGURED:,} 个，得分为数值，改动后总分以上随之重算"))
    return [*pairs, ("口径说明", "数据来源、取整、哪些数是公式、哪些是数值以及原因")]
