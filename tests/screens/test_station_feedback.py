"""站点反馈: what others may see of a head's page, and what they may not do on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rating.district.people.person import Role
from rating.district.storage.database import Database
from rating.screens.frame.navigation import pages_of
from tests.district.announced import Ready, ready
from tests.screens.opening import open_screen, text_of


@pytest.fixture
def it(one_database: Database) -> Ready:
    found = ready(one_database)
    found.announce()
    return found


@pytest.mark.parametrize("login", ["evaluator", "admin", "viewer"])
def test_others_see_what_the_head_sees_and_cannot_object(it: Ready, sign_in: Any, login: str) -> None:
    sign_in(getattr(it, login))
    told = text_of(open_screen("station_feedback", query={"station": str(it.stations[4])}))
    assert "以下是站长看到的样子" in told and "总分 13.0 分" in told
    assert "对此项提出异议" not in told and "第 4 名" not in told


def test_whoever_is_confined_to_a_kind_is_offered_that_kind(it: Ready, sign_in: Any) -> None:
    sign_in(replace(it.viewer, kinds=frozenset({"专项"})))
    run = open_screen("station_feedback", query={"station": str(it.stations[0])})
    (chooser,) = [each for each in run.selectbox if each.label == "选择站点"]
    assert chooser.options == ["庚特色社工站", "辛特色社工站"]
    assert "甲街道" not in text_of(run)


def test_it_is_a_page_of_those_who_read_and_of_nobody_else() -> None:
    assert {role for role in Role if "station_feedback" in pages_of(role)} == {
        Role.ADMINISTRATOR,
        Role.EVALUATOR,
        Role.VIEWER,
    }
