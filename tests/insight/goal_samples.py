"""Small goal books and area tables, built in memory."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from rating.insight.goal_board import RatedStation, RatedStations
from rating.reported import Column, Reported, Roster, Sheet, Status
from rating.rubric.goals import GoalBook

NOT_APPLICABLE, NOT_INSPECTED = "合理缺项", "未检查"


def column(cells: Sequence[str | int | None], col: int) -> Column:
    """Numbers as given; None is blank; 合理缺项 and 未检查 are their status."""
    words = {NOT_APPLICABLE: Status.NOT_APPLICABLE, NOT_INSPECTED: Status.NOT_INSPECTED, None: Status.BLANK}
    numbers = [Decimal(0) if cell in words else Decimal(str(cell)) for cell in cells]
    return Column(
        scaled=np.array([int(number * 100) for number in numbers], np.int64),
        decimals=2,
        status=np.array([words.get(cell, Status.REPORTED) for cell in cells], np.uint8),
        text=np.array([None if cell is None else str(cell) for cell in cells], object),
        source=np.zeros(len(cells), np.int32),
        row=np.arange(1, len(cells) + 1, dtype=np.int32),
        col=np.full(len(cells), col, np.int32),
    )


def area_table(names: Sequence[str], **fields: Sequence[str | int | None]) -> Reported:
    """One row a street; the fields stand in columns B, C, … of the sheet 区域表."""
    blank = ("",) * len(names)
    codes = tuple(f"S{at + 1:02}" for at in range(len(names)))
    columns = {code: column(cells, at + 1) for at, (code, cells) in enumerate(fields.items())}
    roster = Roster(code=codes, name=tuple(names), kind=blank, street=tuple(names), district=blank)
    return Reported(roster=roster, columns=columns, sheets=(Sheet("区域表.xlsx", "区域表"),))


def goal_book(goal: dict[str, Any], fields: dict[str, dict[str, Any]], **more: Any) -> GoalBook:
    """A book of one goal; what `goal` does not state is filled in."""
    whole = {
        "code": "g",
        "title": "试验目标",
        "unit": "%",
        "form": "ratio",
        "level": "city",
        "target": {"text": "目标", "year": 2025, "value": "50%"},
        "clause": {"source": "plan", "text": "原文"},
        **goal,
    }
    return GoalBook.model_validate(
        {
            "code": "book",
            "title": "试验目标册",
            "version": "1",
            "standing": "example",
            "sources": [{"id": "plan", "title": "规划"}],
            "fields": fields,
            "goals": [whole],
            **more,
        }
    )


def rated_stations(*stars: int | None, street: str = "东街") -> RatedStations:
    stations = tuple(RatedStation(f"T{at}", f"站{at}", "综合", street, star) for at, star in enumerate(stars))
    return RatedStations("标准", "1", "example", "f" * 64, stations)
