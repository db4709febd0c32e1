"""An import into a district's round: files are kept the moment they are dropped, answers for the whole district.

What the round holds is asked at every rerun, so that another browser, or the same one after the server was away,
finds everything; files that somebody else handed in meanwhile are read with the others, and it is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from rating.district.rounds.part_inputs import PartInputs
from rating.district.rounds.round import Part
from rating.district.rounds.uploads import STATES, KeptUpload
from rating.intake.answers import Answers
from rating.intake.files.upload import free_name, receive
from rating.problems import Problem
from rating.screens.import_sections.import_draft import Draft
from rating.screens.parts.asked import attempt
from rating.screens.visit.session import NamedBytes
from rating.screens.visit.where import Where, at_this_moment
from rating.shown import moment_text
from rating.workflow import Checked, Progress, handing_in, own_marks, scoring_round
from rating.workflow.scoring_round import PartChecked


@dataclass
class InRound:
    """What the round holds, as this browser last saw it.

    uploads  by the name under which the file is shown: the same as in the reading
    seen     what was checked, to be accepted as it is
    news     what others did meanwhile, in a sentence
    taken_back  ids of files that were taken back here
    changed_now  the round changed since the page was drawn: a button pressed there meant something else
    """

    where: Where
    inputs: PartInputs
    uploads: dict[str, KeptUpload] = field(default_factory=dict)
    seen: PartChecked | None = None
    news: str = ""
    taken_back: set[int] = field(default_factory=set)
    changed_now: bool = False
    in_round: bool = True

    @property
    def part_id(self) -> int:
        return self.inputs.part.id

    def keep_files(self, started: Draft, wanted: tuple[NamedBytes, ...]) -> bool:
        """What is not kept yet is handed in, what is no longer wanted is taken back."""
        held = {upload.sha256 for upload in self.uploads.values()}
        digests = {sha256(content).hexdigest() for _, content in wanted}
        new = [file for file in wanted if sha256(file[1]).hexdigest() not in held]
        at, seen = self.where.database, self.where
        if new and attempt(lambda: handing_in.hand_in(at, at_this_moment(seen), self.part_id, new)) is None:
            return False
        return self._take_back(each for each in self.uploads.values() if each.sha256 not in digests)

    def take_back_own(self, started: Draft) -> None:
        """The person's own files that were not accepted yet."""
        mine = self.where.person.id
        self._take_back(
            each for each in self.uploads.values() if each.state in ("unsent", "draft") and each.sent_by == mine
        )
        started.arrival = started.before = started.checked = None
        started.attempt += 1

    def _take_back(self, uploads: Iterable[KeptUpload]) -> bool:
        database, seen = self.where.database, self.where
        for each in list(uploads):
            done = attempt(lambda: handing_in.take_back(database, at_this_moment(seen), each.id))  # noqa: B023 - at once
            if done is None:
                return False
            self.taken_back.add(each.id)
        return True

    def keep_answers(self, started: Draft, answers: Answers) -> bool:
        database, before = self.where.database, started.answers.by_key
        new = {key: said for key, said in answers.by_key.items() if before.get(key) != said}
        gone = [key for key in before if key not in answers.by_key]

        def kept() -> bool:
            person = at_this_moment(self.where)
            if new:
                handing_in.answer(database, person, self.part_id, new)
            if gone:
                handing_in.unanswer(database, person, self.part_id, gone)
            return True

        return attempt(kept) is not None

    def check(self, started: Draft, progress: Progress | None) -> Checked:
        self.seen = scoring_round.check_part(self.where.database, self.where.person, self.part_id, progress)
        return self.seen.checked

    def confirm(self, started: Draft, checked: Checked, why: str, progress: Progress | None) -> tuple[Problem, ...]:
        assert self.seen is not None
        scoring_round.accept(self.where.database, self.where.person, self.part_id, self.seen, why, progress)
        return ()

    def origin(self, name: str) -> dict[str, str]:
        upload = self.uploads[name]
        who = "本人" if upload.sent_by == self.where.person.id else upload.sent_by_name
        return {"交来": f"{who}　{moment_text(upload.sent_at)}", "状态": STATES[upload.state]}

    def template(self, started: Draft, role: str, rater: str) -> tuple[bytes | None, tuple[Problem, ...]]:
        return own_marks.template_of_part(self.where.database, self.where.person, self.part_id, role, rater), ()


def draft_of_round(here: Where, part: Part, kept: Draft | None) -> Draft:
    """`kept` brought up to what the round holds now; a new one for another part or another person."""
    inputs = handing_in.inputs_of_part(here.database, here.person, part.id)
    old = kept.keeping if kept is not None and isinstance(kept.keeping, InRound) else None
    if kept is None or old is None or old.part_id != part.id or old.where.person.id != here.person.id:
        return _read_in(Draft(inputs.rubric), InRound(here, inputs))
    fresh = InRound(here, inputs, old.uploads, old.seen, old.news, old.taken_back)
    if old.inputs.same_as(inputs):
        kept.keeping = fresh
        return kept
    fresh.news = meanwhile(old.inputs, inputs, here.person.id, old.taken_back) or old.news
    fresh.changed_now, kept.checked = True, None
    return _read_in(kept, fresh)


def _read_in(started: Draft, keeping: InRound) -> Draft:
    """Files, answers, rubric and title as the round has them."""
    inputs, here, have = keeping.inputs, keeping.where, dict(started.files)
    content = {each.id: have[name] for name, each in keeping.uploads.items() if name in have}
    missing = [each.id for each in inputs.uploads if each.id not in content]
    if missing:
        loaded = handing_in.files_of(here.database, here.person, missing)
        content |= {number: data for number, (_, data) in zip(missing, loaded, strict=True)}
    files = named_apart([(each.name, content[each.id]) for each in inputs.uploads])
    keeping.uploads = {name: each for (name, _), each in zip(files, inputs.uploads, strict=True)}
    started.files, started.answers, started.rubric = files, inputs.answers, inputs.rubric
    started.assessment_round, started.keeping = inputs.round.title, keeping
    return started


def named_apart(files: Sequence[NamedBytes]) -> tuple[NamedBytes, ...]:
    """Each under the name that its reading has: plain, and the second of two equal names numbered."""
    distinct: list[NamedBytes] = []
    for name, content in files:
        plain = receive([(name, content)])[0][0].name
        distinct.append((free_name(plain, [each for each, _ in distinct]), content))
    return tuple(distinct)


def meanwhile(old: PartInputs, now: PartInputs, person_id: int | None, taken_back: Collection[int] = ()) -> str:
    """What others did between two looks: files that came or went, an acceptance."""
    before, after = {each.id: each for each in old.uploads}, {each.id: each for each in now.uploads}
    came = [each for key, each in after.items() if key not in before and each.sent_by != person_id]
    gone = [each for key, each in before.items() if key not in after and key not in taken_back]
    told = [f"{each.sent_by_name}交来「{each.name}」" for each in came]
    told += [f"{each.sent_by_name}的「{each.name}」已撤回" for each in gone]
    if now.entry_revision > old.entry_revision:
        told.append("别人已确认过一次")
    return f"您打开本页之后，{'，'.join(told)}。已按现在的文件重新核对，请看过后再确认。" if told else ""
