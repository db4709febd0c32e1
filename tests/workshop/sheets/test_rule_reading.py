"""Rows as rules, and rows that do not fit."""

from __future__ import annotations

from typing import Any

import pytest

from rating.workshop.sheets.content import Content, Row, Said
from rating.workshop.sheets.names import NO_NAMES
from rating.workshop.sheets.rule_reading import read_rule

HEADINGS = ("细则种类", "样本足够时按", "项目", "名称", "条件或数值", "得分", "最高得分")


def _read(*rows: tuple[str, ...]) -> tuple[Any, list[str]]:
    content = Content("x.xlsx")
    content.tree["node"] = {}
    told = []
    for number, row in enumerate(rows, 2):
        said = {heading: Said(text, f"{heading}{number}") for heading, text in zip(HEADINGS, row, strict=False) if text}
        told.append(Row("评分细则", number, said, {heading: f"{heading}{number}" for heading in HEADINGS}))
    read_rule(told, ("node", "rule"), content, NO_NAMES)
    return content.tree["node"].get("rule"), [f"{problem.place.cell}：{problem.found}" for problem in content.problems]


def test_the_kind_needs_to_be_said_once() -> None:
    rule, problems = _read(("扣分", "", "每多少", "", "1"), ("", "", "扣多少分", "", "", "0.5"))
    assert (rule, problems) == ({"deduct": {"each": "1", "points": "0.5"}}, [])


def test_a_judgement_has_two_points_a_level() -> None:
    rule, _ = _read(("分档评分", "", "档次", "优", "", "8", "10"), ("", "", "档次", "良", "", "5", "8"))
    assert rule == {"judgement": {"优": ["8", "10"], "良": ["5", "8"]}}


def test_a_survey_and_the_rule_under_it() -> None:
    rule, problems = _read(
        ("问卷得分", "", "样本数", "", "n"), ("", "", "最低样本量", "", "30"), ("", "", "样本不足时", "", "暂不评定"),
        ("", "达到多少得多少", "达到", "", "80%", "6"),
    )  # fmt: skip
    assert problems == []
    samples = [{"sample": "n", "minimum": "30"}]
    assert rule == {"survey": {"samples": samples, "if_small": "incomplete", "then": {"steps": [["80%", "6"]]}}}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("", "", "达到", "", "80%", "6")], "细则种类2：没有写细则种类"),
        ([("阶梯", "", "达到")], "细则种类2：写的是「阶梯」"),
        ([("程度分", "", "档次", "优", "", "3"), ("扣分", "", "档次", "良", "", "2")],
         "细则种类3：同一项指标写了两种细则：程度分、扣分"),
        ([("程度分", "", "档次", "优", "", "3"), ("", "", "档次", "优", "", "2")], "名称3：「优」写了两次"),
        ([("程度分", "", "档次", "", "", "3")], "名称2：没有写名称"),
        ([("线性得分", "", "起点", "", "1")], "项目2：「线性得分」没有「起点」这一项"),
        ([("问卷得分", "", "样本数", "", "n"), ("", "问卷得分", "样本数", "", "n")],
         "样本足够时按3：样本足够时又按问卷得分"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_by_its_cell(rows: list[tuple[str, ...]], told: str) -> None:
    assert told in _read(*rows)[1]
