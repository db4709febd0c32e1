"""What is not exactly a backup of ours is refused before anything of it is used."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from rating.district.people.person import AT_THE_SERVER
from rating.district.storage import backup_file
from rating.district.storage.backup import write_backup
from rating.district.storage.backup_file import opened
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.full import full
from tests.district.storage.kept import rewritten

UPLOAD = "bytes/upload/1/content"
DISTRICTS = "tables/district.jsonl"


@pytest.fixture
def backup(one_database: Database, tmp_path: Path) -> Path:
    full(one_database)
    write_backup(one_database, AT_THE_SERVER, tmp_path / "备份.zip")
    return tmp_path / "备份.zip"


def refusal(source: Path | io.BytesIO) -> str:
    """Its code and what was found."""
    with pytest.raises(Refused) as refused, opened(source):
        pass
    (problem,) = refused.value.problems
    return f"{problem.code} {problem.found}"


def test_a_sound_backup_opens_from_a_file_and_from_a_stream(backup: Path) -> None:
    for source in (backup, io.BytesIO(backup.read_bytes())):
        with opened(source) as file:
            assert file.manifest.tables["upload"].rows == 2
            assert [row["id"] for row in file.lines("upload")] == [1, 2]
            assert file.manifest.rows_of("nothing") == 0
            assert file.manifest.made_at.tzinfo is not None


@pytest.mark.parametrize("size", [0, 1, 100, 5000])
def test_half_a_file_is_refused(backup: Path, tmp_path: Path, size: int) -> None:
    half = tmp_path / "half.zip"
    half.write_bytes(backup.read_bytes()[:size])
    assert refusal(half).startswith("backup_unusable")


def test_any_flipped_byte_is_found_or_carries_no_meaning(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    spoilt, found = tmp_path / "spoilt.zip", 0
    for at in range(200, len(whole), len(whole) // 60):
        spoilt.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with suppress(Refused):
            found -= 1
            with opened(spoilt) as file:  # in a field of the zip that says nothing, such as a date
                assert {row["name"] for row in file.lines("district")} == {"示例区"}
            found += 1
    assert found < -40


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all" * 50])
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(content)
    assert refusal(other).startswith("backup_unusable")


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.zip") == "backup_unusable 文件读不出来：没有这个文件或文件夹"
    assert refusal(tmp_path) == "backup_unusable 文件读不出来：是文件夹，不是文件"


def test_another_zip_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(other).startswith("backup_unusable")
    with ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "something else"}))
    assert "不是本工具的备份" in refusal(other)


Change = Callable[[dict[str, bytes], dict[str, Any]], Any]
INCONSISTENT: dict[str, Change] = {
    "a member changed": lambda members, _: members.update({DISTRICTS: members[DISTRICTS] + b" "}),
    "same size, other bytes": lambda members, _: members.update({UPLOAD: members[UPLOAD][::-1]}),
    "a member missing": lambda members, _: members.pop(UPLOAD),
    "a table missing": lambda members, _: members.pop(DISTRICTS),
    "a member more": lambda members, _: members.update({"bytes/upload/9/content": b"x"}),
    "a path out of the folder": lambda members, _: members.update({"../../etc/passwd": b"x"}),
    "a hash changed": lambda _, told: told["members"][UPLOAD].update(sha256="0" * 64),
    "a table more": lambda _, told: told["tables"].update({"extra": {"rows": 0, "last_id": 0}}),
    "a table fewer": lambda _, told: told["tables"].pop("district"),
    "no tables": lambda _, told: told.pop("tables"),
    "tables as a list": lambda _, told: told.update(tables=[]),
    "a row count in words": lambda _, told: told["tables"]["district"].update(rows="many"),
    "a time that is none": lambda _, told: told.update(made_at="yesterday"),
    "a time without its zone": lambda _, told: told.update(made_at="2026-01-01T00:00:00"),
    "another format": lambda _, told: told.update(format="other"),
}


@pytest.mark.parametrize("change", INCONSISTENT.values(), ids=INCONSISTENT.keys())
def test_what_does_not_fit_its_manifest_is_refused(backup: Path, change: Change) -> None:
    assert refusal(rewritten(backup, change, consistent=False)).startswith("backup_unusable")


def test_a_newer_format_says_that_the_program_is_old(backup: Path) -> None:
    newer = rewritten(backup, lambda _, told: told.update(format_version=2), consistent=False)
    assert refusal(newer).startswith("storage_old")


def test_a_member_named_twice_is_refused(backup: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(backup, "a") as archive:
        archive.writestr(UPLOAD, b"another content under the same name")
    assert "不完整，或多出了内容" in refusal(backup)


def test_a_bomb_is_refused_before_it_is_opened(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "SPARE", 1 << 20)
    bomb = rewritten(backup, lambda members, _: members.update({UPLOAD: bytes(64 << 20)}))
    assert bomb.stat().st_size < 1 << 20
    assert "不合常理" in refusal(bomb)


def test_one_file_too_large_for_the_memory_is_refused(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "LARGEST_CONTENT", 1000)
    assert "大小不对" in refusal(backup)


def test_one_line_too_long_is_refused(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "LARGEST_LINE", 100)
    with pytest.raises(Refused) as refused, opened(backup) as file:
        list(file.lines("log"))
    assert "过长" in refused.value.problems[0].found


def test_a_manifest_too_large_is_refused(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "LARGEST_MANIFEST", 100)
    assert "清单过大" in refusal(backup)


def test_a_member_with_a_password_is_refused(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    for signature, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.find(signature) + flag] |= 1
    backup.write_bytes(content)
    assert refusal(backup).startswith("backup_unusable")


def test_an_ordinary_backup_is_far_from_the_limit_for_bombs(backup: Path) -> None:
    """A log of like lines is what shrinks most of all that people really keep."""
    like = json.dumps(
        {"who": "评估员乙（评估员）", "action": "change", "summary": "站点「一号街道社工站」的「持证率」"}
    )
    lines = "".join(like.replace("}", f', "id": {number}, "at": "{number * 37}"}}') + "\n" for number in range(50_000))
    target = backup.with_name("like.zip")
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("x", lines)
    assert len(lines) < target.stat().st_size * backup_file.MOST_INFLATED / 2
