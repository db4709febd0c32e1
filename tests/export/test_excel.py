"""The result workbook: read back, recomputed by LibreOffice, and fed with hostile text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from rating.export import plan as planning
from rating.export.excel import export_excel
from rating.export.plan import make_plan
from rating.scoring.evaluation import Evaluation
from tests.export.recalculated import recalculated
from tests.insight.example import EXAMPLE, ROWS, example, rated, without_bands

SHEETS = [
    "封面", "排名 综合", "排名 专项", "分类查看", "图表", "个站反馈", "一级指标得分", "评星与名次", "逐项得分", "填报值",
    "评分标准", "必备条件与限星", "问题清单", "口径说明", "选项",
]  # fmt: skip
HOSTILE = ['=HYPERLINK("http://example.org","站")', "+1", "@SUM(A1)", "-2", "\t=1+1", "=1+1", "https://example.org"]


def written(evaluation: Evaluation, *, values: bool = False) -> Workbook:
    stream = io.BytesIO()
    export_excel(evaluation, stream)
    stream.seek(0)
    return openpyxl.load_workbook(stream, data_only=values)


def ranking(book: Workbook, sheet: str = "排名 综合") -> dict[str, dict[str, Any]]:
    """Station → header → value of the ranked rows."""
    rows = list(book[sheet].iter_rows(min_row=3, values_only=True))
    titles = rows[0]
    ranked = [row for row in rows[1:] if isinstance(row[0], int | float)]
    return {str(row[1]): dict(zip(titles, row, strict=True)) for row in ranked}


def ours(evaluation: Evaluation, name: str) -> dict[str, Any]:
    row = evaluation.roster.name.index(name)
    ratings = evaluation.ratings
    return {
        "名次": float(ratings.rank[row]),
        "总分": float(evaluation.total(row) or 0),
        "分数线星级": int(ratings.stars_by_score[row]),
        "星级": int(ratings.stars[row]),
        "等级": ratings.band[row],
    }


def test_sheets_in_order_with_the_standing_on_each() -> None:
    book = written(example())
    assert book.sheetnames == SHEETS
    assert all("示例（未经确认）" in str(sheet["A1"].value) for sheet in book)


def test_stored_results_are_our_figures() -> None:
    found = ranking(written(example(), values=True))
    assert list(found) == ["甲站", "乙站", "丙站", "丁站", "壬站"]
    for name, cells in found.items():
        assert {title: cells[title] for title in ours(example(), name)} == ours(example(), name)


def test_totals_stars_and_ranks_are_formulas() -> None:
    sheet = written(example())["排名 综合"]
    titles = [cell.value for cell in sheet[3]]
    for row in sheet.iter_rows(min_row=4, max_row=8):
        cells = dict(zip(titles, (cell.value for cell in row), strict=True))
        live = ("名次", "队伍建设", "总分", "分数线星级", "限至", "星级", "等级")
        assert all(str(cells[title]).startswith("=") for title in live)


def test_the_unranked_stand_apart_with_reasons() -> None:
    rows = list(written(example())["排名 综合"].iter_rows(min_row=10, values_only=True))
    assert str(rows[0][0]).startswith("未参加排名")
    apart = {row[1]: row[5] for row in rows[2:]}
    assert set(apart) == {"戊站", "己站", "辛站"}
    assert "一票否决" in apart["戊站"]


def test_each_point_names_its_cell() -> None:
    sheet = written(example())["逐项得分"]
    values = written(example(), values=True)["逐项得分"]
    assert [values.cell(5, column).value for column in range(1, 5)] == ["甲站", "综合", 8, "已填 ①B2、①A2"]
    assert values["C10"].value == "未定"
    assert str(sheet["D10"].value).startswith("空白")
    assert (values["E11"].value, sheet["F11"].value) == ("－", "合理缺项 ①C8")


def test_printing_and_reading_aids() -> None:
    upright = {"封面", "图表", "个站反馈"}
    for sheet in written(example()):
        turned = "portrait" if sheet.title in upright else "landscape"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (turned, 9)
        if sheet.title not in ("封面", "个站反馈"):
            assert "&P" in str(sheet.oddFooter.center.text)
            assert sheet.print_title_rows
    assert written(example())["排名 综合"].freeze_panes == "C4"
    assert written(example())["逐项得分"].freeze_panes == "C5"


def test_decimals_are_those_of_the_scale() -> None:
    sheet = written(example())["一级指标得分"]
    assert sheet["F5"].number_format == "0.0"


@pytest.mark.office
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    export_excel(example(), tmp_path / "结果.xlsx")
    book = recalculated(tmp_path / "结果.xlsx", tmp_path)
    for sheet in ("排名 综合", "排名 专项"):
        for name, cells in ranking(book, sheet).items():
            assert {title: cells[title] for title in ours(example(), name)} == ours(example(), name)


@pytest.mark.office
def test_a_changed_mark_moves_total_stars_and_rank(tmp_path: Path) -> None:
    """What a committee does with the file: correct one figure and watch the result follow."""
    export_excel(example(), tmp_path / "结果.xlsx")
    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
    book["填报值"]["I13"], book["填报值"]["J13"], book["填报值"]["K13"] = 9, 9, 9
    book.save(tmp_path / "改.xlsx")
    cells = ranking(recalculated(tmp_path / "改.xlsx", tmp_path))["壬站"]
    assert (cells["总分"], cells["星级"], cells["等级"], cells["名次"]) == (31.5, 4, "★★★★", 4)


@pytest.mark.office
def test_changed_figures_of_the_rubric_move_the_result_as_the_tool_would(tmp_path: Path) -> None:
    """A cut score, the full marks of an indicator, a threshold and the stars of a gate, all typed into 评分标准,
    against an evaluation by the rubric with those figures.
    """
    team, service = EXAMPLE["dimensions"]
    licensed, space = team["indicators"]
    marked = {**licensed, "rule": {"steps": [["100%", 8], ["75%", 6], ["60%", 3]]}}
    order = {**service["indicators"][2], "full_marks": 3}
    changed = {
        "dimensions": [
            {**team, "indicators": [marked, space]},
            {**service, "indicators": [*service["indicators"][:2], order]},
        ],
        "bands": [EXAMPLE["bands"][0], {**EXAMPLE["bands"][1], "at_least": 33}, EXAMPLE["bands"][2]],
        "gates": [EXAMPLE["gates"][0], {**EXAMPLE["gates"][1], "stars": 4}],
    }
    criteria = make_plan(example()).book.criteria
    export_excel(example(), tmp_path / "结果.xlsx")
    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
    sheet, limits = book["评分标准"], criteria.limit_column + 1
    sheet.cell(criteria.blocks["licensed_share"].lines[1].row + 1, limits).value = 0.75
    sheet.cell(criteria.blocks["order"].first + 1, 3).value = 3
    sheet.cell(criteria.bands[1].row + 1, limits).value = 33
    sheet.cell(criteria.gates["too_few_licensed"] + 1, limits).value = 4
    book.save(tmp_path / "改.xlsx")
    evaluation = rated(**changed)
    assert not np.array_equal(evaluation.ratings.stars, example().ratings.stars)
    recomputed = recalculated(tmp_path / "改.xlsx", tmp_path)
    for name, cells in ranking(recomputed).items():
        assert {title: cells[title] for title in ours(evaluation, name)} == ours(evaluation, name)


@pytest.mark.office
@pytest.mark.parametrize(
    "changed",
    [
        {"scale": {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}},
        {"scale": {"full_marks": 40, "decimals": 0, "round": "total"}},
        {"scale": {"full_marks": 40, "decimals": 1, "round": "dimension", "combine": "mean"}},
        {"ranking": {"by": ["total", "area"], "ties": "shared", "within": "kind"}},
        {"ranking": {"by": [{"key": "complaints", "better": "lower"}, "total"], "ties": "dense", "within": "all"}},
        {
            "bands": [
                {"stars": 2, "label": "优秀", "above": 32, "quota": 1},
                {"stars": 1, "label": "合格", "at_least": 24},
            ]
        },
    ],
    ids=["converted", "rounded-total", "mean", "shared-ranks", "dense-ranks", "quota"],
)
def test_other_rubrics_recompute_to_our_figures(tmp_path: Path, changed: dict[str, Any]) -> None:
    evaluation = rated(**changed)
    export_excel(evaluation, tmp_path / "结果.xlsx")
    book = recalculated(tmp_path / "结果.xlsx", tmp_path)
    sheets = [name for name in book.sheetnames if name.startswith("排名")]
    found = {name: cells for sheet in sheets for name, cells in ranking(book, sheet).items()}
    assert set(found) == {name for at, name in enumerate(evaluation.roster.name) if evaluation.ratings.rated[at]}
    for name, cells in found.items():
        assert {title: cells[title] for title in ours(evaluation, name)} == ours(evaluation, name)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    rows = [{**row, "code": f"S{at}", "name": text, "street": text} for at, row in enumerate(ROWS[:2])]
    book = written(rated(rows))
    for sheet, cell in (("排名", "B4"), ("排名", "C4"), ("一级指标得分", "A5"), ("逐项得分", "A5")):
        found = book[sheet][cell]
        assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


@pytest.mark.office
def test_libreoffice_sees_no_live_text(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "code": f"S{at}", "name": text} for at, text in enumerate(HOSTILE)]
    export_excel(rated(rows), tmp_path / "结果.xlsx")
    book = recalculated(tmp_path / "结果.xlsx", tmp_path)
    assert {row[0].value for row in book["逐项得分"].iter_rows(min_row=5)} == set(HOSTILE)


def test_hostile_titles_of_the_rubric() -> None:
    kinds = ["=A1/[x]:*?", "'综合'" + "很长" * 30]
    changed = {"kinds": kinds, "title": "=SUM(1)&P&&", "gates": [{**EXAMPLE["gates"][0], "title": "=1+1"}]}
    rows = [{**row, "kind": kinds[at % 2]} for at, row in enumerate(ROWS)]
    book = written(rated(rows, **changed))
    assert len(book.sheetnames) == len(SHEETS)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert all(cell.data_type != "f" for row in book["必备条件与限星"].iter_rows() for cell in row)


def test_very_many_stations_are_values_with_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_LIVE", 5)
    book = written(example())
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    found = ranking(book)
    assert found["丁站"]["总分"] == 32
    assert (found["丁站"]["星级"], found["丁站"]["等级"]) == (3, "★★★")
    sheet = book["逐项得分"]
    assert [sheet.cell(5, column).value for column in range(1, 7)] == ["S1", "甲站", "综合", "①第 2 行", None, 8]
    assert sheet["F4"].value == "持证率（8 分）\n①B、①A"
    assert sheet["E10"].value == "持证率：空白"
    assert "全部写为数值" in " ".join(str(cell.value) for row in book["口径说明"].iter_rows() for cell in row)


@pytest.mark.parametrize("text", [*HOSTILE, "<a>&\"'", "\x01\x0b", "尾空 ", "长" * 40_000])
def test_very_many_stations_keep_text_as_text(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(planning, "MOST_LIVE", 0)
    cell = written(rated([{**ROWS[0], "name": text}]))["逐项得分"]["B5"]
    assert cell.data_type in ("s", "inlineStr")
    assert str(cell.value)[:30_000] == text[:30_000] or text.startswith("\x01")


def test_nobody_rated() -> None:
    blank = [{**ROWS[0], "licensed": None}]
    assert written(rated(blank))["排名"]["A4"].value == "本组没有可排名的站点"


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有这个文件夹"):
        export_excel(example(), tmp_path / "没有这个文件夹" / "结果.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_method_sheet_states_everything() -> None:
    text = "\n".join(
        str(cell.value) for row in written(example())["口径说明"].iter_rows() for cell in row if cell.value
    )
    parts = (
        example().rubric.fingerprint[:12],
        "2026-11-22",
        "1、2、2、4",
        "合理缺项",
        "四舍五入",
        "测试.xlsx → 填报表",
    )
    for part in parts:
        assert part in text


def test_without_bands_no_sheet_speaks_of_stars_not_awarded() -> None:
    book = written(without_bands())
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "本标准不分等级" in words
    assert not [text for text in words if "不定星级" in text]
