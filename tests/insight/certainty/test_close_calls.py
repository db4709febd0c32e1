"""Stations close to a cut score, by rounding and by raters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from rating.insight.certainty.close_calls import MANY, CloseCall, by_cut, close_calls, raters_apart
from rating.insight.certainty.samples import small_samples
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported, rubric
from tests.scoring.strategies import cases

BANDS = [{"stars": 2, "label": "二星级", "at_least": 8}, {"stars": 1, "label": "一星级", "at_least": 6}]
RATERS = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")]


def shares(bands: list[dict[str, Any]] = BANDS, decimals: int = 1, **parts: Any) -> Rubric:
    """One indicator of 10 points, points = share × 10."""
    leaf = {"code": "i", "title": "指标", "full_marks": 10, "value": "v", "rule": {"proportion": {}}}
    return rubric(
        fields={"v": {"title": "比率", "kind": "share"}, "bad": {"title": "不良", "kind": "yes_no"}},
        scale={"full_marks": 10, "decimals": decimals, "round": "indicator"},
        dimensions=[{"code": "d", "title": "甲", "indicators": [leaf]}],
        bands=bands,
        **parts,
    )


def called(form: Rubric, *rows: Any, **more: Any) -> tuple[CloseCall, ...]:
    cells = [row if isinstance(row, dict) else {"v": row} for row in rows]
    return close_calls(evaluate(form, reported(form, cells, **more)))


def test_rounding_that_decides_and_rounding_that_does_not() -> None:
    """Rounded to 8.0, 8.0, 8.0, 7.9, 8.1; unrounded 7.96, 8.04, 8, 7.94, 8.06; half a unit is 0.05."""
    calls = called(shares(), "79.6%", "80.4%", "80%", "79.4%", "80.6%")
    assert [(call.row, call.side, str(call.otherwise)) for call in calls] == [
        (0, "above", "7.960000"),
        (1, "above", "8.040000"),
        (2, "above", "8.000000"),
    ]
    assert [call.sentence for call in calls] == [
        "总分 8.0 分，正好在「二星级」分数线 8 分上；取整前为 7.96 分，未达到。",
        "总分 8.0 分，正好在「二星级」分数线 8 分上；取整前为 8.04 分。",
        "总分 8.0 分，正好在「二星级」分数线 8 分上，取整没有改变总分。",
    ]
    assert (calls[0].total, calls[0].cut, calls[0].gap, calls[0].band) == (8, 8, 0, "二星级")


def test_many_roundings_that_end_on_the_other_side() -> None:
    """Ten indicators of 0.86 each, rounded to 0.9 down from above and up from below: 9 instead of 8.6."""
    leaves = [
        {"code": f"i{at}", "title": "指标", "full_marks": 1, "value": "v", "rule": {"proportion": {}}}
        for at in range(10)
    ]
    form = shares([{"stars": 1, "label": "一星级", "at_least": "8.7"}])
    dimension = {"code": "d", "title": "甲", "indicators": leaves}
    form = Rubric.model_validate({**form.model_dump(exclude_defaults=True), "dimensions": [dimension]})
    above, below = called(form, "86%", "87.4%")[0], called(form, "84.9%", "84.4%")
    assert (above.side, above.total, above.otherwise) == ("above", 9, Decimal("8.6"))
    assert above.sentence == "总分 9.0 分，高出「一星级」分数线 8.7 分 0.3 分；取整前为 8.6 分，未达到。"
    assert below == ()
    low = called(
        Rubric.model_validate(
            {**form.model_dump(exclude_defaults=True), "bands": [{"stars": 1, "label": "一星级", "at_least": "8.3"}]}
        ),
        "84%",
    )
    assert [(call.side, call.total, call.otherwise) for call in low] == [("below", 8, Decimal("8.4"))]
    assert low[0].sentence == "总分 8.0 分，距「一星级」分数线 8.3 分差 0.3 分；取整前为 8.4 分，已达到。"


def test_a_band_that_is_shut_is_no_close_call() -> None:
    gate = {"code": "g", "title": "限星", "when": "bad = 是", "effect": "cap", "stars": 1}
    form = shares(gates=[gate])
    calls = called(form, {"v": "80%", "bad": True}, {"v": "80%", "bad": False})
    assert [call.row for call in calls] == [1]


def test_a_limit_that_must_be_exceeded() -> None:
    """Above 8: 8.0 is below it, unrounded 8.04 is not."""
    calls = called(shares([{"stars": 1, "label": "一星级", "above": 8}]), "80.4%", "80%")
    assert [(call.side, call.gap) for call in calls] == [("below", 0), ("below", 0)]
    assert calls[0].sentence == "总分正好为「一星级」分数线 8 分（须高于）；取整前为 8.04 分，已达到。"


def test_a_total_cut_short_never_reads_as_the_cut_score() -> None:
    """7.999996 would be shown as 8 if it were rounded."""
    assert "取整前为 7.999 分，未达到" in called(shares(), "79.99996%")[0].sentence


def test_the_total_that_buys_stars_is_named() -> None:
    """7.96 of 10 is 8.0; the bonus of 1 makes 9.0 of it, but buys no star."""
    leaves = [
        {"code": code, "title": code, "full_marks": 10, "value": "v", "rule": {"proportion": {}}} for code in ("i", "b")
    ]
    form = Rubric.model_validate(
        {
            **shares().model_dump(exclude_defaults=True),
            "scale": {"full_marks": 10, "decimals": 1, "round": "indicator", "bonus_buys_stars": False},
            "dimensions": [
                {"code": "d", "title": "甲", "indicators": [leaves[0]]},
                {"code": "e", "title": "加分", "bonus": True, "cap": 1, "indicators": [leaves[1]]},
            ],
        }
    )
    call = called(form, "79.6%")[0]
    assert (call.total, call.otherwise) == (8, Decimal("7.96"))
    assert call.sentence.startswith("不计加分的总分 8.0 分，正好在「二星级」分数线 8 分上")


def test_without_bands_or_without_stations_there_is_none() -> None:
    assert called(shares([]), "80%") == ()
    assert called(shares()) == ()


def marked(combine: str = "mean", **policy: Any) -> Rubric:
    field = {"title": "评分", "kind": "mark", "marked_by": ["expert", "street"], "at_most": 10}
    leaf = {"code": "i", "title": "指标", "full_marks": 10, "value": "m", "rule": {"mark": {}}}
    return rubric(
        fields={"m": field},
        scale={"full_marks": 10, "decimals": 1, "round": "indicator"},
        dimensions=[{"code": "d", "title": "甲", "indicators": [leaf]}],
        roles=[{"code": "expert", "title": "专家", "weight": 1}, {"code": "street", "title": "街镇", "weight": 1}],
        raters={"combine": combine, "if_missing": "exclude", **policy},
        bands=BANDS,
    )


def by_raters(form: Rubric, *marks: dict[str, Any], raters: Any = RATERS, **more: Any) -> list[CloseCall]:
    calls = called(form, *({"m": one} for one in marks), raters=raters, **more)
    return [call for call in calls if call.why == "raters"]


def test_raters_on_both_sides_of_a_cut_score() -> None:
    """8.5 of 8 and 9: the lowest reaches 8 too. 7.5 and 9: 8.3, the lowest does not. 7 and 8.5: 7.8, the highest does;
    that one is nearer to 8 and comes first."""
    calls = by_raters(marked(), {"e1": 8, "e2": 9}, {"e1": "7.5", "e2": 9}, {"e1": 7, "e2": "8.5"})
    assert [(call.row, call.side, call.cut, call.otherwise) for call in calls] == [
        (2, "below", 8, Decimal("8.5")),
        (1, "above", 8, Decimal("7.5")),
    ]
    assert [call.sentence for call in calls] == [
        "总分 7.8 分，距「二星级」分数线 8 分差 0.2 分；如各项都取评估人所打的最高分，总分为 8.5 分，可达到。",
        "总分 8.3 分，高出「二星级」分数线 8 分 0.3 分；如各项都取评估人所打的最低分，总分为 7.5 分，达不到。",
    ]
    assert [call.gap for call in calls] == [Decimal("0.2"), Decimal("0.3")]


def test_both_cut_scores_of_a_station() -> None:
    """5 and 9 make 7: the lowest is below 6, the highest above 8."""
    assert [(call.side, call.cut) for call in by_raters(marked(), {"e1": 5, "e2": 9})] == [("above", 6), ("below", 8)]


def test_each_cut_score_has_its_own_list_the_highest_first_the_nearest_at_the_top() -> None:
    """5 and 9 make 7, 1 from 8 and 1 from 6. 5 and 7 make 6, on 6. 7 and 8.5 make 7.8, 0.2 from 8."""
    high, low = by_cut(by_raters(marked(), {"e1": 5, "e2": 9}, {"e1": 5, "e2": 7}, {"e1": 7, "e2": "8.5"}))
    assert (high.band, high.cut, high.stations) == ("二星级", 8, 2)
    assert [(call.row, call.gap) for call in high.calls] == [(2, Decimal("0.2")), (0, 1)]
    assert (low.band, low.cut, [(call.row, call.gap) for call in low.calls]) == ("一星级", 6, [(1, 0), (0, 1)])
    assert by_cut(()) == ()


def test_a_station_on_one_list_for_two_causes_is_one_station() -> None:
    """7.95 is rounded to 8.0, and the lower of 7 and 8.9 is below 8."""
    form = marked()
    calls = called(form, {"m": {"e1": 7, "e2": "8.9"}}, raters=RATERS)
    assert {call.why for call in calls} == {"rounding", "raters"}
    (only,) = by_cut(calls)
    assert (len(only.calls), only.stations) == (2, 1)


def apart(doubtful: int, certain: int) -> str:
    """7 and 8.5 make 7.8 and may be 8.5; 7 and 7 are 7."""
    marks = [{"m": {"e1": 7, "e2": "8.5"}}] * doubtful + [{"m": {"e1": 7, "e2": 7}}] * certain
    evaluation = evaluate(marked(), reported(marked(), marks, raters=RATERS))
    return raters_apart(evaluation, close_calls(evaluation))


def test_where_more_than_half_are_in_doubt_the_raters_are_the_finding() -> None:
    assert apart(5, 5) == "", "half is not more than half"
    assert apart(6, 4) == (
        "已评定的 10 个站点中，有 6 个仅因各评估人打分高低不同就可能落到分数线的另一边。"
        "评估人分歧普遍较大，临界名单意义有限，宜先复核。"
    )
    assert apart(MANY - 1, 0) == "", "a short list is read name by name"


def test_rounding_alone_says_nothing_about_the_raters() -> None:
    evaluation = evaluate(shares(), reported(shares(), [{"v": "80%"}] * 12))
    calls = close_calls(evaluation)
    assert len(calls) == 12 and raters_apart(evaluation, calls) == ""


def test_an_adjudicated_mark_leaves_no_doubt() -> None:
    assert by_raters(marked(), {"e1": 5, "e2": 9}, adjudicated={(0, "m"): 7}) == []


def test_roles_kept_apart_are_each_among_themselves() -> None:
    """Each role has one rater only, so that lowest and highest are what was given."""
    both = [("e1", "专家甲", "expert"), ("t1", "街镇甲", "street")]
    assert by_raters(marked("role_weighted"), {"e1": 5, "t1": 9}, raters=both) == []
    assert len(by_raters(marked(), {"e1": 5, "t1": 9}, raters=both)) == 2


def test_standardised_marks_stay_as_they_are() -> None:
    form = marked(standardise={"mean": 7, "per": 1})
    assert by_raters(form, {"e1": 5, "e2": 9}, {"e1": 9, "e2": 5}, {"e1": 6, "e2": 7}) == []


def test_the_sample_district(sample_evaluation: Evaluation) -> None:
    """Every call names a rated station, a cut score of its kind, and figures that fit each other."""
    calls = close_calls(sample_evaluation)
    assert calls
    for call in calls:
        assert sample_evaluation.ratings.rated[call.row]
        assert call.total == sample_evaluation.total(call.row)
        assert call.gap == abs(call.total - call.cut)
        assert (call.total >= call.cut) == (call.side == "above")
        assert (call.otherwise >= call.cut) != (call.side == "above") or call.why == "rounding"
    assert small_samples(sample_evaluation) == ()


@given(cases())
@settings(max_examples=60)
def test_any_rubric_gives_calls_of_rated_stations_only(case: tuple[Rubric, Reported]) -> None:
    evaluation = evaluate(*case)
    for call in close_calls(evaluation):
        assert evaluation.ratings.rated[call.row]
        assert call.sentence
