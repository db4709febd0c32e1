from __future__ import annotations

import re
from pathlib import Path

from starlette.requests import Request

from rating.problems import Place, Problem
from rating.server import rendering
from rating.server.rendering import message, page

PAGES = Path(rendering.__file__).parent / "pages"


def asked(cookie: str = "", scheme: str = "http") -> Request:
    headers = [(b"host", b"rating.example"), (b"cookie", cookie.encode())]
    return Request({"type": "http", "headers": headers, "scheme": scheme, "path": "/", "query_string": b""})


def test_text_of_users_is_only_text() -> None:
    body = message(asked(), "<b>x</b>", "<script>alert(1)</script>\u202e'\"&", 200, ('/?a="><i>', "<u>")).body.decode()
    assert "<script>" not in body and "<b>" not in body and "<u>" not in body and "<i>" not in body
    assert "&lt;script&gt;" in body and "\u202e" not in body


def test_problems_stand_there_with_their_remedy() -> None:
    problem = Problem("not_usable", Place(object="密码"), "密码有 3 个字符", remedy="请换一个")
    body = page(asked(), "login", "登录", problems=(problem,), way="/", login="", told="", single="").body.decode()
    assert "密码有 3 个字符。请换一个。" in body


def test_the_forms_cookie_is_set_once_and_safely() -> None:
    first = message(asked(scheme="https"), "x", "y", 200)
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "Secure" in cookie and "SameSite=lax" in cookie
    token = re.search("rating_form=([^;]+)", cookie)
    assert token and "set-cookie" not in message(asked(f"rating_form={token[1]}"), "x", "y", 200).headers


def test_no_page_asks_for_anything_from_outside_or_runs_a_script() -> None:
    for file in PAGES.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "http:" not in text and "https:" not in text and "//" not in text.replace("<!DOCTYPE", ""), file.name
        assert "<script" not in text and " on" + "click" not in text, file.name


def test_every_page_that_sends_something_carries_the_token() -> None:
    for file in PAGES.glob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert text.count('<form method="post"') == text.count('name="form" value="{{ token }}"'), file.name


def test_no_english_is_left() -> None:
    for file in PAGES.glob("*.html"):
        spoken = re.sub(r"\{[{%].*?[}%]\}| class=\"(?:wide|book)\"", "", file.read_text(encoding="utf-8"))
        seen = re.sub(r"<[^>]*>", " ", spoken)
        assert not re.findall(r"[A-Za-z]{2,}", seen), file.name
        assert "！" not in seen, file.name
