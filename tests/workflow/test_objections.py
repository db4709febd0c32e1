"""An objection answered: rejected, or upheld with a correction that is shown first and then counts whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds import objections as kept
from rating.district.rounds.decisions import decisions_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import correcting
from rating.workflow import objections as work
from rating.workflow.own_feedback import own_feedback
from tests.district.published_round import Published, published

WHY = "持证人数应为 5 人，附证书"
REPLY = "证书已核对，持证人数更正为 5 人"


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def sent(here: Published, indicator: str = "licensed_share", station: str = "S001") -> Any:
    who = here.head if station == "S001" else here.other_head
    found = work.draft(here.database, who, here.part_id, station, indicator, WHY)
    return work.send(here.database, who, found.id, found.version, WHY)


def shown(here: Published, objection: Any, who: str = "second", **typed: str) -> Any:
    return work.correction(here.database, here.made.people[who], objection.id, typed or {"licensed": "5"})


def uphold(here: Published, objection: Any, seen: Any, who: str = "second", reply: str = REPLY) -> Any:
    return work.uphold(here.database, here.made.people[who], objection.id, objection.version, reply, seen)


def everything(here: Published) -> dict[str, list[Any]]:
    """What an answer writes."""
    tables = ("objection", "decision", "evaluation", "publication", "log", "round_part", "station_result")
    with here.database.reading() as at:
        return {name: [tuple(row) for row in at.execute(getattr(schema, name).select())] for name in tables}


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


# ---- rejecting


def test_a_rejected_objection_leaves_the_result_and_says_why(here: Published) -> None:
    it, before = sent(here), here.part.published_id
    done = work.reject(here.database, here.second, it.id, it.version, "证书与站点不符，维持原分")
    assert (done.state, done.reply, done.answered_by_name) == ("rejected", "证书与站点不符，维持原分", "评估员丙")
    assert here.part.published_id == before
    assert here.rows(schema.log)[-1].action == "answer"


@pytest.mark.parametrize("reply", ["", "  \n"])
def test_no_answer_without_a_reply(here: Published, reply: str) -> None:
    it = sent(here)
    with pytest.raises(Refused) as refused:
        work.reject(here.database, here.second, it.id, it.version, reply)
    assert code(refused) == "not_filled"
    with pytest.raises(Refused) as refused:
        uphold(here, it, shown(here, it), reply=reply)
    assert code(refused) == "not_filled"
    assert here.rows(schema.objection)[0].state == "open"
    assert here.rows(schema.decision) == []


# ---- the effect, before it counts


def test_the_effect_is_shown_and_nothing_is_kept(here: Published) -> None:
    it = sent(here)
    before = everything(here)
    seen = shown(here, it)
    assert [(each.title, each.before, each.after) for each in seen.effect.own] == [("持证率", "15.0", "20.0")]
    assert (seen.effect.before.total, seen.effect.after.total) == ("80.0", "85.0")
    assert seen.old("licensed") == "4 人"
    assert everything(here) == before


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({}, "not_filled"),
        ({"licensed": "  "}, "not_filled"),
        ({"licensed": "4"}, "not_usable"),  # as it is
        ({"area": "200"}, "not_usable"),  # not of this indicator
        ({"nothing": "1"}, "not_usable"),
    ],
)
def test_what_is_no_correction_is_refused(here: Published, typed: dict[str, str], wanted: str) -> None:
    it = sent(here)
    with pytest.raises(Refused) as refused:
        work.correction(here.database, here.second, it.id, typed)
    assert code(refused) == wanted


@pytest.mark.parametrize("typed", ["五个", "-1", "101", "4.5", "=1+4", "#N/A"])
def test_a_value_that_cannot_be_read_is_told_like_a_cell(here: Published, typed: str) -> None:
    it = sent(here)
    with pytest.raises(Refused):
        work.correction(here.database, here.second, it.id, {"licensed": typed})
    assert here.rows(schema.decision) == []


def test_the_scorer_is_not_shown_the_effect_either(here: Published) -> None:
    it = sent(here)
    with pytest.raises(NotAllowed, match="评估员丙"):
        shown(here, it, "evaluator")
    with pytest.raises(NotAllowed):
        uphold(here, it, shown(here, it), "evaluator")
    assert here.rows(schema.objection)[0].state == "open"


# ---- upholding


def test_upheld_the_correction_counts_everywhere_at_once(here: Published) -> None:
    it, old = sent(here), here.part.published_id
    done = uphold(here, it, shown(here, it))
    assert (done.state, done.points_before, done.points_after) == ("upheld", "15.0", "20.0")
    assert (done.settled_id, done.evaluation_id) == (here.part.published_id, old)
    assert here.evaluation.ratings.total.tolist() == [850, 960, 410]
    (made,) = here.rows(schema.decision)
    assert (made.station_code, made.field, made.old, made.new) == ("S001", "licensed", "4 人", "5")
    assert (made.occasion, made.objection_id, made.why) == ("objection", it.id, f"采纳异议：{REPLY}")
    rating, objection = here.rows(schema.evaluation)
    assert (rating.occasion, objection.occasion) == ("rating", "objection")
    assert objection.made_by == here.second.id
    actions = [row.action for row in here.rows(schema.log)]
    assert {"object", "decide", "rate", "answer"} <= set(actions)


def test_the_corrected_value_says_where_it_comes_from(here: Published) -> None:
    it = sent(here)
    uphold(here, it, shown(here, it))
    found = here.evaluation
    column = found.reported.columns["licensed"]
    sheet = found.reported.sheets[int(column.source[0])]
    assert (sheet.file, sheet.title, column.text[0]) == ("复核与更正", "第 1 号", "5")
    assert found.reported.sheets[int(column.source[1])].file == "站点填报.csv"


def test_a_corrected_mark_replaces_the_raters_marks_with_its_reason(here: Published) -> None:
    it = sent(here, "quality")
    uphold(here, it, shown(here, it, service="28"))
    review = here.evaluation.reported.adjudicated[(0, "service")]
    assert (str(review.mark), review.reason) == ("28", f"采纳异议：{REPLY}")
    assert here.rows(schema.decision)[0].old == "专家甲 24 分、专家丑 26 分"
    assert here.evaluation.ratings.total.tolist() == [830, 960, 410]


def test_the_station_reads_the_reply_and_others_do_not(here: Published) -> None:
    it = sent(here)
    uphold(here, it, shown(here, it))
    own = own_feedback(here.database, here.head, here.made.stations[0])
    assert own.told.total == "85.0"
    (told,) = work.own(here.database, here.head, here.part_id, "S001")
    assert told.outcome is not None
    assert (told.outcome.total_before, told.outcome.total_after) == ("80.0", "85.0")
    assert told.objection.reply == REPLY
    other = own_feedback(here.database, here.other_head, here.made.stations[1])
    assert REPLY not in repr(other)
    assert "1 号街道" not in repr(other)


def test_a_gate_is_mended_through_its_values(here: Published) -> None:
    from dataclasses import replace

    third = replace(here.head, stations=frozenset({here.made.stations[2]}))
    found = work.draft(here.database, third, here.part_id, "S003", "gate:low_licensed", WHY)
    it = work.send(here.database, third, found.id, found.version, WHY)
    done = uphold(here, it, shown(here, it, licensed="3"))
    assert (done.state, done.points_after) == ("upheld", None)
    assert not here.evaluation.gates.hit[2, 0]


def test_two_objections_one_after_the_other_both_count(here: Published) -> None:
    first, second = sent(here), sent(here, "room")
    uphold(here, first, shown(here, first))
    uphold(here, second, shown(here, second, area="120"))
    assert here.evaluation.ratings.total.tolist() == [950, 960, 410]
    told = {each.objection.indicator: each.outcome for each in work.own(here.database, here.head, here.part_id, "S001")}
    assert told["licensed_share"] is not None
    assert (told["licensed_share"].total_before, told["licensed_share"].total_after) == ("80.0", "85.0")
    assert told["room"] is not None
    assert (told["room"].total_before, told["room"].total_after) == ("85.0", "95.0")


# ---- meanwhile


def test_answered_meanwhile_the_second_is_told(here: Published) -> None:
    it = sent(here)
    seen = shown(here, it, "admin")
    work.reject(here.database, here.second, it.id, it.version, "维持原分")
    before = everything(here)
    with pytest.raises(Refused, match="由评估员丙答复") as refused:
        uphold(here, it, seen, "admin")
    assert code(refused) == "changed_meanwhile"
    assert everything(here) == before


def test_withdrawn_meanwhile_nothing_is_answered(here: Published) -> None:
    it = sent(here)
    seen = shown(here, it)
    work.withdraw(here.database, here.head, it.id, it.version)
    before = everything(here)
    for answer in (
        lambda: uphold(here, it, seen),
        lambda: work.reject(here.database, here.second, it.id, it.version, "维持原分"),
    ):
        with pytest.raises(Refused, match="已撤回"):
            answer()
    assert everything(here) == before


def test_another_answer_in_between_asks_for_a_new_look(here: Published) -> None:
    first, second = sent(here), sent(here, "room", "S001")
    seen = shown(here, second, area="120")
    uphold(here, first, shown(here, first))
    before = everything(here)
    with pytest.raises(Refused, match="重新查看影响"):
        uphold(here, second, seen)
    assert everything(here) == before
    uphold(here, second, shown(here, second, area="120"))
    assert here.evaluation.ratings.total.tolist() == [950, 960, 410]


def test_the_round_moved_on_meanwhile(here: Published) -> None:
    it = sent(here)
    seen = shown(here, it)
    here.put(state=State.FINAL.value)
    with pytest.raises(Refused) as refused:
        uphold(here, it, seen)
    assert code(refused) == "not_now"
    with pytest.raises(Refused):
        work.reject(here.database, here.second, it.id, it.version, "维持原分")
    assert here.rows(schema.decision) == []


def test_an_effect_shown_for_one_objection_does_not_serve_another(here: Published) -> None:
    first, second = sent(here), sent(here, "room")
    with pytest.raises(Refused, match="不属于这条异议"):
        uphold(here, second, shown(here, first))


def test_two_answers_at_the_same_moment_one_counts(here: Published) -> None:
    it = sent(here)
    seen = {who: shown(here, it, who) for who in ("second", "admin")}
    start, told = Barrier(2), {}

    def answer(who: str) -> None:
        start.wait()
        try:
            told[who] = uphold(here, it, seen[who], who).state
        except Refused as refusal:
            told[who] = refusal.problems[0].code

    threads = [Thread(target=answer, args=(who,)) for who in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told.values()) == ["changed_meanwhile", "upheld"]
    assert len(here.rows(schema.decision)) == 1
    assert len(here.rows(schema.evaluation)) == 2


# ---- faults


@pytest.mark.parametrize("place", ["decide", "save_evaluation", "publish_part", "settle"])
def test_a_fault_in_the_middle_leaves_nothing(here: Published, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    it = sent(here)
    seen, before = shown(here, it), everything(here)
    module: Any = kept if place == "settle" else correcting
    real: Callable[..., Any] = getattr(module, place)

    def fails(*given: Any, **named: Any) -> Any:
        real(*given, **named)
        raise OSError("the machine is gone")

    monkeypatch.setattr(module, place, fails)
    with pytest.raises(OSError, match="gone"):
        uphold(here, it, seen)
    assert everything(here) == before
    monkeypatch.undo()
    assert uphold(here, it, seen).state == "upheld"


# ---- the queue


def test_the_queue_tells_what_was_seen_and_who_may_answer(here: Published) -> None:
    sent(here)
    sent(here, "quality", "S002")
    first, second = work.cases(here.database, here.second, here.part_id, here.evaluation)
    assert (first.station_name, first.about.title, first.can_answer, first.barred) == (
        "1 号街道社工站",
        "持证率",
        True,
        "",
    )
    assert first.line is not None
    assert {each.text for each in first.line.seen} == {"持证社工数 4 人", "驻站社工数 5 人"}
    assert second.line is not None
    assert [each.text for each in second.line.seen] == ["专家甲：服务质量 25 分", "专家丑：服务质量 27 分"]
    scorer = work.cases(here.database, here.evaluator, here.part_id, here.evaluation)[0]
    assert (scorer.can_answer, scorer.barred) == (False, "作出了所异议的评定")
    assert scorer.answerers.names == ("管理员甲", "评估员丙")
    viewer = work.cases(here.database, here.viewer, here.part_id, here.evaluation)[0]
    assert (viewer.can_answer, viewer.barred) == (False, "")


def test_the_mark_changes_only_through_an_objection_while_announced(here: Published) -> None:
    from rating.workflow import scoring_round
    from tests.district.published_round import figures_file

    before = everything(here)
    part, person = here.part_id, here.second
    doors: dict[str, Callable[[], Any]] = {
        "hand_in": lambda: scoring_round.hand_in(here.database, person, part, [figures_file()]),
        "accept": lambda: scoring_round.accept(
            here.database, person, part, scoring_round.check_part(here.database, person, part), "改"
        ),
        "re_rate": lambda: scoring_round.re_rate(here.database, person, part, "rating", "改"),
        "decide": lambda: scoring_round.decide_and_rate(
            here.database, person, part, [scoring_round.Proposed("S001", "licensed", "5")], "改", "adjudication"
        ),
        "decide as if on an objection": lambda: scoring_round.decide_and_rate(
            here.database, person, part, [scoring_round.Proposed("S001", "licensed", "5")], "改", "objection"
        ),
        "re_rate as if on an objection": lambda: scoring_round.re_rate(here.database, person, part, "objection", "改"),
    }
    for name, door in doors.items():
        with pytest.raises(Refused):
            door()
        assert everything(here) == before, name


def test_decisions_are_readable_afterwards(here: Published) -> None:
    it = sent(here)
    uphold(here, it, shown(here, it))
    with here.database.reading() as at:
        (found,) = decisions_of(at, here.viewer, here.part_id)
    assert (found.objection_id, found.made_by_name, found.new) == (it.id, "评估员丙", "5")
