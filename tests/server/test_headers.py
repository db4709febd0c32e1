from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from rating.server.headers import HEADERS, TITLE, ChinesePage, SecurityHeaders

PAGE = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>正文</body></html>'


def client() -> TestClient:
    def page(_: object) -> HTMLResponse:
        return HTMLResponse(PAGE)

    def data(_: object) -> PlainTextResponse:
        return PlainTextResponse('<html lang="en">')

    routes = [Route("/", page), Route("/data", data)]
    return TestClient(
        Starlette(
            routes=routes,
            middleware=[Middleware(SecurityHeaders), Middleware(ChinesePage, style="<style>b {}</style>")],
        )
    )


def test_every_answer_carries_the_security_headers() -> None:
    for path in ("/", "/data", "/missing"):
        answer = client().get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_outside_this_server() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "http:" not in policy
    assert "https:" not in policy
    assert "*" not in policy


def test_the_page_says_that_it_is_chinese() -> None:
    answer = client().get("/", headers={"accept": "text/html"})
    assert '<html lang="zh-CN">' in answer.text
    assert f"<title>{TITLE}</title>" in answer.text
    assert "正文" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_only_pages_are_rewritten() -> None:
    assert client().get("/data", headers={"accept": "text/html"}).text == '<html lang="en">'
    assert client().get("/", headers={"accept": "application/json"}).text == PAGE


def test_the_stylesheet_stands_at_the_end_of_the_page() -> None:
    answer = client().get("/", headers={"accept": "text/html"})
    assert answer.text.endswith("正文<style>b {}</style></body></html>")
