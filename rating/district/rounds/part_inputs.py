"""All that a part's reading and evaluation rest on, as it stands: gathered to be worked on outside a transaction,
and gathered again inside one to see that it is still so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from rating.district.people.person import Person, Role
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds.answers import answers_of
from rating.district.rounds.decisions import Decision, decisions_of
from rating.district.rounds.duties import Assignment, all_of_round
from rating.district.rounds.earlier_stars import earlier_evaluation
from rating.district.rounds.entries import revision_number
from rating.district.rounds.mark_checks import Sender
from rating.district.rounds.round import Part, Round, locked, part_of, roster_from, stations_of
from rating.district.rounds.states import State
from rating.district.rounds.uploads import COUNTED, HELD, KeptUpload, about_part_upload, uploads_of
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.district.storage.changes import refuse
from rating.intake.answers import Answers
from rating.intake.known_roster import KnownRoster
from rating.rubric.nouns import Rubric

HANDED_IN_BY: Mapping[State, frozenset[Role]] = {
    State.OPEN: frozenset({Role.ADMINISTRATOR, Role.EVALUATOR, Role.RATER}),
    State.SCORING: frozenset({Role.ADMINISTRATOR, Role.EVALUATOR, Role.RATER}),
    State.REVIEWED: frozenset({Role.ADMINISTRATOR, Role.EVALUATOR}),
}
"""State of a round → who may hand in, take back and have files taken in."""


@dataclass(frozen=True)
class PartInputs:
    """What a person works on in a part; a rater has only their own files and assignments, and no decisions.

    raters     by account id: who of the senders is a rater
    before_id  the evaluation of the round before that gives the previous stars
    """

    round: Round
    part: Part
    rubric: Rubric
    roster: KnownRoster
    uploads: tuple[KeptUpload, ...]
    raters: Mapping[int, Sender]
    decisions: tuple[Decision, ...]
    assignments: tuple[Assignment, ...]
    answers: Answers
    entry_revision: int
    before_id: int | None

    def same_as(self, other: PartInputs) -> bool:
        """Nothing that counts for a reading has changed; other changes of the round do not matter."""
        return self._counts() == other._counts()

    def _counts(self) -> tuple[object, ...]:
        files, decided = [each.id for each in self.uploads], [each.id for each in self.decisions]
        return (
            self.part.rubric_id, self.roster, files, decided, self.assignments, self.answers, self.entry_revision,
            self.before_id,
        )  # fmt: skip


def inputs_of(at: Connection, person: Person, part_id: int, *, lock: bool = False) -> PartInputs:
    """`lock` keeps others from the part until the transaction ends. Raises NotAllowed, Refused (not_found)."""
    round_, part = part_of(at, person, part_id)
    demand(person, Action.ADD, Thing.UPLOAD, about_part_upload(at, round_, part, person))
    if lock:
        round_, part = locked(at, person, part)
    rater = person.role is Role.RATER
    rubric = rubric_of(at, person, part.rubric_id)
    uploads = uploads_of(at, person, part.id, states=HELD if rater else COUNTED)
    assignments = (each for each in all_of_round(at, round_) if each.part_id == part.id)
    return PartInputs(
        round_,
        part,
        rubric,
        _known_roster(at, part),
        uploads,
        _raters(at, uploads),
        () if rater else decisions_of(at, person, part.id),
        tuple(each for each in assignments if not rater or each.rater_id == person.id),
        answers_of(at, person, round_.district),
        0 if rater else revision_number(at, part.id),
        None if rater else earlier_evaluation(at, round_, rubric.code),
    )


def demand_open(person: Person, round_: Round) -> None:
    """Raises Refused (not_now) when the round's state lets this person hand nothing in."""
    if person.role in HANDED_IN_BY.get(round_.state, frozenset()):
        return
    found = f"轮次处于「{round_.state.title}」，{person.role.title}不能上传或撤回文件"
    raise refuse("not_now", found, round_.title, _REMEDY.get(round_.state, "请联系管理员"))


_REMEDY = {
    State.DRAFT: "轮次进入「填报」后才能上传",
    State.REVIEWED: "请联系评估员",
    State.ANNOUNCED: "公示期间的更正通过异议进行；确需重新采用文件的，请先把轮次退回「复核」",
    State.RECTIFICATION: "整改期间的更正通过整改复评进行",
}


def _known_roster(at: Connection, part: Part) -> KnownRoster:
    held, known = schema.round_station, schema.station
    asked = select(held.c.code, known.c.former_names).join(known, known.c.id == held.c.station_id)
    rows = at.execute(asked.where(held.c.part_id == part.id))
    former = {row.code: tuple(row.former_names) for row in rows if row.former_names}
    return KnownRoster(roster_from(stations_of(at, part.id)), former)


def _raters(at: Connection, uploads: tuple[KeptUpload, ...]) -> dict[int, Sender]:
    table, senders = schema.account, {each.sent_by for each in uploads if each.sent_by is not None}
    asked = select(table.c.id, table.c.name).where(table.c.id.in_(senders), table.c.role == Role.RATER.value)
    return {row.id: Sender(row.id, row.name) for row in at.execute(asked)} if senders else {}
