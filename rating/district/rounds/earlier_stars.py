"""The stars of the round before, by station: what ladder rules ask for."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from rating.district.rounds.round import Round
from rating.district.storage import schema
from rating.district.storage.archive import unpacked
from rating.reported import Roster


def earlier_evaluation(at: Connection, round_: Round, rubric_code: str) -> int | None:
    """What the round before came to by the same rubric, in whatever version: announced, or else its newest evaluation.

    Asks no permission: it tells a number.
    """
    if round_.previous_id is None:
        return None
    part, rubric, evaluation = schema.round_part, schema.rubric_revision, schema.evaluation
    judged = select(part.c.id, part.c.published_id).join(rubric, rubric.c.id == part.c.rubric_id)
    row = at.execute(
        judged.where(part.c.round_id == round_.previous_id, rubric.c.code == rubric_code).order_by(part.c.position)
    ).first()
    if row is None or row.published_id is not None:
        return None if row is None else int(row.published_id)
    newest = select(evaluation.c.id).where(evaluation.c.part_id == row.id).order_by(evaluation.c.number.desc())
    return at.execute(newest.limit(1)).scalar_one_or_none()


def stars_by_code(at: Connection, evaluation_id: int | None) -> Mapping[str, int]:
    """Station code → stars of an evaluation, unrated stations absent. Asks no permission: the caller has."""
    if evaluation_id is None:
        return {}
    table = schema.evaluation
    evaluation = unpacked(at.execute(select(table.c.archive).where(table.c.id == evaluation_id)).scalar_one())
    if not evaluation.rubric.has_bands:
        return {}
    pairs = zip(evaluation.roster.code, evaluation.ratings.stars.tolist(), strict=True)
    return {code: stars for code, stars in pairs if stars >= 0}


def stars_by_row(stars: Mapping[str, int], roster: Roster) -> dict[int, int]:
    return {row: stars[code] for row, code in enumerate(roster.code) if code in stars}
