from __future__ import annotations

import importlib

from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from rating.server import HEADERS


def test_the_script_shows_a_page_and_nothing_goes_wrong() -> None:
    run = AppTest.from_file("../app.py", default_timeout=120).run()
    assert not run.exception
    assert any("总览" in each.proto.body for each in run.html)


def test_the_application_starts_answers_and_guards_itself() -> None:
    app = importlib.import_module("app").app
    with TestClient(app) as client:
        page = client.get("/", headers={"accept": "text/html"})
        health = client.get("/_stcore/health")
    assert page.status_code == 200
    assert '<html lang="zh-CN">' in page.text
    assert health.status_code == 200
    for answer in (page, health):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
