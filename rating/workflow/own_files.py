"""Files with an owner: asked for one by one, given to those who may have them, and told of in the log.

What a person may not have is refused like what is not there.
"""

from __future__ import annotations

import json
from tempfile import TemporaryFile
from typing import IO

from rating.district.log import note
from rating.district.people.person import Person
from rating.district.people.roles import NotAllowed, Thing
from rating.district.rounds.local_day import day_in_words
from rating.district.rounds.published_changes import in_words
from rating.district.rounds.uploads import about_upload, content_of, upload_of
from rating.district.storage.backup import write_backup
from rating.district.storage.changes import refuse
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.export.feedback_book import OwnResult, feedback_book
from rating.shown import in_file_name
from rating.workflow import letters
from rating.workflow.own_feedback import OwnFeedback, own_feedback

EXCEL, JSON, WORD = "xlsx", "json", "docx"
NamedBytes = tuple[str, bytes]


def feedback_file(database: Database, person: Person, station_id: int, round_id: int, form: str) -> NamedBytes:
    """A station's announced result as `xlsx`, `json` or, the letter, `docx`; told of in the log unless it is one's own.

    Raises Refused (not_found), or storage_….
    """
    found = own_feedback(database, person, station_id, round_id)
    own = found.own
    _tell_of(database, person, found, f"反馈（{form}）")
    if form == WORD:
        return letters.own_letter(database, person, found)
    content = feedback_book(_to_print(found)) if form == EXCEL else _as_json(found)
    return in_file_name(f"{own.name}_{own.title}_评定结果.{form}"), content


def notice_file(database: Database, person: Person, station_id: int, round_id: int) -> NamedBytes:
    """What a station is asked to put right, as .docx; told of in the log unless it is the person's own station.

    Raises Refused: not_found, also where nothing was asked of it; storage_….
    """
    found = own_feedback(database, person, station_id, round_id)
    made = letters.own_notice(database, person, found)
    if made is None:
        raise refuse("not_found", "没有对这个站点提出整改", "整改通知")
    _tell_of(database, person, found, "整改通知")
    return made


def _tell_of(database: Database, person: Person, found: OwnFeedback, what: str) -> None:
    own = found.own
    if own.station_id not in person.stations:
        told = f"下载 {own.code}「{own.name}」的{what}"
        _tell(database, person, Thing.FEEDBACK, own.evaluation_id, told, own.district, own.id)


def _to_print(found: OwnFeedback) -> OwnResult:
    own = found.own
    about = (
        ("评估轮次", f"{own.title}（{own.state.title}）"),
        ("计划或备案文号", own.filing_number),
        ("异议截止", day_in_words(own.object_until) if own.may_object else ""),
    )
    changes = tuple("；".join(in_words(each, found.titles)) for each in found.changes)
    return OwnResult(found.told, found.facts, found.spread, about, changes)


def _as_json(found: OwnFeedback) -> bytes:
    """The station of RESULT.json (design §11) with the rubric and the round that it stands in."""
    facts, own = found.facts, found.own
    rubric = {
        "code": facts.rubric_code,
        "title": facts.rubric_title,
        "version": facts.rubric_version,
        "fingerprint": facts.fingerprint,
        "standing": facts.standing,
    }
    told = {
        "rubric": rubric,
        "round": own.title,
        "method_date": facts.method_date,
        "stations": [found.result],
        "problems": [],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def upload_file(database: Database, person: Person, upload_id: int) -> NamedBytes:
    """An uploaded file as it came; told of in the log unless the person sent it.

    Raises Refused: not_found, also where the person may not see it; storage_….
    """
    try:
        with database.reading() as at:
            upload = upload_of(at, person, upload_id)
            district = about_upload(at, person, upload).district
            name, content = content_of(at, person, upload_id)
    except NotAllowed as refusal:
        raise refuse("not_found", "没有找到这一上传文件", "上传文件") from refusal
    if upload.sent_by is None or upload.sent_by != person.id:
        told = f"下载「{upload.name}」（{upload.sent_by_name or '账号已删除'} 上传）"
        _tell(database, person, Thing.UPLOAD, upload.id, told, district, upload.round_id)
    return in_file_name(name), content


def _tell(
    database: Database,
    person: Person,
    thing: Thing,
    number: int | None,
    told: str,
    district: int | None,
    of: int | None,
) -> None:
    """Before the bytes are given: what cannot be told of is not given."""
    with database.writing() as at:
        note(at, person, "export", thing, number, district=district, assessment_round=of, summary=told)


def backup_file(database: Database, person: Person) -> tuple[str, IO[bytes]]:
    """Everything as one zip, in a file that is gone once it is closed; `write_backup` tells the log.

    Raises Refused: not_found for those who may not; storage_….
    """
    made = TemporaryFile()  # noqa: SIM115 - given to the caller open
    try:
        write_backup(database, person, made)
    except NotAllowed as refusal:
        made.close()
        raise refuse("not_found", "没有找到这份备份", "备份") from refusal
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return in_file_name(f"备份_{moment():%Y%m%d_%H%M}.zip"), made
