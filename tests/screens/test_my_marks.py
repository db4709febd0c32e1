from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from rating.district.rounds.assignments import Wish, assign
from rating.district.rounds.duties import Duty
from rating.district.rounds.round import stations_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.screens.frame.navigation import pages_of
from rating.workflow.own_marks import own_template
from tests.screens.conftest import SignIn
from tests.screens.import_made_up import drop
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks


@pytest.fixture
def there(one_database: Database, sign_in: SignIn) -> Begun:
    """The rater marks S001 and S002, and is recused from S003."""
    made = begun(one_database, State.SCORING)
    with one_database.writing() as at:
        stations = stations_of(at, made.part.id)
        wishes = [Wish(made.rater.id or 0, each.id, Duty.ASSIGNED) for each in stations[:2]]
        wishes.append(Wish(made.rater.id or 0, stations[2].id, Duty.RECUSED, reason="曾任该站负责人"))
        assign(at, made.evaluator, made.round.id, wishes)
    sign_in(made.rater)
    return made


OWN = marks("专家甲", only=("S001", "S002"))


def states(database: Database) -> list[str]:
    with database.reading() as at:
        return list(at.execute(select(schema.upload.c.state).order_by(schema.upload.c.id)).scalars())


def test_a_rater_begins_with_their_own_stations_and_sees_nobody_elses_results(
    one_database: Database, there: Begun
) -> None:
    accepted(one_database, there, figures(), marks("专家乙"))
    run = open_screen("my_marks")
    told = text_of(run)
    assert "由您打分的站点 2 个，还没有提交" in told
    assert "由我打分的站点（2）" in told
    assert "应当回避的站点（1）" in told
    assert "曾任该站负责人" in told
    assert "专家乙" not in told
    assert pages_of(there.rater.role)[0] == "my_marks"


def test_the_sheet_to_fill_in_has_only_ones_own_stations(one_database: Database, there: Begun) -> None:
    run = open_screen("my_marks")
    run.button(key="my_marks_template_expert").click().run()
    assert not run.exception
    assert [each for each in run.get("download_button") if each.proto.label == "保存评分表"]
    book = load_workbook(io.BytesIO(own_template(one_database, there.rater, there.part.id, "expert")))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"S001", "S002", "专家甲"} <= cells
    assert "S003" not in cells


def test_what_was_dropped_is_checked_then_submitted_and_may_be_replaced(one_database: Database, there: Begun) -> None:
    run = drop(open_screen("my_marks"), OWN)
    assert states(one_database) == ["unsent"]
    assert "1 份待提交" in text_of(run)
    run.button(key="my_marks_submit").click().run()
    assert not run.exception
    assert "评分已提交" in text_of(run)
    assert "已提交 1 份文件" in text_of(run)
    assert states(one_database) == ["draft"]
    assert "待核对" in text_of(run)
    assert not [each for each in run.button if each.key == "my_marks_submit"]
    run.run()
    assert "评分已提交" not in text_of(run)
    drop(run, marks("专家甲", {"S001": "6"}, only=("S001", "S002")))
    run.button(key="my_marks_submit").click().run()
    assert states(one_database) == ["withdrawn", "draft"]


def test_a_mark_for_a_recused_station_is_told_by_its_cell_and_not_submitted(
    one_database: Database, there: Begun
) -> None:
    run = drop(open_screen("my_marks"), marks("专家甲"))
    told = text_of(run)
    assert "还不能提交" in told
    assert "应回避" in told
    assert "C5" in told
    assert not [each for each in run.button if each.key == "my_marks_submit"]
    assert "下载批注版" in [each.proto.label for each in run.get("download_button")]


def test_after_scoring_nothing_more_can_be_handed_in(one_database: Database, there: Begun) -> None:
    drop(open_screen("my_marks"), OWN).button(key="my_marks_submit").click().run()
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state="reviewed"))
    run = open_screen("my_marks")
    assert "不能上传" in text_of(run)
    assert "评分表_专家甲.csv" in text_of(run)
    assert not run.get("file_uploader")


def test_who_has_no_stations_is_told_so(one_database: Database, sign_in: SignIn) -> None:
    made = begun(one_database)
    sign_in(made.rater)
    assert "还没有分配给您打分的站点" in text_of(open_screen("my_marks"))


def test_without_a_round_the_page_says_so(one_database: Database, sign_in: SignIn) -> None:
    from tests.district.made import made

    sign_in(made(one_database).rater)
    assert "还没有评估轮次" in text_of(open_screen("my_marks"))
