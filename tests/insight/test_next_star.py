"""The way to the next star: conditions first, then the fewest indicators that suffice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.insight.advice import search
from rating.insight.explain import explain_all
from rating.insight.next_star import NextStar, next_star
from rating.scoring.evaluation import Evaluation
from tests.insight.example import EXAMPLE, ROWS, example, rated


def way(evaluation: Evaluation, station: int) -> NextStar | None:
    return next_star(evaluation, station, explain_all(evaluation, station))


def test_gap_and_only_as_much_as_needed() -> None:
    found = way(example(), 8)
    assert found is not None
    assert (found.stars, found.gap, found.reachable) == (4, Decimal("0.5"), True)
    assert [(step.code, step.gain, step.points) for step in found.steps] == [
        ("satisfaction", Decimal("0.5"), Decimal("0.5"))
    ]
    assert found.steps[0].how == "满意率由 75% 提高到 79.5%", "79.5 % of 10 is 7.95, rounded half up to 8.0"
    assert found.sentence == "距四星分数线还差 0.5 分；最少改进 1 项：「居民满意」＋0.5 分"


def test_conditions_come_before_points_and_what_they_ask_is_not_counted_twice() -> None:
    """丁站 has 5 of 10 licensed (cap at three stars) and 7 of 15 points in 队伍建设, of which four stars ask half."""
    found = way(example(), 3)
    assert found is not None
    assert (found.stars, found.gap) == (4, 0)
    assert found.conditions == (
        "因「持证率低于 60%」，最高评三星（持证社工数 5 人 ÷ 驻站社工数 10 人 = 50%）",
        "「队伍建设」得 7 分，达到四星须得 7.5 分（满分 15 分的 50%），还差 0.5 分",
    )
    assert [(step.code, step.how) for step in found.steps] == [
        ("licensed_share", "持证社工数由 5 人增至 6 人（达到 60%）")
    ]
    assert found.sentence.startswith("先解决 2 项条件")


def test_nothing_above_the_highest_and_nothing_while_incomplete() -> None:
    assert way(example(), 0) is None
    assert way(example(), 5) is None


def test_the_steps_close_the_gap() -> None:
    low = {**ROWS[8], "licensed": 6, "area": 10, "satisfied": "10%"}
    found = way(rated([low]), 0)
    assert found is not None
    assert sum(step.gain for step in found.steps) >= found.gap
    assert found.reachable
    assert sum(step.gain for step in found.steps[:-1]) < found.gap


def test_a_strict_limit_needs_one_unit_more() -> None:
    bands = [{"stars": 5, "above": 32}, {"stars": 3, "at_least": 24}]
    found = way(rated(bands=bands), 1)
    assert found is not None
    assert found.gap == Decimal("0.1")


def test_points_are_restated_on_a_converted_scale() -> None:
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "convert_to": 100}
    found = way(rated(scale=scale), 8)
    assert found is not None
    assert found.gap == Decimal("1.2")
    assert found.steps[0].gain == Decimal("1.2")


def test_what_no_points_can_reach_is_said() -> None:
    bands = [{"stars": 5, "at_least": 60}, {"stars": 3, "at_least": 24}]
    found = way(rated(bands=bands), 1)
    assert found is not None
    assert (found.reachable, found.steps) == (False, ())
    assert "不足以弥补" in found.sentence


def test_what_raters_decide_comes_after_what_the_station_can_do() -> None:
    """Short of 32 by 4.5: 服务质量 alone could bring 5, but rests on raters; 满意率 alone brings 2.5."""
    found = way(rated([ROWS[8]], bands=[{"stars": 5, "at_least": 32}, {"stars": 3, "at_least": 24}]), 0)
    assert found is not None
    assert [(step.code, step.certain) for step in found.steps] == [("quality_mark", False)]
    assert "不能事先保证" in found.steps[0].how and found.sentence.endswith("「服务质量」由他人评定，不能事先保证")
    two = way(rated([ROWS[8]], bands=[{"stars": 5, "at_least": 30}, {"stars": 3, "at_least": 24}]), 0)
    assert two is not None and [step.certain for step in two.steps] == [True], "of as few, the sure ones"


def test_other_sets_of_as_few_are_offered() -> None:
    found = way(rated(bands=[{"stars": 5, "at_least": 29}, {"stars": 3, "at_least": 24}]), 8)
    assert found is not None
    chosen = [tuple(step.code for step in steps) for steps in (found.steps, *found.alternatives)]
    assert chosen == [("satisfaction",), ("licensed_share",), ("space",)]


def test_the_ladder_and_the_first_time_are_out_of_reach_this_year() -> None:
    award = {"below_lowest": "不定星级", "ladder": {"up": 1, "first_time": 3}}
    climbing, first = way(rated(previous={8: 2}, award=award), 8), way(rated(award=award), 8)
    assert climbing is not None and first is not None
    assert climbing.out_of_reach == ("上一轮为二星，按逐级晋升的规定本轮最多评三星，四星要到下一轮",)
    assert first.out_of_reach == ("首次参评，按规定最高评三星，四星要到下一轮",)
    assert climbing.steps and climbing.sentence.startswith("本轮评不上或不能保证四星：上一轮为二星")


def test_facts_of_the_past_are_named_and_not_advised_about() -> None:
    gate = {"code": "punished", "title": "受到行政处罚", "when": "虚假材料 = 是", "effect": "cap", "stars": 3}
    found = way(rated(gates=[gate]), 4)
    assert found is not None
    assert found.conditions == ()
    assert found.out_of_reach == (
        "因「受到行政处罚」，最高评三星（虚假材料为「是」）；这是已经发生或时间未到的事实，本年度不能改变",
    )


def test_a_quota_cannot_be_promised() -> None:
    bands = [{"stars": 5, "at_least": "80%", "quota": 1}, {"stars": 3, "at_least": "60%"}]
    found = way(rated(bands=bands), 8)
    assert found is not None and found.out_of_reach == ("五星的名额为 1 个，达到分数线后仍按名次取，不能事先保证",)


def _with_media(bands: list[dict[str, Any]]) -> NextStar | None:
    media = {"code": "news", "title": "宣传", "full_marks": 20, "value": "reports", "rule": {"per_unit": {"points": 2}}}
    fields = EXAMPLE["fields"] | {"reports": {"title": "媒体报道数", "unit": "篇", "whole": True}}
    team, service = EXAMPLE["dimensions"]
    form = {
        "fields": fields,
        "scale": {"full_marks": 60, "decimals": 1, "round": "indicator"},
        "dimensions": [team, service | {"indicators": [*service["indicators"], media]}],
    }
    return way(rated([ROWS[8] | {"reports": 0}], bands=bands, **form), 0)


def test_counting_media_reports_is_never_advised() -> None:
    found = _with_media([{"stars": 5, "at_least": 31}, {"stars": 3, "at_least": 20}])
    assert found is not None and found.reachable
    assert "news" not in {step.code for steps in (found.steps, *found.alternatives) for step in steps}
    (why,) = found.left_out
    assert why.startswith("「宣传」涉及媒体、报道：2024 年")


def test_a_star_that_only_such_counts_could_bring_is_said_to_be_out_of_reach() -> None:
    found = _with_media([{"stars": 5, "at_least": 45}, {"stars": 3, "at_least": 20}])
    assert found is not None and not found.reachable
    assert "不计不宜建议的 1 项指标" in found.sentence


def test_bonus_that_buys_no_stars_closes_no_gap() -> None:
    """壬站 has 27.5 without the bonus; four stars ask 28. The gap is counted without it, and no step names it."""
    bonus = {
        "code": "extra", "title": "创新", "full_marks": 5, "bonus": True, "value": "complaints",
        "rule": {"steps_down": [[0, 5], [1, 3]]},
    }  # fmt: skip
    scale = {"full_marks": 40, "decimals": 1, "round": "indicator", "bonus_buys_stars": False}
    found = way(rated(scale=scale, dimensions=[*EXAMPLE["dimensions"], bonus]), 8)
    assert found is not None
    assert (found.gap, [step.code for step in found.steps]) == (Decimal("0.5"), ["satisfaction"])


def test_the_sample_station_just_below_five_stars(sample_evaluation: Evaluation) -> None:
    row = sample_evaluation.roster.code.index("0102")
    found = way(sample_evaluation, row)
    assert found is not None and (found.gap, found.stars) == (Decimal("0.1"), 5)
    assert [(step.title, step.how) for step in found.steps] == [("量化指标", "年度目标完成数由 9 项增至 10 项")]


def test_what_keeps_from_a_higher_star_only_is_not_in_the_way() -> None:
    low = {**ROWS[3], "satisfied": "10%", "complaints": 5}
    found = way(rated([low]), 0)
    assert found is not None
    assert (found.stars, found.conditions) == (3, ())


def test_a_station_that_is_not_rated_has_no_next_star() -> None:
    assert way(example(), 4) is None
    assert way(example(), 7) is None


def test_a_way_found_by_a_search_that_gave_up_is_told_without_the_word_fewest(
    monkeypatch: pytest.MonkeyPatch, sample_evaluation: Evaluation
) -> None:
    """Before, such a station was told that even everything together would not do."""
    monkeypatch.setattr(search, "MOST_NODES", 0)
    row = sample_evaluation.roster.code.index("0102")
    found = way(sample_evaluation, row)
    assert found is not None and found.reachable and found.steps and not found.proved
    told = f"改进 {len(found.steps)} 项可以达到（可行的组合太多，没有逐一比较，可能还有项数更少的办法）："
    assert told in found.sentence
    assert "最少" not in found.sentence and "达不到" not in found.sentence
