"""A day ends at midnight in the district, not where the server stands."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rating.district.rounds.local_day import day_in_words, local_day, over, today
from rating.district.storage import columns


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC), date(2026, 3, 9)),
        (datetime(2026, 3, 9, 16, 0, tzinfo=UTC), date(2026, 3, 10)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_the_district(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_a_last_day_is_still_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "moment", lambda: datetime(2026, 3, 9, 15, 59, tzinfo=UTC))
    assert today() == date(2026, 3, 9)
    assert not over(date(2026, 3, 9))
    monkeypatch.setattr(columns, "moment", lambda: datetime(2026, 3, 9, 16, 0, tzinfo=UTC))
    assert over(date(2026, 3, 9))
    assert not over(None)


def test_a_day_in_words() -> None:
    assert day_in_words(date(2026, 3, 9)) == "2026 年 3 月 9 日"
    assert day_in_words(None) == ""
