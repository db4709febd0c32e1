"""How far a part has come: does its newest evaluation rest on what is there now, and which spreads stand open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from rating.district.people.person import Person
from rating.district.rounds.round import Part, roster_from, stations_of
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage import schema
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Standing:
    """A part and its newest evaluation.

    evaluation_id  None while there is none
    stale          why it has to be made again, "" when it need not
    open_spreads   wide spreads among raters that nobody has settled
    files          SHA-256 of the files that the evaluation rests on
    """

    part_id: int
    title: str
    evaluation_id: int | None = None
    stale: str = ""
    open_spreads: int = 0
    files: frozenset[str] = frozenset()


def standing_of(at: Connection, person: Person, part: Part, evaluation: Evaluation | None) -> Standing:
    """`evaluation` is the part's newest, loaded by the caller; None when there is none."""
    row = newest(at, part.id)
    if row is None or evaluation is None:
        return Standing(part.id, part.title)
    files = frozenset(upload.sha256 for upload in evaluation.uploads)
    spreads = sum(problem.code == "rater_spread" for problem in evaluation.problems)
    stale = _outgrown(at, person, part, evaluation) or overtaken(at, part.id, files)
    return Standing(part.id, part.title, row.id, stale, spreads, files)


def newest(at: Connection, part_id: int) -> Row[Any, Any, Any] | None:
    """The row of the part's newest evaluation without its archive."""
    table = schema.evaluation
    asked = select(table.c.id, table.c.number, table.c.made_at).where(table.c.part_id == part_id)
    return at.execute(asked.order_by(table.c.number.desc())).first()


def overtaken(at: Connection, part_id: int, files: frozenset[str]) -> str:
    """What was handed in, taken back or decided after the newest evaluation, in words; "" for nothing."""
    upload, decision = schema.upload, schema.decision
    asked = select(upload.c.state, upload.c.sha256).where(upload.c.part_id == part_id, upload.c.purpose == "data")
    held = at.execute(asked).all()
    waiting = sum(row.state == "draft" for row in held)
    if waiting:
        return f"有 {waiting} 份上传的文件还没有核对采用"
    if {row.sha256 for row in held if row.state == "taken"} != files:
        return "采用的文件在评定之后有变化"
    last = at.execute(select(func.max(decision.c.made_at)).where(decision.c.part_id == part_id)).scalar()
    row = newest(at, part_id)
    return "复核决定在评定之后有变化" if last is not None and row is not None and last > row.made_at else ""


def still(at: Connection, standing: Standing) -> Standing:
    """The same, unless something came in between while the evaluation was looked into."""
    row = newest(at, standing.part_id)
    if row is None or row.id != standing.evaluation_id:
        return replace(standing, stale="刚刚有新的评定" if row else "", evaluation_id=row.id if row else None)
    return replace(standing, stale=standing.stale or overtaken(at, standing.part_id, standing.files))


def _outgrown(at: Connection, person: Person, part: Part, evaluation: Evaluation) -> str:
    if evaluation.rubric.fingerprint != rubric_of(at, person, part.rubric_id).fingerprint:
        return "评分标准在评定之后换过"
    if evaluation.roster != roster_from(stations_of(at, part.id)):
        return "参评名册在评定之后有变化"
    return ""
