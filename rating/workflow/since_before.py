"""What changed for each station since the round that was announced before: told with the result, and kept with it."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.rounds.evaluations import load_evaluation
from rating.district.rounds.round import stations_of
from rating.district.storage.database import Database
from rating.insight.comparison.compare import compare
from rating.insight.since import Since, since_of
from rating.problems import Refused
from rating.scoring.evaluation import Evaluation
from rating.workflow.comparing import EarlierPart, earlier_parts


def announced_before(database: Database, person: Person, part_id: int) -> tuple[EarlierPart, ...]:
    """The announced parts, with stations of this part, of one earlier round: the plan's round before, else the newest.

    Only what stands announced: nobody is told of a result that was never shown to them. Raises as `earlier_parts`.
    """
    shown = [each for each in earlier_parts(database, person, part_id) if _announced(each)]
    return tuple(each for each in shown if each.round.id == shown[0].round.id)


def _announced(each: EarlierPart) -> bool:
    return each.round.state.published and each.saved.id == each.part.published_id


def since_before(database: Database, person: Person, part_id: int, evaluation: Evaluation) -> dict[str, Since]:
    """Station code → its change; compared once for all stations of a part. Empty where nothing was announced before.

    A code that has gone over to another station of the roster is not the same station. An earlier result that
    cannot be read any more keeps nobody from announcing: then nothing is told of it.
    """
    found: dict[str, Since] = {}
    for each in announced_before(database, person, part_id):
        try:
            with database.reading() as at:
                before = load_evaluation(at, person, each.saved.id)
        except Refused:
            continue
        if before.rubric.unit == evaluation.rubric.unit:
            same = _same_stations(database, part_id, each.part.id)
            found |= _since(before, evaluation, same - found.keys(), each.round.title)
    return found


def _since(before: Evaluation, after: Evaluation, codes: set[str], title: str) -> dict[str, Since]:
    """Named by the round's title of now, which is also what the page's own history says."""
    moved = compare(before, after).stations
    return {each.station_code: since_of(title, each) for each in moved if each.station_code in codes}


def _same_stations(database: Database, part_id: int, earlier_id: int) -> set[str]:
    """Codes that mean the same row of the roster in both parts."""
    with database.reading() as at:
        now, then = (
            {(each.code, each.station_id) for each in stations_of(at, part) if each.station_id is not None}
            for part in (part_id, earlier_id)
        )
    return {code for code, _ in now & then}
