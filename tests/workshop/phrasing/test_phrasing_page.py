"""docs/phrasing.md tells the truth: every example becomes the rule it says, and earns the points it says."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from rating.workshop.phrasing.proposal import propose
from tests.workshop.phrasing.worked import points_of

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "phrasing.md").read_text(encoding="utf-8")
KINDS = {
    "扣分": "deduct",
    "按算式": "linear",
    "达到多少得多少": "steps",
    "不超过多少得多少": "steps_down",
    "问卷得分": "survey",
    "按数量加分": "per_unit",
    "按比率得分": "proportion",
    "完成率得分": "completion",
    "线性得分": "linear",
    "是否分": "yes_no",
    "条件全部满足": "all_or_nothing",
    "程度分": "levels",
    "分档评分": "judgement",
    "组合分": "parts",
    "只计最高一项": "highest",
}
TITLES = {
    "持证率": "持证率",
    "测评": "测评",
    "响应天数": "响应",
    "完成率": "任务完成率",
    "有督导制度": "督导制度",
    "服务质量": "服务质量",
    "服务质量评分": "服务质量",
    "服务条件：全部满足": "服务条件",
    "所获荣誉": "所获荣誉",
}


def rows(columns: int) -> list[list[str]]:
    """Table rows of so many columns, headings and rules left out."""
    lines = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line] for line in lines if len(line) == columns]
    return [row for row in found if re.fullmatch(r"\d+", row[1])]


@pytest.mark.parametrize("row", rows(5), ids=lambda row: row[0][:20])
def test_an_example_becomes_the_rule_it_says(row: list[str]) -> None:
    sentence, full, kind, filled, points = row
    cells = dict(cell.rsplit(" ", 1) for cell in filled.split("、"))
    title = next((TITLES[name] for name in cells if name in TITLES), "指标")
    proposal = propose(sentence, Decimal(full), title)
    assert proposal.kind == KINDS[kind], proposal.unread
    codes = {field.title: field.code for field in proposal.fields}
    assert list(codes) == list(cells)
    assert points_of(proposal, {codes[name]: value for name, value in cells.items()}) == Decimal(points)


@pytest.mark.parametrize("row", rows(3), ids=lambda row: row[0][:20])
def test_what_is_no_rule_is_told_apart(row: list[str]) -> None:
    proposal = propose(row[0], Decimal(row[1]), "指标")
    assert (proposal.kind, proposal.gate) == ("mark", row[2] == "必备条件")


@pytest.mark.parametrize("row", rows(4), ids=lambda row: row[0][:20])
def test_a_rewritten_sentence_is_read(row: list[str]) -> None:
    before, after = (propose(sentence, Decimal(row[1]), "指标") for sentence in (row[0], row[3]))
    assert before.kind == "mark" and before.unread
    assert after.kind != "mark" and not after.unread


def test_every_kind_of_rule_has_its_example() -> None:
    assert {row[2] for row in rows(5)} == set(KINDS)
    assert len(rows(4)) >= 6 and len(rows(3)) >= 4
