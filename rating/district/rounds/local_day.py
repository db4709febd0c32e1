"""The district's own day: a deadline ends at midnight there, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime

from rating.district.storage import columns
from rating.shown import CHINA


def local_day(moment: datetime) -> date:
    """The calendar day of an aware moment in the district."""
    return moment.astimezone(CHINA).date()


def today() -> date:
    return local_day(columns.moment())


def over(last_day: date | None, day: date | None = None) -> bool:
    """Whether the last day on which something may be done has passed; None: there is no last day."""
    return last_day is not None and (day or today()) > last_day


def day_in_words(day: date | None) -> str:
    """2026 年 3 月 9 日; "" for none. Spelt out, because strftime has no unpadded day everywhere."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""
