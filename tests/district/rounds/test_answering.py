"""Another person than the scorer answers: who may not, and that they are told who may."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, update

from rating.district.people.roles import NotAllowed
from rating.district.rounds.answering import answerers
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow import objections as work
from tests.district.published_round import Published, published

FIELDS = ("licensed", "staff")
WHY = "持证人数应为 5 人，附证书"


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def _sent(here: Published, indicator: str = "licensed_share") -> Any:
    found = work.draft(here.database, here.head, here.part_id, "S001", indicator, WHY)
    return work.send(here.database, here.head, found.id, found.version, WHY)


def _names(here: Published, objection: Any, fields: tuple[str, ...] = FIELDS) -> tuple[str, ...]:
    with here.database.reading() as at:
        return answerers(at, here.viewer, objection.id, fields).names


def _refused(here: Published, login: str, objection: Any) -> str:
    with pytest.raises(NotAllowed) as refused:
        work.reject(here.database, here.made.people[login], objection.id, objection.version, "经核对，维持原分")
    problem = refused.value.problems[0]
    return problem.found + problem.remedy


def _assign(here: Published, login: str, place: int = 0, recused: bool = False) -> None:
    stations = [row for row in here.rows(schema.round_station) if row.round_id == here.round_id]
    with here.database.writing() as at:
        at.execute(
            insert(schema.assignment).values(
                round_id=here.round_id,
                account_id=here.made.people[login].id,
                round_station_id=stations[place].id,
                role="expert",
                recused=recused,
            )
        )


def test_who_made_the_rating_does_not_answer_and_is_told_who_may(here: Published) -> None:
    sent = _sent(here)
    told = _refused(here, "evaluator", sent)
    assert "作出了所异议的评定" in told
    assert "可以答复的有：管理员甲、评估员丙" in told
    assert work.reject(here.database, here.second, sent.id, sent.version, "经核对，维持原分").state == "rejected"


def test_who_marks_the_station_does_not_answer(here: Published) -> None:
    _assign(here, "second")
    assert "给该站打过分" in _refused(here, "second", _sent(here))


@pytest.mark.parametrize(("place", "recused"), [(1, False), (0, True)])
def test_marking_another_station_or_being_recused_is_no_hindrance(here: Published, place: int, recused: bool) -> None:
    _assign(here, "second", place, recused)
    assert "评估员丙" in _names(here, _sent(here))


@pytest.mark.parametrize("column", ["name", "login"])
def test_whoever_bears_the_name_of_a_marks_giver_does_not_answer(here: Published, column: str) -> None:
    table = schema.account
    with here.database.writing() as at:
        at.execute(update(table).where(table.c.id == here.second.id).values({column: "专家甲"}))
    assert "给该站打过分" in _refused(here, "second", _sent(here))


def test_who_decided_one_of_the_values_does_not_answer(here: Published) -> None:
    _decide(here, "second", "licensed")
    assert "决定过所异议的数值" in _refused(here, "second", _sent(here))


def test_a_decision_on_another_value_is_no_hindrance(here: Published) -> None:
    _decide(here, "second", "area")
    assert "评估员丙" in _names(here, _sent(here))


def _decide(here: Published, login: str, field: str) -> None:
    with here.database.writing() as at:
        at.execute(
            insert(schema.decision).values(
                part_id=here.part_id,
                station_code="S001",
                field=field,
                occasion="adjudication",
                old="4",
                new="4",
                why="复核",
                made_by=here.made.people[login].id,
                made_at=moment(),
            )
        )


def test_answering_one_objection_makes_nobody_the_scorer_of_another(here: Published) -> None:
    first, second = _sent(here), _sent(here, "room")
    shown = work.correction(here.database, here.second, first.id, {"licensed": "5"})
    work.uphold(here.database, here.second, first.id, first.version, "证书已核对", shown)
    third = _sent(here, "staff_count")  # of the evaluation that the second evaluator's answer led to
    assert third.evaluation_id != second.evaluation_id
    assert work.reject(here.database, here.second, second.id, second.version, "面积维持原数").state == "rejected"
    assert "评估员丙" in _names(here, third, ("staff",))
    assert "评估员丙" not in _names(here, third, ("staff", "licensed"))  # a value that they have decided themselves
    assert "作出了所异议的评定" in _refused(here, "evaluator", third)


def test_where_nobody_is_left_the_remedy_is_another_account(here: Published) -> None:
    table = schema.account
    with here.database.writing() as at:
        at.execute(update(table).where(table.c.id.in_([here.second.id, here.admin.id])).values(active=False))
    assert "请管理员增加一个评估员账号" in _refused(here, "evaluator", _sent(here))


def test_evaluators_of_other_kinds_and_districts_are_not_named(here: Published) -> None:
    from tests.district.made import made

    made(here.database, name="另一区")
    with here.database.writing() as at:
        at.execute(insert(schema.account_scope).values(account_id=here.second.id, kind="特色专项"))
    assert set(_names(here, _sent(here))) == {"管理员甲"}


def test_who_may_not_rate_the_whole_part_is_not_named(here: Published) -> None:
    """An upheld objection rates all stations of the part anew: those of kinds outside a person's charge with them."""
    sent, station = _sent(here), schema.round_station
    with here.database.writing() as at:
        at.execute(insert(schema.account_scope).values(account_id=here.second.id, kind="综合"))
    assert set(_names(here, sent)) == {"管理员甲", "评估员丙"}
    with here.database.writing() as at:
        at.execute(update(station).where(station.c.code == "S003").values(kind="特色专项"))
    assert set(_names(here, sent)) == {"管理员甲"}


@pytest.mark.parametrize("login", ["viewer", "rater", "head"])
def test_other_roles_do_not_answer(here: Published, login: str) -> None:
    _refused(here, login, _sent(here))
    assert here.rows(schema.objection)[0].state == "open"
