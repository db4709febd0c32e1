"""Reasons say what is missing, held or unmet; a station without any has none."""

from __future__ import annotations

from rating.scoring.evaluate import evaluate
from tests.scoring.build import one_indicator, reported

PEOPLE = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert")]


def test_missing_and_held_stations_say_why() -> None:
    fields = {"v": {"title": "服务质量", "kind": "mark", "marked_by": ["expert"]}}
    raters = {"combine": "mean", "if_missing": "wait", "spread": {"limit": 3, "until_adjudicated": "hold"}}
    form = one_indicator({"mark": {}}, fields, roles=[{"code": "expert", "title": "专家"}], raters=raters)
    rows = [{"v": {"e1": 8, "e2": 9}}, {"v": {"e1": 8}}, {"v": {"e1": 2, "e2": 9}}]
    ratings = evaluate(form, reported(form, rows, PEOPLE)).ratings
    assert ratings.reasons[0] == ()
    assert [reason.text for reason in ratings.reasons[1]] == ["「指标」空白，总分暂缺"]
    assert [(reason.code, reason.text) for reason in ratings.reasons[2]] == [
        ("adjudication", "「服务质量」评估人分差过大，待复核")
    ]
    assert ratings.rated.tolist() == [True, False, False]
    assert ratings.complete.tolist() == [True, False, True]


def test_an_undefined_value_is_named_as_such() -> None:
    fields = {"a": {"title": "甲"}, "b": {"title": "乙"}}
    form = one_indicator({"proportion": {}}, fields, value="a / b")
    reasons = evaluate(form, reported(form, [{"a": 1, "b": 0}])).ratings.reasons
    assert [reason.text for reason in reasons[0]] == ["「指标」算式没有结果，总分暂缺"]
