from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.server import asking_provider, provider
from rating.server.single_sign_on import BACK, COOKIE, THERE
from rating.workflow import signing_in
from tests.district.made import Made
from tests.server.oidc_provider import CLIENT, SECRET, Issuer, issuing
from tests.server.visiting import SESSION, Visitor, inner_app


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch, district: Made, empty: Database) -> Iterator[Issuer]:
    """A provider that the settings name, and that knows the station head as head@district."""
    with issuing() as there:
        for name, value in {
            "ISSUER": there.address,
            "CLIENT_ID": CLIENT,
            "CLIENT_SECRET": SECRET,
            "NAME": "区统一认证",
        }.items():
            monkeypatch.setenv(f"{provider.PREFIX}{name}", value)
        with empty.writing() as at:
            head = schema.account.c.login == "head"
            at.execute(update(schema.account).where(head).values(external_id="head@district", password_hash=None))
        asking_provider._client.cache_clear()
        yield there


def there_and_back(visitor: Visitor, query: str = "") -> tuple[httpx.Response, str]:
    """Through the provider, as a browser goes; the last answer, and the address that the provider sent us to."""
    sent = visitor.get(THERE + query)
    assert sent.status_code == 302, sent.text
    back = httpx.get(sent.headers["location"], follow_redirects=False).headers["location"]
    assert back.startswith(f"{visitor.at}{BACK}?")
    return visitor.get(back.removeprefix(visitor.at)), back.removeprefix(visitor.at)


def sessions(database: Database) -> int:
    with database.reading() as at:
        return int(at.execute(select(func.count()).select_from(schema.session)).scalar_one())


def test_the_provider_vouches_and_the_door_opens(issuer: Issuer, empty: Database, visitor: Visitor) -> None:
    assert "使用区统一认证登录" in visitor.get("/login?next=/ranking").text
    answer, _ = there_and_back(visitor, "?next=/ranking")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ranking")
    assert visitor.get("/ranking").text == "内页"
    person = signing_in.person_by(empty, visitor.session)
    assert person and person.login == "head"
    assert COOKIE not in visitor.client.cookies
    (asked,) = issuer.asked
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    assert asked["scope"].split()[0] == "openid" and len(asked["nonce"]) >= 20 and len(asked["state"]) >= 20


def test_who_has_no_account_here_gets_none(issuer: Issuer, empty: Database, visitor: Visitor) -> None:
    for who in ("nobody@district", "HEAD@district", "head", "head@district\x00", "", "x" * 5000, "<b>head</b>"):
        issuer.who = {"preferred_username": who}
        answer, _ = there_and_back(visitor)
        assert answer.status_code in (403, 502), who
        assert "<b>head" not in answer.text
    assert sessions(empty) == 0
    with empty.reading() as at:
        assert at.execute(select(func.count()).select_from(schema.account)).scalar() == 7


def test_a_stopped_account_stays_outside(issuer: Issuer, empty: Database, visitor: Visitor) -> None:
    with empty.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.login == "head").values(active=False))
    assert there_and_back(visitor)[0].status_code == 403


SPOILT: dict[str, dict[str, Any]] = {
    "other nonce": {"spoil": {"nonce": "another"}},
    "no nonce": {"spoil": {"nonce": None}},
    "other audience": {"spoil": {"aud": "another client"}},
    "other audience, our party": {"spoil": {"aud": "another client", "azp": CLIENT}},
    "no audience": {"spoil": {"aud": None}},
    "other party": {"spoil": {"aud": [CLIENT, "another"], "azp": "another"}},
    "over": {"spoil": {"exp": 1_600_000_000}},
    "no end": {"spoil": {"exp": None}},
    "other issuer": {"spoil": {"iss": "https://evil.example"}},
    "no issuer": {"spoil": {"iss": None}},
    "no subject": {"spoil": {"sub": None}},
    "of the future": {"spoil": {"nbf": 4_000_000_000}},
    "unsigned": {"sign_with": "none"},
    "signed with the public key as a secret": {"sign_with": "HS256"},
    "signed by somebody else": {"foreign_key": True},
    "no id token": {"without_token": True},
    "no such claim": {"who": {}},
    "a claim that is no text": {"who": {"preferred_username": ["head@district"]}},
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_cannot_be_believed_opens_nothing(issuer: Issuer, empty: Database, visitor: Visitor, case: str) -> None:
    for name, value in SPOILT[case].items():
        setattr(issuer, name, value)
    answer, _ = there_and_back(visitor)
    assert answer.status_code == 502, case
    assert "没有完成登录" in answer.text
    assert not visitor.session and sessions(empty) == 0


def test_the_metadata_must_be_of_the_issuer_that_the_settings_name(issuer: Issuer, visitor: Visitor) -> None:
    issuer.metadata = {"issuer": "https://evil.example"}
    answer = visitor.get(THERE)
    assert answer.status_code == 502 and "没有完成登录" in answer.text


def test_another_browser_cannot_be_logged_in_with_an_address(issuer: Issuer, empty: Database, visitor: Visitor) -> None:
    """Somebody sends the address with their own code: without the cookie of the one who began, it is nothing."""
    sent = visitor.get(THERE)
    back = httpx.get(sent.headers["location"], follow_redirects=False).headers["location"].removeprefix(visitor.at)
    victim = Visitor(inner_app())
    assert victim.get(back).status_code == 502
    victim.get(THERE)
    assert victim.get(back).status_code == 502, "a state of their own is another state"
    assert sessions(empty) == 0
    assert visitor.get(back).status_code == 303


def test_a_code_or_state_that_was_changed_is_nothing(issuer: Issuer, empty: Database, visitor: Visitor) -> None:
    for changed in (
        "code=other&state=other",
        "code=x",
        "",
        "error=access_denied&error_description=%3Cb%3Eno",
        "state=x",
    ):
        visitor.get(THERE)
        answer = visitor.get(f"{BACK}?{changed}")
        assert answer.status_code == 502 and "<b>" not in answer.text
    assert sessions(empty) == 0


def test_an_answer_is_good_once(issuer: Issuer, visitor: Visitor) -> None:
    answer, back = there_and_back(visitor)
    assert answer.status_code == 303
    assert Visitor(inner_app()).get(back).status_code == 502
    visitor.client.cookies.delete(SESSION)
    assert visitor.get(back).status_code == 502


def test_a_copy_of_the_program_goes_on_where_another_began(issuer: Issuer, visitor: Visitor) -> None:
    sent = visitor.get(THERE)
    asking_provider._client.cache_clear()
    back = httpx.get(sent.headers["location"], follow_redirects=False).headers["location"]
    other = Visitor(inner_app())
    other.client.cookies = visitor.client.cookies
    assert other.get(back.removeprefix(visitor.at)).status_code == 303


def test_nobody_is_sent_elsewhere_afterwards(issuer: Issuer, visitor: Visitor) -> None:
    answer, _ = there_and_back(visitor, "?next=//evil.example")
    assert answer.headers["location"] == "/"


def test_a_provider_out_of_reach_is_told(monkeypatch: pytest.MonkeyPatch, district: Made, visitor: Visitor) -> None:
    for name, value in {"ISSUER": "http://127.0.0.1:9", "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}.items():
        monkeypatch.setenv(f"{provider.PREFIX}{name}", value)
    assert visitor.get(THERE).status_code == 502
    assert visitor.log_in("head").status_code == 303, "the password still opens"


def test_without_settings_there_is_no_button(district: Made, visitor: Visitor) -> None:
    assert THERE not in visitor.get("/login").text
    assert visitor.get(THERE).status_code == 404
    assert visitor.get(BACK).status_code == 404
