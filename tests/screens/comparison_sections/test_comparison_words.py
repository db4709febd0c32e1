from __future__ import annotations

from dataclasses import replace

from rating.insight.comparison.compare import Comparison, compare
from rating.insight.comparison.rubric_changes import RubricChange
from rating.insight.result import result
from rating.screens.comparison_sections.comparison_words import lead, limits, named, rounds
from tests.insight.comparison.test_compare import AFTER, BEFORE


def found() -> Comparison:
    """C falls from two stars to one; A and B keep one; D is gone, E is new."""
    return compare(BEFORE, AFTER)


def test_the_first_sentence_counts_stars_and_speaks_of_the_rubric() -> None:
    assert lead(found()) == "两轮都有星级的 3 个单位中 0 个升星，1 个降星；评分标准未变。"
    changed = replace(found(), same_rubric=False, rubric_changes=(RubricChange("a", "甲", "「甲」满分 2 → 3"),))
    assert lead(changed).endswith("；评分标准有 1 处调整。")
    assert "只供参考" in lead(replace(changed, other_rubric=True))
    assert "没有看到评分内容的调整" in lead(replace(found(), same_rubric=False))


def test_without_stars_totals_are_counted_and_without_stations_it_is_said() -> None:
    unstarred = replace(found(), stations=tuple(replace(each, stars_after=None) for each in found().stations))
    assert lead(unstarred).startswith("两轮都有总分的 3 个单位中 2 个总分升，1 个总分降")
    assert lead(replace(found(), stations=())).startswith("两轮之间没有可以比较的单位")


def test_both_rounds_are_named() -> None:
    assert rounds(found()) == "上一轮：2024；本轮：2025；评分标准：测试标准（示例） 1 版。"
    apart = rounds(replace(found(), same_rubric=False, before_round=""))
    assert apart.startswith("上一轮：没有写明轮次，测试标准（示例） 1 版；本轮：2025，")


def test_what_cannot_be_told_is_said() -> None:
    assert any("打分的人换了" in each for each in limits(found()))
    one, *others = found().stations
    unknown = replace(found(), stations=(replace(one, change=None, stars_before=None), *others))
    told = limits(unknown)
    assert "1 个单位有一轮总分暂缺，总分不能比较。" in told
    assert "1 个单位有一轮没有评定星级，不计入升降星。" in told
    rough = (replace(one, by_rubric=None), replace(others[0], certain=False), *others[1:])
    mixed = limits(replace(compare(result(BEFORE), AFTER), same_rubric=False, stations=rough))
    assert any("看不出评分细则" in each for each in mixed)
    assert any("分不清多少来自标准调整" in each for each in mixed)
    assert any("只是近似" in each for each in mixed)


def test_names_are_counted_and_a_long_list_is_cut() -> None:
    assert named("本轮新参加的", ("甲", "乙")) == "本轮新参加的 2 个：甲、乙。"
    assert named("本轮新参加的", ("甲",) * 25).endswith(" 等。")
