"""Papers for stations and for the office: letters, the report, notices.

Without a round (the try-out) papers say only what the evaluation says. In a district whoever asks for papers is
asked for permission, and the log tells of it, before the slow work of writing them begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import Action, Thing, demand
from rating.district.places.districts import district_of
from rating.district.rounds import letter_signatures, letter_templates
from rating.district.rounds.local_day import local_day
from rating.district.rounds.rectification import ACCEPTED, REJECTED, Item
from rating.district.rounds.round import about_part, part_of
from rating.district.storage.database import Database, Transaction
from rating.export.pictures import chinese_face
from rating.export.word.facts import RoundFacts, announced_facts, round_facts
from rating.export.word.letter import LETTER, feedback_letter
from rating.export.word.letters import letters_zip
from rating.export.word.notice import NOTICE, Demand, rectification_notice
from rating.export.word.report import district_report
from rating.insight.certainty.certainty import Certainty
from rating.insight.contested import GATE
from rating.insight.explain import Explanation
from rating.insight.feedback import Feedback, feedback
from rating.insight.goal_board import GoalBoard
from rating.insight.published import as_shown
from rating.insight.since import Since
from rating.insight.spread import spreads
from rating.problems import Problem, Refused
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.shown import in_file_name
from rating.workflow.own_feedback import OwnFeedback
from rating.workflow.ratings import Progress
from rating.workflow.rectification import items

NamedBytes = tuple[str, bytes]
HOW_TO_OBJECT = "登录本系统，在「异议与整改」中逐项写明理由、附上材料提出"
DONE_WITH = (ACCEPTED, REJECTED)


@dataclass(frozen=True, slots=True)
class Office:
    """What papers are written with: facts of the round, the district's template, and what the round lets be told."""

    facts: RoundFacts
    template: bytes | None = None
    ranks: bool = False
    spread: bool = True
    names: bool = False


def try_out(evaluation: Evaluation) -> Office:
    """Without a round: no number, no days, no template."""
    return Office(round_facts(evaluation))


def office_of(database: Database, person: Person, part_id: int, evaluation: Evaluation, what: str) -> Office:
    """For whoever may see the part's results; `what` is made stands in the log. Raises NotAllowed, storage_…."""
    with database.writing() as at:
        round_, part = part_of(at, person, part_id)
        demand(person, Action.SEE, Thing.EVALUATION, about_part(at, round_, part))
        facts = round_facts(
            evaluation,
            assessment_round=round_.title,
            filing_number=round_.filing_number,
            object_until=round_.object_until,
            object_how=HOW_TO_OBJECT,
            **_signed(at, person, round_.district),
        )
        template = letter_templates.in_use(at, person, round_.district)
        told = f"{part.title}：生成{what}"
        note(
            at,
            person,
            "export",
            Thing.FEEDBACK,
            None,
            district=round_.district,
            assessment_round=round_.id,
            summary=told,
        )
    return Office(facts, template, round_.show_ranks, round_.show_spread, round_.show_names)


def _signed(at: Transaction, person: Person, district_id: int) -> dict[str, str]:
    """The district's name, who signs for it and whom to ask, as they are kept now."""
    found = district_of(at, person, district_id)
    signature = letter_signatures.signature_of(at, person, district_id)
    name = f"{found.name}（练习）" if found.practice else found.name
    return {"district": name, "issuer": signature.issuer, "contact": signature.contact}


# ---- letters and the report


def station_letter(evaluation: Evaluation, row: int, office: Office, since: Since | None = None) -> NamedBytes:
    """The letter of the station in that row, with what the round lets it see."""
    told = feedback(evaluation, row, since=since)
    spread = spreads(evaluation).get(told.kind) if office.spread else None
    return _letter(as_shown(told, spread, ranks=office.ranks), office)


def all_letters(
    evaluation: Evaluation,
    target: BinaryIO,
    office: Office,
    since: Mapping[str, Since] | None = None,
    progress: Progress | None = None,
) -> tuple[Problem, ...]:
    """One letter a station into a ZIP; the problems of those that could not be written.

    `since`: station code → what changed since the round before. Raises Refused (template_unusable).
    """
    return letters_zip(
        evaluation,
        target,
        office.facts,
        office.template,
        progress,
        ranks=office.ranks,
        spread=office.spread,
        since=since,
        with_chart=can_draw(),
    )


def report(
    evaluation: Evaluation,
    office: Office,
    *,
    names: bool,
    certainty: Certainty | None = None,
    goals: GoalBoard | None = None,
) -> bytes:
    """评估总报告 as .docx."""
    return district_report(
        evaluation, office.facts, names=names, certainty=certainty, goals=goals, with_charts=can_draw()
    )


def own_letter(database: Database, person: Person, found: OwnFeedback) -> NamedBytes:
    """A station's announced letter from what was announced; `found` has asked whether the person may see it."""
    own = found.own
    with database.reading() as at:
        template = letter_templates.in_use(at, person, own.district)
        signed = _signed(at, person, own.district)
    return _letter(found.told, Office(_announced(found, signed), template))


def _announced(found: OwnFeedback, signed: Mapping[str, str]) -> RoundFacts:
    own = found.own
    return announced_facts(
        found.facts,
        assessment_round=own.title,
        filing_number=own.filing_number,
        issued_on=local_day(found.announced_at),
        object_until=own.object_until,
        object_how=HOW_TO_OBJECT,
        **signed,
    )


def _letter(told: Feedback, office: Office) -> NamedBytes:
    content = feedback_letter(told, office.facts, office.template, with_chart=can_draw())
    return in_file_name(f"{told.name}_{office.facts.assessment_round}_{LETTER}.docx"), content


def can_draw() -> bool:
    """Whether pictures come out: without Chinese fonts on the server letters and the report go without them."""
    try:
        chinese_face()
    except Refused:
        return False
    return True


# ---- notices of what is to be put right


def notice(
    database: Database, person: Person, part_id: int, evaluation: Evaluation, station_code: str
) -> NamedBytes | None:
    """The notice to one station; None where nothing was asked of it. Raises NotAllowed, Refused."""
    found = [each.item for each in items(database, person, part_id, station_code)]
    row = evaluation.roster.code.index(station_code)
    office = office_of(database, person, part_id, evaluation, f" {station_code} 的{NOTICE}")
    return _notice(feedback(evaluation, row), office.facts, found, _gates(evaluation.rubric))


def own_notice(database: Database, person: Person, found: OwnFeedback) -> NamedBytes | None:
    """The same for the station itself, from what was announced."""
    own = found.own
    asked = [each.item for each in items(database, person, own.part_id, own.code)]
    with database.reading() as at:
        facts = _announced(found, _signed(at, person, own.district))
    gates = {f"{GATE}{gate['code']}": str(gate["title"]) for gate in found.result["gates"]}
    return _notice(found.told, facts, asked, gates)


def _gates(rubric: Rubric) -> dict[str, str]:
    return {f"{GATE}{gate.code}": gate.title for gate in rubric.gates}


def _notice(told: Feedback, facts: RoundFacts, asked: Sequence[Item], gates: Mapping[str, str]) -> NamedBytes | None:
    """Of what is still to be done; once everything is settled, of all that was asked."""
    if not asked:
        return None
    chosen = [each for each in asked if each.state not in DONE_WITH] or list(asked)
    first = min(local_day(each.made_at) for each in chosen)
    facts = replace(facts, object_how="", issued_on=first)
    content = rectification_notice(told.name, tuple(_demands(told, chosen, gates)), facts)
    return in_file_name(f"{told.name}_{facts.assessment_round}_{NOTICE}.docx"), content


def _demands(told: Feedback, chosen: Sequence[Item], gates: Mapping[str, str]) -> Iterator[Demand]:
    lines = {line.code: line for line in (*told.lost, *told.good, *told.others)}
    texts = {each.title: each.text for each in told.conditions}
    for item in chosen:
        line = lines.get(item.indicator)
        title = line.title if line else gates.get(item.indicator, item.indicator)
        evidence = line.evidence if line else ()
        found = _found(item, line) if line else texts.get(title, "")
        yield Demand(title, found, _without(item.demand, evidence), evidence, item.until)


def _found(item: Item, line: Explanation) -> str:
    """Points as they were when it was asked for: a re-check does not change what the notice rests on."""
    points = f"定级时得 {item.points_before} 分" if item.points_before else "定级时没有得分"
    return f"{points}，{line.asked}" if line.asked else points


def _without(demand_: str, evidence: Sequence[str]) -> str:
    """The papers asked for have a column of their own."""
    said = demand_.rstrip().removesuffix(f"佐证材料：{'、'.join(evidence)}").rstrip() if evidence else demand_
    return said or demand_
