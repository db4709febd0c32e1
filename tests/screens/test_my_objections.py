"""异议与整改, as a station head uses it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.published_round import Published, published
from tests.screens.opening import open_screen, text_of
from tests.screens.published import REPLY, WHY, objected, upheld

LICENSED = {"indicator": "licensed_share"}


@pytest.fixture
def here(one_database: Database, sign_in: Any) -> Published:
    found = published(one_database)
    sign_in(found.head)
    return found


def test_with_nothing_yet_the_way_in_and_the_deadline_are_told(here: Published) -> None:
    run = open_screen("my_objections")
    told = text_of(run)
    assert "公示期内可以提出异议" in told
    assert "还有 7 天" in told
    assert "没有需要整改的事项" in told
    (choose,) = [each for each in run.selectbox if each.label == "对哪一项有不同意见"]
    assert choose.options == ["场所面积（10 / 20）", "持证率（15 / 20）", "服务质量（25 / 30）", "人员配备（30 / 30）"]


def test_words_are_kept_as_they_are_typed_and_sent_on_purpose(here: Published) -> None:
    run = open_screen("my_objections", query=LICENSED)
    run.text_area[0].set_value("先写一半").run()
    (row,) = here.rows(schema.objection)
    assert (row.state, row.reason) == ("draft", "先写一半")
    again = open_screen("my_objections", query=LICENSED)  # another browser, or after a restart
    assert again.text_area[0].value == "先写一半"
    again.text_area[0].set_value(WHY)
    again.button(key="send_objection").click().run()
    (row,) = here.rows(schema.objection)
    assert (row.state, row.reason) == ("open", WHY)
    assert "异议已送出" in text_of(again)
    assert "待答复" in text_of(again)


def test_what_is_refused_stays_on_the_page(here: Published) -> None:
    run = open_screen("my_objections", query=LICENSED)
    run.text_area[0].set_value("不服")
    run.button(key="send_objection").click().run()
    assert "至少 5 个字" in text_of(run)
    assert run.text_area[0].value == "不服"
    assert here.rows(schema.objection)[0].state == "draft"


def test_what_cannot_be_saved_stays_on_the_page(here: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.district.storage.changes import refuse
    from rating.workflow import objections

    run = open_screen("my_objections", query=LICENSED)

    def busy(*_: Any) -> Any:
        raise refuse("storage_busy", "数据正被其他操作占用，等了 10 秒仍未空出", "数据库")

    with monkeypatch.context() as broken:
        broken.setattr(objections, "draft", busy)
        run.text_area[0].set_value(WHY).run()
        assert "数据正被占用" in text_of(run)
        assert run.text_area[0].value == WHY
    run.run()
    assert here.rows(schema.objection)[0].reason == WHY


def test_another_window_is_not_overwritten_and_the_user_chooses(here: Published) -> None:
    one, other = open_screen("my_objections", query=LICENSED), open_screen("my_objections", query=LICENSED)
    one.text_area[0].set_value("第一个窗口").run()
    other.text_area[0].set_value("第二个窗口").run()
    told = text_of(other)
    assert here.rows(schema.objection)[0].reason == "第一个窗口"
    assert "同一内容刚在别处改过" in told
    assert "第一个窗口" in told
    assert other.text_area[0].value == "第二个窗口"
    next(each for each in other.button if each.label == "用这里的文字").click().run()
    assert here.rows(schema.objection)[0].reason == "第二个窗口"
    one.run()
    assert one.text_area[0].value == "第二个窗口"


def test_files_are_added_at_once_and_a_wrong_one_is_told(here: Published) -> None:
    run = open_screen("my_objections", query=LICENSED)
    run.file_uploader[0].upload("证书.pdf", b"%PDF-1.7 1", "application/pdf").run()
    told = text_of(run)
    assert "证书.pdf" in told
    assert [row.name for row in here.rows(schema.upload) if row.purpose == "objection"] == ["证书.pdf"]
    run.file_uploader[0].upload("照片.jpg", b"MZ", "image/jpeg").run()
    assert "内容不是 jpg 文件" in text_of(run)
    run.text_area[0].set_value(WHY)
    run.button(key="send_objection").click().run()
    assert "有文件没有添加成功，因此还没有送出" in text_of(run)
    assert here.rows(schema.objection)[0].state == "draft"
    assert len([row for row in here.rows(schema.upload) if row.purpose == "objection"]) == 1
    next(each for each in run.button if each.label.startswith("删去")).click().run()
    assert [row.state for row in here.rows(schema.upload) if row.purpose == "objection"] == ["withdrawn"]


def test_an_answered_objection_shows_the_reply_and_both_marks(here: Published) -> None:
    upheld(here)
    told = " ".join(text_of(open_screen("my_objections")).split())
    assert "已采纳" in told
    assert REPLY in told
    assert "本项得分 15.0 20.0 总分 80.0 85.0" in told


def test_what_was_sent_can_be_withdrawn(here: Published) -> None:
    it = objected(here)
    run = open_screen("my_objections")
    run.button(key=f"withdraw_{it.id}").click().run()
    assert here.rows(schema.objection)[0].state == "withdrawn"
    assert "已撤回" in text_of(run)


def test_after_the_last_day_there_is_no_form(here: Published) -> None:
    here.put(object_until=date(2020, 1, 1))
    run = open_screen("my_objections", query=LICENSED)
    assert "现在不能对「持证率」提出异议" in text_of(run)
    assert not run.text_area


@pytest.mark.parametrize("indicator", ["nothing", "<script>", "gate:low_licensed"])
def test_an_address_of_nothing_is_told_calmly(here: Published, indicator: str) -> None:
    run = open_screen("my_objections", query={"indicator": indicator})
    assert "公示的结果中没有这项指标" in text_of(run)
    assert not run.text_area


def test_before_the_announcement_and_for_others_there_is_only_a_sentence(here: Published, sign_in: Any) -> None:
    here.put(state=State.SCORING.value)
    assert "结果公示以后" in text_of(open_screen("my_objections"))
    assert not open_screen("my_objections").selectbox


def test_hostile_words_are_words(here: Published) -> None:
    hostile = "<script>alert(1)</script> **粗** $x$ :material/home:"
    objected(here, why=hostile)
    run = open_screen("my_objections")
    assert hostile in text_of(run)
    assert "<script>" not in " ".join(each.proto.body for each in run.html)
