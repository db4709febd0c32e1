from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from rating.district.people import setup
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.server import announcement
from rating.server.first_start import at_this_machine
from tests.district.made import Made
from tests.server.visiting import DOCUMENT, PASSWORD, Visitor, inner_app

FIELDS = {"login": "zhang.wei", "name": "张伟", "password": PASSWORD, "again": PASSWORD}


def here(**settings: Any) -> Visitor:
    """A browser on the machine itself."""
    return Visitor(inner_app(), "127.0.0.1", "http://localhost:8501", **settings)


def code_of(database: Database) -> str:
    with database.writing() as at:
        return setup.setup_code(at)


def accounts(database: Database) -> int:
    with database.reading() as at:
        return int(at.execute(select(func.count()).select_from(schema.account)).scalar_one())


def test_at_the_machine_itself_it_takes_no_code(empty: Database) -> None:
    visitor = here()
    assert "安装码" not in visitor.get("/first-start").text
    answer = visitor.send("/first-start", **FIELDS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visitor.get("/").text == "内页"
    assert here().get("/").status_code == 303, "from now on everybody needs a session"
    with empty.reading() as at:
        (row,) = at.execute(select(schema.account)).all()
        (line, entered) = at.execute(select(schema.log.c.summary).order_by(schema.log.c.id)).scalars().all()
    assert (row.login, row.name, row.role, row.district_id) == ("zhang.wei", "张伟", "administrator", None)
    assert "张伟" in line and entered == "建立系统后登录"


def test_from_another_machine_it_takes_the_code_of_the_console(empty: Database, visitor: Visitor) -> None:
    told = announcement()
    assert code_of(empty) in told and code_of(empty) == code_of(empty)
    assert "安装码" in visitor.get("/first-start").text
    for wrong in ("", "0" * 12, code_of(empty)[:-1]):
        answer = visitor.send("/first-start", **FIELDS, code=wrong)
        assert answer.status_code == 422 and "安装码不正确" in answer.text
    assert accounts(empty) == 0
    assert visitor.send("/first-start", **FIELDS, code=f" {code_of(empty).upper()} ").status_code == 303
    assert accounts(empty) == 1 and announcement() == ""
    with empty.reading() as at:
        assert at.execute(select(schema.setting).where(schema.setting.c.name == setup.CODE)).first() is None


def test_who_guesses_codes_waits(empty: Database, visitor: Visitor) -> None:
    answers = [visitor.send("/first-start", **FIELDS, code=f"{n}").status_code for n in range(21)]
    assert answers[:19] == [422] * 19 and answers[20] == 429
    assert visitor.send("/first-start", **FIELDS, code=code_of(empty)).status_code == 429
    assert accounts(empty) == 0


@pytest.mark.parametrize(
    ("address", "at", "headers"),
    [
        ("127.0.0.1", "http://localhost", {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", "http://localhost", {"forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", "http://localhost", {"x-real-ip": "127.0.0.1"}),
        ("127.0.0.1", "http://localhost", {"via": "1.1 proxy"}),
        ("127.0.0.1", "http://rating.evil.example", {}),
        ("127.0.0.1", "http://127.0.0.1.evil.example", {}),
        ("10.0.0.1", "http://localhost", {}),
        ("::ffff:10.0.0.1", "http://localhost", {}),
        ("", "http://localhost", {}),
    ],
)
def test_what_only_looks_like_this_machine_needs_the_code(
    empty: Database, address: str, at: str, headers: dict[str, str]
) -> None:
    visitor = Visitor(inner_app(), address, at)
    assert "安装码" in visitor.get("/first-start", **headers).text
    answer = visitor.client.post(
        "/first-start", data={"form": visitor.token("/first-start"), **FIELDS}, headers={**headers, "origin": at}
    )
    assert answer.status_code == 422 and accounts(empty) == 0


def test_a_proxy_that_speaks_an_old_http_is_not_this_machine() -> None:
    from starlette.requests import Request

    scope = {"type": "http", "client": ("127.0.0.1", 1), "headers": [(b"host", b"localhost")], "scheme": "http"}
    scope |= {"server": ("localhost", 80), "path": "/", "query_string": b""}
    assert at_this_machine(Request({**scope, "http_version": "1.1"}))
    assert not at_this_machine(Request({**scope, "http_version": "1.0"}))


def test_it_happens_once(district: Made, empty: Database) -> None:
    before = accounts(empty)
    visitor = here()
    assert visitor.get("/first-start").status_code == 409
    token = visitor.token("/login")
    answer = visitor.client.post("/first-start", data={"form": token, **FIELDS}, headers={"origin": visitor.at})
    assert answer.status_code == 409 and "系统已经建立" in answer.text
    assert accounts(empty) == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "short", "again": "short"}, "至少要 10 个"),
        ({"again": "another one"}, "两次填写的密码不一样"),
        ({"password": "zhang.wei1", "again": "zhang.wei1"}, "就是登录名或姓名"),
        ({"password": "1234567890", "again": "1234567890"}, "太常见"),
        ({"login": "a b c"}, "不能使用"),
        ({"name": "\u200b"}, "没有填写"),
        ({"name": "张" * 100}, "最多 60 个字"),
        ({"login": ""}, "请填写"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_stays(empty: Database, changed: dict[str, str], told: str) -> None:
    answer = here().send("/first-start", **{**FIELDS, **changed})
    assert answer.status_code == 422 and told in answer.text
    assert f'value="{changed.get("login", FIELDS["login"])}"' in answer.text
    assert PASSWORD not in answer.text
    assert accounts(empty) == 0


def test_of_two_at_once_one_wins(database: Database) -> None:
    from rating.district.people import passwords
    from rating.problems import Refused
    from rating.workflow import signing_in
    from rating.workflow.signing_in import Visit

    def make(number: int) -> str:
        try:
            signing_in.make_first(database, f"admin{number}", f"第 {number} 人", PASSWORD, None, Visit())
        except Refused as refusal:
            return refusal.problems[0].code
        return "made"

    assert passwords.HASHER.memory_cost == 8
    with ThreadPoolExecutor(8) as pool:
        results = sorted(pool.map(make, range(8)))
    assert results == ["made"] + ["not_now"] * 7
    assert accounts(database) == 1


def test_the_try_out_is_as_it_was_before_anybody_begins(visitor: Visitor) -> None:
    assert visitor.get("/").status_code == 200
    assert visitor.client.get("/first-start", headers=DOCUMENT).status_code == 200
    assert visitor.get("/").status_code == 200
