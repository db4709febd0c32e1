"""The area table on which a district's goals are judged, and the goals that need none."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.rounds import area_table as kept
from rating.district.storage.database import Database
from rating.insight.goals import assess_goals
from rating.reported import Reported, Roster
from rating.rubric.goals import GoalBook
from rating.scoring.evaluation import Evaluation
from rating.workflow.ratings import Assessed

NO_TABLE = Reported(Roster((), (), (), ()), {})


def keep_area_table(database: Database, person: Person, round_id: int, name: str, content: bytes) -> None:
    """It counts from now on. Raises NotAllowed, Refused (not_found)."""
    with database.writing() as at:
        kept.keep_area_table(at, person, round_id, name, content)


def area_table_known(database: Database, person: Person, round_id: int) -> str:
    """The SHA-256 of the one that counts, "" before there is one. Raises NotAllowed."""
    with database.reading() as at:
        found = kept.area_table_id(at, person, round_id)
        return found[1] if found else ""


def area_table_of(database: Database, person: Person, round_id: int) -> tuple[str, bytes]:
    """Name and bytes. Raises NotAllowed, Refused (not_found)."""
    with database.reading() as at:
        return kept.area_table(at, person, round_id)


def star_goals(book: GoalBook, evaluation: Evaluation) -> Assessed:
    """Only the goals that count stars: they come from the evaluation alone."""
    few = book.model_copy(update={"goals": [goal for goal in book.goals if goal.form == "stars_share"]})
    board = assess_goals(few, NO_TABLE, evaluation)
    return Assessed(NO_TABLE, board, board.problems)
