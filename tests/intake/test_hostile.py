"""Hostile files end in one refusal with its reason, or are read as if nothing were: never otherwise.

Each goes through the real child process, whose memory and time are limited.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rating.intake.files.upload import receive
from rating.problems import Severity
from tests.intake.hostile import CSV, HOSTILE
from tests.intake.workbooks import codes, read, small_form, values


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_or_read(name: str) -> None:
    extension, build, code, words = HOSTILE[name]
    reported = read(small_form("hours"), (f"{name}.{extension}", build()))
    refusals = [problem for problem in reported.problems if problem.severity is Severity.REFUSAL]
    if not code:
        assert refusals == []
        assert values(reported, "hours")[:2] == ["5", "6"]
        return
    assert [problem.code for problem in refusals] == [code], [problem.line for problem in reported.problems]
    assert words in refusals[0].found
    assert refusals[0].place.file == f"{name}.{extension}"
    assert refusals[0].line.count("; ") == 2
    assert reported.roster.name == ()


def test_a_hostile_file_does_not_spoil_its_neighbour() -> None:
    bomb = HOSTILE["ods 重复到远角"][1]()
    reported = read(small_form("hours"), ("a.ods", bomb), ("b.csv", CSV.encode()))
    assert codes(reported, "refusal") == ["file_too_large"]
    assert values(reported, "hours") == ["5", "6"]


NAMES = {
    "../../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\a.xlsx": "a.xlsx",
    "C:\\数据\\甲.xls": "甲.xls",
    "/": "未命名",
    "..": "未命名",
    ".": "未命名",
    "": "未命名",
    "   ": "未命名",
    "\u3000": "未命名",
    "\0\x07": "未命名",
    "a\r\nb.csv": "ab.csv",
    "甲\u202exslx.exe": "甲xslx.exe",
    "甲\u2066乙\u2069\ufeff\u200b.csv": "甲乙.csv",
    "\ud800甲.csv": "甲.csv",
    "甲:乙|丙?.csv": "甲：乙｜丙？.csv",
    '<img src="x">.csv': "＜img src=＂x＂＞.csv",
    "尾巴.xlsx. . ": "尾巴.xlsx",
    "CON": "CON",
    "站　点.csv": "站　点.csv",
    "𠮷站.csv": "𠮷站.csv",
}


@pytest.mark.parametrize("claimed", NAMES)
def test_an_upload_has_a_plain_name(claimed: str) -> None:
    received, problems = receive([(claimed, CSV.encode())])
    assert (received[0].name, problems) == (NAMES[claimed], [])
    assert received[0].upload.name == received[0].name


def test_long_names_keep_their_extension_and_stay_apart() -> None:
    received, _ = receive([("长" * 10_000 + ".xlsx", b"1"), ("长" * 10_000 + ".xlsx", b"2"), ("x" * 10_000, b"3")])
    assert [len(each.name) <= 130 for each in received] == [True] * 3
    assert received[0].name.endswith("长.xlsx")
    assert len({each.name for each in received}) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows 的文件名不能含这些字符")
def test_an_odd_name_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "甲\u202e\n乙: 丙.csv"
    path.write_bytes(CSV.encode())
    received, problems = receive([path, tmp_path / ("长" * 10_000), tmp_path / "没有\0.csv"])
    assert [each.name for each in received] == ["甲乙： 丙.csv"]
    assert [problem.code for problem in problems] == ["file_unreadable"] * 2
    assert all(problem.line.count("; ") == 2 for problem in problems)
