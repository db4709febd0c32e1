"""Keeping a district's data: the log, backup and restore, how long rounds are kept, and whether all is well."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

from rating.district import health as of_system
from rating.district import log_view
from rating.district.health import Finding
from rating.district.log import ACTIONS, note
from rating.district.log_view import LogLine, LogPage, Wanted
from rating.district.people.person import Person
from rating.district.people.roles import TITLES as THINGS
from rating.district.people.roles import Thing
from rating.district.rounds import deletion
from rating.district.rounds.deletion import FORGETTABLE, Forgotten
from rating.district.rounds.round import Round, rounds_of
from rating.district.storage import migrate as tables
from rating.district.storage import restore as restoring
from rating.district.storage.backup import write_backup
from rating.district.storage.backup_file import Manifest
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.district.storage.location import data_folder
from rating.export.log_book import Line, log_book, log_list
from rating.shown import CHINA

__all__ = [
    "ACTIONS",
    "CHINA",
    "FORGETTABLE",
    "THINGS",
    "Finding",
    "Forgotten",
    "LogLine",
    "LogPage",
    "Manifest",
    "Round",
    "Wanted",
]

SAFETY_COPIES = "恢复前的备份"
"""The folder, beside the data, of what a restore replaced."""
EXCEL, CSV = "xlsx", "csv"


def log_page(database: Database, person: Person, wanted: Wanted = log_view.EVERYTHING, number: int = 1) -> LogPage:
    with database.reading() as at:
        return log_view.log_page(at, person, wanted, number)


def people_in_log(database: Database, person: Person) -> dict[int, str]:
    with database.reading() as at:
        return log_view.people_in_log(at, person)


def exported_log(database: Database, person: Person, wanted: Wanted, form: str = EXCEL, narrowed: str = "") -> bytes:
    """All lines that are wanted as an Excel file or CSV; that they were exported is a line too."""
    with database.reading() as at:
        lines = tuple(log_view.log_lines(at, person, wanted))
    texts = [texts_of(line) for line in lines]
    content = log_book(texts, narrowed) if form == EXCEL else log_list(texts)
    district = person.district if wanted.district is None else wanted.district
    with database.writing() as at:
        note(at, person, "export", Thing.LOG, district=district, summary=f"导出日志 {len(lines)} 行")
    return content


def texts_of(line: LogLine) -> Line:
    """A line as people read it: on the screen, in the Excel file and in the CSV."""
    at = line.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    thing = line.thing_title + (f" {line.thing_id}" if line.thing_id is not None else "")
    return at, line.who, line.action_title, thing, line.summary, line.old, line.new, line.why, line.address


def back_up(database: Database, person: Person, out: Path | BinaryIO) -> Manifest:
    """See `write_backup`; for a reader over the network write to a file first and send that."""
    return write_backup(database, person, out)


def look_into_backup(person: Person, source: Path | BinaryIO) -> Manifest:
    """What a backup holds; every byte of it is checked. Raises NotAllowed, Refused (backup_unusable, storage_old)."""
    return restoring.look_into(person, source)


def restore(database: Database, person: Person, source: Path | BinaryIO) -> tuple[Manifest, Path | None]:
    """Replace everything, after what is there now was written beside the data; where, None for an empty database."""
    restoring.look_into(person, source)
    kept = _safety_copy(database, person)
    return restoring.restore_backup(database, person, source), kept


def _safety_copy(database: Database, person: Person) -> Path | None:
    with database.reading() as at:
        if not tables.form_of(at):
            return None
    beside = database.file.parent if database.file is not None else data_folder()
    folder = beside / SAFETY_COPIES
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{moment().astimezone(CHINA):%Y%m%d-%H%M%S-%f}.zip"  # none ever takes the place of another
    write_backup(database, person, target)
    return target


def migrate(database: Database, person: Person) -> tuple[str, str]:
    """Bring the tables to this program's form; (before, after). A change of form is a line in the log."""
    before, after = tables.migrate(database)
    if before != after:
        with database.writing() as at:
            note(at, person, "migrate", Thing.BACKUP, summary="升级数据的版本", old=before, new=after)
    return before, after


def forget_round(database: Database, person: Person, round_id: int, title_typed: str, why: str) -> Forgotten:
    with database.writing() as at:
        return deletion.forget_round(at, person, round_id, title_typed, why)


def holdings(database: Database, person: Person, round_id: int) -> dict[str, int]:
    with database.reading() as at:
        return deletion.holdings(at, person, round_id)


def keep_round_until(
    database: Database, person: Person, round_id: int, until: date | None, seen_version: int, why: str
) -> None:
    with database.writing() as at:
        deletion.keep_round_until(at, person, round_id, until, seen_version, why)


def kept_rounds(database: Database, person: Person, district: int) -> tuple[tuple[Round, ...], tuple[Round, ...]]:
    """All rounds of a district, and those past their last day."""
    with database.reading() as at:
        return rounds_of(at, person, district), deletion.due_for_deletion(at, person, district)


def health(database: Database, person: Person) -> tuple[Finding, ...]:
    with database.reading() as at:
        return of_system.health(database, at, person)
