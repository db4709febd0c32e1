"""Who is asking: what a session, or the command line, knows of the person behind a request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The five roles of design §8."""

    ADMINISTRATOR = "administrator"
    EVALUATOR = "evaluator"
    RATER = "rater"
    STATION_HEAD = "station_head"
    VIEWER = "viewer"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return {
            "administrator": "管理员",
            "evaluator": "评估员",
            "rater": "评估人",
            "station_head": "站长",
            "viewer": "查看人",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Person:
    """An account as it is now, read anew for every request.

    id        of the account; None for the command line on the server itself
    district  None: every district
    kinds     of stations an evaluator or viewer is confined to; empty: all
    stations  ids of a station head's stations
    session   id of the session it came by; None without one
    """

    id: int | None
    login: str
    name: str
    role: Role
    district: int | None = None
    kinds: frozenset[str] = frozenset()
    stations: frozenset[int] = frozenset()
    session: int | None = None
    address: str = ""


AT_THE_SERVER = Person(None, "", "命令行", Role.ADMINISTRATOR)
"""Whoever may run commands on the machine that holds the data."""
