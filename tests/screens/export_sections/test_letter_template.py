from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.export.word.templates.starting import starting_template
from rating.screens.export_sections.papers import WORD
from rating.workflow import letter_form
from tests.district.published_round import Published, published
from tests.export.word.templates.test_package import template
from tests.screens.opening import open_screen, shown, text_of


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.admin)
    return found


def chosen(run: AppTest, content: bytes, name: str = "区样式.docx") -> AppTest:
    run.get("file_uploader")[0].upload(name, content, WORD).run()
    run.button[_at(run, "检查并采用")].click().run()
    assert not run.exception, run.exception
    return run


def _at(run: AppTest, label: str) -> int:
    return [each.label for each in run.button].index(label)


def downloads(run: AppTest) -> list[str]:
    return [each.label for each in run.get("download_button")]


def test_an_administrator_puts_one_in_and_goes_back(here: Published) -> None:
    run = open_screen("export")
    assert "现在使用默认样式" in text_of(run) and "下载起始模板" in downloads(run)
    assert "恢复默认样式" not in [each.label for each in run.button]
    chosen(run, starting_template())
    told = text_of(run)
    assert "已采用「区样式.docx」" in told and "现在使用「区样式.docx」（第 1 版，管理员甲" in told
    assert "下载现用模板" in downloads(run)
    (row,) = here.rows(schema.letter_template)
    assert row.content == starting_template()
    run.button(key="template_back_1").click().run()
    assert "已恢复默认样式" in text_of(run) and "现在使用默认样式" in text_of(run)
    assert len(here.rows(schema.letter_template)) == 2 and "第 2 版" in text_of(run)


def test_what_cannot_be_used_is_told_and_not_taken(here: Published) -> None:
    run = chosen(open_screen("export"), template("{{ 站点名 }}"))
    told = text_of(run)
    assert "意见书模板不能使用" in told and "没有名为「站点名」的占位符" in told and "「站点名称」" in told
    assert here.rows(schema.letter_template) == []
    chosen(open_screen("export"), b"no docx at all")
    assert here.rows(schema.letter_template) == []


def test_letters_made_with_the_one_before_are_no_longer_offered(here: Published) -> None:
    run = open_screen("export")
    run.button(key="make_letters").click().run()
    assert "made_letters" in run.session_state
    chosen(run, starting_template())
    assert "made_letters" not in run.session_state


def test_a_click_does_not_replace_what_somebody_else_put_in_meanwhile(here: Published) -> None:
    run = open_screen("export")
    run.get("file_uploader")[0].upload("甲.docx", starting_template(), WORD).run()
    letter_form.replace_template(
        here.database, here.admin, here.made.district, 0, "乙.docx", template("{{ 站点名称 }}")
    )
    run.button[_at(run, "检查并采用")].click().run()
    assert [row.name for row in here.rows(schema.letter_template)] == ["乙.docx"]
    assert "现在使用「乙.docx」" in text_of(run), "the page shows what is there, and the file still stands ready"
    run.button[_at(run, "检查并采用")].click().run()
    assert [row.name for row in here.rows(schema.letter_template)] == ["乙.docx", "甲.docx"]


def test_others_see_which_it_is_and_nothing_to_change_it_with(here: Published, sign_in: Any) -> None:
    letter_form.replace_template(here.database, here.admin, here.made.district, 0, "区样式.docx", starting_template())
    for person in (here.evaluator, here.viewer):
        sign_in(person)
        run = open_screen("export")
        assert "现在使用「区样式.docx」" in text_of(run)
        assert not run.get("file_uploader") and "下载起始模板" not in downloads(run)


def test_in_the_try_out_there_is_no_template() -> None:
    assert "意见书模板" not in text_of(open_screen("export", shown(1)))
