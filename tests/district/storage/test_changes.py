"""Two people change one thing: the second is told, and nothing of the first is lost."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from rating.district.storage import schema
from rating.district.storage.changes import added, change, refuse, row_of
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.problems import Refused


def district(database: Database, name: str = "甲区") -> int:
    with database.writing() as at:
        return added(at, schema.district, name=name, created_at=moment())


def name_and_version(database: Database, row: int) -> tuple[str, int]:
    with database.reading() as at:
        found = row_of(at, schema.district, row, "区")
        return found.name, found.version


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_change_counts_the_version_up(database: Database) -> None:
    row = district(database)
    with database.writing() as at:
        assert change(at, schema.district, row, 1, "区", name="乙区") == 2
    assert name_and_version(database, row) == ("乙区", 2)


def test_the_second_of_two_is_told_and_changes_nothing(database: Database) -> None:
    row = district(database)
    with database.writing() as at:
        change(at, schema.district, row, 1, "区", name="乙区")
    with pytest.raises(Refused) as refused, database.writing() as at:
        change(at, schema.district, row, 1, "甲区的名称", name="丙区")
    assert codes(refused) == ["changed_meanwhile"]
    assert "甲区的名称" in refused.value.problems[0].found
    assert name_and_version(database, row) == ("乙区", 2)


def test_other_rows_are_left_alone(database: Database) -> None:
    one, other = district(database), district(database, "其他区")
    with database.writing() as at:
        change(at, schema.district, one, 1, "区", code="310110")
    assert name_and_version(database, other) == ("其他区", 1)


@pytest.mark.parametrize("seen", [1, 2])
def test_what_is_gone_is_not_found(database: Database, seen: int) -> None:
    with pytest.raises(Refused) as refused, database.writing() as at:
        change(at, schema.district, 999, seen, "区", name="丙区")
    assert codes(refused) == ["not_found"]
    with pytest.raises(Refused) as refused, database.reading() as at:
        row_of(at, schema.district, 999, "区")
    assert codes(refused) == ["not_found"]


def test_of_many_at_once_exactly_one_wins(database: Database) -> None:
    row, together, told = district(database), Barrier(6), []

    def rename(name: str) -> None:
        together.wait()
        try:
            with database.writing() as at:
                change(at, schema.district, row, 1, "区", name=name)
            told.append(name)
        except Refused as refusal:
            told.append(refusal.problems[0].code)

    threads = [Thread(target=rename, args=(f"{number} 区",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[1:] == ["changed_meanwhile"] * 5
    assert name_and_version(database, row) == (sorted(told)[0], 2)


def test_a_locked_row_waits_for_the_other_to_end(database: Database) -> None:
    """Read for a change with `lock`, a second reader sees what the first wrote, not what was before."""
    row, read, seen = district(database), Barrier(2), []

    def first() -> None:
        with database.writing() as at:
            row_of(at, schema.district, row, "区", lock=True)
            read.wait()
            change(at, schema.district, row, 1, "区", name="先改的区")

    def second() -> None:
        read.wait()
        with database.writing() as at:
            seen.append(row_of(at, schema.district, row, "区", lock=True).name)

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["先改的区"]


def test_a_refusal_carries_its_place_and_remedy() -> None:
    (problem,) = refuse("not_now", "轮次处于「公示」", "2025 年度", "请等公示结束").problems
    assert (problem.code, str(problem.place), problem.found) == ("not_now", "2025 年度", "轮次处于「公示」")
    assert problem.remedy == "请等公示结束"


def test_ids_are_never_given_twice(database: Database) -> None:
    """Not even that of the last row, removed: what a page remembers goes by id."""
    last = district(database, "末区")
    with database.writing() as at:
        at.execute(schema.district.delete().where(schema.district.c.id == last))
    assert district(database, "新区") > last
    with database.reading() as at:
        assert at.execute(select(schema.district.c.id)).scalars().all() == [last + 1]
