"""第一名5分、第二名3分: points by rank among the peers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.phrase import ProposedField
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, Unsure, of_marks, short

_OBJECTION = (
    "按名次计分曾被通报批评（《整治形式主义为基层减负若干规定》，2024 年），一处更正会使其他单位的得分变动，"
    "建议改为按达到的数值计分"
)


def read_ranks(matter: Matter) -> Outcome:
    """第一名5分、第二名3分: points by rank among the peers."""
    ranks = matter.of("rank")
    if not ranks or not matter.only("rank", "rest"):
        return None
    points: dict[int, Decimal] = {}
    for rank in ranks:
        assert rank.points is not None and rank.most is not None
        if not 0 < rank.each <= rank.most <= 100:
            return None
        points |= {
            place: rank.points.number for place in range(int(rank.each), int(rank.most) + 1) if place not in points
        }
    if sorted(points) != list(range(1, len(points) + 1)):
        return Unsure(("名次不连续",))
    listed = [points[place] for place in sorted(points)]
    if matter.full_marks is not None and listed[0] != matter.full_marks:
        return Unsure((f"第一名 {of_marks(listed[0])}，与满分 {of_marks(matter.full_marks)}不符",))
    rest = next((phrase.points.number for phrase in matter.of("rest") if phrase.points is not None), Decimal(0))
    body: dict[str, Any] = {"points": [plain(amount) for amount in listed], "better": "higher", "within": "all"}
    body |= {"otherwise": plain(rest)} if rest else {}
    field = ProposedField("f1", short(matter.title or "排名依据"), "number", definition="按这个数从高到低排名")
    doubts = (
        _OBJECTION,
        "按什么数排名、在什么范围内排名原文没有写，暂按全部单位、数值越大名次越前理解，请确认",
    )
    return Reading({"rank_points": body}, "f1", (field,), {"f1": "1"}, doubts, "", listed[0])
