"""What a rater does with a mark sheet: hand it in, check it, submit it."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.storage.database import Database
from rating.workflow.scoring_round import accept, check_part, hand_in


def submitted(database: Database, person: Person, part_id: int, *files: tuple[str, bytes]) -> None:
    hand_in(database, person, part_id, files)
    seen = check_part(database, person, part_id)
    assert seen.checked.accepted, [problem.line for problem in seen.checked.problems]
    accept(database, person, part_id, seen)
