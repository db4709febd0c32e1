"""The rubric's own checks in the words of the workbook."""

from __future__ import annotations

import re

import pytest

from rating.rubric.key_words import KEY_WORDS
from rating.rubric.trail import Finding
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.findings import in_workbook_words, told
from rating.workshop.sheets.names import Names, called

NAMES = Names(
    called("数据项", {"staff": "驻站社工数", "value": "价值"}.items()), called("指标", {"effect": "服务成效"}.items()),
    called("来源", []), called("评估主体", []),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("缺少「effect」", "缺少「后果」"),
        ("没有名为「effect」的数据项", "没有名为「服务成效」的数据项"),
        ("「staff < 80%」是一个条件", "「驻站社工数 < 80%」是一个条件"),
        ("本细则自带条件，value 不起作用", "本细则自带条件，评分所用数据 不起作用"),
        ("kind: choice 或 several 必须写 choices，其他 kind 不写", "种类为单选或多选的必须写选项，其他种类不写"),
        ("share()、points() 只能用于必备条件和星级条件", "share()、points() 只能用于必备条件和星级条件"),
        ("请补写 if_blank", "请补写 空白"),
    ],
)
def test_keys_become_headings_and_codes_titles(said: str, meant: str) -> None:
    assert in_workbook_words(said, NAMES) == meant


def test_no_key_of_the_grammar_is_left_in_english() -> None:
    keys = {key for shape in KEY_WORDS.values() for key in shape} - {"url"}
    left = [key for key in keys if re.search("[a-z]", in_workbook_words(f"缺少「{key}」", NAMES))]
    assert left == []


def test_a_finding_names_its_cell_and_what_it_speaks_of() -> None:
    content = Content("甲.xlsx", names=NAMES)
    row = Row("评分标准", 7, {}, {"分值": "D7"})
    content.put(("dimensions", 0, "title"), "队伍", row)
    content.put(("dimensions", 0, "full_marks"), "x", row, "分值")
    problem = told(Finding("rubric_value", ("dimensions", 0, "full_marks"), "写的是「x」", "数字"), content)
    assert problem.where == "甲.xlsx → 评分标准!D7 → 指标「队伍」"
    assert problem.remedy == "请改正这一格"
