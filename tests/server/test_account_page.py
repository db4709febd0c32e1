from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import Made
from tests.server.visiting import PASSWORD, SESSION, Visitor, inner_app, session_of

NEW = "另一句只有自己知道的话"
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


def test_it_shows_only_ones_own(district: Made, empty: Database, visitor: Visitor) -> None:
    session_of(empty, "evaluator")
    visitor.client.headers["user-agent"] = AGENT
    visitor.log_in("head")
    text = visitor.get("/account").text
    assert "站长丁" in text and "站长" in text and "Chrome 浏览器，Windows 电脑" in text
    assert "评估员" not in text and text.count("<li>") == 1 and "这一处" in text


def test_times_are_those_of_the_district_whatever_the_servers_clock(
    district: Made, empty: Database, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.log_in("head")
    with empty.writing() as at:
        at.execute(update(schema.session).values(started_at=datetime(2026, 3, 1, 20, 30, tzinfo=UTC)))
    for zone in ("UTC", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert "2026-03-02 04:30 登录" in visitor.get("/account").text
    monkeypatch.undo()
    time.tzset()


def test_nobody_else_gets_there(district: Made, visitor: Visitor) -> None:
    assert visitor.get("/account").headers["location"] == "/login?next=%2Faccount"
    assert visitor.client.post("/account", data={"do": "end_all"}).status_code == 401


def test_in_the_try_out_there_is_no_account(visitor: Visitor) -> None:
    assert visitor.get("/account").headers["location"] == "/login"


def test_a_new_password_ends_all_other_places(district: Made, empty: Database, visitor: Visitor) -> None:
    elsewhere = session_of(empty, "head")
    visitor.log_in("head")
    before = visitor.session
    answer = visitor.send("/account", do="password", old=PASSWORD, password=NEW, again=NEW)
    assert answer.headers["location"] == "/account?done=password"
    assert visitor.session != before
    assert "密码已修改" in visitor.get("/account?done=password").text
    for token in (elsewhere, before):
        assert Visitor(inner_app()).get("/", cookie=f"{SESSION}={token}").status_code == 303
    assert Visitor(inner_app()).log_in("head").status_code == 401
    assert Visitor(inner_app()).log_in("head", NEW).status_code == 303


def test_without_the_old_password_nothing_changes(district: Made, visitor: Visitor) -> None:
    visitor.log_in("head")
    answers = [visitor.send("/account", do="password", old=f"guess {n}", password=NEW, again=NEW) for n in range(6)]
    assert [each.status_code for each in answers] == [401] * 4 + [429] * 2
    assert "原密码不正确" in answers[0].text and "没有核对" in answers[5].text
    assert visitor.send("/account", do="password", old=PASSWORD, password=NEW, again=NEW).status_code == 429


def test_a_bad_password_is_told(district: Made, visitor: Visitor) -> None:
    visitor.log_in("head")
    assert "至少要 10 个" in visitor.send("/account", do="password", old=PASSWORD, password="x", again="x").text
    assert "不一样" in visitor.send("/account", do="password", old=PASSWORD, password=NEW, again="y").text
    assert "请填写" in visitor.send("/account", do="password", old="", password="", again="").text
    assert visitor.get("/account").status_code == 200


def test_one_place_can_be_ended_and_only_of_ones_own(district: Made, empty: Database, visitor: Visitor) -> None:
    elsewhere, foreign = session_of(empty, "head"), session_of(empty, "evaluator")
    visitor.log_in("head")
    (place,) = re.findall(r'name="place" value="(\d+)"', visitor.get("/account").text)
    for tried in ("1", "2", "99", "-1", "x", "²", "9" * 30, ""):
        if tried != place:
            visitor.send("/account", do="end", place=tried)
    stranger = Visitor(inner_app())
    assert stranger.get("/", cookie=f"{SESSION}={foreign}").status_code == 200
    assert stranger.get("/", cookie=f"{SESSION}={elsewhere}").status_code == 200
    assert visitor.send("/account", do="end", place=place).headers["location"] == "/account?done=ended"
    assert stranger.get("/", cookie=f"{SESSION}={elsewhere}").status_code == 303


def test_all_places_can_be_ended(district: Made, empty: Database, visitor: Visitor) -> None:
    elsewhere = session_of(empty, "head")
    visitor.log_in("head")
    assert visitor.send("/account", do="end_all").headers["location"] == "/login"
    assert visitor.get("/").status_code == 303
    assert Visitor(inner_app()).get("/", cookie=f"{SESSION}={elsewhere}").status_code == 303


def test_who_has_no_password_is_not_asked_for_one(district: Made, empty: Database, visitor: Visitor) -> None:
    visitor.log_in("head")
    assert "修改密码" in visitor.get("/account").text
    with empty.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(password_hash=None))
    assert "修改密码" not in visitor.get("/account").text
    assert visitor.send("/account", do="password", old="", password=NEW, again=NEW).status_code == 422
    assert visitor.send("/account", do="password", old="anything", password=NEW, again=NEW).status_code == 401
