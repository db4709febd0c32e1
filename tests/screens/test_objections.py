"""异议处理, as evaluators use it and others see it."""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow import objections as work
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import REPLY, WHY, objected


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.second)
    return found


def test_the_queue_with_words_files_and_what_was_seen(here: Published) -> None:
    objected(here)
    run = open_screen("objections")
    told = text_of(run)
    for words in ("1 条异议待答复", "还有 7 天", WHY, "证书.pdf", "持证社工数 4 人", "站点填报.csv"):
        assert words in told
    assert "files/upload/" in " ".join(each.proto.body for each in run.html)


def test_rejected_from_the_page(here: Published) -> None:
    it = objected(here)
    run = open_screen("objections")
    run.button(key=f"reject_{it.id}").click().run()
    assert "「答复」没有填写" in text_of(run)
    run.text_area(key=f"answer_reply_{it.id}").set_value("维持原分，理由如下")
    run.button(key=f"reject_{it.id}").click().run()
    assert here.rows(schema.objection)[0].state == "rejected"
    assert "已答复1 号街道社工站的异议" in text_of(run)


def test_upheld_from_the_page_after_its_effect_was_seen(here: Published) -> None:
    it = objected(here)
    run = open_screen("objections")
    run.segmented_control(key=f"answer_how_{it.id}").set_value("采纳并更正").run()
    assert not [each for each in run.button if each.label == "确认采纳并更正"]
    run.text_input(key=f"correction_{it.id}_licensed").set_value("五").run()
    run.button(key=f"effect_{it.id}").click().run()
    assert not [each for each in run.button if each.label == "确认采纳并更正"]
    run.text_input(key=f"correction_{it.id}_licensed").set_value("5")
    run.text_area(key=f"answer_reply_{it.id}").set_value(REPLY)
    run.button(key=f"effect_{it.id}").click().run()
    told = " ".join(text_of(run).split())
    assert "填报值：持证社工数 4 人 5 人" in told
    assert "得分：持证率 15.0 20.0" in told
    assert here.rows(schema.decision) == []
    run.text_input(key=f"correction_{it.id}_licensed").set_value("3").run()
    assert "请重新查看影响" in text_of(run)
    assert not [each for each in run.button if each.label == "确认采纳并更正"]
    run.text_input(key=f"correction_{it.id}_licensed").set_value("5").run()
    run.button(key=f"uphold_{it.id}").click().run()
    assert here.evaluation.ratings.total.tolist() == [850, 960, 410]
    assert "新的结果已公示给站长" in text_of(run)


def test_answered_meanwhile_the_words_stay_on_the_page(here: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    it = objected(here)
    run = open_screen("objections")
    run.text_area(key=f"answer_reply_{it.id}").set_value("我的答复").run()
    real = work.reject

    def slower(*given: Any) -> Any:
        monkeypatch.setattr(work, "reject", real)
        real(here.database, here.admin, it.id, it.version, "管理员先答复了")
        return real(*given)

    monkeypatch.setattr(work, "reject", slower)
    run.button(key=f"reject_{it.id}").click().run()
    assert "由管理员甲答复" in text_of(run)
    assert run.text_area(key=f"answer_reply_{it.id}").value == "我的答复"
    assert here.rows(schema.objection)[0].reply == "管理员先答复了"


def test_the_scorer_is_told_who_may_answer_and_has_no_buttons(here: Published, sign_in: Any) -> None:
    objected(here)
    sign_in(here.evaluator)
    run = open_screen("objections")
    told = text_of(run)
    assert "您作出了所异议的评定，这条异议须由另一人答复。可以答复的有：管理员甲、评估员丙" in told
    assert not run.button
    assert not run.text_area


def test_a_viewer_reads_without_links_and_buttons(here: Published, sign_in: Any) -> None:
    objected(here)
    sign_in(here.viewer)
    run = open_screen("objections")
    assert "您可以查看，不能答复" in text_of(run)
    assert "证书.pdf" in text_of(run)
    assert "files/upload/" not in " ".join(each.proto.body for each in run.html)
    assert not run.button
    assert not run.text_area


def test_after_the_announcement_nothing_is_answered_any_more(here: Published) -> None:
    objected(here)
    here.put(state=State.FINAL.value)
    run = open_screen("objections")
    assert "本轮现在是「定级」" in text_of(run)
    assert not run.text_area


def test_an_empty_queue_is_told(here: Published) -> None:
    assert "还没有站点提出异议" in text_of(open_screen("objections"))
