"""Files as received: names, hashes, the same content twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

from rating.intake.files.upload import read_sheets, receive
from tests.intake.workbooks import book, xlsx


def test_bytes_are_kept_and_hashed(tmp_path: Path) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes(b"a,b")
    received, problems = receive([path, ("别的.csv", b"c,d")])
    assert problems == []
    assert [one.data for one in received] == [b"a,b", b"c,d"]
    assert received[0].upload.sha256 == hashlib.sha256(b"a,b").hexdigest()
    assert received[0].upload.size == 3
    assert received[0].upload.when is not None


def test_one_name_twice_and_one_content_twice() -> None:
    received, problems = receive(
        [("a.csv", b"1"), ("a.csv", b"2"), ("a.csv", b"3"), ("b.csv", b"1"), ("a", b"4"), ("a", b"5")]
    )
    assert [one.name for one in received] == ["a.csv", "a（2）.csv", "a（3）.csv", "a", "a（2）"]
    assert [problem.code for problem in problems] == ["file_duplicate"]


def test_an_empty_workbook_and_a_hidden_sheet() -> None:
    def hide(found) -> None:  # type: ignore[no-untyped-def]
        found["乙"].sheet_state = "veryHidden"

    empty = read_sheets(receive([("a.xlsx", xlsx([]))])[0][0])
    assert [problem.code for problem in empty.problems] == ["file_empty"]
    read = read_sheets(receive([("a.xlsx", book({"甲": [["x"]], "乙": [["y"]]}, hide))])[0][0])
    assert [grid.title for grid in read.grids] == ["甲"]
    assert [problem.code for problem in read.problems] == ["sheet_hidden"]
