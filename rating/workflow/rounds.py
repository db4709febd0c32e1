"""A district's rounds: plan, rubrics and parts, roster, the steps from 方案 to 定级 and on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path

from rating.district.people.person import Person
from rating.district.rounds import moves, parts, plan, roster
from rating.district.rounds import round as kept
from rating.district.rounds.evaluations import Saved, latest, load_evaluation
from rating.district.rounds.moves import Step
from rating.district.rounds.parts import PartPlan
from rating.district.rounds.plan import Plan
from rating.district.rounds.roster import Difference, Taken
from rating.district.rounds.round import Part, Round
from rating.district.rounds.standing import Standing, standing_of, still
from rating.district.rounds.states import FORWARD, State
from rating.district.rubrics import revisions
from rating.district.rubrics.revisions import RubricRevision
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.workflow import publication
from rating.workflow.ratings import HOME


def create_round(database: Database, person: Person, district: int, wanted: Plan) -> Round:
    """A new round in 方案. Raises Refused with all that is wrong with the plan, or NotAllowed."""
    with database.writing() as at:
        return plan.create_round(at, person, district, wanted)


def change_round(
    database: Database, person: Person, round_id: int, seen_version: int, wanted: Plan, why: str = ""
) -> Round:
    """Raises Refused: changed_meanwhile, not_now for what the state no longer lets change, not_usable, not_filled."""
    with database.writing() as at:
        return plan.change_round(at, person, round_id, seen_version, wanted, why)


def add_rubric(database: Database, person: Person, district: int, name: str, content: bytes, why: str = "") -> int:
    """The id of the revision that holds this YAML file. Raises Refused with every problem of one that does not load."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("rubric_unreadable", Place(file=name), "文件不是 UTF-8 编码", "UTF-8 编码的文本文件")
        raise Refused((problem,)) from None
    revisions.readable(text, name)  # slow the first time, and remembered: before the transaction
    with database.writing() as at:
        return revisions.add_rubric(at, person, district, text, why, name)


@cache
def shipped_rubrics() -> tuple[tuple[Path, Rubric], ...]:
    """The rubrics that come with the tool and judge stations."""
    loaded = ((path, load_rubric(path)) for path in sorted((HOME / "rubrics").glob("*.yaml")))
    return tuple((path, rubric) for path, rubric in loaded if rubric.unit == "station")


def rubric_revisions(database: Database, person: Person, district: int) -> tuple[RubricRevision, ...]:
    with database.reading() as at:
        return revisions.rubric_revisions(at, person, district)


def set_parts(
    database: Database, person: Person, round_id: int, seen_version: int, wanted: Sequence[PartPlan], why: str = ""
) -> tuple[Part, ...]:
    """Raises Refused: not_now once frozen, changed_meanwhile, not_usable with everything that does not fit."""
    with database.writing() as at:
        return parts.set_parts(at, person, round_id, seen_version, wanted, why)


def set_roster(
    database: Database,
    person: Person,
    round_id: int,
    seen_version: int,
    left_out_kinds: Collection[str] = (),
    left_out_codes: Collection[str] = (),
    why: str = "",
) -> Taken:
    """Take the district's stations as they are now; stations that fit no part are told by name."""
    with database.writing() as at:
        return roster.set_roster(at, person, round_id, seen_version, left_out_kinds, left_out_codes, why)


def roster_differences(database: Database, person: Person, round_id: int) -> tuple[Difference, ...]:
    """Where the district's roster has moved on since the round took it."""
    with database.reading() as at:
        return roster.differences(at, person, round_id)


Load = Callable[[Saved], Evaluation]
"""How to come by an evaluation that the person may see."""


def next_steps(database: Database, person: Person, round_id: int, load: Load | None = None) -> tuple[Step, ...]:
    """Every step that the round's state allows, each with what still stops it.

    `load` may know evaluations by heart; without it they are read.
    """
    with database.reading() as at:
        round_ = kept.round_of(at, person, round_id)
    looks = State.REVIEWED in FORWARD[round_.state]
    standings = standings_of(database, person, round_, load) if looks else ()
    with database.reading() as at:
        return moves.steps(at, person, kept.round_of(at, person, round_id), standings)


def move(database: Database, person: Person, round_id: int, to: State, seen_version: int, why: str = "") -> Round:
    """One step. Raises Refused: not_now with all that is missing, round_to_confirm, changed_meanwhile.

    公示 and the step back from it also show or hide the results (`workflow.publication`).
    """
    if to is State.ANNOUNCED:
        return publication.announce(database, person, round_id, seen_version, why)
    with database.reading() as at:
        seen = kept.round_of(at, person, round_id)
    if seen.version != seen_version:
        raise refuse("changed_meanwhile", f"「{seen.title}」刚刚被别人改过，现在是「{seen.state.title}」", seen.title)
    if (seen.state, to) == (State.ANNOUNCED, State.REVIEWED):
        return publication.withdraw_announcement(database, person, round_id, seen_version, why)
    standings = standings_of(database, person, seen) if to is State.REVIEWED else ()
    with database.writing() as at:
        now = tuple(still(at, standing) for standing in standings)
        return moves.move(at, person, seen, to, why, now)


def standings_of(database: Database, person: Person, round_: Round, load: Load | None = None) -> tuple[Standing, ...]:
    """How far each part has come. Evaluations are loaded one by one, each in a view of its own."""
    found = []
    with database.reading() as at:
        mine = kept.parts_of(at, person, round_.id)
    for part in mine:
        with database.reading() as at:
            saved = latest(at, person, part.id)
            evaluation = None
            if saved is not None:
                evaluation = load(saved) if load else load_evaluation(at, person, saved.id)
            found.append(standing_of(at, person, part, evaluation))
    return tuple(found)
