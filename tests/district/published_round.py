"""A small round for tests, as it is after 公示: a rubric of four indicators, three stations, two raters' sheets.

Made through the functions that the screens call; nothing is written into a table by hand. The rubric is small
enough to be worked out by hand: staff 30, licensed share 20, area 20, service (marked) 30; 持证率 below 50 % caps
at three stars.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from rating.district.people.person import Person
from rating.district.rounds.local_day import today
from rating.district.rounds.round import Part, Round, part_of, parts_of, round_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.scoring.evaluation import Evaluation
from rating.workflow.looking import evaluation_of
from tests.district.made import Made, made

RUBRIC = """
code: small
title: 测试评分标准
version: "1"
standing: example
unit: station
kinds: [综合, 特色专项]
scale: {full_marks: 100, decimals: 1, round: indicator}
missing: {if_blank: incomplete, if_not_inspected: incomplete, if_undefined: incomplete, not_applicable: within_section}
identity: {code: [站点代码], name: [站点名称]}
roles:
  - {code: expert, title: 专家}
raters: {combine: mean, minimum: 2, if_missing: wait, spread: {limit: 10, until_adjudicated: hold}}
fields:
  staff: {title: 驻站社工数, unit: 人, whole: true, at_least: 1, at_most: 100}
  licensed: {title: 持证社工数, unit: 人, whole: true, at_least: 0, at_most: 100}
  area: {title: 场所面积, unit: 平方米, at_least: 0, at_most: 5000}
  service: {title: 服务质量, kind: mark, marked_by: [expert], at_least: 0, at_most: 30}
  reached: {title: 服务人数, unit: 人, whole: true, at_least: 0, at_most: 100000}
dimensions:
  - code: team
    title: 队伍建设
    indicators:
      - code: staff_count
        title: 人员配备
        full_marks: 30
        value: staff
        rule: {steps: [[5, 30], [3, 20], [1, 10]]}
        advice: 按规定补足驻站社工
        evidence: [人员名册]
      - code: licensed_share
        title: 持证率
        full_marks: 20
        value: licensed / staff
        rule: {steps: [[100%, 20], [80%, 15], [50%, 10]]}
        advice: 组织未持证人员报考
  - code: place
    title: 阵地建设
    indicators:
      - code: room
        title: 场所面积
        full_marks: 20
        value: area
        rule: {steps: [[100, 20], [50, 10]]}
        advice: 落实固定场所
  - code: work
    title: 服务成效
    indicators:
      - code: quality
        title: 服务质量
        full_marks: 30
        value: service
        rule: {mark: {}}
        advice: 完善服务记录
gates:
  - {code: low_licensed, title: 持证率低于 50%, when: licensed / staff < 50%, effect: cap, stars: 3, advice: 补足持证人员}
bands:
  - {stars: 5, at_least: 90}
  - {stars: 4, at_least: 80}
  - {stars: 3, at_least: 60}
  - {stars: 2, at_least: 40}
  - {stars: 1, at_least: 20}
award: {below_lowest: 未达标}
ranking: {by: [total], ties: standard, within: all}
"""
FIGURES = (
    ("S001", "1 号街道社工站", 5, 4, 60),
    ("S002", "2 号街道社工站", 5, 5, 120),
    ("S003", "3 号街道社工站", 3, 1, 40),
)
"""Code, name, staff, licensed, area. Points without service: S001 30+15+10, S002 30+20+20, S003 20+0+0 (capped)."""
MARKS = {"专家甲": (24, 25, 20), "专家丑": (26, 27, 22)}
"""Rater → marks in the order of the stations: means 25, 26, 21; totals 80, 96, 41."""


def figures_file() -> tuple[str, bytes]:
    heads = ("站点代码", "站点名称", "驻站社工数", "持证社工数", "场所面积")
    return "站点填报.csv", _csv([heads, *FIGURES])


def marks_file(rater: str) -> tuple[str, bytes]:
    heads = ("站点代码", "站点名称", "服务质量")
    rows = [(each[0], each[1], mark) for each, mark in zip(FIGURES, MARKS[rater], strict=True)]
    return f"{rater}.csv", _csv([heads, *rows])


def _csv(rows: list[tuple[object, ...]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Published:
    """The district, its people (by login, as attributes), and its round."""

    database: Database
    made: Made
    round_id: int
    part_id: int

    def __getattr__(self, login: str) -> Person:
        if login.startswith("_"):
            raise AttributeError(login)
        return self.made.people[login]

    @property
    def round(self) -> Round:
        with self.database.reading() as at:
            return round_of(at, self.made.admin, self.round_id)

    @property
    def part(self) -> Part:
        with self.database.reading() as at:
            return part_of(at, self.made.admin, self.part_id)[1]

    @property
    def evaluation(self) -> Evaluation:
        """What station heads see now."""
        return evaluation_of(self.database, self.made.admin, self.part.published_id or 0)

    def move(self, *states: State) -> Published:
        from rating.workflow.rounds import move

        for state in states:
            move(self.database, self.made.admin, self.round_id, state, self.round.version, "测试")
        return self

    def put(self, **values: Any) -> None:
        """Write into the round's row, such as a last day that has passed."""
        table = schema.assessment_round
        with self.database.writing() as at:
            at.execute(update(table).where(table.c.id == self.round_id).values(**values))

    def rows(self, table: Any) -> list[Any]:
        with self.database.reading() as at:
            return list(at.execute(select(table).order_by(table.c.id)))


def published(database: Database, here: Made | None = None, title: str = "2026 年度") -> Published:
    """In 公示, objections open for seven days. `evaluator` made the rating; `second` and `admin` had no part in it."""
    from rating.workflow.publication import announce

    found = rated(database, here, title).move(State.SCORING, State.REVIEWED)
    announce(database, found.evaluator, found.round_id, found.round.version)
    return found


def rated(database: Database, here: Made | None = None, title: str = "2026 年度") -> Published:
    """In 填报, all files taken in and rated by `evaluator`."""
    from rating.workflow.scoring_round import accept, check_part

    found = handed_in(database, here, title)
    accept(database, found.evaluator, found.part_id, check_part(database, found.evaluator, found.part_id), "首次评定")
    return found


def handed_in(database: Database, here: Made | None = None, title: str = "2026 年度") -> Published:
    """In 填报, the three files dropped by `evaluator` and not yet taken in."""
    from rating.workflow.handing_in import hand_in

    found = opened(database, here, title)
    files = [figures_file(), *(marks_file(rater) for rater in MARKS)]
    hand_in(database, found.evaluator, found.part_id, files)
    return found


def opened(database: Database, here: Made | None = None, title: str = "2026 年度") -> Published:
    """In 填报, no file yet."""
    people = here or made(database)
    round_ = _planned(database, people, title)
    with database.reading() as at:
        (part,) = parts_of(at, people.admin, round_.id)
    return Published(database, people, round_.id, part.id).move(State.OPEN)


def _planned(database: Database, people: Made, title: str) -> Round:
    from rating.district.rounds.parts import PartPlan
    from rating.district.rounds.plan import Plan
    from rating.workflow.rounds import add_rubric, create_round, set_parts, set_roster

    admin, district = people.admin, people.district
    plan = Plan(title=title, filing_number="民发〔2026〕1 号", object_until=today() + timedelta(days=7))
    round_ = create_round(database, admin, district, plan)
    rubric = add_rubric(database, admin, district, "测试.yaml", RUBRIC.encode())
    set_parts(database, admin, round_.id, round_.version, [PartPlan("全部站点", rubric)])
    with database.reading() as at:
        seen = round_of(at, admin, round_.id).version
    set_roster(database, admin, round_.id, seen)
    with database.reading() as at:
        return round_of(at, admin, round_.id)
