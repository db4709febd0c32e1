"""填表说明: how to fill in, and every data item in the rubric's own words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rating.export.template import template_file
from rating.export.template_guide import HEADERS
from rating.export.template_plan import plan_template
from rating.intake.stamp import GUIDE, Stamp
from rating.reported import Roster
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric

RUBRICS = sorted((Path(__file__).parents[2] / "rubrics").glob("*.yaml"))


def sheet_of(rubric: Rubric, *given: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(template_file(rubric, *given)))[GUIDE]


def items(sheet: Any) -> dict[str, dict[str, str]]:
    """Title → header → text."""
    rows = [[str(cell.value or "") for cell in row[: len(HEADERS)]] for row in sheet.iter_rows()]
    head = rows.index(list(HEADERS))
    return {row[0].split("\n")[0]: dict(zip(HEADERS, row, strict=True)) for row in rows[head + 1 :] if row[1]}


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_item_that_is_asked_is_explained(path: Path) -> None:
    rubric = load_rubric(path)
    sheet = sheet_of(rubric)
    explained = items(sheet)
    for one in plan_template(rubric, None).forms:
        for entry in one.entries:
            cells = explained[entry.data_field.title]
            assert cells["怎样填"] and cells["用于哪项指标（分值）"] and cells["评分细则"]
            assert entry.data_field.definition in cells["怎样填"]
    assert sheet["A3"].value == Stamp.of(rubric, GUIDE).line
    assert rubric.version in sheet["A2"].value and rubric.standing_title in sheet["A2"].value


def test_an_item_in_the_rubrics_words() -> None:
    explained = items(sheet_of(load_rubric(RUBRICS[0].with_name("yichang-five-star.yaml"))))
    licensed = explained["持证社工数"]
    assert licensed["怎样填"].startswith("整数，0 至 200，单位：人")
    assert "持证率（8 分）" in licensed["用于哪项指标（分值）"]
    assert "数值：持证社工数 ÷ 驻站社工数" in licensed["评分细则"] and "达到 100% 得 8 分" in licensed["评分细则"]
    assert "〔依据 1〕" in licensed["条款"]
    assert "材料：" in licensed["评定方法与需提供的材料"]
    assert "只用于：未成年人保护" in explained["未保个案数"]["填写与负责"]
    assert explained["项目策划评分"]["填写与负责"] == "专家打分"
    assert "必备条件：提供虚假材料" in explained["虚假材料"]["用于哪项指标（分值）"]


def test_a_raters_template_explains_only_what_the_rater_marks() -> None:
    rubric = load_rubric(RUBRICS[0].with_name("yichang-five-star.yaml"))
    sheet = sheet_of(rubric, None, rubric.roles[0], "甲")
    assert list(items(sheet)) == ["项目策划评分", "组织实施评分", "成效提升评分"]


def test_how_to_fill_in_says_what_the_words_for_nothing_mean() -> None:
    rubric = load_rubric(RUBRICS[0])
    lines = [str(row[0].value) for row in sheet_of(rubric, Roster(("1",), ("甲",), ("",), ("",))).iter_rows(max_row=14)]
    text = "\n".join(lines)
    assert "填“合理缺项”或“不适用”，不计入满分" in text and "填“未检查”或“未查”" in text and "留空表示漏报" in text
    assert "1 个单位已按名册列出" in text and "85%" in text


def test_no_cell_is_a_formula() -> None:
    for path in RUBRICS:
        rubric = load_rubric(path)
        assert not [cell for row in sheet_of(rubric).iter_rows() for cell in row if cell.data_type == "f"]
