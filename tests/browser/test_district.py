"""A district with accounts: the pages of each role, in Chinese, on a desk and in the hand; a whole import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.screens.frame.navigation import TITLES, pages_of
from tests.browser.accounts import database_in, log_in
from tests.browser.serving import Server, running
from tests.browser.test_import import drop
from tests.browser.walking import Visitor
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks

pytestmark = pytest.mark.browser
PAGES = {
    "evaluator": ("overview", "import_data", "ranking", "station", "goals", "rubric", "export"),
    "viewer": ("overview", "ranking", "station", "goals", "rubric", "export"),
    "rater": ("my_marks", "rubric"),
    "head": ("rubric",),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def kept(folder: Path) -> Iterator[Database]:
    database = database_in(folder)
    yield database
    database.close()


@pytest.fixture(scope="module")
def there(kept: Database) -> Begun:
    """Two rounds: one that is rated, and the newest, into which nothing was handed in yet."""
    first = begun(kept, State.SCORING, title="2025 年度")
    accepted(kept, first, figures(), marks("专家乙"), marks("专家丙"))
    return begun(kept, State.SCORING, title="2026 年度", here=first.here, previous_id=first.round.id)


@pytest.fixture(scope="module")
def server(folder: Path, there: Begun) -> Iterator[Server]:
    with running(RATING_DATA_FOLDER=str(folder)) as own:
        yield own


@pytest.fixture
def enter(chromium: Browser, server: Server, kept: Database, there: Begun):  # type: ignore[no-untyped-def]
    """A browser in which this person is logged in."""
    contexts = []

    def entered(login: str, width: int = 1440) -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        contexts.append(context)
        log_in(context, server.address, kept, getattr(there, login))
        return Visitor(context.new_page(), server.address)

    yield entered
    for context in contexts:
        context.close()


@pytest.mark.parametrize("login", PAGES)
def test_every_page_of_a_role_is_chinese_and_fits(enter, there: Begun, login: str) -> None:  # type: ignore[no-untyped-def]
    role = getattr(there, login).role
    for width in (1440, 390):
        visitor = enter(login, width)
        for name in PAGES[login]:
            for round_id in (there.round.id, there.round.id - 1):
                first = pages_of(role)[0] == name
                visitor.page.goto(f"{visitor.address}/{'' if first else name}?round={round_id}")
                visitor.settle()
                assert visitor.latin_words() == [], (name, width)
                assert visitor.overflow() <= 0, (name, width)
        assert visitor.strayed == []
        if width == 1440:
            links = visitor.page.get_by_test_id("stSidebarNavLink").all_inner_texts()
            assert [text.strip() for text in links] == [TITLES[name] for name in pages_of(role)]


def test_an_import_into_the_round_from_the_drop_to_the_ranking(enter, kept: Database, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    visitor = enter("evaluator")
    page = visitor.page
    visitor.open("import_data")
    files = []
    for name, content in (figures(), marks("专家乙"), marks("专家丙")):
        (tmp_path / name).write_bytes(content)
        files.append(tmp_path / name)
    drop(visitor, *files)
    with kept.reading() as at:
        table = schema.upload
        assert at.execute(select(table.c.name).where(table.c.state == "draft")).scalars().all() == [
            f.name for f in files
        ]
    another = enter("evaluator", 390)
    another.open("import_data")
    expect(another.page.get_by_text("3 份文件，均可读取")).to_be_visible(timeout=60_000)
    assert another.latin_words() == []
    assert another.overflow() <= 0
    page.get_by_role("button", name="确认并计算排名").click(timeout=60_000)
    page.get_by_role("heading", name="排名", exact=True).wait_for(timeout=60_000)
    visitor.settle()
    assert "第 1 次评定" in page.locator(".foot").last.inner_text()


def test_a_rater_hands_in_and_is_told_what_is_wrong(enter, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    visitor = enter("rater", 390)
    page = visitor.page
    visitor.open()
    bad = tmp_path / "评分表.csv"
    bad.write_bytes(marks("专家甲", {"S001": "99"})[1])
    drop(visitor, bad)
    expect(page.get_by_text("还不能提交")).to_be_visible(timeout=60_000)
    assert visitor.latin_words() == []
    assert visitor.overflow() <= 0
    bad.write_bytes(marks("专家甲")[1])
    drop(visitor, bad)
    page.get_by_role("button", name="提交评分").click(timeout=60_000)
    expect(page.get_by_text("评分已提交")).to_be_visible(timeout=60_000)
    assert visitor.latin_words() == []
