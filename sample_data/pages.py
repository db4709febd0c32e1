"""The sample's sheets for one year: roster, score sheets, station figures, resident survey."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from rating.rubric.nouns import DataField, Rubric
from sample_data.district import CENTRE, DISTRICT, FEATURE, GENERAL, GOVERNANCE, MINORS, STATIONS, Station
from sample_data.sheets import EXAMPLE, Heading, Page, write_book
from sample_data.stories import EXPERTS, FULL_MARKS, NO, YES, Told, by_kind

NUMBER, CODE, NAME = Heading("序号", width=6), Heading("站点代码", look="text"), Heading("站点名称", width=30)
KIND, REMARK = Heading("站点类型", width=15), Heading("备注", width=22)
_TEAM, _PLACE, _PROCESS, _OUTCOME, _OPINION = "队伍建设", "阵地建设", "服务流程", "服务成效", "居民意见"
_COMMON: tuple[tuple[str, str], ...] = (
    ("staff", _TEAM), ("licensed", _TEAM), ("supervised", _TEAM),
    ("area", _PLACE), ("reception", _PLACE), ("private_room", _PLACE), ("service_points", _PLACE),
    ("communities", _PLACE), ("needs_list", _PROCESS), ("resource_list", _PROCESS), ("project_list", _PROCESS),
    ("linked_projects", _PROCESS), ("projects", _PROCESS), ("projects_evaluated", _PROCESS),
    ("targets_set", _OUTCOME), ("targets_met", _OUTCOME), ("social_benefit", _OUTCOME),
)  # fmt: skip
_OF_KIND: dict[str, tuple[tuple[str, str], ...]] = {
    GENERAL: (("needy_people", _OUTCOME), ("needy_served", _OUTCOME)),
    MINORS: (
        ("minor_cases", _OUTCOME), ("minor_cases_followed", _OUTCOME),
        ("full_time_head", "专门人员"), ("legal_deputy", "专门人员"), ("qualified_member", "专门人员"),
    ),
    FEATURE: (("clear_method", _OUTCOME), ("measured_change", _OUTCOME), ("shared_guide", _OUTCOME)),
    GOVERNANCE: (("micro_projects", _OUTCOME),),
}  # fmt: skip
_ANSWERS = (("opinions", _OPINION), ("opinions_answered", _OPINION), ("complaints", _OPINION))
_SURVEY = ("survey_sample", "satisfaction", "awareness")
_CONDITIONS = ("months_open", "false_documents", "serious_accident")
_SHEET_NAMES = {GENERAL: "综合站", MINORS: "未保站", FEATURE: "特色专项站", GOVERNANCE: "治理专项站"}


def write_roster(path: Path) -> None:
    headings = (
        NUMBER, CODE, NAME, KIND, Heading("街镇", width=16), Heading("街镇代码", look="text"),
        Heading("区", width=10), Heading("参评", width=8), REMARK,
    )  # fmt: skip
    rows = [
        (
            at,
            one.code,
            one.name,
            one.kind,
            one.street,
            one.street_code,
            DISTRICT,
            YES if one.takes_part else NO,
            _note(one),
        )
        for at, one in enumerate((*STATIONS, CENTRE), start=1)
    ]
    lines = [f"填报单位：{CENTRE.name}（{EXAMPLE}）", "填报日期：2025年12月5日"]
    foot = ["说明：街镇名称和代码为真实公开信息，站点、编号均为虚构。"]
    write_book(path, [Page("站点名册", f"{DISTRICT}社工站名册", lines, headings, rows, foot=foot)])


def _note(station: Station) -> str:
    if not station.takes_part:
        return "负责指导、评估，不参评"
    return "" if station.street else "不属于单一街道"


def write_expert(path: Path, told: list[Told], rubric: Rubric, expert: int, year: int) -> None:
    """One expert's score sheet: only marks, full marks written in the header, a row of means below."""
    headings = [NUMBER, CODE, NAME, KIND]
    for code in FULL_MARKS:
        dimension, full = _asked_under(rubric, code)
        headings.append(Heading(f"{rubric.fields[code].title}（{full}分）", dimension, "decimal", 14))
    rows = [
        (
            at,
            one.station.code,
            one.station.name,
            one.station.kind,
            *(one.marks[code][expert] for code in FULL_MARKS),
            "",
        )
        for at, one in enumerate(told, start=1)
    ]
    means = [round(sum(one.marks[code][expert] for one in told) / len(told), 2) for code in FULL_MARKS]
    name = f"专家{EXPERTS[expert]}"
    lines = [f"评估人：{name}", "评估主体：专家", f"填报日期：{year}年12月12日"]
    foot = [f"评估人签名：{name}（{EXAMPLE}）"]
    page = Page(
        "评分表", f"{year}年度社工站专家评分表", lines, [*headings, REMARK], rows, [("平均", "", "", "", *means)], foot
    )
    write_book(path, [page])


def _asked_under(rubric: Rubric, field: str) -> tuple[str, str]:
    """The dimension's title and the indicator's full marks for a field that experts mark."""
    for dimension in rubric.dimensions:
        for indicator in dimension.indicators:
            if indicator.value == field:
                return dimension.title, str(indicator.full_marks)
    raise LookupError(field)


def write_figures(path: Path, told: list[Told], rubric: Rubric, year: int) -> None:
    """One sheet a kind of station, the conditions checked by the centre, and a sheet of notes."""
    pages = [_kind_page(by_kind(told, kind), rubric, kind, year) for kind in _SHEET_NAMES]
    write_book(path, [*pages, _conditions_page(told, rubric, year), _notes_page()])


def _kind_page(told: list[Told], rubric: Rubric, kind: str, year: int) -> Page:
    asked = (*_COMMON, *_OF_KIND[kind], *_ANSWERS)
    headings = [NUMBER, CODE, NAME, *(_heading(rubric, code, group) for code, group in asked)]
    rows = [
        (at, one.station.code, one.station.name, *(one.figures[code] for code, _ in asked))
        for at, one in enumerate(told, start=1)
    ]
    totals = [("合计", "", "", *(_total(told, code) for code, _ in asked))] if len(told) > 1 else []
    lines = [f"填报单位：各{_SHEET_NAMES[kind]}，街镇已核对", f"填报日期：{year}年12月8日"]
    foot = ["注：“合理缺项”指不按社区划定服务范围的站点没有该项。"]
    return Page(_SHEET_NAMES[kind], f"{year}年度{_SHEET_NAMES[kind]}数据填报表", lines, headings, rows, totals, foot)


def _heading(rubric: Rubric, code: str, group: str) -> Heading:
    field = rubric.fields[code]
    look = "general" if field.kind != "number" else "whole" if field.whole else "decimal"
    return Heading(_with_unit(field), group, look, 15)


def _with_unit(field: DataField) -> str:
    return f"{field.title}（{field.unit}）" if field.unit and field.unit not in field.title else field.title


def _total(told: list[Told], code: str) -> object:
    values = [one.figures[code] for one in told]
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers) if numbers else ""


def _conditions_page(told: list[Told], rubric: Rubric, year: int) -> Page:
    headings = [NUMBER, CODE, NAME, *(_heading(rubric, code, "必备条件") for code in _CONDITIONS), REMARK]
    rows = [
        (at, one.station.code, one.station.name, *(one.figures[code] for code in _CONDITIONS), "")
        for at, one in enumerate(told, start=1)
    ]
    lines = [f"核查单位：{CENTRE.name}", f"填报日期：{year}年12月15日"]
    return Page("必备条件核查", f"{year}年度必备条件核查表", lines, headings, rows)


def _notes_page() -> Page:
    notes = [
        ("本文件全部数字为虚构的示例数据，不代表任何真实站点。",),
        ("各站点填写本类型的工作表，由街镇核对后报区社会工作服务指导中心。",),
        ("没有的填 0；不适用的填“合理缺项”；还没有统计的留空。",),
    ]
    return Page(
        "填表说明", "填表说明", [], [Heading("内容", width=70), Heading("", width=10)], [(*note, "") for note in notes]
    )


def write_survey(path: Path, told: list[Told], rubric: Rubric, year: int) -> None:
    """A CSV as Chinese desktop software saves it: GB 18030, title lines above the header."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([f"{year}年度居民问卷汇总（{EXAMPLE}）"])
    lines.writerow([f"填报日期：{year}年12月10日", "", "", "调查方式：随机电话和现场问卷"])
    lines.writerow(["站点代码", "站点名称", *(_with_unit(rubric.fields[code]) for code in _SURVEY)])
    for one in told:
        sample, *shares = (one.figures[code] for code in _SURVEY)
        lines.writerow([one.station.code, one.station.name, sample, *(f"{share:.1%}" for share in shares)])
    lines.writerow(["合计", "", sum(one.figures["survey_sample"] for one in told), "", ""])
    path.write_bytes(out.getvalue().encode("gb18030"))
