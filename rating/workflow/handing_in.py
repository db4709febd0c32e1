"""Files of a part: handed in, taken back, looked at; and what is confirmed about them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

from rating.district.people.person import Person, Role
from rating.district.people.roles import Action, Thing, demand
from rating.district.rounds import answers as said
from rating.district.rounds.part_inputs import PartInputs, demand_open, inputs_of
from rating.district.rounds.round import part_of
from rating.district.rounds.uploads import (
    HELD,
    KeptUpload,
    about_part_upload,
    content_of,
    keep_upload,
    kept_name,
    upload_of,
    uploads_of,
    withdraw,
)
from rating.district.storage.changes import refuse
from rating.district.storage.database import Database
from rating.intake.answers import Key
from rating.problems import Place, Problem, Refused
from rating.workflow.ratings import File

MOST_BYTES = 100 * 1024 * 1024
"""The reader takes no larger file either."""


def hand_in(database: Database, person: Person, part_id: int, files: Sequence[File]) -> tuple[KeptUpload, ...]:
    """Keep the files as drafts, all or none, in their order; what one has handed in already is not kept twice.

    A rater's stay their own until they are submitted (`scoring_round.accept`).

    Raises NotAllowed, Refused: not_now, not_filled, file_too_large.
    """
    given = [_named(file) for file in files]
    _usable(given)
    with database.writing() as at:
        round_, part = part_of(at, person, part_id)
        about = about_part_upload(at, round_, part, person)
        demand(person, Action.ADD, Thing.UPLOAD, about)
        demand_open(person, round_)
        sent = (each for each in uploads_of(at, person, part_id, states=HELD) if each.sent_by == person.id)
        state = "unsent" if person.role is Role.RATER else "draft"
        own = {(each.name, each.sha256): each for each in sent}
        kept = []
        for name, content in given:
            same = name, hashlib.sha256(content).hexdigest()
            if same not in own:
                own[same] = keep_upload(
                    at, person, about, round_id=round_.id, part_id=part.id, name=name, content=content, state=state
                )
            kept.append(own[same])
        return tuple(dict.fromkeys(kept))


def take_back(database: Database, person: Person, upload_id: int) -> KeptUpload:
    """The file no longer counts; its bytes stay. Raises NotAllowed, Refused: not_found, not_now."""
    with database.writing() as at:
        upload = upload_of(at, person, upload_id)
        if upload.part_id is None or upload.purpose != "data":
            raise refuse("not_now", f"「{upload.name}」不是填报文件", "上传文件", "请在提交它的页面上处理")
        demand_open(person, part_of(at, person, upload.part_id)[0])
        return withdraw(at, person, upload_id)


def answer(database: Database, person: Person, part_id: int, answers: Mapping[Key, str]) -> None:
    """Remember what was confirmed, for all files of the district. Raises NotAllowed, Refused (not_now)."""
    with database.writing() as at:
        round_, part = part_of(at, person, part_id)
        demand(person, Action.ADD, Thing.UPLOAD, about_part_upload(at, round_, part, person))
        demand_open(person, round_)
        said.remember(at, person, round_.district, answers)


def unanswer(database: Database, person: Person, part_id: int, keys: Collection[Key]) -> None:
    """Take answers back, for all files of the district. Raises NotAllowed, Refused (not_now)."""
    with database.writing() as at:
        round_, _ = part_of(at, person, part_id)
        demand_open(person, round_)
        said.forget(at, person, round_.district, keys)


def inputs_of_part(database: Database, person: Person, part_id: int) -> PartInputs:
    """What the person works on there, without reading any file. Raises NotAllowed, Refused (not_found)."""
    with database.reading() as at:
        return inputs_of(at, person, part_id)


def files_of(database: Database, person: Person, upload_ids: Sequence[int]) -> tuple[tuple[str, bytes], ...]:
    """Names and untouched bytes, as `annotated` asks for them. Raises as `content_of`."""
    with database.reading() as at:
        return tuple(content_of(at, person, upload_id) for upload_id in upload_ids)


def _named(file: File) -> tuple[str, bytes]:
    name, content = file if isinstance(file, tuple) else (file.name, file.read_bytes())
    return kept_name(name), content


def _usable(given: Sequence[tuple[str, bytes]]) -> None:
    if not given:
        raise refuse("not_filled", "没有选择文件", "上传文件", "请选择要上传的文件")
    most = f"不超过 {MOST_BYTES // 1024 // 1024} MB"
    large = [
        Problem("file_too_large", Place(file=name), f"文件有 {len(content) // 1024 // 1024} MB", most)
        for name, content in given
        if len(content) > MOST_BYTES
    ]
    if large:
        raise Refused(large)
