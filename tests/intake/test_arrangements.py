"""One round, typed in every arrangement that people use: the values read must be the very same.

Every arrangement holds the same marks of three raters, the same 复核 mark and the same figures.  What
is read must be equal in numbers, statuses and words, and each address must hold what was typed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pytest

from rating.reported import Column, Reported
from tests.intake.workbooks import FIELDS, book, codes, read, saved, small_form, xlsx

N = None
STATIONS = {"001": "甲街道社工站", "002": "乙街道社工站", "003": "丙镇社工站", "004": "丁镇社工站"}
NAMES = list(STATIONS.values())
ROSTER = ("名册.xlsx", xlsx([["代码", "名称"], *STATIONS.items()]))
MARKS: dict[str, dict[str, list[Any]]] = {
    "专家甲": {"服务质量": [8, 7.5, 6, 5], "团队管理": [7, "未检查", 5, 4]},
    "专家乙": {"服务质量": [9, 6, 6, 3], "团队管理": [8, 6, 4, N]},
    "指导中心": {"团队管理": [9, 8, "７", 6]},
}
REASON = "核对档案后改定"
ADJUDICATED = {"服务质量": {"乙街道社工站": 7}}
FIGURES = {
    "驻站社工数": [5, 6, "约7", N],
    "满意度": ["85%", "90％", "80.5%", "合理缺项"],
    "虚假材料": ["否", "无", "×", "是"],
}
Files = list[tuple[str, bytes]]
Rows = list[list[Any]]


def rubric() -> Any:
    return small_form("quality", "team", "staff", "satisfied", "forged", fields={
        **{code: FIELDS[code] for code in ("quality", "team", "staff", "satisfied", "forged")},
        "satisfied": {**FIELDS["satisfied"], "at_most": "1"},
    })  # fmt: skip


def merged(*areas: str) -> Callable[[Any], None]:
    def touch(sheet: Any) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return touch


def mark(rater: str, title: str, at: int) -> Any:
    return MARKS[rater].get(title, [N] * len(NAMES))[at]


def adjudication(title: str, name: str) -> Any:
    return ADJUDICATED.get(title, {}).get(name)


def figures(rows: Sequence[int] = range(4)) -> Rows:
    return [["站点名称", *FIGURES], *([NAMES[at], *(typed[at] for typed in FIGURES.values())] for at in rows)]


FIGURE_FILE = ("填报数据.xlsx", xlsx(figures()))


def of_rater(rater: str, rows: Sequence[int] = range(4)) -> Rows:
    titles = list(MARKS[rater])
    return [["站点名称", *titles], *([NAMES[at], *(mark(rater, title, at) for title in titles)] for at in rows)]


REVIEW = [["站点名称", "服务质量", "复核理由"], ["乙街道社工站", 7, REASON]]


def one_workbook_per_rater() -> Files:
    files = [(f"{rater}评分表.xlsx", xlsx(of_rater(rater))) for rater in MARKS]
    return [*files, ("复核.xlsx", xlsx(REVIEW)), FIGURE_FILE]


def one_sheet_per_rater() -> Files:
    return [("汇总.xlsx", book({**{rater: of_rater(rater) for rater in MARKS}, "复核": REVIEW, "填报": figures()}))]


PAIRS = [(rater, title) for rater, titles in MARKS.items() for title in titles]


def column_blocks() -> Files:
    """专家甲：服务质量 in one heading, figures beside them."""
    heads = [
        "站点名称",
        *(f"{rater}：{title}" for rater, title in PAIRS),
        "复核：服务质量",
        "复核理由：服务质量",
        *FIGURES,
    ]
    rows = [
        [
            name,
            *(mark(rater, title, at) for rater, title in PAIRS),
            adjudication("服务质量", name),
            REASON if adjudication("服务质量", name) else N,
            *(typed[at] for typed in FIGURES.values()),
        ]
        for at, name in enumerate(NAMES)
    ]
    return [("总表.xlsx", xlsx([heads, *rows]))]


def rater_over_indicator() -> Files:
    """Two merged header rows: the rater above, the indicator below."""
    head = [["站点名称", "专家甲", N, "专家乙", N, "指导中心"], [N, *(title for _, title in PAIRS)]]
    rows = [[name, *(mark(*pair, at) for pair in PAIRS)] for at, name in enumerate(NAMES)]
    touch = merged("A1:A2", "B1:C1", "D1:E1")
    return [("总表.xlsx", xlsx([*head, *rows], touch=touch)), ("复核.xlsx", xlsx(REVIEW)), FIGURE_FILE]


def indicator_over_rater() -> Files:
    """Title row, then dimension / indicator / rater, all merged; 复核 among the raters, the reason apart."""
    order = [(rater, title) for title in ("服务质量", "团队管理") for rater, of in PAIRS if of == title]
    head: Rows = [
        ["二〇二五年度评分汇总表"],
        ["站点名称", "服务质效", N, N, N, N, N, "复核理由"],
        [N, "服务质量", N, N, "团队管理", N, N, N],
        [N, "专家甲", "专家乙", "复核", "专家甲", "专家乙", "指导中心", N],
    ]
    rows = []
    for at, name in enumerate(NAMES):
        cells = [mark(*pair, at) for pair in order]
        review = adjudication("服务质量", name)
        rows.append([name, *cells[:2], review, *cells[2:], REASON if review else N])
    touch = merged("A1:H1", "A2:A4", "B2:G2", "B3:D3", "E3:G3", "H2:H4")
    return [("总表.xlsx", xlsx([*head, *rows], touch=touch)), FIGURE_FILE]


def one_row_per_station_and_rater() -> Files:
    rows: Rows = [["站点名称", "评估人", "服务质量", "团队管理", "复核理由"]]
    for at, name in enumerate(NAMES):
        rows += [[name, rater, mark(rater, "服务质量", at), mark(rater, "团队管理", at), N] for rater in MARKS]
    rows.append(["乙街道社工站", "复核", 7, N, REASON])
    return [("流水.xlsx", xlsx(rows)), FIGURE_FILE]


def merged_station_over_its_raters() -> Files:
    rows: Rows = [["站点名称", "评估人", "服务质量", "团队管理", "复核理由"]]
    areas = []
    for at, name in enumerate(NAMES):
        block = [[N, rater, mark(rater, "服务质量", at), mark(rater, "团队管理", at), N] for rater in MARKS]
        block += [[N, "复核", 7, N, REASON]] if adjudication("服务质量", name) else []
        block[0][0] = name
        areas.append(f"A{len(rows) + 1}:A{len(rows) + len(block)}")
        rows += block
    return [("流水.xlsx", xlsx(rows, touch=merged(*areas))), FIGURE_FILE]


def turned_sheet(at: int) -> Rows:
    """The usual printed form: one station, a column per rater, 小计 and signatures below."""
    name = NAMES[at]
    rows: Rows = [
        [f"{name}评估打分表"],
        [f"单位名称：{name}　　代码：00{at + 1}　　日期：2025年12月1日"],
        ["序号", "一级指标", "二级指标", "分值", "评分标准", *MARKS, "复核分", "复核理由", "备注"],
    ]
    for number, title in enumerate(("服务质量", "团队管理"), 1):
        review = adjudication(title, name)
        given = [mark(rater, title, at) for rater in MARKS]
        head = [number, "服务质效" if number == 1 else N, title, 10, "酌情打分"]
        rows.append([*head, *given, review, REASON if review else N, N])
    rows += [["小计", N, N, 20, N, 15, 14], ["评估人签名："], ["注：本表一式两份。"]]
    return rows


def turned_figures(at: int) -> Rows:
    rows: Rows = [["单位名称", NAMES[at], N, "填报人", "小王"], ["序号", "数据项", "单位", "填报值"]]
    return rows + [[number, title, "", typed[at]] for number, (title, typed) in enumerate(FIGURES.items(), 1)]


def turned_sheets() -> Files:
    touch = merged("B4:B5")
    sheets = {f"00{at + 1}": turned_sheet(at) for at in range(4)}
    data = book(sheets, lambda found: [touch(sheet) for sheet in found.worksheets])
    return [("打分表.xlsx", data), ("填报.xlsx", book({str(at): turned_figures(at) for at in range(4)}))]


def turned_files() -> Files:
    files = [(f"{name}打分表.xlsx", xlsx(turned_sheet(at))) for at, name in enumerate(NAMES)]
    return files + [(f"{name}填报表.xlsx", xlsx(turned_figures(at))) for at, name in enumerate(NAMES)]


def turned_blocks_in_one_sheet() -> Files:
    marks = [row for at in range(4) for row in [*turned_sheet(at), []]]
    reported = [row for at in range(4) for row in [*turned_figures(at), []]]
    return [("打分.xlsx", xlsx(marks)), ("填报.xlsx", xlsx(reported))]


def turned_sheets_of_each_rater() -> Files:
    """One workbook per rater, in it one sheet per station."""
    files = []
    for rater, titles in MARKS.items():
        sheets = {}
        for at, name in enumerate(NAMES):
            lines = [[title, 10, mark(rater, title, at)] for title in titles]

            sheets[name] = [[f"评估人：{rater}"], ["评估内容", "分值", "得分"], *lines, ["合计", 20, 15]]
        files.append((f"{rater}.xlsx", book(sheets)))
    return files


def stations_across() -> Files:
    """Indicators down the rows, one column per station; one sheet per rater."""
    sheets: dict[str, Rows] = {}
    for rater in MARKS:
        lines = [[title, *(mark(rater, title, at) for at in range(4))] for title in ("服务质量", "团队管理")]
        sheets[rater] = [["指标", *NAMES], *(line for line in lines if line[0] in MARKS[rater])]
    data = [["数据项", *NAMES], *([title, *typed] for title, typed in FIGURES.items())]
    return [("横表.xlsx", book({**sheets, "填报": data})), ("复核.xlsx", xlsx(REVIEW))]


def one_row_per_station_and_indicator() -> Files:
    rows: Rows = [["站点名称", "评估人", "指标", "得分", "复核理由"]]
    for at, name in enumerate(NAMES):
        rows += [[name, rater, title, mark(rater, title, at), N] for rater, title in PAIRS]
    rows.append(["乙街道社工站", "复核", "服务质量", 7, REASON])
    return [("明细.xlsx", xlsx(rows)), FIGURE_FILE]


def shifted(rows: Rows, down: int, right: int) -> Rows:
    return [*([[]] * down), *([N] * right + row for row in rows)]


def tables_that_start_anywhere() -> Files:
    data = book({
        "专家甲": shifted(of_rater("专家甲"), 6, 1), "专家乙": shifted(of_rater("专家乙"), 2, 4),
        "指导中心": shifted(of_rater("指导中心"), 30, 9), "复核": shifted(REVIEW, 3, 3), "填报": shifted(figures(), 5, 2),
    })  # fmt: skip
    return [("a.xlsx", data)]


def beside(left: Rows, right: Rows, gap: int = 1) -> Rows:
    wide = max(len(row) for row in left) + gap
    height = max(len(left), len(right))
    pad = [*left, *([[]] * (height - len(left)))]
    return [[*row, *([N] * (wide - len(row))), *(right[at] if at < len(right) else [])] for at, row in enumerate(pad)]


def halves_beside_each_other() -> Files:
    """1–2 on the left and 3–4 on the right, under the same headings, without or with a blank column between."""
    sheets = {rater: beside(of_rater(rater, [0, 1]), of_rater(rater, [2, 3]), 0) for rater in MARKS}
    return [
        ("a.xlsx", book({**sheets, "复核": REVIEW, "填报": beside(figures([0, 1, 2]), figures([3]), 1)})),
    ]


def different_tables_beside_each_other() -> Files:
    sheets = {rater: of_rater(rater) for rater in ("专家乙", "指导中心")}
    sheets["专家甲"] = beside([["评估人：专家甲"], *of_rater("专家甲")], [[], *figures()], 1)
    return [("a.xlsx", book({**sheets, "复核": REVIEW}))]


def tables_one_under_another() -> Files:
    rows: Rows = [["甲组"], *of_rater("专家甲", [0, 1]), ["合计", 15.5], [], ["乙组"], *of_rater("专家甲", [2, 3]), []]
    sheets = {"专家甲": rows, "专家乙": of_rater("专家乙"), "指导中心": of_rater("指导中心")}
    return [("a.xlsx", book({**sheets, "复核": REVIEW, "填报": [*figures([0, 1]), [], *figures([2, 3])]}))]


def blank_rows_and_columns_inside() -> Files:
    sheets = {}
    for rater in MARKS:
        rows = [[row[0], N, *(cell for one in row[1:] for cell in (one, N))] for row in of_rater(rater)]
        sheets[rater] = [row for one in rows for row in (one, [])]
    return [("a.xlsx", book({**sheets, "复核": REVIEW})), FIGURE_FILE]


def headers_on_each_printed_page() -> Files:
    sheets = {}
    for rater in MARKS:
        head, *rows = of_rater(rater)
        sheets[rater] = [["评分表"], head, *rows[:2], ["第 1 页"], ["评分表"], head, *rows[2:], ["第 2 页"]]
    return [("a.xlsx", book({**sheets, "复核": REVIEW})), FIGURE_FILE]


def street_merged_over_stations() -> Files:
    sheets = {}
    for rater in MARKS:
        rows = [[place, *row] for place, row in zip(["街道", "东街道", N, "西街道", N], of_rater(rater), strict=True)]
        sheets[rater] = rows
    touch = merged("A2:A3", "A4:A5")
    data = book(sheets, lambda found: [touch(sheet) for sheet in found.worksheets])
    return [("a.xlsx", data), ("复核.xlsx", xlsx(REVIEW)), FIGURE_FILE]


WHOLE = [
    one_workbook_per_rater, one_sheet_per_rater, column_blocks, rater_over_indicator, indicator_over_rater,
    one_row_per_station_and_rater, merged_station_over_its_raters, turned_sheets, turned_files,
    turned_blocks_in_one_sheet, stations_across, one_row_per_station_and_indicator, tables_that_start_anywhere,
    halves_beside_each_other, different_tables_beside_each_other, tables_one_under_another,
    blank_rows_and_columns_inside, headers_on_each_printed_page, street_merged_over_stations,
]  # fmt: skip


def seen(column: Column) -> list[tuple[str, int, str | None]]:
    """Number, status and words of each station, however the numbers are scaled."""
    found = []
    for at in range(len(column.status)):
        number = column.number(at)
        shown = "" if number is None else format(number.normalize(), "f")
        found.append((shown, int(column.status[at]), column.text[at]))
    return found


def all_seen(reported: Reported) -> dict[str, Any]:
    return {
        **{code: seen(column) for code, column in reported.columns.items()},
        **{
            f"{code} {rater}": seen(column)
            for code, by_rater in reported.marks.items()
            for rater, column in by_rater.items()
            if any(text for text in column.text)
        },
        "复核": {key: (str(one.mark), one.reason) for key, one in reported.adjudicated.items()},
        "评估人": sorted((rater.name, rater.role) for rater in reported.raters),
    }


def typed_cells(files: Files) -> Mapping[tuple[str, str], Any]:
    return {
        (name, sheet.title): sheet
        for name, data in files
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
    }


def check_addresses(reported: Reported, files: Files) -> int:
    """Every address holds the text that was read; how many were looked at."""
    sheets = typed_cells(files)
    checked = 0
    columns = [*reported.columns.values(), *(column for by in reported.marks.values() for column in by.values())]
    for column in columns:
        for source, row, col, text in zip(column.source, column.row, column.col, column.text, strict=True):
            if source < 0:
                assert text is None
                continue
            sheet = reported.sheets[source]
            typed = sheets[sheet.file, sheet.title].cell(int(row) + 1, int(col) + 1).value
            assert (None if typed is None else str(typed)) == text
            checked += text is not None
    for one in reported.adjudicated.values():
        sheet = reported.sheets[one.source]
        assert float(sheets[sheet.file, sheet.title].cell(one.row + 1, one.col + 1).value) == float(one.mark)
        checked += 1
    return checked


EXPECTED = all_seen(read(rubric(), *one_workbook_per_rater(), roster=ROSTER))


def test_the_plainest_arrangement_reads_what_was_typed() -> None:
    assert EXPECTED["quality 专家甲"] == [("8", 0, "8"), ("7.5", 0, "7.5"), ("6", 0, "6"), ("5", 0, "5")]
    assert EXPECTED["team 专家甲"][1] == ("", 2, "未检查")
    assert EXPECTED["team 专家乙"][3] == ("", 3, None)
    assert EXPECTED["team 指导中心"][2] == ("7", 0, "７")
    assert [one[0] for one in EXPECTED["satisfied"]] == ["0.85", "0.9", "0.805", ""]
    assert EXPECTED["复核"] == {(1, "quality"): ("7", REASON)}
    assert EXPECTED["评估人"] == [("专家乙", "expert"), ("专家甲", "expert"), ("指导中心", "centre")]


@pytest.mark.parametrize("arrangement", WHOLE, ids=lambda one: one.__name__)
def test_every_arrangement_reads_the_same(arrangement: Callable[[], Files]) -> None:
    files = arrangement()
    reported = read(rubric(), *files, roster=ROSTER)
    told = [problem.line for problem in reported.problems if problem.severity.stops]
    assert told == []
    assert all_seen(reported) == EXPECTED
    assert check_addresses(reported, files) == 31
    assert reported.questions == ()


@pytest.mark.parametrize("arrangement", WHOLE, ids=lambda one: one.__name__)
def test_and_the_same_stations_without_a_roster(arrangement: Callable[[], Files]) -> None:
    reported = read(rubric(), *arrangement())
    assert [problem.line for problem in reported.problems if problem.severity.stops] == []
    assert sorted(reported.roster.name) == sorted(NAMES)


@pytest.mark.parametrize(
    "arrangement",
    [one for one in WHOLE if one is not merged_station_over_its_raters],
    ids=lambda one: one.__name__,
)
def test_where_all_merges_are_lost(arrangement: Callable[[], Files]) -> None:
    """As .csv and .ods hand them over: only the first cell of what was merged holds its text."""
    files = [(name, unmerged(data)) for name, data in arrangement()]
    reported = read(rubric(), *files, roster=ROSTER)
    assert [problem.line for problem in reported.problems if problem.severity.stops] == []
    assert all_seen(reported) == EXPECTED


def unmerged(data: bytes) -> bytes:
    found = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in found.worksheets:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    return saved(found)


def test_one_workbook_per_rater_with_a_sheet_per_station() -> None:
    files = turned_sheets_of_each_rater()
    reported = read(rubric(), *files, roster=ROSTER)
    found = all_seen(reported)
    assert {key: found[key] for key in found if " " in key} == {key: EXPECTED[key] for key in EXPECTED if " " in key}
    assert "rater_unknown" not in codes(reported)
