"""复核: the marks that raters gave too far apart, and what is decided instead of them."""

from __future__ import annotations

from collections.abc import Sequence

from rating.district.people.person import Person
from rating.district.rounds.evaluations import Saved, latest
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.problems import Place, Problem, Refused
from rating.workflow.corrections import Proposed, decide_and_rate

OCCASION = "adjudication"


def settle(
    database: Database, person: Person, part_id: int, marks: Sequence[Proposed], seen_id: int, why: str = ""
) -> Saved:
    """Decide marks and rate anew: all of it or nothing. `seen_id` is the evaluation that the user looked at.

    Each mark has its own reason, or `why` for all of them. Raises NotAllowed, Refused: not_filled (mark or reason),
    problems of marks that cannot be read, not_now, changed_meanwhile when the part was rated or decided anew since.
    """
    empty = [
        Problem("not_filled", Place(object=f"{mark.station_code} {mark.field}"), f"没有填写{called}")
        for mark in marks
        for text, called in ((mark.typed, "复核分"), (mark.why or why, "理由"))
        if not text.strip()
    ]
    if empty:
        raise Refused(empty)
    with database.reading() as at:
        newest = latest(at, person, part_id)
    if newest is None or newest.id != seen_id:
        raise refuse("changed_meanwhile", "这一组刚刚重新评定或复核过", "复核")
    reasons = "；".join(dict.fromkeys(mark.why.strip() for mark in marks if mark.why.strip()))
    return decide_and_rate(database, person, part_id, marks, why.strip() or reasons, OCCASION)
