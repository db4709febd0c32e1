"""Days as the district's people write them."""

from __future__ import annotations

from datetime import date

from rating.district.rounds.local_day import today


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
