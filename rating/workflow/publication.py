"""Announcing a round, taking the announcement back, and putting a corrected rating in its place.

Feedback of every station is built outside the transaction; inside it is only written, when nothing moved meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rating.district.people.person import Person
from rating.district.rounds.evaluations import latest, load_evaluation
from rating.district.rounds.moves import move, step_to
from rating.district.rounds.plan import change_round, plan_of
from rating.district.rounds.publication import (
    Prepared,
    Told,
    hide_parts,
    publish_part,
    ready_to_announce,
    still_ready,
    tell,
)
from rating.district.rounds.round import Part, Round, parts_of, round_of
from rating.district.rounds.standing import Standing
from rating.district.rounds.states import State
from rating.district.storage.changes import refuse
from rating.district.storage.columns import packed
from rating.district.storage.database import Database
from rating.insight.published import facts_of, listing_of, records
from rating.insight.shared_words import WORDS, without_words
from rating.insight.since import Since
from rating.scoring.evaluation import Evaluation
from rating.workflow.ratings import Progress
from rating.workflow.since_before import since_before

STEP = "生成各站反馈"
OFTEN = 20
"""After so many stations the progress is told."""


@dataclass(frozen=True)
class _Ready:
    """A part, how it stood when its feedback was built, and the feedback."""

    part: Part
    standing: Standing
    prepared: Prepared


def announce(
    database: Database,
    person: Person,
    round_id: int,
    seen_version: int,
    why: str = "",
    object_until: date | None = None,
    progress: Progress | None = None,
) -> Round:
    """Station heads see their result from now on: every part's newest evaluation, or nothing of the round at all.

    `object_until`, when given, becomes the last day for objections. Raises Refused: not_now where a part has no
    evaluation made from what is current, or a date is missing or past; changed_meanwhile when the round or an
    evaluation is no longer what it was.
    """
    ready = _ready(database, person, round_id, seen_version, progress)
    with database.writing() as at:
        round_ = _as_seen(round_of(at, person, round_id, lock=True), seen_version)
        if object_until is not None:
            plan = replace(plan_of(round_), object_until=object_until)
            round_ = change_round(at, person, round_id, seen_version, plan, why)
        if [each.part.id for each in ready] != [part.id for part in parts_of(at, person, round_id)]:
            raise refuse("changed_meanwhile", f"「{round_.title}」的分组刚刚被别人改过", round_.title)
        moved = move(at, person, round_, State.ANNOUNCED, why)
        for each in ready:
            still_ready(at, each.part, each.standing)
            publish_part(at, person, moved, each.part, each.standing.evaluation_id or 0, each.prepared, "again", why)
        told = "；".join(f"{each.part.title}：{len(each.prepared.stations)} 个站点" for each in ready)
        tell(at, person, "announce", moved, f"公示「{moved.title}」，{told}", why)
        return moved


def withdraw_announcement(database: Database, person: Person, round_id: int, seen_version: int, why: str) -> Round:
    """Back to 复核: station heads see nothing of the round again. Refused (round_to_confirm) without a reason."""
    with database.writing() as at:
        round_ = _as_seen(round_of(at, person, round_id, lock=True), seen_version)
        if round_.state is not State.ANNOUNCED:
            raise refuse("not_now", f"本轮现在是「{round_.state.title}」，没有在公示", round_.title)
        moved = move(at, person, round_, State.REVIEWED, why)
        hide_parts(at, parts_of(at, person, round_id))
        tell(at, person, "withdraw", moved, f"撤回「{moved.title}」的公示", why)
        return moved


def prepared(
    evaluation: Evaluation, progress: Progress | None = None, since: Mapping[str, Since] | None = None
) -> Prepared:
    """Everything that announcing this evaluation writes; needs no database and no permission.

    `since`: station code → what changed since the round announced before (`since_before`); stays as it is told now.
    """
    stations, total = [], len(evaluation.roster)
    words: dict[str, dict[str, Any]] = {}
    for at, (code, result, feedback) in enumerate(records(evaluation, since)):
        if progress and at % OFTEN == 0:
            progress(STEP, at / total)
        stations.append(Told(code, packed(result), packed(without_words(feedback, words))))
    fields = {code: field.title for code, field in evaluation.rubric.fields.items()}
    facts = {**facts_of(evaluation), WORDS: words}
    return Prepared(facts, packed(listing_of(evaluation)), tuple(stations), fields)


def _ready(
    database: Database, person: Person, round_id: int, seen_version: int, progress: Progress | None
) -> list[_Ready]:
    """Each part with its feedback. One evaluation at a time is held, and while two rounds are compared the earlier."""
    with database.reading() as at:
        round_ = _as_seen(round_of(at, person, round_id), seen_version)
        step_to(at, person, round_, State.ANNOUNCED)
        parts = parts_of(at, person, round_id)
    found = []
    for part in parts:
        with database.reading() as at:
            saved = latest(at, person, part.id)
            evaluation = load_evaluation(at, person, saved.id) if saved else None
            standing = ready_to_announce(at, person, round_, part, evaluation)
        if evaluation is not None:
            since = since_before(database, person, part.id, evaluation)
            found.append(_Ready(part, standing, prepared(evaluation, progress, since)))
    return found


def _as_seen(round_: Round, seen_version: int) -> Round:
    if round_.version != seen_version:
        found = f"「{round_.title}」刚刚被别人改过，现在是「{round_.state.title}」"
        raise refuse("changed_meanwhile", found, round_.title)
    return round_
