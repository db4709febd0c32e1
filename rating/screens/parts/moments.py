"""Days and times as the district's people write them: their own clock, whatever the server's."""

from __future__ import annotations

from datetime import date, datetime

from rating.district.rounds.local_day import CHINA, today


def moment_text(moment: datetime | None) -> str:
    """`2025-06-01 14:30`, "" for none."""
    return "" if moment is None else f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def day_text(day: date | None) -> str:
    """`2025-06-01`, "" for none."""
    return "" if day is None else day.isoformat()


def days_left(last_day: date | None, now: date | None = None) -> str:
    """`还有 3 天`, `今天截止`, `已过 2 天`; "" without a last day."""
    if last_day is None:
        return ""
    left = (last_day - (now or today())).days
    if left == 0:
        return "今天截止"
    return f"还有 {left} 天" if left > 0 else f"已过 {-left} 天"
