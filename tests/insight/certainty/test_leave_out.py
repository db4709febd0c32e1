"""The result without one indicator and without one rater."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rating.insight.certainty.leave_out import LeftOut, StarChange, without_each_indicator, without_each_rater
from rating.reported import Status
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of
from tests.scoring.build import reported, rubric

RATERS = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert"), ("e3", "专家丙", "expert")]


def form_of(**parts: Any) -> Rubric:
    """甲 6 = 2 + 4, 乙 4; stars from 8 and from 6."""
    return rubric(
        **{
            "fields": {code: {"title": code} for code in ("a", "b", "c")},
            "scale": {"full_marks": 10, "decimals": 2, "round": "indicator"},
            "dimensions": [
                {"code": "one", "title": "甲", "indicators": [_leaf("ia", 2, "a"), _leaf("ib", 4, "b")]},
                {"code": "two", "title": "乙", "indicators": [_leaf("ic", 4, "c")]},
            ],
            "bands": [{"stars": 2, "at_least": 8}, {"stars": 1, "at_least": 6}],
            **parts,
        }
    )


def _leaf(code: str, full_marks: int, value: str) -> dict[str, Any]:
    return {"code": code, "title": code, "full_marks": full_marks, "value": value, "rule": {"mark": {}}}


ROWS = [{"a": 2, "b": 2, "c": 4}, {"a": 1, "b": 4, "c": 2}, {"a": 0, "b": 3, "c": 3}]
"""8 points, two stars · 7, one · 6, one."""


def judged(form: Rubric, rows: list[dict[str, Any]] = ROWS, **more: Any) -> Evaluation:
    return evaluate(form, reported(form, rows, **more))


def by_code(found: tuple[LeftOut, ...]) -> dict[str, LeftOut]:
    return {one.code: one for one in found}


def test_an_indicator_left_out_hands_its_points_to_its_section() -> None:
    """Without ia, ib counts 6 instead of 4: 3 + 4 = 7, 6 + 2 = 8, 4.5 + 3 = 7.5; the first falls to the end.

    The order 1 2 3 becomes 3 1 2: of three pairs one agrees, two do not, τ = −1 ÷ 3.
    """
    found = by_code(without_each_indicator(judged(form_of())))["ia"]
    assert (found.ranks_moved, found.largest_move) == (3, 2)
    assert found.stars_changed == (StarChange("S001", "S001", 2, 1), StarChange("S002", "S002", 1, 2))
    assert found.kendall == pytest.approx(-1 / 3)
    assert found.sentence == "去掉「ia」后，3 个站点名次变动，最多 2 位；2 个站点星级变化。"


def test_a_section_of_one_left_out_hands_its_points_to_the_other() -> None:
    """Without ic, 甲 counts 10 instead of 6: 6.67, 8.33, 5."""
    found = by_code(without_each_indicator(judged(form_of())))["ic"]
    assert (found.ranks_moved, found.largest_move) == (2, 1)
    assert [(change.before, change.after) for change in found.stars_changed] == [(2, 1), (1, 2), (1, 0)]


def test_over_all_hands_them_to_everything() -> None:
    """Without ia, 8 points are left: 6 × 10 ÷ 8 = 7.5 twice, then 6 × 10 ÷ 8 = 7.5: all alike."""
    form = form_of(missing={"if_blank": "incomplete", "not_applicable": "over_all"})
    found = by_code(without_each_indicator(judged(form)))["ia"]
    assert (found.ranks_moved, found.largest_move, found.kendall) == (2, 2, None)


def test_a_station_that_only_now_is_complete_does_not_move_the_others() -> None:
    rows = [*ROWS, {"a": None, "b": 4, "c": 4}]
    found = by_code(without_each_indicator(judged(form_of(), rows)))["ia"]
    assert (found.newly, found.ranks_moved, found.largest_move) == (1, 3, 2)
    assert len(found.stars_changed) == 2


def test_a_station_that_rests_on_the_indicator_alone_cannot_be_rated_without_it() -> None:
    """b and c are reasonable gaps there: without ia nothing counts."""
    gap = Status.NOT_APPLICABLE
    found = by_code(without_each_indicator(judged(form_of(), [*ROWS, {"a": 1, "b": gap, "c": gap}])))["ia"]
    assert found.no_longer == 1
    assert found.sentence.endswith("；1 个站点因此无法评定。")


def test_key_items_and_single_indicators_are_not_left_out() -> None:
    alone = form_of(dimensions=[{"code": "one", "title": "甲", "indicators": [_leaf("ia", 2, "a")]}])
    assert without_each_indicator(judged(alone)) == ()
    key = {"code": "k", "title": "k", "full_marks": 0, "rule": {"key_item": "a >= 0"}}
    form = form_of()
    more = {"code": "one", "title": "甲", "indicators": [_leaf("ia", 2, "a"), _leaf("ib", 4, "b"), key]}
    form = form_of(dimensions=[more, form.dimensions[1].model_dump(exclude_defaults=True)])
    assert list(by_code(without_each_indicator(judged(form)))) == ["ia", "ib", "ic"]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_indicator_of_every_shipped_rubric(name: str) -> None:
    evaluation = round_of(name)
    found = without_each_indicator(evaluation)
    assert [one.code for one in found] == [node.code for node in evaluation.rubric.indicators]
    for one in found:
        assert one.ranks_moved <= int(evaluation.ratings.rated.sum())
        assert (one.ranks_moved == 0) == (one.largest_move == 0)
        assert one.kendall is None or -1 <= one.kendall <= 1
    assert any(one.ranks_moved for one in found)


def test_the_evaluation_itself_is_left_alone() -> None:
    evaluation = round_of("yichang-five-star")
    fingerprint, total = evaluation.rubric.fingerprint, evaluation.ratings.total.copy()
    without_each_indicator(evaluation)
    assert evaluation.rubric.fingerprint == fingerprint
    assert np.array_equal(evaluation.ratings.total, total)


def marked(**raters: Any) -> Rubric:
    mark = {"title": "评分", "kind": "mark", "marked_by": ["expert"], "at_most": 10}
    return rubric(
        fields={"m": mark},
        scale={"full_marks": 10, "decimals": 1, "round": "indicator"},
        dimensions=[{"code": "one", "title": "甲", "indicators": [_leaf("im", 10, "m")]}],
        roles=[{"code": "expert", "title": "专家"}],
        raters={"combine": "mean", "if_missing": "wait", **raters},
        bands=[{"stars": 1, "at_least": 7}],
    )


MARKS = [{"m": {"e1": 9, "e2": 6, "e3": 6}}, {"m": {"e1": 5, "e2": 7, "e3": 7}}, {"m": {"e1": 4, "e2": 4, "e3": 4}}]
"""Means 7, 6.3, 4."""


def test_a_rater_left_out() -> None:
    """Without 专家甲: 6, 7, 4."""
    found = by_code(without_each_rater(judged(marked(), MARKS, raters=RATERS)))
    assert list(found) == ["e1", "e2", "e3"]
    assert found["e1"].title == "专家甲"
    assert [(one.station_code, one.before, one.after) for one in found["e1"].stars_changed] == [
        ("S001", 1, 0),
        ("S002", 0, 1),
    ]
    assert (found["e1"].ranks_moved, found["e1"].largest_move) == (2, 1)
    assert (found["e2"].ranks_moved, found["e2"].stars_changed) == (0, ())


def test_the_least_number_of_marks_is_one_fewer() -> None:
    """Three are asked for and three gave marks: without one of them two must do."""
    found = without_each_rater(judged(marked(minimum=3), MARKS, raters=RATERS))
    assert [one.no_longer for one in found] == [0, 0, 0]


def test_a_trimmed_mean_falls_back_on_the_plain_one() -> None:
    way = {"combine": "trimmed_mean", "trimmed": {"drop": 1, "at_least": 3, "otherwise": "incomplete"}}
    found = without_each_rater(judged(marked(**way), MARKS, raters=RATERS))
    assert [one.no_longer for one in found] == [0, 0, 0]


def test_the_only_rater_cannot_be_left_out_of_anything() -> None:
    found = without_each_rater(judged(marked(), [{"m": {"e1": 8}}], raters=RATERS[:1]))
    assert found[0].sentence == "去掉「专家甲」后，1 个站点因此无法评定。"


def test_an_adjudicated_mark_stands() -> None:
    evaluation = judged(marked(), MARKS, raters=RATERS, adjudicated={(0, "m"): "7", (1, "m"): "6.3"})
    assert by_code(without_each_rater(evaluation))["e1"].ranks_moved == 0


def test_without_raters_there_is_nobody_to_leave_out() -> None:
    assert without_each_rater(judged(form_of())) == ()


def test_progress_is_told() -> None:
    told: list[tuple[str, float]] = []
    without_each_indicator(judged(form_of()), lambda words, share: told.append((words, share)))
    without_each_rater(judged(marked(), MARKS, raters=RATERS), lambda words, share: told.append((words, share)))
    assert told[2] == ("逐项去掉指标：3 / 3", 1.0)
    assert told[-1] == ("逐人去掉评估人：3 / 3", 1.0)
