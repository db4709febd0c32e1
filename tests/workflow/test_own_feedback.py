"""What the switches of a round leave of a result, and how the rounds of a station stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.insight.case import Reader
from rating.insight.feedback import Feedback, feedback
from rating.insight.feedback_record import plain
from rating.insight.result import result
from rating.workflow.own_feedback import history, own_feedback, own_page, own_stations
from tests.district.announced import WRITTEN, rated, ready


def whole(row: int) -> Feedback:
    return feedback(rated(), row, Reader(rated()))


def test_with_all_switches_on_the_feedback_is_the_evaluations_own(database: Database) -> None:
    it = ready(database)
    it.announce()
    it.set(show_ranks=True)
    for row, station in enumerate(it.stations[:6]):
        told = own_feedback(database, it.evaluator, station)
        assert told.told == whole(row)
        assert told.result == result(rated())["stations"][row]


def test_by_default_there_is_a_spread_and_neither_ranks_nor_names(database: Database) -> None:
    it = ready(database)
    it.announce()
    told = own_feedback(database, it.head, it.stations[0])
    assert told.spread is not None and told.listing == () and told.told.rank == ""
    text = repr(plain(told.told)) + repr(told.result)
    assert "名（" not in text and "rank" not in told.result
    assert not any(name in repr(told) for name in rated().roster.name[1:])


@pytest.mark.parametrize(("names", "ranks"), [(False, False), (True, False), (False, True), (True, True)])
def test_each_switch_shows_its_own_and_no_more(database: Database, names: bool, ranks: bool) -> None:
    it = ready(database)
    it.announce()
    it.set(show_names=names, show_ranks=ranks, show_spread=False)
    told = own_feedback(database, it.head, it.stations[0])
    assert bool(told.told.rank) == ranks == ("rank" in told.result)
    assert bool(told.listing) == names
    assert any(each.total for each in told.listing) == (names and ranks)
    assert told.spread is None and all(each.median is None for each in told.told.dimensions)


def test_a_kind_of_two_has_no_spread_and_no_median_that_tells_of_the_other(database: Database) -> None:
    it = ready(database)
    it.announce()
    told = own_feedback(database, it.head_of(6), it.stations[6])
    assert told.spread is None
    assert all(each.median is None and each.median_share is None for each in told.told.dimensions)


def test_the_newest_announced_round_is_the_one_shown_and_another_can_be_asked_for(database: Database) -> None:
    it = ready(database)
    it.announce()
    later = ready(database, "2026 年度", it.made)
    page = own_page(database, it.head, it.stations[0], later.round_id)
    assert page.feedback is not None and page.feedback.own.title == "2025 年度", "the later is not announced"
    assert [(own.title, own.announced) for own in page.rounds] == [("2026 年度", False), ("2025 年度", True)]
    later.announce()
    assert own_feedback(database, it.head, it.stations[0]).own.title == "2026 年度"
    assert own_feedback(database, it.head, it.stations[0], it.round_id).own.title == "2025 年度"
    assert own_page(database, it.head, it.stations[0], it.round_id).feedback is not None


def test_history_says_where_the_rubric_is_another_one(database: Database) -> None:
    it = ready(database)
    it.announce()
    changed = WRITTEN.replace('"1.0"', '"2.0"').replace("at_least: 18", "at_least: 19")
    from rating.district.rubrics.revisions import readable
    from rating.workflow.ratings import rate
    from tests.district.announced import FILE, ROWS
    from tests.small_round import table

    other = rate(readable(changed), [(FILE, table(ROWS).encode())]).evaluation
    later = ready(database, "2026 年度", it.made, other, changed)
    later.announce()
    newest, first = history(database, it.head, it.stations[0])
    assert (newest.title, newest.rubric, newest.other_rubric) == ("2026 年度", "小评分标准（示例） 2.0 版", True)
    assert (first.title, first.total, first.stars, first.other_rubric) == ("2025 年度", "20.0", 5, False)
    assert history(database, it.other_head, it.stations[0]) == ()


def test_a_row_that_a_newer_program_wrote_is_refused_calmly(database: Database) -> None:
    from rating.problems import Refused

    it = ready(database)
    it.announce()
    with database.writing() as at:
        at.execute(update(schema.station_result).values(feedback={"version": 99}))
    with pytest.raises(Refused) as refusal:
        own_feedback(database, it.head, it.stations[0])
    assert refusal.value.problems[0].code == "not_usable"


def test_a_head_of_nothing_has_no_stations(database: Database) -> None:
    it = ready(database)
    assert own_stations(database, replace(it.head, stations=frozenset())) == ()
    assert [each.name for each in own_stations(database, it.head)] == ["甲街道社工站"]
