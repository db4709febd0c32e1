from __future__ import annotations

import pytest
from sqlalchemy import select, update

from rating.district.people import entering, sessions
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import Made, made


@pytest.fixture
def there(database: Database) -> Made:
    return made(database)


def lines(database: Database) -> list[tuple[str, str]]:
    with database.reading() as at:
        found = at.execute(select(schema.log.c.action, schema.log.c.summary).order_by(schema.log.c.id))
        return [(row.action, row.summary) for row in found]


def test_who_enters_is_written_down_with_the_session(database: Database, there: Made) -> None:
    account = there.people["head"].id or 0
    with database.writing() as at:
        token = entering.enter(at, account, "10.0.0.1", "browser")
        assert sessions.is_good(at, token)
        row = at.execute(select(schema.account).where(schema.account.c.id == account)).one()
        line = at.execute(select(schema.log)).one()
    assert row.last_login_at is not None and row.version == 1, "nobody's open form is outdated by a log-in"
    assert (line.action, line.who, line.address, line.district_id) == (
        "log_in",
        "站长丁（站长）",
        "10.0.0.1",
        there.district,
    )


def test_a_stopped_account_does_not_enter(database: Database, there: Made) -> None:
    with database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(active=False))
    with pytest.raises(Refused), database.writing() as at:
        entering.enter(at, there.people["head"].id or 0, "", "")
    assert lines(database) == []


def test_leaving_twice_is_leaving_once(database: Database, there: Made) -> None:
    with database.writing() as at:
        token = entering.enter(at, there.people["head"].id or 0, "", "")
    for _ in range(2):
        with database.writing() as at:
            entering.leave(at, token)
    assert [action for action, _ in lines(database)] == ["log_in", "log_out"]


def test_leaving_everywhere_ends_all(database: Database, there: Made) -> None:
    with database.writing() as at:
        tokens = [entering.enter(at, there.people["head"].id or 0, "", "") for _ in range(3)]
        entering.leave(at, tokens[0], everywhere=True)
        assert not any(sessions.is_good(at, token) for token in tokens)
    assert lines(database)[-1] == ("log_out", "退出所有设备")


def test_a_new_password_only_in_place_of_the_one_that_was_seen(database: Database, there: Made) -> None:
    head = there.people["head"]
    with database.writing() as at:
        token = entering.enter(at, head.id or 0, "", "")
        entering.new_password(at, head, None, "new")
        assert not sessions.is_good(at, token)
    with pytest.raises(Refused) as refused, database.writing() as at:
        entering.new_password(at, head, None, "newer")
    assert refused.value.problems[0].code == "changed_meanwhile"


def test_who_was_kept_out_is_told_of_once(database: Database, there: Made) -> None:
    with database.writing() as at:
        entering.kept_out(at, there.people["head"].id or 0, 30, "10.0.0.1")
        entering.kept_out(at, 9999, 30, "10.0.0.1")
    assert [action for action, _ in lines(database)] == ["refused"]


def test_one_place_ended_is_written_down_only_when_it_was_ones_own(database: Database, there: Made) -> None:
    head, viewer = there.people["head"], there.people["viewer"]
    with database.writing() as at:
        token = entering.enter(at, head.id or 0, "", "")
        person = sessions.person_by(at, token)
        assert person is not None and person.session is not None
        assert not entering.end_one(at, viewer, person.session)
        assert entering.end_one(at, head, person.session)
    assert [action for action, _ in lines(database)] == ["log_in", "log_out"]
