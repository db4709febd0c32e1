"""A small district for tests: people of every role, three stations, a round; written straight into the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from rating.district.people.person import Person, Role
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow import HOME

RUBRIC = HOME / "rubrics" / "yichang-five-star.yaml"


@dataclass(frozen=True)
class Made:
    """Ids of what was made; `people` by login: admin, evaluator, second, rater, head, other_head, viewer."""

    district: int
    stations: tuple[int, ...]
    people: dict[str, Person]

    def __getattr__(self, login: str) -> Person:
        try:
            return self.people[login]
        except KeyError:
            raise AttributeError(login) from None


PEOPLE = (
    ("admin", "管理员甲", Role.ADMINISTRATOR),
    ("evaluator", "评估员乙", Role.EVALUATOR),
    ("second", "评估员丙", Role.EVALUATOR),
    ("rater", "专家甲", Role.RATER),
    ("head", "站长丁", Role.STATION_HEAD),
    ("other_head", "站长戊", Role.STATION_HEAD),
    ("viewer", "查看人己", Role.VIEWER),
)


def made(database: Database, kinds: tuple[str, ...] = ("综合",), name: str = "示例区") -> Made:
    """`head` heads station S001, `other_head` S002; station S003 has no head with an account."""
    with database.writing() as at:
        district = _put(at, schema.district, name=name, created_at=moment())
        streets = [
            _put(at, schema.street, district_id=district, code=f"31011000{n}", name=f"{n} 号街道") for n in (1, 2, 3)
        ]
        stations = tuple(
            _put(
                at,
                schema.station,
                district_id=district,
                street_id=street,
                code=f"S{n:03d}",
                name=f"{n} 号街道社工站",
                kind=kinds[(n - 1) % len(kinds)],
            )
            for n, street in enumerate(streets, 1)
        )
        people = {}
        for login, title, role in PEOPLE:
            confined = None if role is Role.ADMINISTRATOR else district
            account = _put(
                at,
                schema.account,
                login=login if name == "示例区" else f"{login}@{name}",
                name=title,
                role=role.value,
                district_id=confined,
                created_at=moment(),
            )
            own = {"head": stations[0], "other_head": stations[1]}.get(login)
            if own:
                at.execute(insert(schema.account_scope).values(account_id=account, station_id=own))
            people[login] = Person(account, login, title, role, confined, stations=frozenset({own} if own else ()))
    return Made(district, stations, people)


def _put(at: Any, table: Any, **values: Any) -> int:
    return int(at.execute(insert(table).values(**values)).inserted_primary_key[0])
