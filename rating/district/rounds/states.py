"""The states of a round and the moves between them (design §8)."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    SCORING = "scoring"
    REVIEWED = "reviewed"
    ANNOUNCED = "announced"
    FINAL = "final"
    RECTIFICATION = "rectification"
    CLOSED = "closed"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return TITLES[self]

    @property
    def frozen(self) -> bool:
        """Rubrics and roster may no longer change: from scoring on."""
        return self not in (State.DRAFT, State.OPEN)

    @property
    def published(self) -> bool:
        """Station heads see their own result: from the announcement on."""
        return self in (State.ANNOUNCED, State.FINAL, State.RECTIFICATION, State.CLOSED)


TITLES = {
    State.DRAFT: "方案",
    State.OPEN: "填报",
    State.SCORING: "评分",
    State.REVIEWED: "复核",
    State.ANNOUNCED: "公示",
    State.FINAL: "定级",
    State.RECTIFICATION: "整改",
    State.CLOSED: "结束",
}
FORWARD = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.SCORING,),
    State.SCORING: (State.REVIEWED,),
    State.REVIEWED: (State.ANNOUNCED,),
    State.ANNOUNCED: (State.FINAL,),
    State.FINAL: (State.RECTIFICATION, State.CLOSED),
    State.RECTIFICATION: (State.CLOSED,),
    State.CLOSED: (),
}
BACK = {
    State.OPEN: State.DRAFT,
    State.SCORING: State.OPEN,
    State.REVIEWED: State.SCORING,
    State.ANNOUNCED: State.REVIEWED,
}
"""A step back needs a reason; from 定级 on there is none."""
