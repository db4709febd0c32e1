from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from rating.district.people.person import Role
from rating.district.rounds.evaluations import saved_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.screens.import_sections.import_round import meanwhile, named_apart
from rating.workflow import scoring_round
from rating.workflow.handing_in import hand_in, inputs_of_part
from tests.screens.conftest import SignIn
from tests.screens.import_made_up import drop, labels
from tests.screens.opening import open_screen, text_of
from tests.workflow.three_stations import Begun, accepted, begun, figures, marks

FILES = (figures(), marks("专家甲"), marks("专家乙"))


def kept(database: Database) -> list[tuple[str, str]]:
    with database.reading() as at:
        rows = at.execute(select(schema.upload.c.name, schema.upload.c.state).order_by(schema.upload.c.id))
        return [tuple(row) for row in rows]  # type: ignore[misc]


def said(database: Database) -> list[str]:
    with database.reading() as at:
        return list(at.execute(select(schema.answer.c.said)).scalars())


@pytest.fixture
def there(one_database: Database, sign_in: SignIn) -> Begun:
    made = begun(one_database)
    sign_in(made.evaluator)
    return made


def test_dropped_files_are_kept_at_once_and_found_again_in_another_browser(
    one_database: Database, there: Begun
) -> None:
    drop(open_screen("import_data"), *FILES)
    assert kept(one_database) == [(name, "draft") for name, _ in FILES]
    again = open_screen("import_data")
    assert labels(again)["①"].startswith("3 份文件，均可读取")
    assert "待核对" in text_of(again)
    assert "名册 3 个单位" in labels(again)["④"]
    assert "试用" not in text_of(again)


@pytest.mark.parametrize("now", [Role.VIEWER, Role.STATION_HEAD, None])
def test_a_drop_after_the_role_was_taken_away_keeps_nothing(
    one_database: Database, there: Begun, sign_in: SignIn, now: Role | None
) -> None:
    """The drop is taken before the page is drawn anew: it must ask who it is by itself."""
    run = open_screen("import_data")
    sign_in(replace(there.evaluator, role=now) if now else None)
    drop(run, *FILES)
    assert kept(one_database) == []


def test_a_confirmation_saves_the_evaluation_and_shows_the_ranking(one_database: Database, there: Begun) -> None:
    run = drop(open_screen("import_data"), *FILES)
    run.button(key="import_confirm").click().run()
    assert not run.exception
    assert "3 个单位中" in text_of(run)
    assert "第 1 次评定" in text_of(run)
    assert [state for _, state in kept(one_database)] == ["taken"] * 3
    with one_database.reading() as at:
        assert len(saved_of(at, there.evaluator, there.part.id)) == 1


def test_rubric_and_roster_are_those_of_the_round(there: Begun) -> None:
    run = open_screen("import_data")
    assert not [each for each in run.selectbox if str(each.key) in ("import_rubric", "import_roster")]
    assert "按《三站标准（示例）》核对" in text_of(run)
    assert "2026 年度（填报）" in text_of(run)
    assert not [each for each in run.button if each.key == "import_trial"]


def test_a_removed_file_is_taken_back_and_its_bytes_stay(one_database: Database, there: Begun) -> None:
    run = drop(open_screen("import_data"), *FILES)
    box = next(each for each in run.multiselect if str(each.key).startswith("import_remove_"))
    box.set_value([FILES[2][0]]).run()
    run.button(key="import_remove").click().run()
    assert not run.exception
    assert labels(run)["①"].startswith("2 份文件")
    assert kept(one_database)[2] == (FILES[2][0], "withdrawn")
    assert "您打开本页之后" not in text_of(run)


def test_a_corrected_file_takes_the_place_of_the_one_of_its_name(one_database: Database, there: Begun) -> None:
    run = drop(open_screen("import_data"), *FILES)
    drop(run, figures({"S001": ("3", "100%", "否", "")}))
    assert "新文件带来的改动" in " ".join(each.label for each in run.expander)
    assert "改动" in text_of(run) or any("改动 2 处" in each.label for each in run.expander)
    assert sorted(kept(one_database)) == sorted(
        [(name, "draft") for name, _ in FILES[1:]] + [(FILES[0][0], "withdrawn"), (FILES[0][0], "draft")]
    )
    place = next(each for each in run.selectbox if str(each.key).startswith("import_place_"))
    place.set_value("").run()  # no, it is another file
    assert not run.exception
    assert labels(run)["①"].startswith("4 份文件")
    assert [state for _, state in kept(one_database)].count("draft") == 4


def test_an_answer_is_kept_for_the_district_and_can_be_taken_back(one_database: Database, there: Begun) -> None:
    name, content = figures()
    odd = (name, content.replace("1 号街道社工站".encode(), "1 号街社工站".encode()).replace(b"S001", b""))
    run = drop(open_screen("import_data"), odd)
    run.button(key="import_answer_3").click().run()
    assert not run.exception
    again = open_screen("import_data")
    assert "1 项待处理" not in labels(again)["④"]
    box = next(each for each in again.multiselect if str(each.key).startswith("import_withdraw"))
    assert said(one_database) == ["S001"]
    box.set_value([("station", "1 号街社工站")]).run()
    again.button(key="import_withdraw").click().run()
    assert not again.exception
    assert "1 项待处理" in labels(again)["④"]
    assert said(one_database) == []


def test_what_somebody_else_handed_in_meanwhile_is_told_and_nothing_is_lost(
    one_database: Database, there: Begun
) -> None:
    run = drop(open_screen("import_data"), *FILES[:2])
    hand_in(one_database, there.second, there.part.id, [marks("专家丙")])
    run.button(key="import_confirm").click().run()
    assert not run.exception
    assert "评估员丙交来「评分表_专家丙.csv」" in text_of(run)
    assert labels(run)["①"].startswith("3 份文件")
    with one_database.reading() as at:
        assert saved_of(at, there.evaluator, there.part.id) == ()
    run.button(key="import_news").click().run()
    assert "您打开本页之后" not in text_of(run)


def test_what_a_rater_has_not_submitted_is_not_mixed_in(one_database: Database, there: Begun) -> None:
    part = there.part.id
    hand_in(one_database, there.rater, part, [marks("专家甲")])
    run = drop(open_screen("import_data"), FILES[0])
    assert labels(run)["①"].startswith("1 份文件")
    scoring_round.accept(one_database, there.rater, part, scoring_round.check_part(one_database, there.rater, part))
    run.run()
    assert labels(run)["①"].startswith("2 份文件")
    assert "专家甲交来" in text_of(run)


def test_who_confirms_a_moment_later_is_told_and_the_files_are_read_again(
    one_database: Database, there: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = drop(open_screen("import_data"), *FILES)

    def slower(*_: Any) -> None:
        raise refuse("changed_meanwhile", "核对之后，文件有了变化", "填报数据", "没有保存；请重新核对后再采用")

    with monkeypatch.context() as meanwhile_other:
        meanwhile_other.setattr(scoring_round, "accept", slower)
        run.button(key="import_confirm").click().run()
    assert "请重新核对后再采用" in text_of(run)
    assert kept(one_database) == [(name, "draft") for name, _ in FILES]
    run.run()
    run.button(key="import_confirm").click().run()
    assert "第 1 次评定" in text_of(run)


def test_a_changed_value_wants_a_reason_that_is_not_lost(one_database: Database, sign_in: SignIn) -> None:
    there = begun(one_database, State.SCORING)
    sign_in(there.evaluator)
    accepted(one_database, there, *FILES)
    run = drop(open_screen("import_data"), figures({"S001": ("3", "100%", "否", "")}))
    run.button(key="import_confirm").click().run()
    assert "有必填的内容没有填写" in text_of(run)
    run.text_area(key="import_reason").set_value("站点更正了人数").run()
    run.button(key="import_confirm").click().run()
    assert "第 2 次评定" in text_of(run)
    with one_database.reading() as at:
        assert saved_of(at, there.evaluator, there.part.id)[0].why == "站点更正了人数"


def test_a_round_that_takes_no_files_says_so(one_database: Database, sign_in: SignIn) -> None:
    from sqlalchemy import update

    there = begun(one_database)
    sign_in(there.evaluator)
    hand_in(one_database, there.evaluator, there.part.id, FILES)
    with one_database.writing() as at:
        at.execute(update(schema.assessment_round).values(state="announced"))
    run = open_screen("import_data")
    assert "轮次处于「公示」" in text_of(run)
    assert "评分表_专家甲.csv" in text_of(run)
    assert not run.button
    assert not run.get("file_uploader")


def test_while_the_disk_is_full_a_drop_is_refused_calmly(
    one_database: Database, there: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rating.workflow import handing_in

    def full(*_: Any) -> None:
        raise refuse("storage_full", "存放数据的磁盘已满")

    run = open_screen("import_data")
    monkeypatch.setattr(handing_in, "hand_in", full)
    drop(run, FILES[0])
    assert "磁盘已满" in text_of(run)
    assert kept(one_database) == []


def test_drafts_of_ones_own_can_all_be_taken_back(one_database: Database, there: Begun) -> None:
    hand_in(one_database, there.rater, there.part.id, [FILES[1]])
    run = drop(open_screen("import_data"), FILES[0])
    run.button(key="import_again").click().run()
    assert not run.exception
    assert kept(one_database) == [(FILES[1][0], "unsent"), (FILES[0][0], "withdrawn")]


def test_two_files_of_one_name_stay_apart() -> None:
    assert [name for name, _ in named_apart([("甲.csv", b"1"), ("甲.csv", b"2"), ("../乙.csv", b"3")])] == [
        "甲.csv",
        "甲（2）.csv",
        "乙.csv",
    ]


def test_what_one_did_oneself_is_no_news(one_database: Database, there: Begun) -> None:
    part = there.part.id
    before = inputs_of_part(one_database, there.evaluator, part)
    [mine] = hand_in(one_database, there.evaluator, part, [FILES[0]])
    now = inputs_of_part(one_database, there.evaluator, part)
    assert meanwhile(before, now, there.evaluator.id) == ""
    assert "评估员乙交来" in meanwhile(before, now, there.second.id)
    assert meanwhile(now, before, there.evaluator.id, {mine.id}) == ""
    assert "已撤回" in meanwhile(now, before, there.evaluator.id)


def test_the_template_lists_the_stations_of_the_round(there: Begun) -> None:
    run = open_screen("import_data")
    run.selectbox(key="import_template_role").set_value("expert").run()
    run.text_input(key="import_template_rater").set_value("专家丁").run()
    run.button(key="import_template_make").click().run()
    assert not run.exception
    assert "列出本轮名册中的单位" in text_of(run)
    assert [each for each in run.get("download_button") if "保存模板" in each.proto.label]
