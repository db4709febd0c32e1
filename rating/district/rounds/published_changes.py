"""What a new announcement changed for a station against the one before: old, new, and the decisions behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from rating.district.rounds.evaluations import OCCASIONS
from rating.district.rounds.local_day import day_in_words, local_day
from rating.district.storage import schema
from rating.district.storage.columns import moment, unpacked
from rating.insight.feedback_record import as_plain, as_written

AGAIN = "重新公示"
ELSEWHERE = "起因是其他站点的数据更正或重新评定，没有针对本站的更正决定。"


@dataclass(frozen=True, slots=True)
class Standing:
    """A total, stars and band; None where there are none."""

    total: str | None
    stars: int | None
    band: str | None


@dataclass(frozen=True, slots=True)
class Points:
    """An indicator's points before and after; None where they were not known."""

    code: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Behind:
    """A decision about a value of the station: on which occasion, the field's title, old and new value, why."""

    occasion: str
    title: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one announcement changed for one station; without `behind`, what moved it lies with other stations."""

    at: datetime
    occasion: str
    old: Standing
    new: Standing
    indicators: tuple[Points, ...]
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The announcement that a new one follows; `decisions` made since then, by station code."""

    evaluation_id: int
    occasion: str
    decisions: Mapping[str, tuple[Behind, ...]]

    @classmethod
    def of(
        cls, at: Connection, publication: Any, part_id: int, fields: Mapping[str, str], occasion: str
    ) -> Before | None:
        """From the row of the last publication; None for a first one."""
        if publication is None:
            return None
        return cls(publication.evaluation_id, occasion, _decisions(at, part_id, publication.made_at, fields))


def _decisions(
    at: Connection, part_id: int, since: datetime, fields: Mapping[str, str]
) -> dict[str, tuple[Behind, ...]]:
    table = schema.decision
    asked = select(table).where(table.c.part_id == part_id, table.c.made_at > since).order_by(table.c.id)
    found: dict[str, tuple[Behind, ...]] = {}
    for row in at.execute(asked):
        told = Behind(row.occasion, fields.get(row.field, row.field), row.old, row.new, row.why)
        found[row.station_code] = (*found.get(row.station_code, ()), told)
    return found


def changes_of(at: Connection, before: Before, stations: Sequence[tuple[str, bytes]]) -> dict[str, list[Any]]:
    """Code → all changes so far as plain data, the newest last, for packed results; no entry for what stayed."""
    table = schema.station_result
    asked = select(table.c.station_code, table.c.result, table.c.changes).where(
        table.c.evaluation_id == before.evaluation_id, table.c.station_code.in_([code for code, _ in stations])
    )
    old = {row.station_code: (row.result, row.changes) for row in at.execute(asked)}
    return {
        code: [*old[code][1], *_change(before, code, old[code][0], unpacked(new))]
        for code, new in stations
        if code in old
    }


def changes_from(records: Sequence[Mapping[str, Any]]) -> tuple[Change, ...]:
    """As they were kept, the newest first."""
    read = (as_written(Change, {**each, "at": datetime.fromisoformat(each["at"])}) for each in records)
    return tuple(read)[::-1]


def _change(before: Before, code: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    was, now = _standing(old), _standing(new)
    indicators = tuple(_indicators(old["indicators"], new["indicators"]))
    if was == now and not indicators:
        return []
    told = Change(moment(), before.occasion, was, now, indicators, before.decisions.get(code, ()))
    return [{**as_plain(told), "at": told.at.isoformat()}]


def _standing(result: Mapping[str, Any]) -> Standing:
    return Standing(result["total"], result["stars"], result["band"])


def _indicators(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Points]:
    """Those whose points are other ones, in the rubric's order."""
    for code, now in new.items():
        was = old.get(code, {}).get("points")
        if was != now["points"]:
            yield Points(code, was, now["points"])


def in_words(change: Change, titles: Mapping[str, str]) -> tuple[str, ...]:
    """What moved in one sentence, then what lies behind it; `titles` of the indicators by code."""
    moved = "，".join(_moved(change.old, change.new)) or "总分和等级不变"
    points = "；".join(
        f"「{titles.get(each.code, each.code)}」{each.old or '—'} → {each.new or '—'} 分" for each in change.indicators
    )
    day = day_in_words(local_day(change.at))
    told = f"{day}　{OCCASIONS.get(change.occasion, AGAIN)}：{moved}{f'（{points}）' if points else ''}。"
    return (told, *(_behind(each) for each in change.behind)) if change.behind else (told, ELSEWHERE)


def _moved(old: Standing, new: Standing) -> Iterator[str]:
    if old.total != new.total:
        yield f"总分 {old.total or '暂缺'} → {new.total or '暂缺'}"
    if (old.stars, old.band) != (new.stars, new.band):
        yield f"等级 {old.band or '未评定'} → {new.band or '未评定'}"


def _behind(each: Behind) -> str:
    why = f"，理由：{each.why}" if each.why else ""
    return f"「{each.title}」{each.old or '空白'} → {each.new or '空白'}（{OCCASIONS.get(each.occasion, '更正')}{why}）"
