"""How the goals stood in earlier rounds: from the area tables and evaluations that are kept of them, or from a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rating.district.people.person import Person
from rating.district.rounds.area_table import area_table_id, area_table_sent
from rating.district.rounds.evaluations import saved_of
from rating.district.rounds.round import Round, part_of, rounds_of
from rating.district.storage.database import Database
from rating.insight.earlier_result import read_result
from rating.insight.goal_board import GoalBoard, stars_of_result
from rating.insight.goal_trend import EarlierBoard, year_in
from rating.insight.goals import assess_goals
from rating.problems import Refused
from rating.rubric.goals import GoalBook
from rating.workflow.area_table import NO_TABLE, area_table_of, star_goals
from rating.workflow.comparing import EarlierPart, earlier_parts
from rating.workflow.looking import evaluation_of
from rating.workflow.ratings import File, goals


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """An earlier round of which something is kept; nothing of it is read yet.

    year        the one that its title names, else the one in which its figures were kept
    area        SHA-256 of its area table, "" without one
    evaluation  id of its evaluation (the announced one, else the newest), None without one
    stars       fingerprint of that evaluation, "" without one
    """

    round_id: int
    title: str
    year: int
    area: str
    evaluation: int | None
    stars: str


def earlier_rounds(database: Database, person: Person, part_id: int) -> tuple[EarlierRound, ...]:
    """Rounds begun before this one, or named as the one before it, with anything on which goals can be judged.

    Of a round's parts that one counts which shares most stations with the present part. Raises NotAllowed where the
    present part's results are not the person's, Refused (not_found).
    """
    rated: dict[int, EarlierPart] = {}
    for each in earlier_parts(database, person, part_id):
        known = rated.get(each.round.id)
        if known is None or each.shared > known.shared:
            rated[each.round.id] = each
    with database.reading() as at:
        now, part = part_of(at, person, part_id)
        saved_of(at, person, part.id)  # asks again, in the reading that finds the tables
        found = []
        for other in sorted(rounds_of(at, person, now.district), key=lambda round_: round_.id):
            if other.id == now.id or not (other.id < now.id or other.id == now.previous_id):
                continue
            table = area_table_id(at, person, other.id)
            sent = area_table_sent(at, person, other.id)
            found.append(_kept_of(other, rated.get(other.id), table[1] if table else "", sent))
    return tuple(each for each in found if each is not None)


def _kept_of(other: Round, rated: EarlierPart | None, area: str, sent: datetime | None) -> EarlierRound | None:
    saved = rated.saved if rated else None
    kept = sent or (saved.made_at if saved else None)
    if kept is None:
        return None
    stars = (saved.id, saved.fingerprint) if saved else (None, "")
    return EarlierRound(other.id, other.title, year_in(other.title) or kept.year, area, *stars)


def earlier_goals(database: Database, person: Person, book: GoalBook, earlier: EarlierRound) -> EarlierBoard | None:
    """The goals of `book` as that round's figures reach them; None where its area table cannot be used.

    Raises NotAllowed, Refused (not_found, storage_damaged).
    """
    evaluation = None if earlier.evaluation is None else evaluation_of(database, person, earlier.evaluation)
    board: GoalBoard | None = None
    if earlier.area:
        board = goals(book, [area_table_of(database, person, earlier.round_id)], ratings=evaluation).board
    if board is None and evaluation is not None:
        board = star_goals(book, evaluation).board
    return None if board is None else EarlierBoard(earlier.title, earlier.year, replace(board, year=earlier.year))


def goals_of_result(book: GoalBook, earlier: File) -> EarlierBoard | None:
    """The goals that count stars, as an earlier RESULT.json reaches them; None without usable stars or a year."""
    content, _ = read_result(earlier)
    title = str((content or {}).get("round") or "")
    year = year_in(title)
    few = [goal for goal in book.goals if goal.form == "stars_share"]
    if content is None or year is None or not few:
        return None
    try:
        stars = stars_of_result(content)
    except Refused:
        return None
    return EarlierBoard(title, year, assess_goals(book.model_copy(update={"goals": few}), NO_TABLE, stars, year=year))
