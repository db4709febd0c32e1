"""A station head's objection: when, to what, how often, with which files; and what stays out of others' reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.storage import columns, schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import objections as work
from rating.workflow.scoring_round import files_of
from tests.district.made import made
from tests.district.published_round import Published, published

WHY = "持证人数应为 5 人，附证书"
PDF = ("证书.pdf", b"%PDF-1.7 1")


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def _draft(here: Published, indicator: str = "licensed_share", reason: str = WHY, **more: Any) -> Any:
    who = more.pop("who", here.head)
    return work.draft(here.database, who, here.part_id, more.pop("station", "S001"), indicator, reason, **more)


def _sent(here: Published, indicator: str = "licensed_share") -> Any:
    found = _draft(here, indicator)
    return work.send(here.database, here.head, found.id, found.version, WHY)


def _code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_draft_is_kept_sent_on_purpose_and_logged(here: Published) -> None:
    first = _draft(here, reason="写到一半")
    again = _draft(here, reason="写到一半，接着写", seen=first.version)
    assert (again.id, again.state, again.reason) == (first.id, "draft", "写到一半，接着写")
    sent = work.send(here.database, here.head, again.id, again.version, WHY)
    assert (sent.state, sent.reason, sent.points_before, sent.made_by_name) == ("open", WHY, "15.0", "站长丁")
    assert sent.sent_at is not None
    assert sent.evaluation_id == here.part.published_id
    told = [(row.action, row.summary, row.why) for row in here.rows(schema.log) if row.thing == "objection"]
    assert [summary for action, summary, _ in told if action == "add"] == ["S001：起草对「持证率」的异议"]
    assert told[-1] == ("object", "S001：对「持证率」提出异议", WHY)


def test_a_gate_that_was_hit_may_be_objected_to_and_another_may_not(here: Published) -> None:
    third = replace(here.head, stations=frozenset({here.made.stations[2]}))
    found = _draft(here, "gate:low_licensed", who=third, station="S003")
    assert work.send(here.database, third, found.id, found.version, WHY).points_before is None
    with pytest.raises(Refused) as refused:
        _draft(here, "gate:low_licensed")
    assert _code(refused) == "not_found"


@pytest.mark.parametrize("indicator", ["team", "nothing", "", "gate:nothing", "licensed"])
def test_what_the_result_does_not_hold_cannot_be_objected_to(here: Published, indicator: str) -> None:
    with pytest.raises(Refused) as refused:
        _draft(here, indicator)
    assert _code(refused) == "not_found"


@pytest.mark.parametrize("reason", ["", "   ", "不服", "\u200b" * 20])
def test_without_a_reason_nothing_is_sent(here: Published, reason: str) -> None:
    found = _draft(here, reason="")
    with pytest.raises(Refused):
        work.send(here.database, here.head, found.id, found.version, reason)
    assert here.rows(schema.objection)[0].state == "draft"


def test_too_long_a_reason_is_refused_also_as_a_draft(here: Published) -> None:
    with pytest.raises(Refused, match="2001"):
        _draft(here, reason="字" * 2001)


# ---- when


def test_the_last_day_is_the_districts_to_its_end(here: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    here.put(object_until=date(2026, 3, 9))
    at_last = datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC)  # one second to midnight in the district
    monkeypatch.setattr(columns, "moment", lambda: at_last)
    found = _draft(here)
    monkeypatch.setattr(columns, "moment", lambda: datetime(2026, 3, 9, 16, 0, tzinfo=UTC))
    for refused_too in (
        lambda: work.send(here.database, here.head, found.id, found.version, WHY),
        lambda: _draft(here, "room"),
        lambda: work.attach(here.database, here.head, found.id, [PDF]),
    ):
        with pytest.raises(Refused, match="2026 年 3 月 9 日结束"):
            refused_too()
    monkeypatch.setattr(columns, "moment", lambda: at_last)
    assert work.send(here.database, here.head, found.id, found.version, WHY).state == "open"


def test_without_a_last_day_the_announcement_is_the_limit(here: Published) -> None:
    here.put(object_until=None)
    assert _sent(here).state == "open"


@pytest.mark.parametrize("state", [each for each in State if each is not State.ANNOUNCED])
def test_only_while_the_round_is_announced(here: Published, state: State) -> None:
    found = _draft(here)
    here.put(state=state.value)
    for attempt in (
        lambda: _draft(here, "room"),
        lambda: work.send(here.database, here.head, found.id, found.version, WHY),
        lambda: work.withdraw(here.database, here.head, found.id, found.version),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert _code(refused) in ("not_now", "not_allowed")
    assert here.rows(schema.objection)[0].state == "draft"


def test_what_was_sent_may_still_be_withdrawn_after_the_last_day(here: Published) -> None:
    sent = _sent(here)
    here.put(object_until=date(2020, 1, 1))
    work.withdraw(here.database, here.head, sent.id, sent.version)
    assert here.rows(schema.objection)[0].state == "withdrawn"


# ---- one at a time


def test_one_indicator_has_one_objection(here: Published) -> None:
    sent = _sent(here)
    with pytest.raises(Refused, match="等待答复"):
        _draft(here)
    work.withdraw(here.database, here.head, sent.id, sent.version)
    assert _draft(here).id != sent.id
    assert _sent(here, "room").state == "open"  # another indicator is another matter


def test_what_was_sent_cannot_be_sent_or_changed_again(here: Published) -> None:
    sent = _sent(here)
    for attempt in (
        lambda: work.send(here.database, here.head, sent.id, sent.version, "另一个理由在这里"),
        lambda: _draft(here, reason="另一个理由", seen=sent.version),
        lambda: work.attach(here.database, here.head, sent.id, [PDF]),
    ):
        with pytest.raises(Refused):
            attempt()
    assert here.rows(schema.objection)[0].reason == WHY


def test_a_draft_changed_in_another_window_is_not_overwritten(here: Published) -> None:
    first = _draft(here, reason="一")
    _draft(here, reason="另一窗口写的", seen=first.version)
    with pytest.raises(Refused) as refused:
        _draft(here, reason="这一窗口写的", seen=first.version)
    assert _code(refused) == "changed_meanwhile"
    with pytest.raises(Refused) as refused:
        work.send(here.database, here.head, first.id, first.version, WHY)
    assert _code(refused) == "changed_meanwhile"
    assert here.rows(schema.objection)[0].reason == "另一窗口写的"


def test_a_draft_thrown_away_is_not_told_of_and_may_be_begun_again(here: Published) -> None:
    found = _draft(here)
    work.withdraw(here.database, here.head, found.id, found.version)
    assert work.own(here.database, here.head, here.part_id, "S001") == ()
    assert _draft(here).id != found.id


# ---- whose


def test_the_head_of_another_station_sees_and_does_nothing(here: Published) -> None:
    found = _draft(here)
    for attempt in (
        lambda: _draft(here, who=here.other_head),
        lambda: work.own(here.database, here.other_head, here.part_id, "S001"),
        lambda: work.send(here.database, here.other_head, found.id, found.version, WHY),
        lambda: work.withdraw(here.database, here.other_head, found.id, found.version),
        lambda: work.attach(here.database, here.other_head, found.id, [PDF]),
        lambda: work.reject(here.database, here.other_head, found.id, found.version, "不行"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("login", ["admin", "evaluator", "rater", "viewer"])
def test_nobody_else_objects_in_a_stations_name(here: Published, login: str) -> None:
    with pytest.raises(NotAllowed):
        _draft(here, who=here.made.people[login])
    assert here.rows(schema.objection) == []


@pytest.mark.parametrize("login", ["admin", "evaluator", "viewer", "rater"])
def test_a_draft_is_the_stations_own(here: Published, login: str) -> None:
    found, who = _draft(here), here.made.people[login]
    with pytest.raises(NotAllowed):
        work.reject(here.database, who, found.id, found.version, "不行")
    if login != "rater":
        assert work.cases(here.database, who, here.part_id, here.evaluation) == ()


def test_another_district_does_not_see_the_queue(here: Published) -> None:
    _sent(here)
    other = made(here.database, name="另一区")
    for who in (other.evaluator, other.viewer, other.head):
        with pytest.raises(NotAllowed):
            work.cases(here.database, who, here.part_id, here.evaluation)


# ---- files


def test_files_go_with_the_objection_and_stay_as_they_came(here: Published) -> None:
    found = _draft(here)
    ids = work.attach(here.database, here.head, found.id, [PDF, ("../现场 照片.PNG", b"\x89PNG\r\n\x1a\n1")])
    (told,) = work.own(here.database, here.head, here.part_id, "S001")
    assert [(each.id, each.name) for each in told.files] == [(ids[0], "证书.pdf"), (ids[1], "现场 照片.PNG")]
    work.detach(here.database, here.head, found.id, ids[1])
    work.send(here.database, here.head, found.id, found.version, WHY)
    kept = {row.id: row for row in here.rows(schema.upload)}[ids[0]]
    assert (kept.purpose, kept.state, kept.content, kept.objection_id) == ("objection", "taken", PDF[1], found.id)
    (case,) = work.cases(here.database, here.second, here.part_id, here.evaluation)
    assert [each.name for each in case.told.files] == ["证书.pdf"]
    assert files_of(here.database, here.second, [ids[0]]) == (PDF,)
    with pytest.raises(NotAllowed):
        files_of(here.database, here.other_head, [ids[0]])


def test_another_head_of_the_station_goes_on_with_what_the_first_one_began(here: Published) -> None:
    """The draft and its files are the station's: read, opened, taken back and sent by either; by nobody else."""
    second_head = replace(here.other_head, stations=here.head.stations)
    found = _draft(here)
    kept, dropped = work.attach(here.database, here.head, found.id, [PDF, ("旧证书.pdf", b"%PDF-1.7 2")])
    assert files_of(here.database, second_head, [kept]) == (PDF,)
    for nobody in (here.other_head, here.second, here.evaluator, here.viewer, here.rater):
        with pytest.raises(NotAllowed):
            files_of(here.database, nobody, [kept])
    work.detach(here.database, second_head, found.id, dropped)
    (own,) = work.attach(here.database, second_head, found.id, [("补充.pdf", b"%PDF-1.7 3")])
    work.send(here.database, second_head, found.id, found.version, WHY)
    assert files_of(here.database, here.head, [kept, own]) == (PDF, ("补充.pdf", b"%PDF-1.7 3"))
    for nobody in (here.other_head, here.viewer, here.rater):
        with pytest.raises(NotAllowed):
            files_of(here.database, nobody, [own])


def test_files_do_not_mix_with_the_rounds_data(here: Published) -> None:
    from rating.workflow.scoring_round import with_decisions

    found = _draft(here)
    work.attach(here.database, here.head, found.id, [PDF])
    again = with_decisions(here.database, here.evaluator, here.part_id, [])
    assert [upload.name for upload in again.uploads] == [upload.name for upload in here.evaluation.uploads]


def test_at_most_five_files_all_or_none(here: Published) -> None:
    found = _draft(here)
    work.attach(here.database, here.head, found.id, [(f"{n}.pdf", b"%PDF-" + bytes([n])) for n in range(4)])
    with pytest.raises(Refused, match="最多 5 份"):
        work.attach(here.database, here.head, found.id, [("5.pdf", b"%PDF-5"), ("6.pdf", b"%PDF-6")])
    (told,) = work.own(here.database, here.head, here.part_id, "S001")
    assert len(told.files) == 4


def test_the_same_file_twice_is_told(here: Published) -> None:
    found = _draft(here)
    with pytest.raises(Refused, match="完全相同"):
        work.attach(here.database, here.head, found.id, [PDF, ("副本.pdf", PDF[1])])
    assert not [row for row in here.rows(schema.upload) if row.purpose == "objection"]


def test_a_file_of_another_thing_cannot_be_taken_away_through_it(here: Published) -> None:
    found, other = _draft(here), _draft(here, "room")
    (file,) = work.attach(here.database, here.head, other.id, [PDF])
    with pytest.raises(Refused) as refused:
        work.detach(here.database, here.head, found.id, file)
    assert _code(refused) == "not_found"


def test_two_windows_begin_at_the_same_moment_one_draft_is_made(here: Published) -> None:
    start, told = Barrier(2), []

    def begin(reason: str) -> None:
        start.wait()
        try:
            told.append(_draft(here, reason=reason).state)
        except Refused as refusal:
            told.append(refusal.problems[0].code)

    threads = [Thread(target=begin, args=(reason,)) for reason in ("第一个窗口", "第二个窗口")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["changed_meanwhile", "draft"]
    assert len(here.rows(schema.objection)) == 1
