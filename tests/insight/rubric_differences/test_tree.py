"""Indicators added, dropped, moved, in another order, under another code."""

from __future__ import annotations

from typing import Any

from rating.insight.rubric_differences.differences import differences
from rating.rubric.nouns import Rubric
from tests.scoring.build import rubric


def leaf(code: str, title: str, marks: Any = 10) -> dict[str, Any]:
    return {"code": code, "title": title, "full_marks": marks, "value": "n", "rule": {"steps": [[1, 5]]}}


def form(*sections: tuple[str, list[dict[str, Any]]], **more: Any) -> Rubric:
    tree = [{"code": f"s_{title}", "title": title, "indicators": leaves} for title, leaves in sections]
    tree = [{**node, "code": f"D{ord(node['title'][0])}"} for node in tree]
    return rubric(fields={"n": {"title": "数量"}}, dimensions=tree, **more)


def told(before: Rubric, after: Rubric) -> list[str]:
    return [each.sentence for each in differences(before, after)]


A, B, C = leaf("a", "甲"), leaf("b", "乙"), leaf("c", "丙")


def test_added_dropped_and_moved() -> None:
    before = form(("队伍", [A, B]), ("服务", [C]))
    assert told(before, form(("队伍", [A, B, leaf("d", "丁", 4)]), ("服务", [C]))) == ["新增「丁」，满分 4"]
    assert told(before, form(("队伍", [A]), ("服务", [C]))) == ["不再评「乙」（原满分 10）"]
    assert told(before, form(("队伍", [A]), ("服务", [C, B]))) == ["「乙」由「队伍」下移到「服务」下"]
    assert told(form(("队伍", [A]), ("服务", [C])), form(("队伍", [A, B]), ("服务", [C]))) == ["新增「乙」，满分 10"]


def test_another_order_is_told_once_and_decides_nothing() -> None:
    before = form(("队伍", [A, B]), ("服务", [C]))
    found = differences(before, form(("服务", [C]), ("队伍", [B, A])))
    assert [each.sentence for each in found] == [
        "一级指标的次序改为「服务」、「队伍」",
        "「队伍」的下级指标的次序改为「乙」、「甲」",
    ]
    assert not any(each.decides for each in found)


def test_another_code_is_recognised_by_title_and_place() -> None:
    before, after = form(("队伍", [A, B])), form(("队伍", [leaf("z", "甲", 8), B]))
    assert told(before, after) == ["「甲」换了内部代号，与往年结果对照时按新指标处理", "「甲」满分 10 → 8"]


def test_marks_by_kind() -> None:
    kinds = {"kinds": ["综合", "专项"], "scale": {"full_marks": 10, "decimals": 1, "round": "indicator"}}
    before = form(("队伍", [leaf("a", "甲", 10)]), **kinds)
    assert told(before, form(("队伍", [leaf("a", "甲", {"综合": 10, "专项": 6})]), **kinds)) == [
        "「甲」专项类满分 10 → 6"
    ]
    assert told(before, form(("队伍", [leaf("a", "甲", {"综合": 8, "专项": 8})]), **kinds)) == ["「甲」满分 10 → 8"]
    same = told(before, form(("队伍", [leaf("a", "甲", {"综合": 10, "专项": 10})]), **kinds))
    assert same == ["「甲」满分的写法有调整，含义不变"]


def test_everything_else_of_an_indicator() -> None:
    more = {"if_blank": "zero", "check": "查原件", "evidence": ["名册"], "advice": "补齐", "bonus": True, "cap": 5}
    found = told(form(("队伍", [A, B])), form(("队伍", [{**A, **more}, B])))
    assert found == [
        "「甲」空白的处理 按总规定 → 该项得 0 分",
        "「甲」改为加分项，不进入满分",
        "「甲」得分上限 不设 → 5",
        "「甲」评定方法 （无） → 查原件",
        "「甲」增加需提供材料「名册」",
        "「甲」改进建议 （无） → 补齐",
    ]
