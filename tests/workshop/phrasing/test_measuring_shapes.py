"""Clauses that measure: tiers, samples, rates, interpolation, conditions."""

from __future__ import annotations

import pytest

from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.measuring_shapes import between, condition, definition, rate, reach, sample


def test_a_tier_has_its_subject_span_and_points() -> None:
    phrase = reach("持证率达到80%得5分")
    assert phrase is not None and phrase.subject == f"持证率{MARK}" and phrase.points is not None
    assert phrase.points.number == 5 and phrase.span is not None and phrase.span.unit == "%"
    assert reach("每月至少走访10户得2分") is None, "how often it is due is not the number reported"


def test_samples() -> None:
    least, refused = sample("有效问卷不少于50份"), sample("样本不足30份的不得分")
    assert least is not None and least.points is None
    assert refused is not None and refused.points is not None and refused.points.number == 0
    assert sample("满意度不低于90%") is None


@pytest.mark.parametrize(
    "clause", ["按完成率计分", "按实际完成比例得分", "完成率×满分", "得分=完成率×10", "未完成的按比例得分"]
)
def test_rates(clause: str) -> None:
    assert rate(clause) is not None


def test_a_rate_of_two_figures_keeps_both() -> None:
    phrase = rate("得分=实际完成数/计划完成数×10分")
    assert phrase is not None and (phrase.subject, phrase.verb) == ("实际完成数", "计划完成数")
    assert phrase.points is not None and phrase.points.number == 10


def test_a_rate_from_some_value_on_is_no_plain_rate() -> None:
    assert rate("完成率60%以上的按比例得分") is None


def test_between_conditions_and_definitions() -> None:
    assert between("中间按插值计算") is not None and between("60%-90%之间按线性插值计分") is not None
    assert between("按比例得分") is None
    assert condition("满意度低于90%的") is not None and condition("制度健全的") is None
    assert definition("整改率=已整改数/应整改数×100%") is not None and definition("得分=完成数/目标数") is None
