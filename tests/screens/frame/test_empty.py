from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete

from rating.district.people.person import Person, Role
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.screens.frame.empty import step_for
from rating.screens.frame.navigation import NEEDS_RESULT, TITLES
from rating.screens.visit.where import Where
from rating.workflow.looking import view
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.in_district import round_made
from tests.screens.opening import open_screen, text_of


def told(database: Database, person: Person) -> str:
    return step_for(Where(database, person, view(database, person)))[0]


def test_the_largest_reason_comes_first(one_database: Database) -> None:
    people = made(one_database)
    assert "请先在「轮次」中建立" in told(one_database, people.evaluator)
    assert "评估员建立后" in told(one_database, people.viewer)
    assert "还没有归属的区" in told(one_database, replace(people.evaluator, district=99))
    with one_database.writing() as at:
        for table in (schema.account_scope, schema.account, schema.station, schema.district):
            at.execute(delete(table))
    assert "还没有区" in told(one_database, people.admin)


def test_a_round_that_has_not_begun_takes_no_files_yet(one_database: Database) -> None:
    there = round_made(one_database, begun=False)
    assert "还在方案阶段" in told(one_database, there.evaluator)
    assert told(one_database, there.viewer).startswith("还没有评估结果，评定完成后")
    assert "没有归您负责" in told(one_database, replace(there.evaluator, kinds=frozenset({"别的"})))
    with one_database.writing() as at:
        at.execute(delete(schema.round_station))
        at.execute(delete(schema.round_part))
    assert "还没有设定评分标准" in told(one_database, there.evaluator)


@pytest.mark.parametrize("page", sorted(NEEDS_RESULT))
def test_a_page_about_a_result_says_what_comes_before_it(page: str, one_database: Database, sign_in: SignIn) -> None:
    sign_in(round_made(one_database).evaluator)
    run = open_screen(page)
    assert not run.exception and "还没有评估结果" in text_of(run)
    assert TITLES[page] in text_of(run) and run.button(key="next_step")


def test_the_way_on_leads_to_the_page(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database)
    sign_in(there.evaluator)
    run = open_screen("ranking")
    run.button(key="next_step").click().run()
    assert not run.exception
    assert "数据导入" in text_of(run)
    sign_in(replace(there.evaluator, role=Role.VIEWER))
    assert not open_screen("ranking").button
