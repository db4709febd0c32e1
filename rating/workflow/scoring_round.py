"""A part of a round from the files handed in to a kept evaluation: check what would be scored, then accept it.

Reading and scoring are done outside a transaction; inside one it is seen that everything they rest on is still so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rating.district.people.person import Person, Role
from rating.district.rounds.earlier_stars import stars_by_code, stars_by_row
from rating.district.rounds.entries import PreparedRevision, add_revision, prepared, reading_of
from rating.district.rounds.evaluations import Saved, save_evaluation
from rating.district.rounds.frozen import demand_frozen
from rating.district.rounds.mark_checks import mark_problems, shared_files, unmarked_problem
from rating.district.rounds.part_inputs import PartInputs, demand_open, inputs_of
from rating.district.rounds.uploads import KeptUpload, content_of, submit, take
from rating.district.storage.archive import packed
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.intake.read import read_workbooks
from rating.problems import Problem, Refused, stopping
from rating.reported import Reported
from rating.scoring.evaluation import Evaluation
from rating.workflow.corrections import Proposed as Proposed
from rating.workflow.corrections import decide_and_rate as decide_and_rate
from rating.workflow.corrections import decided, rated_or_refused
from rating.workflow.corrections import re_rate as re_rate
from rating.workflow.corrections import with_decisions as with_decisions
from rating.workflow.handing_in import answer as answer
from rating.workflow.handing_in import files_of as files_of
from rating.workflow.handing_in import hand_in as hand_in
from rating.workflow.handing_in import take_back as take_back
from rating.workflow.ratings import Checked, Progress

CALLED = "填报数据"
CHECK_AGAIN = "没有保存；请重新核对后再采用"


@dataclass(frozen=True)
class PartChecked:
    """What would be scored, and what that rests on; only the person who checked may accept it.

    reading  what the files say · checked  the same with the current decisions in it
    """

    checked: Checked
    reading: Reported
    inputs: PartInputs
    person_id: int | None

    @property
    def upload_ids(self) -> tuple[int, ...]:
        return tuple(each.id for each in self.inputs.uploads)

    @property
    def decision_ids(self) -> tuple[int, ...]:
        return tuple(each.id for each in self.inputs.decisions)

    @property
    def entry_revision(self) -> int:
        return self.inputs.entry_revision


@dataclass(frozen=True)
class _Ready:
    """All that an acceptance writes, worked out beforehand."""

    evaluation: Evaluation
    archive: bytes
    revision: PreparedRevision


def check_part(database: Database, person: Person, part_id: int, progress: Progress | None = None) -> PartChecked:
    """Read all files of the part, a rater only their own, and tell everything that is wrong with them.

    Raises NotAllowed, Refused: not_found, not_now for a part without stations.
    """
    with database.reading() as at:
        inputs = inputs_of(at, person, part_id)
        if not len(inputs.roster.roster):
            raise refuse("not_now", "本组还没有参评站点", inputs.part.title, "请先在「轮次」页面取用站点名册")
        files = [content_of(at, person, each.id) for each in inputs.uploads]
        earlier = stars_by_code(at, inputs.before_id)
    reading = read_workbooks(inputs.rubric, files, inputs.roster, progress, inputs.answers)
    reading = replace(reading, previous_stars=stars_by_row(earlier, reading.roster))
    reading = _with_senders(reading, inputs)
    reading = replace(reading, problems=_problems(person, reading, inputs))
    return PartChecked(Checked(decided(inputs.rubric, reading, inputs.decisions)), reading, inputs, person.id)


def accept(
    database: Database,
    person: Person,
    part_id: int,
    seen: PartChecked,
    why: str = "",
    progress: Progress | None = None,
) -> Saved | None:
    """Take in what was checked: files taken, values kept as a revision, a new evaluation. None for a rater,
    whose files are submitted to whoever evaluates, and nothing evaluated.

    Raises NotAllowed, Refused: the problems that stop a result, changed_meanwhile when files, decisions,
    answers, roster or values are no longer those that were checked, not_filled without a reason where one is
    needed, not_now in a state of the round that takes no files.
    """
    if (seen.inputs.part.id, seen.person_id) != (part_id, person.id):
        raise refuse("changed_meanwhile", "核对的不是这一组的文件", CALLED, "请重新核对")
    if not seen.checked.accepted:
        raise Refused(stopping(seen.checked.problems))
    rater = person.role is Role.RATER
    ready = None if rater else _ready(database, person, seen, progress)
    with database.writing() as at:
        now = inputs_of(at, person, part_id, lock=True)
        demand_open(person, now.round)
        if not now.same_as(seen.inputs):
            raise refuse(
                "changed_meanwhile",
                "核对之后，文件、名册、分工或填报数据有了变化",
                CALLED,
                CHECK_AGAIN,
            )
        if ready is None:
            submit(at, person, now.round, now.uploads)
            return None
        take(at, person, now.round, now.uploads)
        demand_frozen(at, person, now.round)
        _reason_where_late(now, why)
        number = add_revision(at, person, now.round, now.part, ready.revision, why)
        return save_evaluation(at, person, now.round, now.part, ready.evaluation, "rating", why, number, ready.archive)


def _ready(database: Database, person: Person, seen: PartChecked, progress: Progress | None) -> _Ready:
    with database.reading() as at:
        before = reading_of(at, person, seen.inputs.part.id)
    if (before[0] if before else 0) != seen.entry_revision:
        raise refuse("changed_meanwhile", "核对之后，填报数据已由别人更新", CALLED, CHECK_AGAIN)
    evaluation = rated_or_refused(seen.inputs.rubric, seen.checked.reported, seen.inputs.round, progress)
    tell = progress or _silent
    tell("保存评估结果", 0.0)
    ready = _Ready(evaluation, packed(evaluation), prepared(seen.inputs.rubric, before, seen.reading))
    tell("保存评估结果", 0.5)
    return ready


def _silent(_: str, __: float) -> None:
    return None


def _reason_where_late(now: PartInputs, why: str) -> None:
    """After 评分 even an unchanged taking-in wants a reason."""
    if now.round.state.frozen and now.round.state.value != "scoring" and not why.strip():
        raise refuse("not_filled", f"轮次已到「{now.round.state.title}」，没有写明重新采用的理由", CALLED, "请写明理由")


def _with_senders(reading: Reported, inputs: PartInputs) -> Reported:
    """Who handed each file in, and when."""
    kept = _kept_by_digest(inputs)
    told = [(each, kept.get(each.sha256)) for each in reading.uploads]
    uploads = [replace(each, who=own.sent_by_name, when=own.sent_at) if own else each for each, own in told]
    return replace(reading, uploads=tuple(uploads))


def _kept_by_digest(inputs: PartInputs) -> dict[str, KeptUpload]:
    """The first of equal files is the one that is read."""
    return {each.sha256: each for each in reversed(inputs.uploads)}


def _problems(person: Person, reading: Reported, inputs: PartInputs) -> tuple[Problem, ...]:
    kept = _kept_by_digest(inputs)
    sender = {each.name: inputs.raters.get(kept[each.sha256].sent_by or 0) for each in reading.uploads}
    senders = {name: who for name, who in sender.items() if who is not None}
    own = mark_problems(inputs.rubric, reading, inputs.assignments, senders)
    if person.role is not Role.RATER:
        handed_in = [(each.name, each.sha256, inputs.raters.get(each.sent_by or 0)) for each in inputs.uploads]
        return (*reading.problems, *own, *shared_files(handed_in))
    told = tuple(problem for problem in reading.problems if problem.place.file or problem.severity.stops)
    unmarked = unmarked_problem(reading, inputs.assignments, person.id or 0, person.name)
    return (*told, *own, *unmarked)
