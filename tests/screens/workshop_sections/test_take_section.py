"""保存: the differences, the reason, the document; and files to take along."""

from __future__ import annotations

from rating.district.storage.database import Database
from rating.rubric import edits
from rating.workflow import rubric_drafts
from rating.workflow.rounds import add_rubric
from rating.workflow.rubric_library import library
from tests.district.made import Made, made
from tests.screens.conftest import SignIn
from tests.screens.drafting import in_a_district, loose, on_the_desk, press
from tests.screens.opening import text_of
from tests.workflow.three_stations import RUBRIC

SECTION = "保存"


def drafted(database: Database) -> tuple[Made, int]:
    """A revision, and the evaluator's draft that renames an indicator."""
    here = made(database)
    revision = add_rubric(database, here.admin, here.district, "三站.yaml", RUBRIC.encode(), "首版")
    draft = rubric_drafts.begin_revision(database, here.evaluator, revision)
    text = edits.put(RUBRIC, ("dimensions", 0, "indicators", 0, "title"), "专职人数")
    rubric_drafts.keep(database, here.evaluator, draft, 1, text)
    return here, draft


def test_a_draft_is_saved_with_its_reason_and_a_new_version(one_database: Database, sign_in: SignIn) -> None:
    here, draft = drafted(one_database)
    sign_in(here.evaluator)
    run = in_a_district(draft, SECTION)
    assert "「人数」" in text_of(run) and "专职人数" in text_of(run)
    run.text_input[0].set_value("1.1")
    run.text_area[0].set_value("名称更准确")
    press(run, "保存为新的一版")
    (shelf,) = library(one_database, here.evaluator, here.district)
    assert (shelf.revisions[0].number, shelf.revisions[0].why) == (2, "名称更准确")
    assert "已保存为新的一版" in text_of(run)
    assert rubric_drafts.own_drafts(one_database, here.evaluator, here.district) == ()


def test_without_a_reason_nothing_is_saved_and_what_was_typed_stays(one_database: Database, sign_in: SignIn) -> None:
    here, draft = drafted(one_database)
    sign_in(here.evaluator)
    run = in_a_district(draft, SECTION)
    run.text_input[0].set_value("1.1")
    press(run, "保存为新的一版")
    assert "没有写修订的理由" in text_of(run) and run.text_input[0].value == "1.1"
    (shelf,) = library(one_database, here.evaluator, here.district)
    assert len(shelf.revisions) == 1


def test_confirmed_asks_for_the_document(one_database: Database, sign_in: SignIn) -> None:
    here, draft = drafted(one_database)
    sign_in(here.evaluator)
    run = in_a_district(draft, SECTION)
    run.button_group[-1].set_value("已确认").run()
    run.text_area[0].set_value("正式发文")
    press(run, "保存为新的一版")
    assert "没有写明确认它的文件" in text_of(run)
    run.text_input[0].set_value("星级社工站评定办法")
    run.text_input[1].set_value("民发〔2026〕1 号")
    press(run, "保存为新的一版")
    (shelf,) = library(one_database, here.evaluator, here.district)
    assert shelf.revisions[0].standing == "confirmed"
    assert shelf.revisions[0].document.number == "民发〔2026〕1 号"


def test_the_try_out_saves_nothing_and_gives_files() -> None:
    run = on_the_desk(loose(), SECTION)
    assert "试用时不保存" in text_of(run)
    assert [each.label for each in run.get("download_button")] == ["下载 Excel 评分标准表", "下载评分标准文件"]


def test_a_draft_that_does_not_load_yet_can_be_taken_along_only() -> None:
    run = on_the_desk(loose(RUBRIC.replace("ranking:", "rankings:")), SECTION)
    assert "处需要改正" in text_of(run)
    assert [each.label for each in run.get("download_button")] == ["下载评分标准文件"]
