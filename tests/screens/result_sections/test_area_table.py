from __future__ import annotations

from rating.district.storage.database import Database
from rating.screens.visit.session import sample_files
from tests.screens.conftest import SignIn
from tests.screens.in_district import RoundMade, rated, round_made
from tests.screens.opening import open_screen, text_of


def district(database: Database) -> RoundMade:
    there = round_made(database)
    rated(database, there)
    return there


def test_without_an_area_table_only_goals_of_stars_are_judged(one_database: Database, sign_in: SignIn) -> None:
    there = district(one_database)
    sign_in(there.viewer)
    run = open_screen("goals")
    told = text_of(run)
    assert "还没有区情表" in told
    assert "示例数据" not in told
    assert not run.get("file_uploader")


def test_an_area_table_is_kept_for_everybody(one_database: Database, sign_in: SignIn) -> None:
    there = district(one_database)
    sign_in(there.evaluator)
    run = open_screen("goals")
    before = text_of(run).count("项目标")
    name, content = sample_files().area
    run.get("file_uploader")[0].upload(name, content).run()
    assert not run.exception
    assert before
    assert "还没有区情表" not in text_of(run)
    sign_in(there.viewer)
    again = open_screen("goals")
    assert "还没有区情表" not in text_of(again)
    assert not again.get("file_uploader")


def test_a_bad_area_table_is_a_list_of_problems_for_everybody(one_database: Database, sign_in: SignIn) -> None:
    there = district(one_database)
    sign_in(there.evaluator)
    run = open_screen("goals")
    run.get("file_uploader")[0].upload("区情.xlsx", b"nothing").run()
    assert "还不能使用" in text_of(run)
