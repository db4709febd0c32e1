from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from rating.district.people.person import Person
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.screens.frame import frame
from rating.screens.frame.navigation import pages_of
from rating.screens.visit import identity
from rating.workflow import looking
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import open_screen, shown, text_of


@pytest.mark.parametrize("name", pages_of(None))
def test_every_screen_opens_on_the_sample_district_and_says_that_it_is_one(name: str) -> None:
    run = open_screen(name)
    assert "示例" in text_of(run)
    assert "试用，不保存数据" in text_of(run)
    assert not run.error


def test_beside_an_imported_rating_stands_the_way_back() -> None:
    run = open_screen("overview", shown(5))
    assert "本次导入的数据" in text_of(run)
    run.sidebar.button[0].click().run()
    assert "示例区" in text_of(run)
    assert not run.sidebar.button


def test_the_standing_of_a_rubric_is_told_apart() -> None:
    assert "firm" in frame.standing_badge("已确认")
    assert "firm" not in frame.standing_badge("示例（未经确认）")


def page() -> None:
    from rating.screens.frame.frame import calm_error

    assert calm_error(RuntimeError("secret of ours"))


def test_a_fault_of_ours_is_one_calm_sentence() -> None:
    run = AppTest.from_function(page).run()
    assert [each.value for each in run.error] == [frame.FAULT]
    assert "secret" not in frame.FAULT


def test_while_the_storage_is_away_nothing_is_drawn_and_nothing_typed_is_lost(
    one_database: Database, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("ranking")
    run.text_input(key="ranking_search").set_value("1 号").run()

    def away() -> tuple[Database, Person]:
        raise refuse("storage_gone", "连接不上数据库")

    with monkeypatch.context() as broken:
        broken.setattr(identity, "signed_in", away)
        run.run()
        assert not run.exception
        assert "没有保存" in text_of(run)
        assert "号街道" not in text_of(run)
    run.run()
    assert run.text_input(key="ranking_search").value == "1 号"
    assert "共 1 个单位" in text_of(run)


def test_a_refusal_that_no_page_caught_is_told_calmly(
    one_database: Database, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = round_made(one_database)
    rated(one_database, there)
    sign_in(there.evaluator)
    run = open_screen("rubric")

    def refused(*_: object) -> None:
        raise refuse("not_allowed", "不能查看这项评分标准")

    monkeypatch.setattr(looking, "rubric_of_part", refused)
    run.run()
    assert not run.exception
    assert "没有这项权限" in text_of(run)
