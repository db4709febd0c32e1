from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from rating.district.people import attempts, passwords
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.server import login as login_page
from rating.server.forms import local_path
from tests.district.made import Made
from tests.server.visiting import PASSWORD, SESSION, Visitor, inner_app, session_of, stopped_clock


def test_the_right_password_opens_the_door(district: Made, visitor: Visitor) -> None:
    assert visitor.get("/").status_code == 303
    answer = visitor.log_in("head", next="/ranking?round=3")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ranking?round=3")
    assert visitor.get("/").text == "内页"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(district: Made, visitor: Visitor) -> None:
    (cookie,) = [each for each in visitor.log_in("head").headers.get_list("set-cookie") if each.startswith(SESSION)]
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert "secure" not in parts
    assert not any(part.startswith(("max-age", "expires", "domain")) for part in parts)


def test_by_https_the_cookie_never_goes_by_http(district: Made) -> None:
    visitor = Visitor(inner_app(), at="https://rating.example")
    assert all("secure" in each.lower() for each in visitor.log_in("head").headers.get_list("set-cookie"))


def test_nobody_but_uvicorn_decides_whether_it_was_https(district: Made, visitor: Visitor) -> None:
    token = visitor.token()
    answer = visitor.client.post(
        "/login",
        data={"form": token, "login": "head", "password": PASSWORD},
        headers={"x-forwarded-proto": "https", "origin": visitor.at},
    )
    assert answer.status_code == 303
    assert "secure" not in answer.headers["set-cookie"].lower()


def test_wrong_and_unknown_are_told_alike(district: Made, empty: Database, visitor: Visitor) -> None:
    with empty.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "viewer").values(active=False))
        at.execute(update(schema.account).where(schema.account.c.login == "rater").values(password_hash=None))
    answers = [
        visitor.log_in(login, password)
        for login, password in (
            ("head", "falsch falsch"),
            ("nobody", PASSWORD),
            ("viewer", PASSWORD),
            ("rater", PASSWORD),
            ("rater", ""),
        )
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 422]
    logins = ("head", "nobody", "viewer", "rater")
    plain = {each.text.replace(f'value="{login}"', "") for each, login in zip(answers, logins, strict=False)}
    assert len(plain) == 1
    assert not any(visitor.session for _ in answers)


def test_a_check_is_made_for_nobody_too(district: Made, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the time it takes does not tell whether there is such an account."""
    asked: list[str | None] = []
    real = passwords.is_right
    monkeypatch.setattr(passwords, "is_right", lambda kept, typed: (asked.append(kept), real(kept, typed))[1])
    visitor.log_in("nobody")
    visitor.log_in("head", "wrong wrong")
    assert asked[0] is None and asked[1] is not None
    verified: list[str] = []

    class Counting:
        def hash(self, _: str) -> str:
            return "made"

        def verify(self, kept: str, _: str) -> bool:
            verified.append(kept)
            return True

    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "HASHER", Counting())
    assert not real(None, "anything")
    assert verified == ["made"]
    passwords._nobodys.cache_clear()


def test_after_five_failures_even_the_right_password_waits(
    district: Made, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [visitor.log_in("head", f"wrong {n}").text for n in range(5)]
    assert not any("秒后再试" in text for text in told[:4])
    assert "请在 30 秒后再试" in told[4]
    checked: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(passwords, "is_right", lambda *given: checked.append(given))
        locked = visitor.log_in("head")
    assert locked.status_code == 429 and "没有核对" in locked.text and not checked
    assert 0 < int(locked.headers["retry-after"]) <= 30
    assert Visitor(inner_app()).log_in("evaluator").status_code == 303, "another login is not locked"
    with stopped_clock(monkeypatch, seconds=31):
        assert visitor.log_in("head").status_code == 303
        assert Visitor(inner_app()).log_in("head", "wrong").status_code == 401, "success begins the count anew"


def test_the_delay_doubles_up_to_a_quarter_of_an_hour(
    district: Made, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    passed = 0.0
    for n in range(12):
        with stopped_clock(monkeypatch, seconds=passed):
            waits.append(int(visitor.log_in("head", f"wrong {n}").headers.get("retry-after", 0)))
        passed += waits[-1] + 1
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_one_address_that_tries_many_names_waits_too(district: Made, empty: Database) -> None:
    app = inner_app()
    one, other = Visitor(app, "10.0.0.1"), Visitor(app, "10.0.0.2")
    statuses = [one.log_in(f"name{n}", "wrong").status_code for n in range(21)]
    assert statuses == [401] * 19 + [429] * 2
    assert one.log_in("head").status_code == 429
    assert other.log_in("head").status_code == 303


def test_an_own_success_does_not_wash_an_address_clean(district: Made) -> None:
    app = inner_app()
    one = Visitor(app, "10.0.0.1")
    for n in range(19):
        one.log_in(f"name{n}", "wrong")
    assert one.log_in("head").status_code == 303
    assert Visitor(app, "10.0.0.1").log_in("nobody", "wrong").status_code == 429


def test_a_new_session_replaces_the_one_before(district: Made, empty: Database, visitor: Visitor) -> None:
    visitor.log_in("head")
    first = visitor.session
    visitor.client.cookies.delete(SESSION)
    visitor.client.cookies.set(SESSION, first, domain="rating.example")
    assert visitor.send("/login", "/logout", login="head", password=PASSWORD).status_code == 303
    assert visitor.session != first
    assert Visitor(inner_app()).get("/", cookie=f"{SESSION}={first}").status_code == 303


def test_a_session_cannot_be_fixed_beforehand(district: Made, visitor: Visitor) -> None:
    visitor.session = "chosen by somebody else, long enough to look right"
    assert visitor.log_in("head").status_code == 303
    tokens = [cookie.value for cookie in visitor.client.cookies.jar if cookie.name == SESSION]
    stranger = Visitor(inner_app())
    stranger.session = "chosen by somebody else, long enough to look right"
    assert stranger.get("/").status_code == 303
    assert len(set(tokens)) == 2


def test_the_table_keeps_no_token(district: Made, empty: Database) -> None:
    token = session_of(empty, "head")
    with empty.reading() as at:
        (row,) = at.execute(select(schema.session)).all()
    assert token not in str(row) and len(row.token_hash) == 64


def test_logging_out_ends_the_session_and_not_only_the_cookie(
    district: Made, empty: Database, visitor: Visitor
) -> None:
    visitor.log_in("head")
    token = visitor.session
    assert "退出这台设备" in visitor.get("/logout").text
    assert visitor.get("/").status_code == 200, "looking at the page ends nothing"
    assert visitor.send("/logout").headers["location"] == "/login"
    assert visitor.get("/", cookie=f"{SESSION}={token}").status_code == 303


def test_everywhere_means_everywhere_of_this_account(district: Made, empty: Database) -> None:
    app = inner_app()
    desk, phone, other = Visitor(app), Visitor(app), Visitor(app)
    desk.log_in("head"), phone.log_in("head"), other.log_in("evaluator")
    desk.send("/logout", everywhere="yes")
    assert [each.get("/").status_code for each in (desk, phone, other)] == [303, 303, 200]


def test_only_this_place_leaves_the_others(district: Made) -> None:
    app = inner_app()
    desk, phone = Visitor(app), Visitor(app)
    desk.log_in("head"), phone.log_in("head")
    desk.send("/logout")
    assert [each.get("/").status_code for each in (desk, phone)] == [303, 200]


@pytest.mark.parametrize("fields", [{"form": ""}, {"form": "x" * 43}, {}])
def test_a_form_without_its_token_does_nothing(district: Made, visitor: Visitor, fields: dict[str, str]) -> None:
    visitor.token()
    answer = visitor.client.post("/login", data={**fields, "login": "head", "password": PASSWORD})
    assert answer.status_code == 403 and "没有做任何改动" in answer.text
    assert not visitor.session


def test_a_form_on_another_site_does_nothing(district: Made, visitor: Visitor) -> None:
    visitor.log_in("head")
    token = visitor.token("/logout")
    for headers in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://rating.example.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert visitor.client.post("/logout", data={"form": token}, headers=headers).status_code == 403
    assert visitor.get("/").status_code == 200
    assert (
        visitor.client.post("/logout", data={"form": token}, headers={"sec-fetch-site": "same-origin"}).status_code
        == 303
    )


def test_other_requests_leave_the_form_good(district: Made, visitor: Visitor) -> None:
    token = visitor.token()
    for path in ("/favicon.ico", "/", "/login", "/activate", "/healthz", "/static/x.js"):
        visitor.get(path)
    assert visitor.token() == token
    answer = visitor.client.post("/login", data={"form": token, "login": "head", "password": PASSWORD})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: x=1",
        "/ok\r\nLocation: http://evil.example",
        "/" + "a" * 3000,
        "evil.example",
        "",
        "/\x00",
        "///evil.example",
        "/%0d%0aSet-Cookie:x=1\r\n",
    ],
)
def test_nobody_is_sent_elsewhere(district: Made, visitor: Visitor, asked: str) -> None:
    assert local_path(asked) == "/"
    answer = visitor.log_in("head", next=asked)
    assert answer.headers["location"] == "/"
    assert not any("x=1" in each for each in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "login",
    [
        "a" * 5000,
        "he\x00ad",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "head\r\nX: y",
        "\ud83d",
        "％ｓ",
        "${7*7}{{7*7}}",
    ],
)
def test_a_hostile_login_name_is_only_a_wrong_one(district: Made, visitor: Visitor, login: str) -> None:
    answer = visitor.client.post(
        "/login",
        content=b"form=" + visitor.token().encode() + b"&password=some+password&login=" + _quoted(login),
        headers={"content-type": "application/x-www-form-urlencoded", "origin": visitor.at},
    )
    assert answer.status_code == 401
    assert "<script>alert" not in answer.text
    assert "49" not in answer.text.partition("<form")[2].partition("</form>")[0].replace(visitor.token(), "")


def _quoted(text: str) -> bytes:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()


def test_a_login_name_is_found_however_it_is_typed(district: Made, visitor: Visitor) -> None:
    assert visitor.log_in(" ＨＥＡＤ ").status_code == 303


def test_too_much_and_other_kinds_of_bodies_are_refused(district: Made, visitor: Visitor) -> None:
    token = visitor.token()
    long = visitor.client.post("/login", data={"form": token, "login": "head", "password": "x" * 20_000})
    many = visitor.client.post("/login", data={"form": token, **{f"f{n}": "" for n in range(50)}})
    json = visitor.client.post("/login", json={"form": token, "login": "head", "password": PASSWORD})
    parts = visitor.client.post("/login", data={"form": token}, files={"login": b"head"})
    assert [each.status_code for each in (long, many, json, parts)] == [413] * 4
    assert not visitor.session


def test_whoever_is_in_already_need_not_log_in(district: Made, visitor: Visitor) -> None:
    visitor.log_in("head")
    answer = visitor.get("/login?next=/ranking")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ranking")


def test_without_any_account_the_page_shows_the_way_to_the_first(visitor: Visitor) -> None:
    answer = visitor.get("/login")
    assert answer.status_code == 200 and "/first-start" in answer.text


def test_an_older_hash_is_renewed_at_the_log_in(district: Made, empty: Database, visitor: Visitor) -> None:
    from argon2 import PasswordHasher

    with empty.writing() as at:
        older = PasswordHasher(2, 8, 1).hash(PASSWORD)
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(password_hash=older))
    assert visitor.log_in("head").status_code == 303
    with empty.reading() as at:
        kept = passwords.of_login(at, "head")
    assert kept and kept.hash != older and "t=1" in str(kept.hash)
    assert visitor.send("/logout").status_code == 303
    assert visitor.log_in("head").status_code == 303


def test_the_log_tells_who_came_and_who_was_kept_out(district: Made, empty: Database, visitor: Visitor) -> None:
    visitor.log_in("head")
    visitor.send("/logout")
    for n in range(6):
        visitor.log_in("evaluator", f"wrong {n}")
    with empty.reading() as at:
        lines = at.execute(select(schema.log.c.action, schema.log.c.account_id, schema.log.c.address)).all()
    head, evaluator = district.people["head"].id, district.people["evaluator"].id
    assert [tuple(line) for line in lines] == [
        ("log_in", head, "10.1.1.1"),
        ("log_out", head, "10.1.1.1"),
        ("refused", evaluator, "10.1.1.1"),
    ]


def test_the_count_keeps_no_names(district: Made, empty: Database, visitor: Visitor) -> None:
    visitor.log_in("my password by mistake", "wrong")
    with empty.reading() as at:
        keys = at.execute(select(schema.attempt.c.key)).scalars().all()
        assert at.execute(select(func.count()).select_from(schema.attempt)).scalar() == 2
    assert not any("mistake" in key for key in keys)
    assert attempts.of_address("10.1.1.1") in keys


def test_every_route_of_ours_is_a_page_and_not_kept(district: Made, visitor: Visitor) -> None:
    for path in ("/login", "/activate", "/first-start"):
        answer = visitor.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert 'lang="zh-CN"' in answer.text
    assert login_page.ROUTES[0].path == "/login"
