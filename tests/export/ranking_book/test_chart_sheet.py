"""图表: live counts, and charts over the sheet's own cells."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from rating.export.excel import export_excel
from rating.scoring.evaluation import Evaluation
from tests.insight.example import example, without_bands


def test_counts_are_formulas_with_our_figures() -> None:
    """综合: 甲 five; 乙, 丙 (31.0) and 壬 … by the Evaluation; 戊, 己, 辛 not rated; 庚 is 专项."""
    stream = io.BytesIO()
    export_excel(example(), stream)
    sheet = openpyxl.load_workbook(stream, data_only=True)["图表"]
    stars = [
        int(given) for given, kind in zip(example().ratings.stars, example().roster.kind, strict=True) if kind == "综合"
    ]
    assert [cell.value for cell in sheet[4]][:2] == ["类型", "5 星"]
    counts = [sheet.cell(5, 2 + at).value for at in range(5)]
    assert counts == [stars.count(number) for number in (5, 4, 3, 2, 1)]
    assert sheet["H5"].value == stars.count(-1) == 3
    assert str(openpyxl.load_workbook(stream)["图表"]["B5"].value).startswith("=SUMPRODUCT(")


def charts_of(evaluation: Evaluation) -> int:
    stream = io.BytesIO()
    export_excel(evaluation, stream)
    return len(openpyxl.load_workbook(stream)["图表"]._charts)


def test_one_chart_of_stars_and_one_a_ranking() -> None:
    assert (charts_of(example()), charts_of(without_bands())) == (3, 1)


def test_a_label_that_no_axis_holds_makes_a_sentence_and_no_chart() -> None:
    whole = example()
    names = ("长" * 61, *whole.roster.name[1:])
    long = replace(whole, reported=replace(whole.reported, roster=replace(whole.roster, name=names)))
    assert charts_of(long) == 2
    stream = io.BytesIO()
    export_excel(long, stream)
    told = [str(cell.value) for row in openpyxl.load_workbook(stream)["图表"].iter_rows() for cell in row]
    assert sum("有名称超过 60 个字，不画图" in each for each in told) == 1
