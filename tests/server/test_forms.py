from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from rating.server.forms import FORM_COOKIE, NotOurs, TooMuch, form_token, in_words, local_path, submitted
from tests.server.awaited import awaited

TOKEN = "t" * 43


async def _take(request: Request) -> Response:
    try:
        return JSONResponse(dict(await submitted(request)))
    except NotOurs:
        return PlainTextResponse("not ours", 403)
    except TooMuch:
        return PlainTextResponse("too much", 413)


@pytest.fixture
def client() -> TestClient:
    client = TestClient(Starlette(routes=[Route("/", _take, methods=["POST"])]))
    client.cookies.set(FORM_COOKIE, TOKEN)
    return client


def test_a_form_of_ours_is_read(client: TestClient) -> None:
    answer = client.post("/", data={"form": TOKEN, "name": "张伟 & ＜x＞", "empty": ""})
    assert answer.json() == {"form": TOKEN, "name": "张伟 & ＜x＞", "empty": ""}


@pytest.mark.parametrize("cookie", ["", "short", "t" * 44, "x" * 43, "t" * 42 + "é"])
def test_the_field_must_repeat_the_cookie(client: TestClient, cookie: str) -> None:
    headers = {"cookie": f"{FORM_COOKIE}={cookie}".encode()}
    client.cookies.clear()
    assert client.post("/", data={"form": TOKEN}, headers=headers).status_code == 403  # type: ignore[arg-type]


def test_an_empty_cookie_and_an_empty_field_are_not_alike_enough(client: TestClient) -> None:
    client.cookies.clear()
    assert client.post("/", data={"form": ""}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://testserver"}, 200),
        ({"origin": "https://TESTSERVER"}, 200),
        ({"origin": "http://testserver:8501"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver@evil.example"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 403),
    ],
)
def test_a_form_of_another_site_is_not_ours(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/", data={"form": TOKEN}, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"form=" + b"t" * 43 + b"&x=" + b"x" * 17_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=b" for _ in range(100)), "application/x-www-form-urlencoded"),
        (b"form=\xff\xfe", "application/x-www-form-urlencoded"),
        (b'{"form": 1}', "application/json"),
        (b"form=" + b"t" * 43, "text/plain"),
        (b"form=" + b"t" * 43, ""),
    ],
)
def test_what_is_no_form_is_not_read(client: TestClient, body: bytes, kind: str) -> None:
    assert client.post("/", content=body, headers={"content-type": kind}).status_code == 413


def test_a_token_stays_and_a_broken_one_is_replaced() -> None:
    def asked(cookie: str) -> str:
        return form_token(Request({"type": "http", "headers": [(b"cookie", f"{FORM_COOKIE}={cookie}".encode())]}))

    assert asked(TOKEN) == TOKEN
    assert asked("<script>") != "<script>" and len(asked("")) == 43 and asked("") != asked("")


@pytest.mark.parametrize("good", ["/", "/ranking", "/my_feedback?round=3&x=%E5%8C%BA", "/a//b", "/评分"])
def test_places_of_this_server_stay(good: str) -> None:
    assert local_path(good) == good


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 秒"), (90, "90 秒"), (91, "约 2 分钟"), (240, "约 4 分钟"), (900, "约 15 分钟")]
)
def test_a_wait_is_told_in_words(seconds: int, words: str) -> None:
    assert in_words(seconds) == words


def test_who_goes_away_while_sending_is_no_fault_of_ours() -> None:
    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    with pytest.raises(TooMuch):
        awaited(submitted(Request({"type": "http", "headers": headers}, gone)))  # type: ignore[arg-type]
