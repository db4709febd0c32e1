"""A round ready to be announced: eight stations of two kinds, one of them too few for a spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import insert, update

from rating.district.people.person import Person, Role
from rating.district.rounds.evaluations import save_evaluation
from rating.district.rounds.local_day import today
from rating.district.rounds.round import Part, Round, part_of, round_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import add_rubric, readable
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.scoring.evaluation import Evaluation
from rating.workflow.publication import announce
from rating.workflow.ratings import rate
from tests.district.made import Made, made
from tests.small_round import HEAD, RUBRIC

FILE = "数据.csv"
WRITTEN = RUBRIC.replace("award: {ladder: {up: 1}}\n", "")
"""Without the ladder, which would ask for the round before."""
ROWS = (
    ("01", "甲街道社工站", "综合", "甲街道", "5", "5", "否"),  # 20 five stars
    ("02", "乙街道社工站", "综合", "乙街道", "5", "4", "否"),  # 15 four stars
    ("03", "丙街道社工站", "综合", "丙街道", "4", "4", "否"),  # 18 five stars
    ("04", "丁街道社工站", "综合", "丁街道", "3", "2", "否"),  # 11 no stars
    ("05", "戊街道社工站", "综合", "戊街道", "4", "2", "否"),  # 13 four stars
    ("06", "己街道社工站", "综合", "己街道", "4", "4", "是"),  # veto
    ("07", "庚特色社工站", "专项", "庚街道", "5", "5", "否"),  # 20 five stars
    ("08", "辛特色社工站", "专项", "辛街道", "3", "3", "否"),  # 16 four stars
)


@cache
def rated(rows: Sequence[tuple[str, ...]] = ROWS) -> Evaluation:
    content = "\n".join(",".join(row) for row in (HEAD, *rows)).encode()
    found = rate(readable(WRITTEN), [(FILE, content)])
    assert found.evaluation is not None, [problem.line for problem in found.problems]
    return found.evaluation


@dataclass(frozen=True)
class Ready:
    """The district, its people, and a round in 复核 with one part and one evaluation."""

    database: Database
    made: Made
    round_id: int
    part_id: int
    evaluation_id: int
    stations: tuple[int, ...]

    def __getattr__(self, login: str) -> Person:
        return self.made.people[login]

    def head_of(self, place: int, login: str = "head") -> Person:
        """A head of the station in that row."""
        return replace(self.made.people[login], stations=frozenset({self.stations[place]}))

    @property
    def round(self) -> Round:
        with self.database.reading() as at:
            return round_of(at, self.made.admin, self.round_id)

    @property
    def part(self) -> Part:
        with self.database.reading() as at:
            return part_of(at, self.made.admin, self.part_id)[1]

    def set(self, **values: Any) -> None:
        """Write into the round's row."""
        table = schema.assessment_round
        with self.database.writing() as at:
            at.execute(update(table).where(table.c.id == self.round_id).values(**values))

    def announce(self, **given: Any) -> Round:
        return announce(self.database, self.made.evaluator, self.round_id, self.round.version, **given)

    def rate_again(self, rows: Sequence[tuple[str, ...]], occasion: str = "rating") -> int:
        """Another evaluation of the part, its newest."""
        evaluation = rated(tuple(rows))
        with self.database.writing() as at:
            round_, part = part_of(at, self.made.evaluator, self.part_id)
            _take(at, self.round_id, self.part_id, evaluation)
            return save_evaluation(at, self.made.evaluator, round_, part, evaluation, occasion, "").id


def ready(
    database: Database,
    title: str = "2025 年度",
    made_before: Made | None = None,
    evaluation: Evaluation | None = None,
    rubric: str = WRITTEN,
) -> Ready:
    """`head` heads the first station, `other_head` the second; a second call with the same people adds a round."""
    people = made_before or made(database)
    evaluation = evaluation or rated()
    with database.writing() as at:
        stations = _stations(at, people, evaluation)
        rubric_id = add_rubric(at, people.admin, people.district, rubric)
        round_id = _put(
            at,
            schema.assessment_round,
            district_id=people.district,
            title=title,
            state=State.REVIEWED.value,
            object_until=today() + timedelta(days=7),
            filing_number="区社工〔2025〕1号",
            created_at=moment(),
        )
        part_id = _put(at, schema.round_part, round_id=round_id, title="各类站点", rubric_id=rubric_id)
        for place, station in enumerate(stations):
            roster = evaluation.roster
            at.execute(
                insert(schema.round_station).values(
                    round_id=round_id,
                    part_id=part_id,
                    station_id=station,
                    position=place,
                    code=roster.code[place],
                    name=roster.name[place],
                    kind=roster.kind[place],
                    street=roster.street[place],
                    district=roster.district[place] if roster.district else "",
                )
            )
        _take(at, round_id, part_id, evaluation)
        round_, part = part_of(at, people.evaluator, part_id)
        saved = save_evaluation(at, people.evaluator, round_, part, evaluation, "rating", "")
    heads = {
        login: replace(people.people[login], stations=frozenset({stations[place]}))
        for place, login in enumerate(("head", "other_head"))
    }
    found = Made(people.district, stations, {**people.people, **heads})
    return Ready(database, found, round_id, part_id, saved.id, stations)


def _stations(at: Any, people: Made, evaluation: Evaluation) -> tuple[int, ...]:
    """The roster's stations, made the first time; the accounts of the heads follow."""
    if len(people.stations) == len(evaluation.roster):
        return people.stations
    at.execute(schema.account_scope.delete())
    at.execute(schema.station.delete())
    roster = evaluation.roster
    stations = tuple(
        _put(at, schema.station, district_id=people.district, code=code, name=roster.name[row], kind=roster.kind[row])
        for row, code in enumerate(roster.code)
    )
    for place, login in enumerate(("head", "other_head")):
        at.execute(insert(schema.account_scope).values(account_id=people.people[login].id, station_id=stations[place]))
    return stations


def _take(at: Any, round_id: int, part_id: int, evaluation: Evaluation) -> None:
    """The files of the evaluation stand as taken, and no others."""
    table = schema.upload
    at.execute(update(table).where(table.c.part_id == part_id).values(state="replaced"))
    for upload in evaluation.uploads:
        at.execute(
            insert(table).values(
                round_id=round_id,
                part_id=part_id,
                purpose="data",
                name=upload.name,
                sha256=upload.sha256,
                size=1,
                content=b"x",
                state="taken",
                sent_at=moment(),
            )
        )


def _put(at: Any, table: Any, **values: Any) -> int:
    return int(at.execute(insert(table).values(**values)).inserted_primary_key[0])


__all__ = ["ROWS", "Ready", "Role", "rated", "ready"]
