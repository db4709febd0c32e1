"""Before a draft lies on the desk: own drafts, and every way to begin one."""

from __future__ import annotations

from rating.district.storage.database import Database
from rating.rubric.file import parse_rubric
from rating.workflow import rubric_drafts
from rating.workflow.rounds import add_rubric
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.drafting import PAPERS, kept, press
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import RUBRIC


def begin(way: str) -> object:
    run = open_screen("rubric_workshop")
    run.session_state["rubric_start"] = way
    return run.run()


def test_a_copy_of_a_shipped_rubric_is_an_example_under_another_name() -> None:
    run = begin("从随附的标准复制")
    run.text_input[0].set_value("杨浦区星级标准")
    press(run, "复制为草稿")
    rubric, problems = parse_rubric(kept(run).text, "")
    assert rubric is not None, problems
    assert rubric.title == "杨浦区星级标准" and rubric.standing == "example" and "复制" in rubric.notes
    assert "杨浦区星级标准" in text_of(run)


def test_a_start_from_nothing_loads_at_once() -> None:
    run = begin("从空白开始")
    assert "请填写名称" in text_of(press(run, "新建"))
    run.text_input[0].set_value("新标准")
    press(run, "新建")
    assert parse_rubric(kept(run).text, "")[0] is not None


def test_files_become_drafts_and_what_cannot_is_said() -> None:
    run = begin("从评分标准文件读入")
    run.file_uploader[0].upload("三站.yaml", RUBRIC.encode(), "text/yaml").run()
    press(run, "读入为草稿")
    assert kept(run).text == RUBRIC
    run = begin("从评分标准文件读入")
    run.file_uploader[0].upload("三站.yaml", "标准".encode("gb18030"), "text/yaml").run()
    assert "不是 UTF-8 编码" in text_of(press(run, "读入为草稿"))


def test_a_paper_is_laid_down_to_be_read() -> None:
    paper = next(PAPERS.glob("*.docx"))
    run = open_screen("rubric_workshop")
    run.file_uploader[0].upload(paper.name, paper.read_bytes(), "application/octet-stream").run()
    press(run, "开始核对")
    assert kept(run).paper_name == paper.name and "待确认" in text_of(run)


def test_own_drafts_and_the_districts_rubrics_are_listed(one_database: Database, sign_in: SignIn) -> None:
    here = made(one_database)
    add_rubric(one_database, here.admin, here.district, "三站.yaml", RUBRIC.encode(), "首版")
    rubric_drafts.begin(one_database, here.evaluator, here.district, "我的草稿甲", RUBRIC)
    rubric_drafts.begin(one_database, here.second, here.district, "别人的草稿", RUBRIC)
    sign_in(here.evaluator)
    run = open_screen("rubric_workshop")
    told = text_of(run)
    assert "我的草稿甲" in told and "别人的草稿" not in told and "三站标准（示例）" in told
    press(run, "确认删去")
    assert "草稿「我的草稿甲」已删去" in text_of(run)
    assert rubric_drafts.own_drafts(one_database, here.evaluator, here.district) == ()


def test_who_does_not_make_rubrics_is_told_who_does(one_database: Database, sign_in: SignIn) -> None:
    here = made(one_database)
    add_rubric(one_database, here.admin, here.district, "三站.yaml", RUBRIC.encode(), "首版")
    for login in ("rater", "head", "viewer"):
        sign_in(here.people[login])
        told = text_of(open_screen("rubric_workshop"))
        assert "三站标准" not in told and "新建草稿" not in told
