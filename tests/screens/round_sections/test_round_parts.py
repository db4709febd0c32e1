from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from rating.district.rounds.parts import PartPlan, set_parts
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.round import parts_of, round_of
from rating.district.rubrics.revisions import add_rubric, rubric_revisions
from rating.district.storage.database import Database
from tests.district.made import Made, made
from tests.district.rounds.planned import TEXT, rubric_text
from tests.screens.in_district import round_made
from tests.screens.opening import open_screen, text_of
from tests.screens.test_rounds import by_key, section

KINDS = ("综合", "特色专项")


def opened(database: Database, sign_in: Any, *texts: str) -> tuple[AppTest, Made, int]:
    here = made(database, KINDS)
    with database.writing() as at:
        for text in texts:
            add_rubric(at, here.admin, here.district, text)
        round_ = create_round(at, here.admin, here.district, Plan(title="2026 年度"))
    sign_in(here.evaluator)
    return section(open_screen("rounds"), "分组与标准"), here, round_.id


def press(run: AppTest, label: str) -> AppTest:
    return next(each for each in run.button if each.label == label).click().run()


def test_a_rubric_is_uploaded_or_refused_with_its_problems(one_database: Database, sign_in: Any) -> None:
    run, here, _ = opened(one_database, sign_in)
    assert "还没有评分标准" in text_of(run)
    run.file_uploader[0].set_value(("坏.yaml", b"code: x\n", "text/yaml")).run()
    press(run, "添加")
    assert "坏.yaml" in text_of(run) or "dimensions" in text_of(run)
    run.file_uploader[0].set_value(("好.yaml", TEXT.encode(), "text/yaml")).run()
    press(run, "添加")
    assert "评分标准已添加" in text_of(run)
    with one_database.reading() as at:
        assert len(rubric_revisions(at, here.admin, here.district)) == 1


def test_kinds_are_shared_out_between_two_rubrics(one_database: Database, sign_in: Any) -> None:
    other = rubric_text(version='"2"', title="专项站评分标准")
    run, here, round_id = opened(one_database, sign_in, TEXT, other)
    press(run, "增加一组")
    by_key(run, "text_input", "title_0").set_value("综合站").run()
    by_key(run, "multiselect", "kinds_0").set_value(["综合"]).run()
    by_key(run, "text_input", "title_1").set_value("专项站").run()
    press(run, "保存分组")
    assert "分组已保存" in text_of(run)
    with one_database.reading() as at:
        first, second = parts_of(at, here.admin, round_id)
    assert (first.title, first.kinds, second.title, second.kinds) == ("综合站", ("综合",), "专项站", ())


def test_a_part_is_dropped_and_the_general_one_cannot_be_twice(one_database: Database, sign_in: Any) -> None:
    run, here, round_id = opened(one_database, sign_in, TEXT)
    press(run, "增加一组")
    press(run, "保存分组")
    assert "不分类型的组有 2 个" in text_of(run)
    by_key(run, "checkbox", "drop_1").check().run()
    press(run, "保存分组")
    with one_database.reading() as at:
        assert len(parts_of(at, here.admin, round_id)) == 1


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(one_database: Database, sign_in: Any) -> None:
    run, here, round_id = opened(one_database, sign_in, TEXT)
    by_key(run, "text_input", "title_0").set_value("我的组").run()
    with one_database.writing() as at:
        seen = round_of(at, here.admin, round_id)
        (revision,) = rubric_revisions(at, here.admin, here.district)
        set_parts(at, here.second, round_id, seen.version, [PartPlan("别人的组", revision.id)])
    press(run, "保存分组")
    assert "刚刚被别人改过" in text_of(run) and by_key(run, "text_input", "title_0").value == "我的组"
    press(run, "放弃我填的，显示最新内容")
    assert by_key(run, "text_input", "title_0").value == "别人的组"


def test_frozen_parts_are_only_read_with_the_fingerprint(one_database: Database, sign_in: Any) -> None:
    there = round_made(one_database)
    sign_in(there.admin)
    run = section(open_screen("rounds"), "分组与标准")
    assert "冻结" in text_of(run) and there.round.frozen_fingerprint in text_of(run)
    assert not [each for each in run.button if each.label == "保存分组"]
