from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from rating.district.people import setup
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made


def test_the_code_is_one_until_there_is_an_account(database: Database) -> None:
    with database.writing() as at:
        code = setup.setup_code(at)
    assert re.fullmatch("[0-9a-f]{12}", code)
    with database.writing() as at:
        assert setup.setup_code(at) == code
        assert not setup.has_accounts(at)
    made(database)
    with database.writing() as at:
        assert setup.setup_code(at) == "" and setup.has_accounts(at)


def test_the_first_administrator_reaches_every_district(database: Database) -> None:
    with database.writing() as at:
        code = setup.setup_code(at)
        account = setup.make_first(at, "ＡＤＭＩＮ", " 张伟 ", "hash", f"{code.upper()} ", "10.0.0.1")
        row = at.execute(select(schema.account)).one()
        line = at.execute(select(schema.log)).one()
    assert (row.id, row.login, row.name, row.role, row.district_id) == (account, "admin", "张伟", "administrator", None)
    assert (line.action, line.account_id, line.address) == ("add", account, "10.0.0.1")


@pytest.mark.parametrize("code", ["", "0" * 12, "密", "\x00", "x" * 10_000])
def test_a_wrong_code_makes_nobody(database: Database, code: str) -> None:
    with pytest.raises(Refused) as refused, database.writing() as at:
        setup.make_first(at, "admin", "张伟", "hash", code)
    assert refused.value.problems[0].code == "not_usable"
    with database.reading() as at:
        assert not setup.has_accounts(at)


def test_no_code_helps_once_there_is_an_account(database: Database) -> None:
    with database.writing() as at:
        code = setup.setup_code(at)
    made(database)
    for given in (code, "", None):
        with pytest.raises(Refused) as refused, database.writing() as at:
            setup.make_first(at, "admin2", "张伟", "hash", given)
        assert refused.value.problems[0].code == "not_now"
