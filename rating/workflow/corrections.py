"""Evaluations on decided values: what a decision would change, decisions kept together with what they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.rounds.decisions import Decision, kept_text
from rating.district.rounds.evaluations import Saved
from rating.district.rounds.rated_parts import PartValues, demand_rated_now, keep_rated, values_of
from rating.district.rounds.round import Round
from rating.district.storage.archive import packed
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.insight.contested import as_seen
from rating.intake.decided_values import DecidedValue, with_decided_values
from rating.problems import Refused, stopping
from rating.reported import Reported
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.workflow.ratings import Progress, rate_reported

CALLED = "复核与更正"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value as somebody typed it for one field of one station, not decided yet; `why` of this one alone."""

    station_code: str
    field: str
    typed: str
    why: str = ""


def with_decisions(
    database: Database, person: Person, part_id: int, proposed: Sequence[Proposed], why: str = ""
) -> Evaluation:
    """The part's evaluation as it would be with these values decided too; nothing is kept.

    Raises NotAllowed, Refused: not_now before anything was rated, not_found for a station that is not in the
    part, and the problems of values that cannot be read.
    """
    with database.reading() as at:
        values = values_of(at, person, part_id)
    return _evaluated(values, proposed, why)


def decide_and_rate(
    database: Database, person: Person, part_id: int, proposed: Sequence[Proposed], why: str, occasion: str
) -> Saved:
    """Decide these values and keep the evaluation that they lead to: both or neither.

    Raises as `with_decisions`, and Refused: not_filled without a reason, not_now in a state of the round that
    is not one for the occasion, changed_meanwhile when something came in between.
    """
    if not proposed:
        raise refuse("not_filled", "没有填写复核后的内容", CALLED)
    with database.reading() as at:
        values = values_of(at, person, part_id)
        demand_rated_now(values.round, occasion)
        before = values.newest(at, person)
    evaluation = _evaluated(values, proposed, why)
    archive, row = packed(evaluation), {code: at for at, code in enumerate(before.roster.code)}
    decided = [(each.station_code, each.field, _old(before, row, each), each.typed, each.why) for each in proposed]
    with database.writing() as at:
        return keep_rated(at, person, values, evaluation, archive, occasion, why, decided)


def re_rate(
    database: Database, person: Person, part_id: int, occasion: str, why: str, progress: Progress | None = None
) -> Saved:
    """Evaluate the accepted values anew with the current decisions, and keep it. Raises as `decide_and_rate`."""
    with database.reading() as at:
        values = values_of(at, person, part_id)
        demand_rated_now(values.round, occasion)
    evaluation = _evaluated(values, (), why, progress)
    archive = packed(evaluation)
    with database.writing() as at:
        return keep_rated(at, person, values, evaluation, archive, occasion, why)


def decided(rubric: Rubric, reading: Reported, decisions: Sequence[Decision]) -> Reported:
    """The reading with what has been decided in the place of what was read."""
    return with_decided_values(rubric, reading, [_value(each) for each in decisions])


def rated_or_refused(rubric: Rubric, reported: Reported, round_: Round, progress: Progress | None = None) -> Evaluation:
    """Raises Refused with the problems that stop a result."""
    rated = rate_reported(rubric, reported, round_.title, progress)
    if rated.evaluation is None:
        raise Refused(stopping(rated.problems))
    return rated.evaluation


def _evaluated(
    values: PartValues, proposed: Sequence[Proposed], why: str, progress: Progress | None = None
) -> Evaluation:
    codes = frozenset(values.reading.roster.code)
    for each in proposed:
        if each.station_code not in codes:
            raise refuse("not_found", f"本组名册中没有代码为「{each.station_code}」的单位", CALLED)
    new = [_proposed(values.last_number + place, each, why) for place, each in enumerate(proposed, 1)]
    known = [_value(each) for each in values.decisions]
    reported = with_decided_values(values.rubric, values.reading, [*known, *new])
    return rated_or_refused(values.rubric, reported, values.round, progress)


def _proposed(number: int, proposed: Proposed, why: str) -> DecidedValue:
    """As it will read once it is decided."""
    typed, reason = kept_text(proposed.typed), kept_text(proposed.why or why)
    return DecidedValue(number, proposed.station_code, proposed.field, typed, reason)


def _value(decision: Decision) -> DecidedValue:
    return DecidedValue(decision.number, decision.station_code, decision.field, decision.new, decision.why)


def _old(before: Evaluation, row: dict[str, int], proposed: Proposed) -> str:
    return as_seen(before, row[proposed.station_code], proposed.field) if proposed.station_code in row else ""
