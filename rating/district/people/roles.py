"""Who may do what: the one matrix, asked wherever data are read or written.

A reach says how far a permission goes. A pair of thing and action that the matrix does not name is
nobody's, and so is everything for a person whose role it does not name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rating.district.people.person import Person, Role
from rating.problems import Place, Problem, Refused


class Thing(StrEnum):
    DISTRICT = "district"
    STATION = "station"
    ACCOUNT = "account"
    ROUND = "round"
    RUBRIC = "rubric"
    RUBRIC_DRAFT = "rubric_draft"
    ASSIGNMENT = "assignment"
    UPLOAD = "upload"
    ENTRY = "entry"
    EVALUATION = "evaluation"
    FEEDBACK = "feedback"
    DECISION = "decision"
    OBJECTION = "objection"
    RECTIFICATION = "rectification"
    LETTER_TEMPLATE = "letter_template"
    LOG = "log"
    BACKUP = "backup"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return TITLES[self]


class Action(StrEnum):
    SEE = "see"
    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    MOVE = "move"  # a round from one state to the next
    ANSWER = "answer"  # an objection; whether rectification is accepted

    @property
    def title(self) -> str:  # type: ignore[override]  # a title, not str.title
        return {"see": "查看", "add": "新增", "change": "修改", "remove": "删除", "move": "推进", "answer": "答复"}[
            self
        ]


TITLES = {
    Thing.DISTRICT: "区",
    Thing.STATION: "站点名册",
    Thing.ACCOUNT: "账号",
    Thing.ROUND: "评估轮次",
    Thing.RUBRIC: "评分标准",
    Thing.RUBRIC_DRAFT: "评分标准草稿",
    Thing.ASSIGNMENT: "评估分工",
    Thing.UPLOAD: "上传文件",
    Thing.ENTRY: "填报数据",
    Thing.EVALUATION: "评估结果",
    Thing.FEEDBACK: "站点反馈",
    Thing.DECISION: "复核与更正",
    Thing.OBJECTION: "异议",
    Thing.RECTIFICATION: "整改",
    Thing.LETTER_TEMPLATE: "意见书模板",
    Thing.LOG: "日志",
    Thing.BACKUP: "备份",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a request is about, as far as permissions ask.

    district   id; None only for what belongs to no district
    kinds      of all stations that the thing shows; None where it shows none
    station    id in the roster (`station.id`), for what belongs to one station
    owner      id of the account that a thing belongs to: who sent a file, whose account it is
    published  the round is announced, so that station heads see their own result
    """

    district: int | None = None
    kinds: frozenset[str] | None = None
    station: int | None = None
    owner: int | None = None
    published: bool = False


Reach = Callable[[Person, About], bool]


def own_district(person: Person, about: About) -> bool:
    """Nobody reaches what belongs to another district, or to none, but an administrator of all."""
    if person.district is None:
        return person.role is Role.ADMINISTRATOR
    return person.district == about.district


def own_kinds(person: Person, about: About) -> bool:
    """Every kind that the thing shows must be one of theirs."""
    confined = person.kinds and about.kinds is not None
    return own_district(person, about) and (not confined or about.kinds <= person.kinds)  # type: ignore[operator]


def own(person: Person, about: About) -> bool:
    return person.id is not None and person.id == about.owner


def own_in_district(person: Person, about: About) -> bool:
    return own(person, about) and own_district(person, about)


def own_station(person: Person, about: About) -> bool:
    return about.station is not None and about.station in person.stations and own_district(person, about)


def own_published(person: Person, about: About) -> bool:
    return own_station(person, about) and about.published


def own_file(person: Person, about: About) -> bool:
    """A station head hands in for their own station, in their own name."""
    return own_station(person, about) and own(person, about)


A, E, R, H, V = Role.ADMINISTRATOR, Role.EVALUATOR, Role.RATER, Role.STATION_HEAD, Role.VIEWER
SEE, ADD, CHANGE, REMOVE, MOVE, ANSWER = Action
_STAFF = {A: own_district, E: own_kinds}
_READERS = {**_STAFF, V: own_kinds}

MATRIX: Mapping[tuple[Thing, Action], Mapping[Role, Reach]] = {
    (Thing.DISTRICT, SEE): {A: own_district, E: own_district, R: own_district, H: own_district, V: own_district},
    (Thing.DISTRICT, ADD): {A: own_district},
    (Thing.DISTRICT, CHANGE): {A: own_district},
    (Thing.DISTRICT, REMOVE): {A: own_district},
    (Thing.STATION, SEE): {**_READERS, R: own_district, H: own_station},
    (Thing.STATION, ADD): {A: own_district},
    (Thing.STATION, CHANGE): {A: own_district},
    (Thing.STATION, REMOVE): {A: own_district},
    (Thing.ACCOUNT, SEE): {A: own_district, E: own, R: own, H: own, V: own},
    (Thing.ACCOUNT, ADD): {A: own_district},
    (Thing.ACCOUNT, CHANGE): {A: own_district},
    (Thing.ACCOUNT, REMOVE): {A: own_district},
    (Thing.ROUND, SEE): {**_READERS, R: own_district, H: own_district},
    (Thing.ROUND, ADD): _STAFF,
    (Thing.ROUND, CHANGE): _STAFF,
    (Thing.ROUND, MOVE): _STAFF,
    (Thing.ROUND, REMOVE): {A: own_district},
    (Thing.RUBRIC, SEE): {A: own_district, E: own_district, R: own_district, H: own_district, V: own_district},
    (Thing.RUBRIC, ADD): {A: own_district, E: own_district},
    **{(Thing.RUBRIC_DRAFT, action): {A: own_in_district, E: own_in_district} for action in (SEE, ADD, CHANGE, REMOVE)},
    (Thing.ASSIGNMENT, SEE): {**_READERS, R: own_in_district},
    (Thing.ASSIGNMENT, CHANGE): _STAFF,
    (Thing.UPLOAD, SEE): {**_STAFF, R: own_in_district, H: own_station},
    (Thing.UPLOAD, ADD): {**_STAFF, R: own_in_district, H: own_file},
    (Thing.UPLOAD, REMOVE): {**_STAFF, R: own_in_district, H: own_station},
    (Thing.ENTRY, SEE): _READERS,
    (Thing.ENTRY, CHANGE): _STAFF,
    (Thing.EVALUATION, SEE): _READERS,
    (Thing.EVALUATION, ADD): _STAFF,
    (Thing.FEEDBACK, SEE): {**_READERS, H: own_published},
    (Thing.DECISION, SEE): _READERS,
    (Thing.DECISION, ADD): _STAFF,
    (Thing.OBJECTION, SEE): {**_READERS, H: own_station},
    (Thing.OBJECTION, ADD): {H: own_published},
    (Thing.OBJECTION, CHANGE): {H: own_published},
    (Thing.OBJECTION, ANSWER): _STAFF,
    (Thing.RECTIFICATION, SEE): {**_READERS, H: own_station},
    (Thing.RECTIFICATION, ADD): _STAFF,
    (Thing.RECTIFICATION, CHANGE): {H: own_published},
    (Thing.RECTIFICATION, ANSWER): _STAFF,
    (Thing.LETTER_TEMPLATE, SEE): {A: own_district, E: own_district, H: own_district, V: own_district},
    (Thing.LETTER_TEMPLATE, ADD): {A: own_district},
    (Thing.LETTER_TEMPLATE, REMOVE): {A: own_district},
    (Thing.LOG, SEE): {A: own_district},
    (Thing.BACKUP, SEE): {A: own_district},
    (Thing.BACKUP, ADD): {A: own_district},
    (Thing.BACKUP, REMOVE): {A: own_district},  # a restore
}
"""(thing, action) → role → how far."""


class NotAllowed(Refused):
    """The person may not do this; told apart from other refusals so that the server answers 403."""


def may(person: Person, action: Action, thing: Thing, about: About) -> bool:
    reach = MATRIX.get((thing, action), {}).get(person.role)
    return reach is not None and reach(person, about)


def demand(person: Person, action: Action, thing: Thing, about: About) -> None:
    """Raises NotAllowed unless the person may do this."""
    if not may(person, action, thing, about):
        found = f"{person.role.title}「{person.name}」不能{action.title}这项{thing.title}"
        raise NotAllowed((Problem("not_allowed", Place(object=thing.title), found),))
