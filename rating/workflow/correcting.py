"""A corrected value after the announcement: what it would do is worked out and shown first, then kept whole.

The only two doors are an objection that is upheld and the re-check of what was put right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from rating.district.people.person import Person
from rating.district.rounds.basis import Basis, basis_of, demand_same
from rating.district.rounds.decisions import decide
from rating.district.rounds.evaluations import Saved, load_evaluation, save_evaluation
from rating.district.rounds.frozen import demand_frozen
from rating.district.rounds.publication import publish_part
from rating.district.rounds.round import Part, part_of, round_of, stations_of
from rating.district.rubrics.revisions import rubric_of
from rating.district.storage.archive import packed
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database, Transaction
from rating.insight.contested import as_seen, contested
from rating.insight.effect import Effect, effect, other_inputs
from rating.scoring.evaluation import Evaluation
from rating.workflow.publication import prepared
from rating.workflow.scoring_round import Proposed, with_decisions
from rating.workflow.since_before import since_before

NEUTRAL = {"objection": "采纳一项异议", "recheck": "整改后复评"}
"""Occasion → what every station of the part may read of it."""


@dataclass(frozen=True)
class Correction:
    """One station's corrected values and what they do; `typed` by field code, as in a sheet.

    before  what station heads see now · after  what they would see · basis  what both rest on
    """

    part_id: int
    station_code: str
    typed: Mapping[str, str]
    before: Evaluation
    after: Evaluation
    effect: Effect
    basis: Basis

    @property
    def row(self) -> int:
        return self.before.roster.code.index(self.station_code)

    def old(self, field: str) -> str:
        return as_seen(self.before, self.row, field)

    def new(self, field: str) -> str:
        return as_seen(self.after, self.row, field)


def corrected(
    database: Database,
    person: Person,
    part_id: int,
    station_code: str,
    typed: Mapping[str, str],
    allowed: Collection[str],
) -> Correction:
    """Work it out; nothing is kept. `allowed` are the fields that may be corrected here.

    Raises Refused: not_filled, not_usable, problems of values that cannot be read, and not_now when the
    result would differ in anything that was not corrected.
    """
    said = {field: text.strip() for field, text in typed.items() if text.strip()}
    if not said:
        raise refuse("not_filled", "没有填写更正后的数值", "更正")
    if not said.keys() <= {*allowed}:
        raise refuse("not_usable", "所填的数据项不属于这项指标", "更正")
    with database.reading() as at:
        basis = basis_of(at, part_id)
        if basis.published_id is None:
            raise refuse("not_now", "本组的结果还没有公示", "更正")
        before = load_evaluation(at, person, basis.published_id)
    after = with_decisions(database, person, part_id, _proposed(station_code, said))
    _only_these(before, after, station_code, said)
    return Correction(part_id, station_code, said, before, after, effect(before, after, station_code), basis)


def _only_these(before: Evaluation, after: Evaluation, station_code: str, said: Mapping[str, str]) -> None:
    if before.rubric.fingerprint != after.rubric.fingerprint or before.roster != after.roster:
        raise refuse("not_now", "评分标准或站点名册与公示时不同", "更正", "请联系管理员核对")
    differing = other_inputs(before, after)
    foreign = sorted(differing - {(station_code, field) for field in said})
    if foreign:
        code, field = foreign[0]
        title = before.rubric.fields[field].title
        found = f"采用的数据与公示时不同，如 {code} 的「{title}」等 {len(foreign)} 处"
        raise refuse("not_now", found, "更正", "公示以后的分数只能通过异议或整改变动；请联系管理员核对")
    if not differing:
        raise refuse("not_usable", "更正后的数值与现在的相同", "更正", "请填写更正后的数值；不需要更正的，不必采纳")


def _proposed(station_code: str, said: Mapping[str, str]) -> list[Proposed]:
    return [Proposed(station_code, field, text) for field, text in said.items()]


def _with_reason(database: Database, person: Person, shown: Correction, why: str) -> Evaluation:
    """The same evaluation, in which the corrected values carry their reason."""
    proposed = _proposed(shown.station_code, shown.typed)
    after = with_decisions(database, person, shown.part_id, proposed, why)
    if not effect(shown.after, after, shown.station_code).nothing:
        raise refuse("changed_meanwhile", "查看影响之后，数据有了变化", "更正", "没有保存；请重新查看影响后再确认")
    return after


def keep(
    database: Database,
    person: Person,
    correction: Correction,
    occasion: str,
    why: str,
    whose: Mapping[str, Mapping[str, int]],
    permit: Callable[[Transaction], None],
    close: Callable[[Transaction, Saved], None],
) -> Saved:
    """Decisions, evaluation, what station heads see, and what `close` writes: all of it or nothing.

    `why` is the decisions' reason, which only this station reads. `whose` gives each field the objection or
    rectification item that its decision belongs to. `permit` is asked first, with nothing written yet. Raises
    Refused when anything came in between, and whatever `permit` and `close` raise.
    """
    after = _with_reason(database, person, correction, why)
    since = since_before(database, person, correction.part_id, after)
    ready, archive = prepared(after, since=since), packed(after)
    with database.writing() as at:
        round_, part = part_of(at, person, correction.part_id)
        round_ = round_of(at, person, round_.id, lock=True)  # from here on nobody else writes in this round
        demand_same(at, part, correction.basis)
        demand_frozen(at, person, round_)
        permit(at)
        for field, text in correction.typed.items():
            decide(
                at,
                person,
                round_,
                part,
                correction.station_code,
                field,
                correction.old(field),
                text,
                why,
                occasion,
                **whose.get(field, {}),
            )
        revision = correction.basis.entry_revision
        saved = save_evaluation(
            at, person, round_, part, correction.after, occasion, NEUTRAL[occasion], revision, archive
        )
        close(at, saved)
        publish_part(at, person, round_, part, saved.id, ready, occasion, NEUTRAL[occasion])
        return saved


def fields_at_issue(at: Transaction, person: Person, part: Part, station_code: str, indicator: str) -> tuple[str, ...]:
    """The fields that may be corrected for an indicator or gate of a station. Raises Refused (not_found)."""
    kind = next((each.kind for each in stations_of(at, part.id) if each.code == station_code), "")
    try:
        return contested(rubric_of(at, person, part.rubric_id), indicator, kind).fields
    except KeyError:
        raise refuse("not_found", "评分标准中没有这项指标", "更正") from None
