from __future__ import annotations

from datetime import date

from rating.screens.parts.moments import day_text, days_left


def test_a_deadline_says_how_long_there_is() -> None:
    last = date(2025, 6, 10)
    assert [days_left(last, date(2025, 6, day)) for day in (7, 10, 12)] == ["还有 3 天", "今天截止", "已过 2 天"]
    assert days_left(None) == day_text(None) == ""
    assert day_text(last) == "2025-06-10"
