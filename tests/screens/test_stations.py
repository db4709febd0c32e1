"""站点名册: its parts; before there is a district, how to begin."""

from __future__ import annotations

import pytest

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.frame.navigation import pages_of
from tests.district.made import made
from tests.screens.conftest import SignIn
from tests.screens.opening import open_screen, text_of
from tests.screens.registering import page


@pytest.mark.parametrize(
    ("part", "told"),
    [("名册", "共 3 个使用中的站点"), ("导入", "名册第一行表头"), ("街镇", "共 3 个街镇"), ("区", "本区：示例区")],
)
def test_each_part_opens(one_database: Database, sign_in: SignIn, part: str, told: str) -> None:
    sign_in(made(one_database).admin)
    assert told in text_of(page("stations", part))


def test_without_a_district_one_can_be_made_or_practised_on(one_database: Database, sign_in: SignIn) -> None:
    there = made(one_database)
    with one_database.writing() as at:
        at.exec_driver_sql("DELETE FROM account WHERE district_id IS NOT NULL")
        at.exec_driver_sql("DELETE FROM district")
    sign_in(there.admin)
    run = page("stations")
    assert "还没有区" in text_of(run)
    assert {"district_add", "practice_load"} <= {each.key for each in run.button}


def test_only_administrators_have_the_page() -> None:
    assert [role for role in (None, *Role) if "stations" in pages_of(role)] == [Role.ADMINISTRATOR]


def test_hostile_names_are_text(one_database: Database, sign_in: SignIn) -> None:
    sign_in(made(one_database, name="<script>区</script>").people["admin"])
    run = open_screen("stations")
    assert "<script>区</script>" in text_of(run)
