"""Whether marks were given by those who may give them: recusal (回避), assignment, and the rater's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rating.district.rounds.duties import Assignment
from rating.intake.plain_text import plain_text
from rating.problems import Place, Problem
from rating.reported import Column, Rater, Reported, Status, cell_name
from rating.rubric.nouns import Rubric

MOST_TOLD = 200
"""Cells told singly of one rater; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The rater account that handed a file in."""

    account_id: int
    name: str


@dataclass(frozen=True, slots=True)
class _Duty:
    """What one rater account has to do in a part: codes of stations."""

    name: str
    assigned: frozenset[str]
    recused: frozenset[str]
    roles: frozenset[str]


def mark_problems(
    rubric: Rubric, reading: Reported, assignments: Sequence[Assignment], senders: Mapping[str, Sender]
) -> tuple[Problem, ...]:
    """`senders` by file name as in the reading: only of files that rater accounts handed in themselves.

    A rater who is named in a file is matched to an account by name; where a rater handed the file in, it must
    be their own name.
    """
    duties = _duties(assignments)
    found: list[Problem] = []
    for rater in reading.raters:
        files = _files_of(reading, rater)
        own = {senders[file].account_id: senders[file] for file in files if file in senders}
        found += _named_otherwise(rater, {file: senders[file] for file in files if file in senders})
        accounts = [duties[each] for each in own if each in duties] or _of_name(duties, rater.name)
        if accounts:
            found += _of_rater(rubric, reading, rater, accounts)
    return tuple(found)


def unmarked_problem(
    reading: Reported, assignments: Sequence[Assignment], account_id: int, name: str
) -> tuple[Problem, ...]:
    """Told to a rater: which of the stations assigned to them have no mark yet."""
    marked = {code for rater in reading.raters for _, code, _ in _marks(reading, rater)}
    wanted = {each.station_code for each in assignments if each.rater_id == account_id and not each.recused}
    rows = [row for row, code in enumerate(reading.roster.code) if code in wanted - marked]
    if not rows:
        return ()
    names = "、".join(f"「{reading.roster.name[row]}」" for row in rows[:20])
    more = f"等 {len(rows)} 个单位" if len(rows) > 20 else ""
    return (Problem("rater_missing", Place(object=name), f"分工中的{names}{more}还没有打分"),)


def shared_files(handed_in: Sequence[tuple[str, str, Sender | None]]) -> tuple[Problem, ...]:
    """(name, SHA-256, rater) of each file: the same bytes from two raters would count once, and one's marks be lost."""
    first: dict[str, Sender] = {}
    found = []
    for name, digest, sender in handed_in:
        other = first.setdefault(digest, sender) if sender else None
        if sender and other and other.account_id != sender.account_id:
            told = f"「{sender.name}」与「{other.name}」上传的文件内容完全相同，只能算作一人的打分"
            remedy = "请各自在表内写明评估人后重新上传"
            found.append(Problem("rater_other", Place(name, object=sender.name), told, remedy=remedy))
    return tuple(found)


def same_name(one: str, other: str) -> bool:
    return plain_text(one).casefold() == plain_text(other).casefold()


def _duties(assignments: Sequence[Assignment]) -> dict[int, _Duty]:
    by_account: dict[int, list[Assignment]] = {}
    for each in assignments:
        by_account.setdefault(each.rater_id, []).append(each)
    return {
        account: _Duty(
            several[0].rater_name,
            frozenset(each.station_code for each in several if not each.recused),
            frozenset(each.station_code for each in several if each.recused),
            frozenset(each.role for each in several if each.role and not each.recused),
        )
        for account, several in by_account.items()
    }


def _of_name(duties: Mapping[int, _Duty], name: str) -> list[_Duty]:
    return [duty for duty in duties.values() if same_name(duty.name, name)]


def _named_otherwise(rater: Rater, own: Mapping[str, Sender]) -> Iterator[Problem]:
    for file, sender in own.items():
        if not same_name(sender.name, rater.name):
            found = f"文件由「{sender.name}」上传，其中的评估人却是「{rater.name}」"
            yield Problem("rater_other", Place(file, object=rater.name), found, f"评估人写「{sender.name}」")


def _of_rater(rubric: Rubric, reading: Reported, rater: Rater, accounts: Sequence[_Duty]) -> Iterator[Problem]:
    """Of several accounts of one name, a station is refused only where all of them are."""
    recused = frozenset.intersection(*(duty.recused for duty in accounts))
    assigned = frozenset.union(*(duty.assigned for duty in accounts))
    roles = frozenset.union(*(duty.roles for duty in accounts))
    if roles and rater.role not in roles:
        titles = {role.code: role.title for role in rubric.roles}
        found = f"「{rater.name}」在表中的评估主体是「{titles.get(rater.role, rater.role)}」，与分工不一致"
        expected = "、".join(sorted(titles.get(role, role) for role in roles))
        yield Problem("rater_other", Place(object=rater.name), found, expected, "请改正评估主体，或由评估员调整分工")
    told = 0
    for field, code, place in _marks(reading, rater):
        problem = ""
        if code in recused:
            problem, found = "mark_recused", f"评估人「{rater.name}」应回避「{place.object}」"
        elif assigned and code not in assigned:
            problem, found = "mark_not_assigned", f"「{place.object}」不在评估人「{rater.name}」的分工之内"
        if problem:
            told += 1
            if told <= MOST_TOLD:
                yield Problem(problem, place, f"{found}，却有打分", station=code, field=field)
    if told > MOST_TOLD:
        found = f"评估人「{rater.name}」另有 {told - MOST_TOLD} 处同样的情况"
        yield Problem("mark_not_assigned", Place(object=rater.name), found)


def _marks(reading: Reported, rater: Rater) -> Iterator[tuple[str, str, Place]]:
    """(field, station code, cell) of every mark that the rater gave."""
    for field, by_rater in reading.marks.items():
        column = by_rater.get(rater.code)
        for row in [] if column is None else _given(column):
            sheet = reading.sheets[int(column.source[row])]  # type: ignore[union-attr]
            cell = cell_name(int(column.row[row]), int(column.col[row]))  # type: ignore[union-attr]
            yield field, reading.roster.code[row], Place(sheet.file, sheet.title, cell, reading.roster.name[row])


def _given(column: Column) -> list[int]:
    given: list[int] = np.flatnonzero((column.source >= 0) & (column.status != Status.BLANK)).tolist()
    return given


def _files_of(reading: Reported, rater: Rater) -> list[str]:
    columns = [by_rater[rater.code] for by_rater in reading.marks.values() if rater.code in by_rater]
    sources = {source for column in columns for source in np.unique(column.source).tolist() if source >= 0}
    return list(dict.fromkeys(reading.sheets[source].file for source in sorted(sources)))
