from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.letter_templates import back_to_own_form, content_of, in_use, revisions, take_in
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import log_of

FIRST, SECOND = b"PK first", b"PK second\x00\xff"


def test_the_newest_file_is_in_use_and_those_before_stay(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        assert in_use(at, here.evaluator, here.district) is None and revisions(at, here.viewer, here.district) == ()
        first = take_in(at, here.admin, here.district, 0, " 区样式.docx ", FIRST)
        second = take_in(at, here.admin, here.district, 1, "新样式.docx", SECOND)
    with database.reading() as at:
        assert in_use(at, here.head, here.district) == SECOND
        assert content_of(at, here.viewer, first) == ("区样式.docx", FIRST)
        told = [(each.id, each.number, each.made_by_name) for each in revisions(at, here.evaluator, here.district)]
        assert told == [(second, 2, "管理员甲"), (first, 1, "管理员甲")]
        lines = [(line.thing, line.thing_id, line.old, line.new) for line in log_of(at, "add")]
        digests = [sha256(content).hexdigest() for content in (FIRST, SECOND)]
        assert lines == [
            ("letter_template", first, "默认样式", digests[0]),
            ("letter_template", second, "第 1 版「区样式.docx」", digests[1]),
        ]


def test_going_back_is_a_revision_without_a_file(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        take_in(at, here.admin, here.district, 0, "区样式.docx", FIRST)
        back = back_to_own_form(at, here.admin, here.district, 1)
        assert in_use(at, here.head, here.district) is None
        assert [each.own_form for each in revisions(at, here.admin, here.district)] == [True, False]
        with pytest.raises(Refused) as refused:
            content_of(at, here.admin, back)
        assert refused.value.problems[0].code == "not_found"
        (line,) = log_of(at, "remove")
        assert (line.thing_id, line.old) == (back, "第 1 版「区样式.docx」")
        take_in(at, here.admin, here.district, 2, "区样式.docx", FIRST)  # the file of before may come back
        assert in_use(at, here.head, here.district) == FIRST


def test_what_somebody_else_has_replaced_meanwhile_is_not_replaced_unseen(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        take_in(at, here.admin, here.district, 0, "甲.docx", FIRST)
        for late in (
            lambda: take_in(at, here.admin, here.district, 0, "乙.docx", SECOND),
            lambda: back_to_own_form(at, here.admin, here.district, 0),
        ):
            with pytest.raises(Refused) as refused:
                late()
            assert refused.value.problems[0].code == "changed_meanwhile"
        assert in_use(at, here.admin, here.district) == FIRST


def test_the_same_again_is_refused_and_nothing_is_written(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        with pytest.raises(Refused):
            back_to_own_form(at, here.admin, here.district, 0)
        take_in(at, here.admin, here.district, 0, "甲.docx", FIRST)
        with pytest.raises(Refused):
            take_in(at, here.admin, here.district, 1, "换个名字.docx", FIRST)
        assert len(revisions(at, here.admin, here.district)) == 1
        assert len(log_of(at, "add")) == 1


def test_only_administrators_of_the_district_replace_it_and_raters_do_not_see_it(database: Database) -> None:
    here, elsewhere = made(database), made(database, name="别区")
    others = (here.evaluator, here.viewer, here.head, here.rater, replace(elsewhere.admin, district=elsewhere.district))
    with database.writing() as at:
        there = take_in(at, here.admin, here.district, 0, "甲.docx", FIRST)
        for person in others:
            with pytest.raises(NotAllowed):
                take_in(at, person, here.district, 1, "乙.docx", SECOND)
            with pytest.raises(NotAllowed):
                back_to_own_form(at, person, here.district, 1)
        for person in (here.rater, elsewhere.evaluator, elsewhere.head):
            for look in (lambda who: in_use(at, who, here.district), lambda who: content_of(at, who, there)):
                with pytest.raises(NotAllowed):
                    look(person)
        assert in_use(at, here.admin, here.district) == FIRST


def test_with_its_district_it_goes(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        take_in(at, here.admin, here.district, 0, "甲.docx", FIRST)
        for table in (schema.account, schema.district):  # as `places/removal.py` does it
            column = table.c.id if table is schema.district else table.c.district_id
            at.execute(table.delete().where(column == here.district))
        assert at.execute(schema.letter_template.select()).all() == []
