"""What freezes when scoring opens: rubrics and roster, under one fingerprint that is asked again later."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import Connection

from rating.district.people.person import Person
from rating.district.rounds.round import Round, parts_of, stations_of_round
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage.changes import refuse


def fingerprint_of(at: Connection, person: Person, round_: Round) -> str:
    """SHA-256 over each part's rubric as it reads now, its kinds, and every station with its part, in order."""
    parts = parts_of(at, person, round_.id)
    place = {part.id: number for number, part in enumerate(parts)}
    judged = [[rubric_of(at, person, part.rubric_id).fingerprint, sorted(part.kinds)] for part in parts]
    stations = [
        [each.code, each.name, each.kind, each.street, each.district, place[each.part_id]]
        for each in stations_of_round(at, round_.id)
    ]
    whole = json.dumps([judged, stations], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def demand_frozen(at: Connection, person: Person, round_: Round) -> None:
    """Raises Refused (round_thawed) when rubrics or roster are no longer those that were frozen.

    Asked whenever something is scored; before 评分 nothing is frozen and nothing refused.
    """
    if round_.state.frozen and fingerprint_of(at, person, round_) != round_.frozen_fingerprint:
        raise refuse("round_thawed", "评分标准或参评名册与开始评分时冻结的不一致", round_.title)
