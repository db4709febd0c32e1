"""Files handed in: byte for byte, seen only by those who may, withdrawn without being removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert

from rating.district.people.roles import NotAllowed
from rating.district.rounds.round import Part, Round, about_part, about_station
from rating.district.rounds.uploads import (
    about_part_upload,
    content_of,
    keep_upload,
    kept_name,
    take,
    upload_of,
    uploads_of,
    withdraw,
)
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made
from tests.district.rounds.planned import log_of, only_part, planned

BYTES = bytes(range(256)) * 3


@pytest.fixture
def begun(database: Database) -> tuple[Made, Round, Part]:
    here = made(database)
    with database.writing() as at:
        round_ = planned(at, here.admin, here.district)
        return here, round_, only_part(at, here.admin, round_)


Begun = tuple[Made, Round, Part]


def handed_in(at: Any, begun: Begun, login: str, name: str = "数据.xlsx", content: bytes = BYTES) -> Any:
    here, round_, part = begun
    person = here.people[login]
    about = about_part_upload(at, round_, part, person)
    return keep_upload(at, person, about, round_id=round_.id, part_id=part.id, name=name, content=content)


def test_bytes_come_back_untouched(database: Database, begun: Begun) -> None:
    with database.writing() as at:
        kept = handed_in(at, begun, "evaluator", "../数据\n表.xlsx")
    with database.reading() as at:
        assert content_of(at, begun[0].evaluator, kept.id) == (kept.name, BYTES)
        assert upload_of(at, begun[0].admin, kept.id) == kept
        assert uploads_of(at, begun[0].second, begun[2].id) == (kept,)
        (line,) = log_of(at, "upload")
    assert (kept.state, kept.size, kept.sent_by_name) == ("draft", 768, "评估员乙") and "\n" not in kept.name
    assert line.new == kept.sha256 and kept.name in line.summary


def test_an_empty_file_and_a_name_without_anything(database: Database, begun: Begun) -> None:
    with database.writing() as at:
        kept = handed_in(at, begun, "rater", "\u200b\n", b"")
        assert content_of(at, begun[0].rater, kept.id) == ("未命名", b"")
    assert kept_name("长" * 300 + ".xlsx").endswith(".xlsx") and len(kept_name("长" * 300)) == 200


def test_a_rater_sees_only_their_own(database: Database, begun: Begun) -> None:
    here, _, part = begun
    other = replace(here.rater, id=here.people["second"].id, name="专家乙")
    with database.writing() as at:
        mine, theirs = handed_in(at, begun, "rater", content=b"1"), handed_in(at, begun, "evaluator", content=b"2")
        assert uploads_of(at, here.rater, part.id) == (mine,)
        assert uploads_of(at, here.evaluator, part.id) == (mine, theirs)
        assert (
            uploads_of(at, here.viewer, part.id)
            == uploads_of(at, here.head, part.id)
            == uploads_of(at, other, part.id)
            == ()
        )
        for person in (here.viewer, here.head, other):
            for asked in (upload_of, content_of, withdraw):
                with pytest.raises(NotAllowed):
                    asked(at, person, mine.id)
        with pytest.raises(NotAllowed):
            withdraw(at, here.rater, theirs.id)
    with database.reading() as at:
        assert {each.state for each in uploads_of(at, here.admin, part.id)} == {"draft"}


@pytest.mark.parametrize("login", ["viewer", "head"])
def test_who_may_not_hand_in(login: str, database: Database, begun: Begun) -> None:
    with database.writing() as at, pytest.raises(NotAllowed):
        handed_in(at, begun, login)
    with database.reading() as at:
        assert log_of(at, "upload") == []


def test_another_district_and_other_kinds(database: Database, begun: Begun) -> None:
    here, _, part = begun
    elsewhere = made(database, name="邻区")
    with database.writing() as at:
        kept = handed_in(at, begun, "evaluator")
        for person in (elsewhere.evaluator, elsewhere.rater):
            with pytest.raises(NotAllowed):
                content_of(at, person, kept.id)
        confined = replace(here.second, kinds=frozenset({"专项"}))
        with pytest.raises(NotAllowed):
            content_of(at, confined, kept.id)
        with pytest.raises(NotAllowed):
            uploads_of(at, elsewhere.evaluator, part.id)


def test_taken_then_withdrawn_and_never_gone(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.writing() as at:
        kept = handed_in(at, begun, "rater")
        take(at, here.evaluator, round_, [kept])
        assert upload_of(at, here.rater, kept.id).state == "taken"
        take(at, here.evaluator, round_, [replace(kept, state="taken")])  # nothing more to do
        assert [line.summary for line in log_of(at, "change") if line.thing == "upload"] == ["采用「数据.xlsx」"]
        assert withdraw(at, here.rater, kept.id).state == "withdrawn"
        assert uploads_of(at, here.evaluator, part.id) == ()
        assert content_of(at, here.evaluator, kept.id)[1] == BYTES
        with pytest.raises(Refused) as told:
            withdraw(at, here.rater, kept.id)
        (line,) = log_of(at, "withdraw")
    assert told.value.problems[0].code == "not_now"
    assert (line.old, line.new) == ("已采用", "已撤回")


def test_evidence_belongs_to_its_station(database: Database, begun: Begun) -> None:
    """A station head's file for an objection: theirs alone, and of the evaluators of its kind."""
    here, round_, part = begun
    with database.writing() as at:
        objection = at.execute(
            insert(schema.objection).values(
                part_id=part.id, station_code="S001", indicator="size", state="draft", made_at=moment()
            )
        ).inserted_primary_key[0]
        about = about_station(at, round_, part, "S001", here.head.id)
        kept = keep_upload(
            at, here.head, about, round_id=round_.id, part_id=part.id, name="证书.jpg", content=BYTES,
            purpose="objection", objection_id=objection,
        )  # fmt: skip
        assert uploads_of(at, here.evaluator, part.id) == (), "it is no file to be scored"
        assert uploads_of(at, here.head, part.id, "objection") == (kept,)
        with pytest.raises(NotAllowed):  # the objection is not sent yet
            content_of(at, here.evaluator, kept.id)
        at.execute(schema.upload.update().values(state="taken"))
        assert content_of(at, here.evaluator, kept.id) == ("证书.jpg", BYTES)
        for person in (here.other_head, here.rater, here.viewer):
            with pytest.raises(NotAllowed):
                content_of(at, person, kept.id)
        with pytest.raises(NotAllowed):  # another's station
            keep_upload(
                at, here.other_head, about, round_id=round_.id, part_id=part.id, name="证书.jpg", content=BYTES,
                purpose="objection", objection_id=objection,
            )  # fmt: skip


def test_what_is_not_there_or_was_tampered_with(database: Database, begun: Begun) -> None:
    with database.writing() as at:
        kept = handed_in(at, begun, "evaluator")
        with pytest.raises(Refused) as told:
            content_of(at, begun[0].evaluator, 999)
        at.execute(schema.upload.update().values(content=b"other"))
        with pytest.raises(Refused) as damaged:
            content_of(at, begun[0].evaluator, kept.id)
    assert told.value.problems[0].code == "not_found"
    assert damaged.value.problems[0].code == "storage_damaged"


def test_a_file_of_no_round(database: Database) -> None:
    """A register or an area sheet: the district's own."""
    here = made(database)
    with database.writing() as at:
        about = replace(about_part_of_nothing(here), owner=None)
        kept = keep_upload(
            at, here.admin, about, round_id=None, part_id=None, name="名册.xlsx", content=b"1", purpose="area"
        )
        assert content_of(at, replace(here.admin, district=here.district), kept.id)[0] == "名册.xlsx"


def about_part_of_nothing(here: Made) -> Any:
    from rating.district.people.roles import About

    return About(here.district)


def test_permissions_ask_about_the_part(database: Database, begun: Begun) -> None:
    here, round_, part = begun
    with database.reading() as at:
        about = about_part_upload(at, round_, part, here.rater)
        assert about == replace(about_part(at, round_, part), owner=here.rater.id)
        assert about.kinds == frozenset({"综合"})
