"""The log can be narrowed in every way, a page at a time, and nobody sees a line of another district."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from rating.district.log import ACTIONS
from rating.district.log_view import EVERYTHING, LogLine, Wanted, log_lines, log_page, people_in_log
from rating.district.people.person import AT_THE_SERVER
from rating.district.people.roles import TITLES, NotAllowed
from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.made import Made, made

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def write(database: Database, *lines: dict[str, Any]) -> None:
    """Lines an hour apart, the first at DAY."""
    with database.writing() as at:
        for number, line in enumerate(lines):
            row = {"at": DAY + timedelta(hours=number), "action": "change", "thing": "entry", "who": "甲", **line}
            at.execute(insert(schema.log).values(**row))


def summaries(database: Database, person: Any, wanted: Wanted = EVERYTHING) -> list[str]:
    with database.reading() as at:
        listed = [line.summary for line in log_page(at, person, wanted).lines]
        assert [line.summary for line in log_lines(at, person, wanted)] == listed
    return listed


@pytest.fixture
def here(database: Database) -> Made:
    return made(database)


def test_the_newest_stands_first(database: Database, here: Made) -> None:
    write(database, {"summary": "一"}, {"summary": "二"}, {"summary": "三"})
    assert summaries(database, here.admin) == ["三", "二", "一"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(since=DAY + timedelta(hours=2)), "丁丙"),
        (Wanted(until=DAY + timedelta(hours=2)), "乙甲"),
        (Wanted(since=DAY + timedelta(hours=1), until=DAY + timedelta(hours=2)), "乙"),
        (Wanted(account=2), "丙乙"),
        (Wanted(actions=("add",)), "甲"),
        (Wanted(actions=("add", "remove")), "丙甲"),
        (Wanted(things=("station",)), "丙甲"),
        (Wanted(assessment_round=5), "丁乙"),
        (Wanted(assessment_round=5, account=2), "乙"),
        (Wanted(district=7), "丁"),
        (Wanted(words="持证率"), "丙"),
        (Wanted(words="持证率 复核"), "丙"),
        (Wanted(words="持证率 没有"), ""),
        (Wanted(words="100%"), "乙"),
        (Wanted(words="_"), ""),
        (Wanted(words="ABC"), "甲"),
        (Wanted(words="  "), "丁丙乙甲"),
        (Wanted(account=0), ""),
    ],
)
def test_each_filter_narrows(database: Database, here: Made, wanted: Wanted, expected: str) -> None:
    write(
        database,
        {"summary": "甲", "action": "add", "thing": "station", "account_id": 1, "new": "abc"},
        {"summary": "乙", "account_id": 2, "round_id": 5, "old": "100%"},
        {"summary": "丙", "action": "remove", "thing": "station", "account_id": 2, "why": "持证率复核"},
        {"summary": "丁", "district_id": 7, "round_id": 5},
    )
    assert "".join(summaries(database, here.admin, wanted)) == expected


def test_pages_hold_every_line_once(database: Database, here: Made) -> None:
    write(database, *({"summary": str(number)} for number in range(7)))
    with database.reading() as at:
        pages = [log_page(at, here.admin, EVERYTHING, number, size=3) for number in (1, 2, 3)]
        assert [line.summary for page in pages for line in page.lines] == ["6", "5", "4", "3", "2", "1", "0"]
        assert {(page.total, page.pages) for page in pages} == {(7, 3)}
        assert log_page(at, here.admin, EVERYTHING, 99, size=3) == pages[2]
        assert log_page(at, here.admin, EVERYTHING, -1, size=3) == pages[0]
        nothing = log_page(at, here.admin, Wanted(words="没有"), 5)
        assert (nothing.lines, nothing.total, nothing.number, nothing.pages) == ((), 0, 1, 1)


def test_a_line_comes_as_it_was_written(database: Database, here: Made) -> None:
    row = {
        "who": "评估员乙（评估员）", "action": "decide", "thing": "decision", "thing_id": 9,
        "district_id": 1, "round_id": 2, "summary": "=1+1", "old": "<b>", "new": "8", "why": "复核", "address": "::1",
    }  # fmt: skip
    write(database, {**row, "account_id": 3})
    told = row.values()
    with database.reading() as at:
        (line,) = log_page(at, here.admin).lines
    assert line == LogLine(line.id, DAY, *told)  # type: ignore[arg-type]
    assert (line.action_title, line.thing_title) == (ACTIONS["decide"], "复核与更正")


def test_a_word_that_a_later_program_knows_is_shown_as_it_is(database: Database, here: Made) -> None:
    write(database, {"action": "tinker", "thing": "gadget"})
    with database.reading() as at:
        (line,) = log_page(at, here.admin).lines
    assert (line.action_title, line.thing_title) == ("tinker", "gadget")
    assert "gadget" not in {thing.value for thing in TITLES}


def test_an_administrator_of_one_district_sees_its_lines_only(database: Database, here: Made) -> None:
    write(
        database,
        {"summary": "本区", "district_id": here.district, "account_id": 1, "who": "甲"},
        {"summary": "别区", "district_id": here.district + 1, "account_id": 2, "who": "乙"},
        {"summary": "全局", "account_id": 3, "who": "丙"},
    )
    confined = replace(here.admin, district=here.district)
    assert summaries(database, confined) == ["本区"]
    assert summaries(database, confined, Wanted(words="区")) == ["本区"]
    assert summaries(database, confined, Wanted(district=here.district)) == ["本区"]
    with database.reading() as at:
        assert people_in_log(at, confined) == {1: "甲"}
        with pytest.raises(NotAllowed):
            log_page(at, confined, Wanted(district=here.district + 1))
        assert people_in_log(at, here.admin) == {1: "甲", 2: "乙", 3: "丙"}
    assert summaries(database, AT_THE_SERVER) == ["全局", "别区", "本区"]


@pytest.mark.parametrize("login", ["evaluator", "rater", "head", "viewer"])
def test_nobody_else_sees_a_line(database: Database, here: Made, login: str) -> None:
    write(database, {"district_id": here.district, "account_id": here.people[login].id})
    with database.reading() as at:
        for ask in (log_page, log_lines, people_in_log):
            with pytest.raises(NotAllowed):
                ask(at, here.people[login])  # type: ignore[operator]


def test_people_stand_with_the_name_they_had_last(database: Database, here: Made) -> None:
    write(
        database,
        {"account_id": 4, "who": "旧名（评估员）"},
        {"account_id": 4, "who": "新名（管理员）"},
        {"who": "命令行"},
    )
    with database.reading() as at:
        assert people_in_log(at, here.admin) == {4: "新名（管理员）"}
