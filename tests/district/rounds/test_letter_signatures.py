from __future__ import annotations

from dataclasses import replace

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.letter_signatures import LONGEST, Signature, sign_with, signature_of, signatures
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made
from tests.district.rounds.planned import log_of


def test_the_newest_is_in_use_those_before_stay_and_the_log_tells_of_both(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        assert signature_of(at, here.head, here.district) == Signature()
        sign_with(at, here.admin, here.district, 0, " 示例区\n民政局 ", "王老师，000-1234")
        now = sign_with(at, here.admin, here.district, 1, "示例区社会工作中心", "")
        assert (now.number, now.issuer, now.contact, now.made_by_name) == (2, "示例区社会工作中心", "", "管理员甲")
        kept = [(each.number, each.issuer, each.contact) for each in signatures(at, here.viewer, here.district)]
        assert kept == [(2, "示例区社会工作中心", ""), (1, "示例区 民政局", "王老师，000-1234")]
        lines = [(line.thing, line.old, line.new) for line in log_of(at, "change")]
        first = "示例区 民政局 王老师，000-1234"
        assert lines == [("letter_template", "", first), ("letter_template", first, "示例区社会工作中心")]


def test_it_may_be_emptied_again(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        sign_with(at, here.admin, here.district, 0, "示例区民政局", "王老师")
        now = sign_with(at, here.admin, here.district, 1, "", "  ")
        assert (now.number, now.issuer, now.contact) == (2, "", "")


@pytest.mark.parametrize(
    ("seen", "issuer", "contact", "code"),
    [
        (0, "别的单位", "", "changed_meanwhile"),
        (1, "示例区民政局 ", "王老师", "not_usable"),
        (1, "长" * (LONGEST + 1), "", "not_usable"),
        (1, "", "长" * (LONGEST + 1), "not_usable"),
    ],
)
def test_what_is_refused_changes_nothing(database: Database, seen: int, issuer: str, contact: str, code: str) -> None:
    here = made(database)
    with database.writing() as at:
        before = sign_with(at, here.admin, here.district, 0, "示例区民政局", "王老师")
        with pytest.raises(Refused) as refused:
            sign_with(at, here.admin, here.district, seen, issuer, contact)
        assert refused.value.problems[0].code == code
        assert signatures(at, here.admin, here.district) == (before,) and len(log_of(at, "change")) == 1


def test_it_is_the_district_s_own(database: Database) -> None:
    here, elsewhere = made(database), made(database, name="别区")
    with database.writing() as at:
        sign_with(at, here.admin, here.district, 0, "示例区民政局", "")
        assert signature_of(at, elsewhere.head, elsewhere.district) == Signature()
        foreign = replace(elsewhere.admin, district=elsewhere.district)
        for person in (here.evaluator, here.viewer, here.head, here.rater, foreign):
            with pytest.raises(NotAllowed):
                sign_with(at, person, here.district, 1, "别的单位", "")
        for person in (here.rater, elsewhere.evaluator, elsewhere.head):
            with pytest.raises(NotAllowed):
                signature_of(at, person, here.district)


def test_with_its_district_it_goes(database: Database) -> None:
    here = made(database)
    with database.writing() as at:
        sign_with(at, here.admin, here.district, 0, "示例区民政局", "")
        for table in (schema.account, schema.district):  # as `places/removal.py` does it
            column = table.c.id if table is schema.district else table.c.district_id
            at.execute(table.delete().where(column == here.district))
        assert at.execute(schema.letter_signature.select()).all() == []
