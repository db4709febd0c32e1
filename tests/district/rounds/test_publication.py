from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, event, func, insert, select, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.publication import CHUNK, publish_part
from rating.district.rounds.round import part_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow.own_feedback import own_feedback
from rating.workflow.publication import announce, prepared, withdraw_announcement
from tests.district.announced import ROWS, Ready, rated, ready


def refused(ready_: Ready, **given: object) -> str:
    with pytest.raises(Refused) as refusal:
        ready_.announce(**given)
    return refusal.value.problems[0].code


def rows(database: Database) -> int:
    with database.reading() as at:
        return int(at.execute(select(func.count()).select_from(schema.station_result)).scalar_one())


def lines(database: Database, action: str) -> list[str]:
    with database.reading() as at:
        return list(at.execute(select(schema.log.c.summary).where(schema.log.c.action == action)).scalars())


def nothing_happened(it: Ready) -> bool:
    with it.database.reading() as at:
        told = at.execute(select(func.count()).select_from(schema.publication)).scalar_one()
    return it.round.state is State.REVIEWED and it.part.published_id is None and not rows(it.database) and not told


def test_announcing_shows_every_station_its_own_and_moves_the_round(database: Database) -> None:
    it = ready(database)
    moved = it.announce(why="复核完成")
    assert moved.state is State.ANNOUNCED and it.part.published_id == it.evaluation_id
    assert rows(database) == len(ROWS)
    assert lines(database, "announce") == ["公示「2025 年度」，各类站点：8 个站点"]
    assert own_feedback(database, it.head, it.stations[0]).told.total == "20.0"


def test_a_part_without_an_evaluation_stops_the_whole_round(database: Database) -> None:
    it = ready(database)
    with database.writing() as at:
        rubric = it.part.rubric_id
        at.execute(insert(schema.round_part).values(round_id=it.round_id, position=1, title="空组", rubric_id=rubric))
    assert refused(it) == "not_now" and nothing_happened(it)


@pytest.mark.parametrize("what", ["waiting file", "withdrawn file", "decision", "roster", "rubric"])
def test_an_evaluation_that_is_not_made_from_what_is_current_is_not_announced(database: Database, what: str) -> None:
    it = ready(database)
    upload, station = schema.upload, schema.round_station
    with database.writing() as at:
        match what:
            case "waiting file":
                at.execute(
                    insert(upload).values(
                        round_id=it.round_id, part_id=it.part_id, purpose="data", name="补交.csv", sha256="0" * 64,
                        size=1, content=b"x", state="draft", sent_at=moment(),
                    )
                )  # fmt: skip
            case "withdrawn file":
                at.execute(update(upload).values(state="withdrawn"))
            case "decision":
                at.execute(
                    insert(schema.decision).values(
                        part_id=it.part_id, station_code="01", field="staff", occasion="adjudication", made_at=moment()
                    )
                )
            case "roster":
                at.execute(delete(station).where(station.c.code == "08"))
            case "rubric":
                other = insert(schema.rubric_revision).values(
                    district_id=it.made.district, code="small", number=2, fingerprint="x", made_at=moment(),
                    text=at.execute(select(schema.rubric_revision.c.text)).scalar_one().replace("1.0", "2.0"),
                )  # fmt: skip
                number = at.execute(other).inserted_primary_key[0]
                at.execute(update(schema.round_part).values(rubric_id=number))
    assert refused(it) == "not_now" and nothing_happened(it)


def test_only_from_review_and_only_by_those_who_may(database: Database) -> None:
    it = ready(database)
    for person in (it.head, it.rater, it.viewer):
        with pytest.raises(NotAllowed):
            announce(database, person, it.round_id, it.round.version)
    it.set(state=State.SCORING.value)
    assert refused(it) == "not_now"
    assert not rows(database) and it.part.published_id is None


def test_an_evaluator_of_another_district_may_not(database: Database) -> None:
    from tests.district.made import made

    it = ready(database)
    stranger = made(database, name="别区").evaluator
    with pytest.raises(NotAllowed):
        announce(database, stranger, it.round_id, it.round.version)
    assert nothing_happened(it)


def test_the_second_announcer_is_told(database: Database) -> None:
    it = ready(database)
    seen = it.round.version
    announce(database, it.evaluator, it.round_id, seen)
    with pytest.raises(Refused) as refusal:
        announce(database, it.second, it.round_id, seen)
    assert refusal.value.problems[0].code == "changed_meanwhile"
    assert len(lines(database, "announce")) == 1


def test_whoever_is_overtaken_while_the_feedback_is_built_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = ready(database)
    seen = it.round.version

    def another_comes_first(*_: object) -> None:
        monkeypatch.undo()
        announce(database, it.second, it.round_id, seen)

    with pytest.raises(Refused) as refusal:
        announce(database, it.evaluator, it.round_id, seen, progress=once(another_comes_first))
    assert refusal.value.problems[0].code == "changed_meanwhile"
    assert len(lines(database, "announce")) == 1


def test_a_new_evaluation_while_the_feedback_is_built_is_not_passed_over(database: Database) -> None:
    it = ready(database)
    with pytest.raises(Refused) as refusal:
        it.announce(progress=once(lambda: it.rate_again(ROWS)))
    assert refusal.value.problems[0].code == "changed_meanwhile" and nothing_happened(it)


def test_a_file_that_comes_while_the_feedback_is_built_is_not_passed_over(database: Database) -> None:
    it = ready(database)

    def withdrawn() -> None:
        with database.writing() as at:
            at.execute(update(schema.upload).values(state="withdrawn"))

    with pytest.raises(Refused) as refusal:
        it.announce(progress=once(withdrawn))
    assert refusal.value.problems[0].code == "not_now" and nothing_happened(it)


def once(do: object) -> object:
    """As a progress: called at its first step only."""
    done: list[bool] = []

    def step(*_: object) -> None:
        if not done:
            done.append(True)
            do()  # type: ignore[operator]

    return step


@pytest.mark.parametrize("table", ["publication", "station_result", "round_part", "assessment_round", "log"])
def test_a_fault_at_any_step_leaves_nothing(database: Database, table: str) -> None:
    it = ready(database)

    def fail(*given: object) -> None:
        statement = str(given[2]).lstrip().upper()
        if statement.startswith(("INSERT", "UPDATE")) and f" {table.upper()} " in statement.replace("(", " "):
            raise RuntimeError("the power went")

    event.listen(database.engine, "after_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            it.announce()
    finally:
        event.remove(database.engine, "after_cursor_execute", fail)
    assert nothing_happened(it) and not lines(database, "announce")
    it.announce()
    assert rows(database) == len(ROWS)


def test_a_day_for_objections_may_be_set_with_the_announcement_but_not_in_the_past(database: Database) -> None:
    from datetime import timedelta

    from rating.district.rounds.local_day import today

    it = ready(database)
    it.set(object_until=None)
    assert refused(it) == "not_now"
    assert refused(it, object_until=today() - timedelta(days=1)) in ("not_now", "not_usable")
    assert nothing_happened(it) and it.round.object_until is None
    assert it.announce(object_until=today() + timedelta(days=5)).object_until == today() + timedelta(days=5)


# ---- taking it back


def test_what_was_taken_back_is_seen_by_no_head_and_stays_for_the_record(database: Database) -> None:
    it = ready(database)
    it.announce()
    withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "名册有误")
    assert it.round.state is State.REVIEWED and it.part.published_id is None
    with pytest.raises(Refused):
        own_feedback(database, it.head, it.stations[0])
    assert rows(database) == len(ROWS), "the rows stay"
    assert lines(database, "withdraw") == ["撤回「2025 年度」的公示"]


def test_taking_back_needs_a_reason_an_announcement_and_the_right(database: Database) -> None:
    it = ready(database)
    with pytest.raises(Refused) as refusal:
        withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "早了")
    assert refusal.value.problems[0].code == "not_now"
    it.announce()
    for person, why in ((it.evaluator, " "), (it.head, "不服"), (it.viewer, "不服")):
        with pytest.raises(Refused):
            withdraw_announcement(database, person, it.round_id, it.round.version, why)
    assert own_feedback(database, it.head, it.stations[0]).number == 1


def test_announced_again_the_same_evaluation_shows_no_change(database: Database) -> None:
    it = ready(database)
    it.announce()
    withdraw_announcement(database, it.evaluator, it.round_id, it.round.version, "改期")
    it.announce()
    assert rows(database) == len(ROWS)
    assert own_feedback(database, it.head, it.stations[0]).changes == ()


# ---- a corrected rating in its place

CORRECTED = (("01", "甲街道社工站", "综合", "甲街道", "5", "4", "否"), *ROWS[1:])


def corrected(it: Ready, *, decided: bool = True) -> None:
    """As after an upheld objection of the first station."""
    evaluation = rated(CORRECTED)
    made = prepared(evaluation)
    with it.database.writing() as at:
        if decided:
            at.execute(
                insert(schema.decision).values(
                    part_id=it.part_id, station_code="01", field="licensed", occasion="objection", old="5 人",
                    new="4 人", why="证书过期", made_at=moment(),
                )
            )  # fmt: skip
    number = it.rate_again(CORRECTED, "objection")
    with it.database.writing() as at:
        round_, part = part_of(at, it.evaluator, it.part_id)
        publish_part(at, it.evaluator, round_, part, number, made, "objection", "采纳异议")


def test_after_a_correction_the_head_sees_the_new_and_what_changed_by_which_decision(database: Database) -> None:
    it = ready(database)
    it.announce()
    corrected(it)
    now = own_feedback(database, it.head, it.stations[0])
    assert now.told.total == "15.0" and now.number == 2
    (change,) = now.changes
    assert (change.old.total, change.new.total) == ("20.0", "15.0")
    assert (change.old.stars, change.new.stars) == (5, 4)
    assert [(each.code, each.old, each.new) for each in change.indicators] == [("share", "10.0", "5.0")]
    (behind,) = change.behind
    assert (behind.title, behind.old, behind.new, behind.why) == ("持证数", "5 人", "4 人", "证书过期")


def test_a_station_whose_result_did_not_move_is_told_of_no_change(database: Database) -> None:
    it = ready(database)
    it.announce()
    corrected(it)
    other = own_feedback(database, it.other_head, it.stations[1])
    assert other.number == 2 and other.changes == (), "its rank moved, but ranks are not shown"
    assert "证书过期" not in repr(other) and "甲街道" not in repr(other.told)


def test_changes_add_up_over_several_corrections(database: Database) -> None:
    it = ready(database)
    it.announce()
    corrected(it)
    made = prepared(rated())
    number = it.rate_again(ROWS, "recheck")
    with database.writing() as at:
        round_, part = part_of(at, it.evaluator, it.part_id)
        publish_part(at, it.evaluator, round_, part, number, made, "recheck")
    newest, first = own_feedback(database, it.head, it.stations[0]).changes
    assert (first.new.total, newest.new.total) == ("15.0", "20.0")
    assert newest.behind == (), "the decision belonged to the first"


def test_a_correction_needs_the_right(database: Database) -> None:
    it = ready(database)
    it.announce()
    made = prepared(rated())
    for person in (it.head, it.viewer, it.rater):
        with database.writing() as at:
            round_, part = part_of(at, it.evaluator, it.part_id)
            with pytest.raises(NotAllowed):
                publish_part(at, person, round_, part, it.evaluation_id, made, "objection")


def test_more_stations_than_one_statement_writes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rating.district.rounds.publication.CHUNK", 3)
    it = ready(database)
    it.announce()
    assert rows(database) == len(ROWS) and CHUNK > 3
    corrected(it)
    assert own_feedback(database, it.head_of(7), it.stations[7]).told.total == "16.0"


# ---- several rubrics in one round


def two_parts(database: Database) -> tuple[Ready, int]:
    """The stations of 专项 in a part of their own; both parts are rated."""
    it = ready(database)
    station = schema.round_station
    with database.writing() as at:
        values = {"round_id": it.round_id, "position": 1, "title": "专项组", "rubric_id": it.part.rubric_id}
        other = int(at.execute(insert(schema.round_part).values(**values, kinds=["专项"])).inserted_primary_key[0])
        at.execute(update(station).where(station.c.kind == "专项").values(part_id=other))
    it.rate_again(ROWS[:6])
    replace(it, part_id=other).rate_again(ROWS[6:])
    return it, other


def test_every_part_is_announced_with_its_own_evaluation(database: Database) -> None:
    it, other = two_parts(database)
    it.announce()
    assert lines(database, "announce") == ["公示「2025 年度」，各类站点：6 个站点；专项组：2 个站点"]
    first, second = (own_feedback(database, it.head_of(row), it.stations[row]) for row in (0, 7))
    assert first.own.part_id == it.part_id and second.own.part_id == other
    assert first.told.total == "20.0" and second.told.total == "16.0" and second.spread is None


def test_one_part_that_is_behind_holds_the_whole_round(database: Database) -> None:
    it, other = two_parts(database)
    with database.writing() as at:
        upload = schema.upload
        at.execute(update(upload).where(upload.c.part_id == other).values(state="withdrawn"))
    assert refused(it) == "not_now" and nothing_happened(it)


def test_who_is_confined_to_some_kinds_cannot_announce_the_others(database: Database) -> None:
    it, _ = two_parts(database)
    confined = replace(it.second, kinds=frozenset({"专项"}))
    with pytest.raises(NotAllowed):
        announce(database, confined, it.round_id, it.round.version)
    assert nothing_happened(it)
