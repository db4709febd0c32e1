"""A round of three stations that a small rubric judges, with the files that people hand in for it.

staff     points of 10: 2 a head, at most 10        licensed  share of staff, points of 10
service   marks of experts, mean, points of 10; a spread above 3 waits for adjudication
Stars: 5 from 25, 4 from 15; one star up at most against the round before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from rating.district.people.person import Person
from rating.district.rounds.moves import move
from rating.district.rounds.parts import PartPlan, set_parts
from rating.district.rounds.plan import Plan, create_round
from rating.district.rounds.roster import set_roster
from rating.district.rounds.round import Part, Round, parts_of, round_of
from rating.district.rounds.states import State
from rating.district.rubrics.revisions import add_rubric
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.workflow.scoring_round import accept, check_part, hand_in
from tests.district.made import Made, made

RUBRIC = """\
code: three
title: 三站标准（示例）
version: "1.0"
standing: example
unit: station
kinds: [综合]
scale: {full_marks: 30, decimals: 1, round: indicator}
missing: {if_blank: incomplete}
identity: {code: [代码], name: [名称]}
roles:
  - {code: expert, title: 专家, weight: 1}
  - {code: street, title: 街镇, weight: 1}
raters: {combine: mean, if_missing: exclude, spread: {limit: 3, until_adjudicated: hold}}
fields:
  staff: {title: 社工数, unit: 人, whole: true, at_least: 0, at_most: 50}
  licensed: {title: 持证率, kind: share}
  false_documents: {title: 虚假材料, kind: yes_no}
  story: {title: 特色做法, kind: text}
  service: {title: 服务质量, kind: mark, marked_by: [expert]}
dimensions:
  - code: all
    title: 全部
    indicators:
      - {code: size, title: 人数, full_marks: 10, value: staff, rule: {per_unit: {each: 1, points: 2}}}
      - {code: share, title: 持证, full_marks: 10, value: licensed, rule: {steps: [[100%, 10], [50%, 5]]}}
      - {code: quality, title: 服务, full_marks: 10, value: service, rule: {mark: {}}}
gates:
  - {code: false_documents, title: 提供虚假材料, when: 虚假材料 = 是, effect: veto}
bands:
  - {stars: 5, label: 五星级, at_least: 25}
  - {stars: 4, label: 四星级, at_least: 15}
award: {ladder: {up: 1}}
ranking: {by: [stars, total], ties: standard, within: kind}
"""
FIGURES = {
    "S001": ("5", "100%", "否", "老年食堂"),
    "S002": ("4", "50%", "否", ""),
    "S003": ("3", "80%", "否", "夜间课堂"),
}
MARKS = {"S001": "9", "S002": "7", "S003": "8"}
NAMES = {f"S{n:03d}": f"{n} 号街道社工站" for n in (1, 2, 3)}


@dataclass(frozen=True)
class Begun:
    """The district of `made`, a round with one part, and the state it is in."""

    here: Made
    round: Round
    part: Part

    def __getattr__(self, login: str) -> Person:
        return getattr(self.here, login)


def begun(
    database: Database, state: State = State.OPEN, title: str = "2026 年度", here: Made | None = None, **more: Any
) -> Begun:
    """`more` goes into the round's plan."""
    here = here or made(database)
    with database.writing() as at:
        round_ = create_round(at, here.admin, here.district, Plan(title=title, **more))
        rubric = add_rubric(at, here.admin, here.district, RUBRIC)
        set_parts(at, here.admin, round_.id, round_.version, [PartPlan("全部站点", rubric)])
        set_roster(at, here.admin, round_.id, round_of(at, here.admin, round_.id).version)
        round_ = round_of(at, here.admin, round_.id)
        for step in (State.OPEN, State.SCORING):
            if round_.state is not state:
                round_ = move(at, here.admin, round_, step, "测试")
        (part,) = parts_of(at, here.admin, round_.id)
    return Begun(here, round_, part)


def figures(changed: dict[str, tuple[str, ...]] | None = None, name: str = "站点填报数据.csv") -> tuple[str, bytes]:
    rows = [(code, NAMES[code], *values) for code, values in {**FIGURES, **(changed or {})}.items()]
    return name, _csv(("代码", "名称", "社工数", "持证率", "虚假材料", "特色做法"), rows)


def marks(rater: str, changed: dict[str, str] | None = None, only: tuple[str, ...] = tuple(MARKS)) -> tuple[str, bytes]:
    """A line above the table says who."""
    rows = [(code, NAMES[code], mark) for code, mark in {**MARKS, **(changed or {})}.items() if code in only]
    line = f"评估人：{rater},,\n".encode()
    return f"评分表_{rater}.csv", line + _csv(("代码", "名称", "服务质量"), rows)


def _csv(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(",".join(row) for row in (head, *rows)).encode() + b"\n"


def accepted(database: Database, begun_: Begun, *files: tuple[str, bytes], why: str = "") -> Any:
    """What the evaluator does: hand in, check, accept."""
    if files:
        hand_in(database, begun_.evaluator, begun_.part.id, files)
    seen = check_part(database, begun_.evaluator, begun_.part.id)
    assert seen.checked.accepted, [problem.line for problem in seen.checked.problems]
    return accept(database, begun_.evaluator, begun_.part.id, seen, why)


def rows(database: Database, table: Any) -> list[Any]:
    with database.reading() as at:
        return list(at.execute(select(table).order_by(*table.primary_key.columns)))


def set_state(database: Database, begun_: Begun, state: State) -> None:
    """Straight into the table: what leads there is not what is tested."""
    table = schema.assessment_round
    with database.writing() as at:
        at.execute(table.update().where(table.c.id == begun_.round.id).values(state=state.value))


def assigned(database: Database, begun_: Begun, account: int, *codes: str, recused: bool = False) -> None:
    held = schema.round_station
    with database.writing() as at:
        for row in at.execute(select(held).where(held.c.part_id == begun_.part.id, held.c.code.in_(codes))).all():
            at.execute(
                insert(schema.assignment).values(
                    round_id=begun_.round.id,
                    account_id=account,
                    round_station_id=row.id,
                    recused=recused,
                    reason="亲属" if recused else "",
                )
            )
