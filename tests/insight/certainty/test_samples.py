"""Surveys with too few answers."""

from __future__ import annotations

from typing import Any

import pytest

from rating.insight.certainty.samples import SmallSample, small_samples
from rating.reported import Status
from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported

FIELDS = {
    "v": {"title": "满意度", "kind": "share"},
    "phone": {"title": "电话问卷数", "unit": "份", "whole": True},
    "site": {"title": "现场问卷数", "whole": True},
}


def found_in(*rows: dict[str, Any], if_small: str = "incomplete", samples: Any = None) -> tuple[SmallSample, ...]:
    strata = samples or [{"sample": "phone", "minimum": 50}, {"sample": "site", "minimum": 10}]
    rule = {"survey": {"samples": strata, "if_small": if_small, "then": {"proportion": {}}}}
    form = one_indicator(rule, FIELDS)
    return small_samples(evaluate(form, reported(form, rows)))


def test_each_stratum_below_its_minimum() -> None:
    found = found_in(
        {"v": "90%", "phone": 50, "site": 10},
        {"v": "90%", "phone": 49, "site": 3},
        {"v": "90%", "phone": 60, "site": 9},
    )
    assert [(one.row, one.indicator, one.sample, one.minimum) for one in found] == [
        (1, "item", 49, 50),
        (1, "item", 3, 10),
        (2, "item", 9, 10),
    ]
    assert found[0].sentence == (
        "「指标」电话问卷数 49 份，少于最低 50 份，该项暂不计分；样本过小，比率容易因少数答卷而大幅变动。"
    )


@pytest.mark.parametrize(
    ("if_small", "said"), [("incomplete", "暂不计分"), ("zero", "按 0 分计"), ("leave_out", "不计入")]
)
def test_what_the_rubric_does_about_it_is_said(if_small: str, said: str) -> None:
    assert said in found_in({"v": "90%", "phone": 5, "site": 10}, if_small=if_small)[0].sentence


def test_a_blank_is_no_small_sample() -> None:
    assert found_in({"v": "90%", "phone": None, "site": Status.NOT_APPLICABLE}) == ()


def test_a_sample_may_be_a_formula() -> None:
    found = found_in({"v": "90%", "phone": 7, "site": 9}, samples=[{"sample": "phone + site", "minimum": 20}])
    assert [one.sample for one in found] == [16]
    assert "有效样本 16 份" in found[0].sentence
