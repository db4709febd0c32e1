from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.insight.case import Reader
from rating.insight.feedback import feedback
from rating.insight.feedback_record import VERSION, from_plain, plain
from rating.insight.since import Since, SinceIndicator
from rating.problems import Refused
from rating.scoring.evaluation import Evaluation
from tests.screens.opening import district


def through(evaluation: Evaluation) -> None:
    reader = Reader(evaluation)
    for row in range(len(evaluation.roster)):
        told = feedback(evaluation, row, reader)
        written = json.dumps(plain(told), ensure_ascii=False, allow_nan=False)
        assert from_plain(json.loads(written)) == told


def test_every_station_of_the_sample_comes_back_equal(sample_evaluation: Evaluation) -> None:
    through(sample_evaluation)


LEVELS = st.sampled_from([0, 1, 3, 4, 7, 12, None])
SHARES = st.sampled_from(["0%", "33.3%", "79.99%", "100%", None])


@settings(max_examples=25)
@given(st.integers(1, 4), LEVELS, SHARES, st.sampled_from(["=cmd|' /C calc'!A0", "甲\x00乙", "甲\ud800", "站"]))
def test_any_round_comes_back_equal(rows: int, staff: int | None, share: str | None, name: str) -> None:
    changes = {"staff": staff, "awareness": share} if staff is not None else {"awareness": share}
    known = district(rows).rubric.fields
    through(district(rows, name=name, **{code: value for code, value in changes.items() if code in known}))


def test_a_record_names_its_form_and_an_unknown_form_is_refused(sample_evaluation: Evaluation) -> None:
    record = plain(feedback(sample_evaluation, 0))
    assert record["version"] == VERSION
    with pytest.raises(Refused) as refusal:
        from_plain({**record, "version": VERSION + 1})
    assert refusal.value.problems[0].code == "not_usable"


@pytest.mark.parametrize("broken", [{"version": VERSION}, {"version": VERSION, "lost": 3}, {}])
def test_what_is_no_record_is_refused_and_not_a_fault(broken: dict[str, object]) -> None:
    with pytest.raises(Refused):
        from_plain(broken)


def test_what_is_not_known_stays_none_and_decimals_are_text(sample_evaluation: Evaluation) -> None:
    reader = Reader(sample_evaluation)
    rows = range(len(sample_evaluation.roster))
    lines = [line for row in rows for line in plain(feedback(sample_evaluation, row, reader))["others"]]
    assert any(line["points"] is None for line in lines)
    best = plain(feedback(sample_evaluation, 0, reader))["good"][0]
    assert isinstance(best["points"], str) and isinstance(best["full_marks"], str)


def test_a_record_of_an_earlier_program_still_loads(sample_evaluation: Evaluation) -> None:
    """What was announced before the newer fields were there: they take their defaults."""
    row = sample_evaluation.roster.code.index("0102")
    record = json.loads(json.dumps(plain(feedback(sample_evaluation, row))))
    for name in ("strengths", "weaknesses", "since"):
        del record[name]
    for line in (*record["lost"], *record["good"], *record["others"]):
        del line["among"]
    for name in ("alternatives", "out_of_reach", "left_out", "proved"):
        del record["next_star"][name]
    for step in record["next_star"]["steps"]:
        del step["points"], step["certain"]
    told = from_plain(record)
    assert told.next_star is not None and told.next_star.proved and told.next_star.alternatives == ()
    assert (told.strengths, told.since, told.lost[0].among) == ((), None, "")


def test_what_changed_since_the_last_round_comes_back_equal(sample_evaluation: Evaluation) -> None:
    moved = SinceIndicator("a", "持证率", Decimal(6), None, Decimal("0.5"), Decimal("-1"))
    since = Since("上轮", Decimal(80), Decimal("80.5"), Decimal("0.5"), None, None, 3, None, (moved,), "变化")
    told = feedback(sample_evaluation, 0, since=since)
    assert from_plain(json.loads(json.dumps(plain(told)))) == told
