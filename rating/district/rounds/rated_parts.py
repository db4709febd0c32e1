"""A part that has been rated: its accepted values and decisions, and the next evaluation on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.decisions import Decision, decide, decisions_of, may_be_decided_now
from rating.district.rounds.entries import reading_of, revision_number
from rating.district.rounds.evaluations import OCCASIONS, Saved, latest, load_evaluation, save_evaluation
from rating.district.rounds.frozen import demand_frozen
from rating.district.rounds.round import Part, Round, about_part, locked, part_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.shown import visible

RATED_IN = (State.OPEN, State.SCORING, State.REVIEWED)
"""States in which a part may simply be rated anew."""
OWN_WAYS = {"objection": "异议请在「异议处理」中答复", "recheck": "整改请在「整改管理」中复评"}
"""Occasions with conditions of their own (`workflow/objections.py`, `workflow/rectification.py`)."""
CALLED = "评估结果"


@dataclass(frozen=True)
class PartValues:
    """What the next evaluation of a part rests on. `last_number` is that of its newest decision, ended ones counted."""

    round: Round
    part: Part
    rubric: Rubric
    reading: Reported
    entry_revision: int
    decisions: tuple[Decision, ...]
    last_number: int

    def newest(self, at: Connection, person: Person) -> Evaluation:
        """The part's newest evaluation."""
        saved = latest(at, person, self.part.id)
        if saved is None:
            raise _not_rated(self.part)
        return load_evaluation(at, person, saved.id)


def values_of(at: Connection, person: Person, part_id: int) -> PartValues:
    """For those who may evaluate the part. Raises NotAllowed, Refused: not_found, not_now before the first values."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.ADD, Thing.EVALUATION, about_part(at, round_, part))
    read = reading_of(at, person, part_id)
    if read is None:
        raise _not_rated(part)
    number, reading = read
    rubric, decisions = rubric_of(at, person, part.rubric_id), decisions_of(at, person, part_id)
    return PartValues(round_, part, rubric, reading, number, decisions, _last_number(at, part_id))


def demand_rated_now(round_: Round, occasion: str) -> None:
    """Raises Refused (not_now) when the round's state is not one for this occasion, or it has its own way."""
    if occasion in OWN_WAYS:
        raise refuse("not_now", f"不能在这里作{OCCASIONS[occasion]}更正", round_.title, OWN_WAYS[occasion])
    if occasion != "rating":
        may_be_decided_now(round_, occasion)
    elif round_.state not in RATED_IN:
        found = f"轮次处于「{round_.state.title}」，不能重新评定"
        raise refuse("not_now", found, round_.title, "公示以后的分数只能通过异议或整改变动")


def keep_rated(
    at: Connection,
    person: Person,
    seen: PartValues,
    evaluation: Evaluation,
    archive: bytes,
    occasion: str,
    why: str,
    decided: Sequence[tuple[str, str, str, str, str]] = (),
) -> Saved:
    """Decisions (station code, field, old, new, why) and the evaluation on them, if all is still as it was `seen`.

    Raises NotAllowed, Refused: changed_meanwhile, not_now, not_filled.
    """
    round_, part = locked(at, person, seen.part)
    demand_rated_now(round_, occasion)
    if not visible(why).strip():
        raise refuse("not_filled", "没有填写理由", CALLED)
    now = (part.rubric_id, revision_number(at, part.id), _last_number(at, part.id))
    if now != (seen.part.rubric_id, seen.entry_revision, seen.last_number):
        raise refuse("changed_meanwhile", "本组的数据或复核刚刚有了变化", part.title)
    demand_frozen(at, person, round_)
    for station_code, field, old, new, own in decided:
        decide(at, person, round_, part, station_code, field, old, new, own or why, occasion)
    return save_evaluation(at, person, round_, part, evaluation, occasion, why, seen.entry_revision, archive)


def _last_number(at: Connection, part_id: int) -> int:
    table = schema.decision
    return at.execute(select(func.count()).select_from(table).where(table.c.part_id == part_id)).scalar_one()


def _not_rated(part: Part) -> Exception:
    return refuse("not_now", "本组还没有采用过填报数据", part.title, "请先在「数据导入」页面核对并采用")
