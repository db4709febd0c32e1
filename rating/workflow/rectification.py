"""Rectification from both sides: items are proposed and opened, worked on, judged, and scored anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds import rectification as kept
from rating.district.rounds import rectifying
from rating.district.rounds.attachments import Attachment, attachments_of
from rating.district.rounds.evaluations import Saved
from rating.district.rounds.rectification import Asked, Item
from rating.district.rounds.round import about_station, part_of
from rating.district.rounds.settled import Outcome, outcome
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, Transaction
from rating.insight.effect import points_of
from rating.insight.rectifiable import Rectifiable, rectifiable
from rating.scoring.evaluation import Evaluation
from rating.workflow.correcting import Correction, corrected, fields_at_issue, keep


@dataclass(frozen=True)
class ItemTold:
    """One item as it is listed: its evidence, and what the re-check did."""

    item: Item
    files: tuple[Attachment, ...]
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Recheck:
    """Items of one station with their new values, and what these do."""

    items: tuple[Item, ...]
    correction: Correction
    whose: Mapping[str, int]


def items(database: Database, person: Person, part_id: int, station_code: str | None = None) -> tuple[ItemTold, ...]:
    """A part's items, or one station's."""
    with database.reading() as at:
        sent = person.role is not Role.STATION_HEAD
        return tuple(_told(at, each, sent) for each in kept.items_of(at, person, part_id, station_code))


def _told(at: Transaction, found: Item, sent: bool) -> ItemTold:
    done = outcome(at, found.part_id, found.station_code, found.settled_id)
    return ItemTold(found, attachments_of(at, found.files, sent=sent), done)


# ---- the evaluator


def proposals(database: Database, person: Person, part_id: int, published: Evaluation) -> tuple[Rectifiable, ...]:
    """Everything that stations of a part could be asked to put right, but for what they are asked already."""
    with database.reading() as at:
        there = {(each.station_code, each.indicator) for each in kept.items_of(at, person, part_id)}
    found = rectifiable(published)
    return tuple(each for each in found if (each.station_code, each.indicator) not in there)


def open_items(
    database: Database,
    person: Person,
    part_id: int,
    chosen: Sequence[Rectifiable],
    until: date | None,
    demands: Mapping[tuple[str, str], str] | None = None,
) -> tuple[int, ...]:
    """Open items for one or many stations, all or none. `demands`: (station, indicator) → own words for the demand."""
    said = demands or {}
    asked = tuple(
        Asked(
            each.station_code,
            each.indicator,
            said.get((each.station_code, each.indicator), each.demand),
            until,
            each.points,
            each.title,
        )
        for each in chosen
    )
    with database.writing() as at:
        return kept.open_items(at, person, part_id, asked)


def judge(database: Database, person: Person, item_id: int, seen: int, state: str, verdict: str = "") -> Item:
    """Accept, return or reject what a station handed in."""
    with database.writing() as at:
        return kept.judge(at, person, item_id, seen, state, verdict)


def recheck(database: Database, person: Person, typed: Mapping[int, Mapping[str, str]]) -> Recheck:
    """What scoring these items anew would do; `typed` by item, then by field. Nothing is kept.

    All items are of one station, and accepted. Raises Refused (not_now) when any other indicator would move.
    """
    filled = {item: values for item, values in typed.items() if any(text.strip() for text in values.values())}
    if not filled:
        raise refuse("not_filled", "没有填写复评的数值", "整改复评")
    with database.reading() as at:
        chosen = tuple(_recheckable(at, person, each) for each in filled)
        part_id, station = _one_station(chosen)
        _, part = part_of(at, person, part_id)
        fields = {each.id: fields_at_issue(at, person, part, station, each.indicator) for each in chosen}
    values, whose = _values(filled, fields)
    found = corrected(database, person, part_id, station, values, whose)
    _nothing_else(found, chosen)
    return Recheck(chosen, found, whose)


def _recheckable(at: Transaction, person: Person, item_id: int) -> Item:
    round_, part, found = kept.item_of(at, person, item_id)
    about: About = about_station(at, round_, part, found.station_code)
    demand(person, Action.ANSWER, Thing.RECTIFICATION, about)
    kept.only_recheckable(round_, found)
    return found


def _one_station(chosen: Sequence[Item]) -> tuple[int, str]:
    places = {(each.part_id, each.station_code) for each in chosen}
    if len(places) != 1:
        raise refuse("not_usable", "一次只能复评一个站点的整改项", "整改复评")
    return places.pop()


def _values(
    filled: Mapping[int, Mapping[str, str]], fields: Mapping[int, Sequence[str]]
) -> tuple[dict[str, str], dict[str, int]]:
    """Field → new value, and field → the item it belongs to; a field of two items is told once."""
    values: dict[str, str] = {}
    whose: dict[str, int] = {}
    for item, typed in filled.items():
        for field, text in typed.items():
            if not text.strip():
                continue
            if field not in fields[item]:
                raise refuse("not_usable", "所填的数据项不属于这项指标", "整改复评")
            if values.setdefault(field, text.strip()) != text.strip():
                raise refuse("not_usable", f"同一数据项填了两个值：{values[field]} 和 {text.strip()}", "整改复评")
            whose.setdefault(field, item)
    return values, whose


def _nothing_else(found: Correction, chosen: Sequence[Item]) -> None:
    """The proof that a re-check scores the failed items only: every other indicator is as it was, everywhere."""
    allowed = {each.indicator for each in chosen}
    foreign = [each for each in found.effect.own if each.indicator not in allowed]
    if foreign:
        titles = "、".join(f"「{each.title}」{each.before} → {each.after}" for each in foreign)
        remedy = "复评只能改变整改项的得分；请把这些指标也列入整改项，或核对所填的数值"
        raise refuse("not_now", f"所填的数值还会改变不在整改项内的指标：{titles}", "整改复评", remedy)
    if found.effect.others:
        first = found.effect.others[0]
        told = f"还会改变其他站点的得分，如{first.station_name}的「{first.title}」"
        raise refuse("not_now", told, "整改复评", "这类指标在站点之间比较得分，不能单独复评")


def keep_recheck(database: Database, person: Person, shown: Recheck, why: str) -> tuple[Item, ...]:
    """Make the re-check that was shown count, whole, with the old marks kept beside the new.

    Raises Refused (changed_meanwhile) when anything is no longer as it was shown.
    """
    said = why.strip()
    if not said:
        raise refuse("not_filled", "没有填写复评说明", "整改复评")

    def permit(at: Transaction) -> None:
        for each in shown.items:
            _recheckable(at, person, each.id)

    def close(at: Transaction, saved: Saved) -> None:
        for each, points in zip(shown.items, _points(shown), strict=True):
            kept.settle_item(at, person, each.id, each.version, points, saved.id)

    whose = {field: {"rectification_id": item} for field, item in shown.whose.items()}
    keep(database, person, shown.correction, "recheck", f"整改复评：{said}", whose, permit, close)
    with database.reading() as at:
        return tuple(kept.item_of(at, person, each.id)[2] for each in shown.items)


def _points(shown: Recheck) -> Iterator[str | None]:
    after, row = shown.correction.after, shown.correction.row
    codes = [node.code for node in after.rubric.indicators]
    for each in shown.items:
        yield points_of(after, row, codes.index(each.indicator)) if each.indicator in codes else None


# ---- the station head


def save_report(database: Database, person: Person, item_id: int, seen: int, done: str) -> Item:
    with database.writing() as at:
        return rectifying.save_report(at, person, item_id, seen, done)


def submit(database: Database, person: Person, item_id: int, seen: int, done: str) -> Item:
    with database.writing() as at:
        return rectifying.submit(at, person, item_id, seen, done)


def attach(database: Database, person: Person, item_id: int, files: Sequence[tuple[str, bytes]]) -> tuple[int, ...]:
    """Add evidence, all or none; the ids of the uploads."""
    with database.writing() as at:
        return tuple(rectifying.add_evidence(at, person, item_id, name, content) for name, content in files)


def detach(database: Database, person: Person, item_id: int, upload_id: int) -> None:
    with database.writing() as at:
        rectifying.drop_evidence(at, person, item_id, upload_id)
