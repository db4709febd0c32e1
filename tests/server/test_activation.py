from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from rating.district.people import activation
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import signing_in
from rating.workflow.signing_in import Visit
from tests.district.made import Made, made
from tests.server.visiting import SESSION, Visitor, inner_app, session_of

NEW = "另一句只有自己知道的话"


def issued(database: Database, there: Made, login: str = "head") -> str:
    account = there.people[login].id
    assert account is not None
    with database.writing() as at:
        return activation.issue(at, there.admin, account).code


def test_a_code_becomes_a_password_once(district: Made, empty: Database, visitor: Visitor) -> None:
    code = issued(empty, district)
    answer = visitor.send("/activate", login="HEAD", code=code.lower().replace("-", " "), password=NEW, again=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visitor.get("/").status_code == 200
    other = Visitor(inner_app())
    assert other.send("/activate", login="head", code=code, password=NEW, again=NEW).status_code == 401
    assert other.log_in("head", NEW).status_code == 303


def test_a_new_code_ends_what_was_before(district: Made, empty: Database, visitor: Visitor) -> None:
    old = session_of(empty, "head")
    first, second = issued(empty, district), issued(empty, district)
    assert visitor.get("/", cookie=f"{SESSION}={old}").status_code == 303
    assert visitor.log_in("head").status_code == 401, "the old password is gone"
    assert visitor.send("/activate", login="head", code=first, password=NEW, again=NEW).status_code == 401
    assert visitor.send("/activate", login="head", code=second, password=NEW, again=NEW).status_code == 303


@pytest.mark.parametrize("case", ["wrong", "other", "over", "stopped", "none", "odd"])
def test_what_does_not_fit_is_told_alike(district: Made, empty: Database, visitor: Visitor, case: str) -> None:
    code, login = issued(empty, district), "head"
    account = schema.account
    with empty.writing() as at:
        if case == "over":
            at.execute(update(account).where(account.c.login == "head").values(activation_until=moment()))
        if case == "stopped":
            at.execute(update(account).where(account.c.login == "head").values(active=False))
    if case == "other":
        login = "evaluator"
    if case in ("wrong", "none", "odd"):
        code = {"wrong": "AAAA-AAAA-AAAA-AAAA", "none": "-", "odd": "\x00" * 300}[case]
    answer = visitor.send("/activate", login=login, code=code, password=NEW, again=NEW)
    assert answer.status_code == 401
    assert "登录名与激活码对不上，或激活码已经用过、过期" in answer.text
    assert not visitor.session


def test_a_bad_password_does_not_spend_the_code(district: Made, empty: Database, visitor: Visitor) -> None:
    code = issued(empty, district)
    for bad in ("short", "0123456789", "站长丁站长丁1"):
        answer = visitor.send("/activate", login="head", code=code, password=bad, again=bad)
        assert answer.status_code == 422 and code in answer.text and bad not in answer.text.replace("0123456789", "")
    assert visitor.send("/activate", login="head", code=code, password=NEW, again="other").status_code == 422
    assert visitor.send("/activate", login="head", code=code, password=NEW, again=NEW).status_code == 303


def test_who_guesses_codes_waits(district: Made, empty: Database, visitor: Visitor) -> None:
    code = issued(empty, district)
    answers = [
        visitor.send("/activate", login="head", code=f"{n}", password=NEW, again=NEW).status_code for n in range(21)
    ]
    assert answers == [401] * 19 + [429] * 2
    assert visitor.send("/activate", login="head", code=code, password=NEW, again=NEW).status_code == 429
    assert (
        Visitor(inner_app(), "10.7.7.7").send("/activate", login="head", code=code, password=NEW, again=NEW).status_code
        == 303
    )


def test_of_many_at_once_one_redeems_the_code(database: Database) -> None:
    there = made(database)
    code = issued(database, there)

    def redeem(number: int) -> str:
        try:
            entry = signing_in.activate(database, "head", code, f"密码 {number} 只有我知道", Visit(f"10.0.0.{number}"))
        except Refused as refusal:
            return refusal.problems[0].code
        return "in" if entry.token else "wrong"

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(redeem, range(8)))
    assert results.count("in") == 1
    assert set(results) <= {"in", "wrong", "not_usable"}
    with database.reading() as at:
        assert len(at.execute(select(schema.session)).all()) == 1


def test_a_code_also_ends_the_wait_of_the_login_name(district: Made, empty: Database, visitor: Visitor) -> None:
    for n in range(5):
        visitor.log_in("head", f"wrong {n}")
    code = issued(empty, district)
    assert visitor.send("/activate", login="head", code=code, password=NEW, again=NEW).status_code == 303
    assert Visitor(inner_app()).log_in("head", NEW).status_code == 303
