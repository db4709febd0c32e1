"""A practice district: the sample's stations and a round that is rated, to try everything on and throw away."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.places import practice, removal
from rating.district.rounds.parts import PartPlan
from rating.district.rounds.plan import Plan
from rating.district.rounds.round import round_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import readable
from rating.district.storage.database import Database
from rating.intake.roster import read_register
from rating.workflow import rounds
from rating.workflow.handing_in import hand_in
from rating.workflow.places import roster_rows
from rating.workflow.ratings import Progress, Sample, sample_district
from rating.workflow.scoring_round import accept, check_part

NAME, ROUND = "示例区", "2025 年度（练习）"
WHY = "建立练习区"


def load_practice_district(database: Database, person: Person, progress: Progress | None = None) -> int:
    """The id of a new practice district with the sample's stations and a rated round: all of it or nothing.

    The workbooks are read within the transaction; for these seconds nobody else writes to an SQLite database.
    Raises NotAllowed or Refused.
    """
    tell = progress or _silent
    sample = sample_district()
    tell("建立区和站点名册", 0.05)
    rows = roster_rows(read_register(sample.roster))
    rubric = sample.rubric.read_bytes()
    readable(rubric.decode(), sample.rubric.name)  # slow the first time, and remembered
    with database.together() as whole:
        with whole.writing() as at:
            district = practice.add_practice_district(at, person, NAME, rows, WHY)
        tell("建立评估轮次", 0.15)
        _rated_round(whole, person, district, sample, progress)
    return district


def remove_district(database: Database, person: Person, district: int, typed: str, why: str = "") -> None:
    """See `district/places/removal.py`."""
    with database.writing() as at:
        removal.remove_district(at, person, district, typed, why)


def _silent(_: str, __: float) -> None:
    pass


def _rated_round(database: Database, person: Person, district: int, sample: Sample, progress: Progress | None) -> None:
    made = rounds.create_round(database, person, district, Plan(ROUND, note="示例数据，可随意修改"))
    rubric = rounds.add_rubric(database, person, district, sample.rubric.name, sample.rubric.read_bytes(), WHY)
    (part,) = rounds.set_parts(database, person, made.id, made.version, (PartPlan("全部站点", rubric),), WHY)
    rounds.set_roster(database, person, made.id, _version(database, person, made.id), why=WHY)
    _move(database, person, made.id, State.OPEN)
    hand_in(database, person, part.id, sample.workbooks)
    _move(database, person, made.id, State.SCORING)
    seen = check_part(database, person, part.id, progress)
    accept(database, person, part.id, seen, WHY, progress)


def _move(database: Database, person: Person, round_id: int, to: State) -> None:
    rounds.move(database, person, round_id, to, _version(database, person, round_id), WHY)


def _version(database: Database, person: Person, round_id: int) -> int:
    with database.reading() as at:
        return round_of(at, person, round_id).version
