"""Rounds made for tests the way a user makes them: plan, rubric, parts, roster, steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from rating.district.people.person import Person
from rating.district.rounds.local_day import today
from rating.district.rounds.moves import move
from rating.district.rounds.parts import PartPlan, set_parts
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.roster import set_roster
from rating.district.rounds.round import Part, Round, parts_of, round_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import add_rubric
from rating.district.storage import schema
from tests.district.made import RUBRIC

TEXT = RUBRIC.read_text(encoding="utf-8")


def later(days: int) -> date:
    return today() + timedelta(days=days)


def rubric_text(**changes: str) -> str:
    """The Yichang rubric with some `key: value` lines of its head changed, so that it is another revision."""
    lines = TEXT.splitlines()
    for key, value in changes.items():
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[place] = f"{key}: {value}"
    return "\n".join(lines) + "\n"


def planned(at: Connection, person: Person, district: int, title: str = "2026 年度", **more: Any) -> Round:
    """A round in 方案 with one part for all kinds and its roster taken."""
    plan = Plan(title=title, filing_number="民发〔2026〕1 号", object_until=later(7), **more)
    round_ = create_round(at, person, district, plan)
    rubric = add_rubric(at, person, district, TEXT)
    set_parts(at, person, round_.id, round_.version, [PartPlan("全部站点", rubric)])
    set_roster(at, person, round_.id, round_of(at, person, round_.id).version)
    return round_of(at, person, round_.id)


def moved(at: Connection, person: Person, round_: Round, *states: State, why: str = "") -> Round:
    for state in states:
        round_ = move(at, person, round_, state, why)
    return round_


def scoring(at: Connection, person: Person, district: int, title: str = "2026 年度", **more: Any) -> Round:
    """The same, frozen and in 评分."""
    return moved(at, person, planned(at, person, district, title, **more), State.OPEN, State.SCORING)


def only_part(at: Connection, person: Person, round_: Round) -> Part:
    (part,) = parts_of(at, person, round_.id)
    return part


def log_of(at: Connection, action: str) -> list[Any]:
    return list(at.execute(select(schema.log).where(schema.log.c.action == action).order_by(schema.log.c.id)))
