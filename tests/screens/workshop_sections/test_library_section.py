"""本区的评分标准: its revisions, who judged with them, what changed; the way on to the next revision."""

from __future__ import annotations

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.rubric import edits
from rating.workflow import rubric_drafts
from rating.workflow.rubric_library import take_text
from tests.screens.conftest import SignIn
from tests.screens.drafting import press
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import RUBRIC, begun


def revised(database: Database) -> object:
    """A round that scores with the first revision, and a second one."""
    there = begun(database, State.SCORING)
    draft = rubric_drafts.begin_revision(database, there.evaluator, there.part.rubric_id)
    text = edits.put(RUBRIC, ("dimensions", 0, "indicators", 0, "title"), "专职人数")
    version = rubric_drafts.keep(database, there.evaluator, draft, 1, text)
    take_text(database, there.evaluator, draft, version, text, "名称更准确")
    return there


def test_each_revision_with_author_reason_and_the_rounds_that_keep_it(one_database: Database, sign_in: SignIn) -> None:
    there = revised(one_database)
    sign_in(there.evaluator)
    told = text_of(open_screen("rubric_workshop"))
    assert "三站标准（示例）（第 2 版）" in told and "评估员乙" in told and "名称更准确" in told
    assert "2026 年度（评分，已冻结）" in told


def test_the_differences_of_a_revision_are_shown_when_asked_for(one_database: Database, sign_in: SignIn) -> None:
    there = revised(one_database)
    sign_in(there.second)
    run = open_screen("rubric_workshop")
    assert "专职人数" not in text_of(run)
    run.toggle[0].set_value(True).run()
    assert "专职人数" in text_of(run) and "人数" in text_of(run)


def test_the_next_revision_begins_as_a_draft_of_ones_own(one_database: Database, sign_in: SignIn) -> None:
    there = revised(one_database)
    sign_in(there.evaluator)
    run = press(open_screen("rubric_workshop"), "在此基础上修订")
    (line,) = rubric_drafts.own_drafts(one_database, there.evaluator, there.here.district)
    assert str(line.id) in run.query_params["draft"]
    assert "草稿，版本 1.0" in text_of(run)


def test_files_can_be_taken_along(one_database: Database, sign_in: SignIn) -> None:
    there = revised(one_database)
    sign_in(there.admin)
    labels = [each.label for each in open_screen("rubric_workshop").get("download_button")]
    assert labels == ["下载评分标准文件", "下载 Excel 评分标准表"]


def test_what_comes_with_the_tool_is_named_too(one_database: Database, sign_in: SignIn) -> None:
    there = revised(one_database)
    sign_in(there.evaluator)
    told = text_of(open_screen("rubric_workshop"))
    assert "随工具提供的标准" in told and "街镇社工站五星级评定（示例）" in told
