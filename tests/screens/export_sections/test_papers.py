"""Letters and the report from the page 导出, in the try-out and in a round. (What is in them: workflow/test_letters.py)"""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import letters
from tests.district.published_round import Published, published
from tests.export.word.reading import opened, words
from tests.screens.opening import open_screen, shown, text_of


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.evaluator)
    return found


def letters_of(run: AppTest) -> dict[str, bytes]:
    run.button(key="make_letters").click().run()
    assert not run.exception, run.exception
    assert "下载反馈意见书" in [each.label for each in run.get("download_button")]
    with ZipFile(io.BytesIO(run.session_state["made_letters"].content())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def report_of(run: AppTest) -> bytes:
    run.button(key="make_report").click().run()
    assert not run.exception, run.exception
    return bytes(run.session_state["made_report"].content())


def exports(here: Published) -> list[str]:
    return [row.summary for row in here.rows(schema.log) if row.action == "export"]


def test_in_the_try_out_letters_are_an_example_and_know_no_round() -> None:
    run = open_screen("export", shown(2))
    found = letters_of(run)
    assert [name.split("_")[0] for name in found] == ["S001", "S002"]
    for content in found.values():
        assert opened(content).sections[0].header.paragraphs[0].text.startswith("示例")
        assert "测试轮次" in words(content) and "备案文号" not in words(content).partition("附件 2")[0]
    assert "试用中没有轮次" in text_of(run)


def test_a_computer_without_chinese_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "不附图" not in text_of(open_screen("export", shown(1)))
    monkeypatch.setattr(letters, "can_draw", lambda: False)
    run = open_screen("export", shown(1))
    assert "以下文件不附图" in text_of(run) and len(letters_of(run)) == 1


def test_the_report_names_nobody_until_it_is_asked_to() -> None:
    run = open_screen("export", shown(3))
    assert run.toggle(key="report_names").value is False
    assert "号街道社工站" not in words(report_of(run))
    run.toggle(key="report_names").set_value(True).run()
    assert "made_report" not in run.session_state, "the one without names is not offered as one with"
    assert "只供内部使用" in text_of(run)
    assert "1 号街道社工站" in words(report_of(run))


def test_goals_are_a_chapter_where_they_are_wanted() -> None:
    run = open_screen("export")
    assert run.selectbox(key="report_goals").value == ""
    assert "目标达成情况" not in words(report_of(run))
    run.selectbox(key="report_goals").set_value("shanghai.yaml").run()
    assert "made_report" not in run.session_state
    assert "目标达成情况" in words(report_of(run))


def test_in_a_round_they_know_its_number_and_the_log_knows_of_them(here: Published) -> None:
    run = open_screen("export")
    found = letters_of(run)
    assert len(found) == 3 and all("民发〔2026〕1 号" in words(content) for content in found.values())
    report_of(run)
    assert exports(here) == ["全部站点：生成 3 份反馈意见书", "全部站点：生成评估总报告（不列名称）"]


def test_where_the_round_shows_names_the_report_begins_with_them(here: Published) -> None:
    here.put(show_names=True)
    assert open_screen("export").toggle(key="report_names").value is True


def test_whoever_changes_the_round_takes_made_papers_from_the_page(here: Published) -> None:
    run = open_screen("export")
    letters_of(run)
    here.put(show_ranks=True, version=here.round.version + 1)
    run.run()
    assert "made_letters" not in run.session_state


def test_a_role_that_may_no_longer_see_gets_nothing_at_the_click(here: Published, sign_in: Any) -> None:
    run = open_screen("export")
    sign_in(here.head)
    run.run()
    assert "make_letters" not in [each.key for each in run.button]
    assert exports(here) == []


def test_the_letter_of_one_station_is_on_its_page(here: Published) -> None:
    run = open_screen("station", query={"station": "S002"})
    assert "导出反馈意见书" in [each.label for each in run.get("download_button")]
    assert exports(here) == [], "written, and told of, when it is asked for"
