"""Letters and the report from the command line: what the try-out writes on the screen."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from rating import result
from rating.command_line.papers import write_letters, write_report
from rating.problems import Place, Problem
from rating.workflow import letters
from tests.insight.example import example, rated


def text_of(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_one_letter_a_station() -> None:
    stream = io.BytesIO()
    assert write_letters(example(), None, stream) == ()
    with zipfile.ZipFile(stream) as archive:
        assert len(archive.namelist()) == len(example().roster)
        assert "甲站" in text_of(archive.read(archive.namelist()[0]))


def test_a_letter_tells_of_the_round_before(tmp_path: Path) -> None:
    before = tmp_path / "上一轮.json"
    before.write_text(json.dumps(result(rated())), encoding="utf-8")
    stream = io.BytesIO()
    write_letters(example(), before, stream)
    with zipfile.ZipFile(stream) as archive:
        assert "与「2026 年度」相比" in text_of(archive.read(archive.namelist()[0]))


def test_what_could_not_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Problem("letter_failed", Place(object="S1 甲站"), "意见书没有生成（ValueError）")
    monkeypatch.setattr(letters, "all_letters", lambda *given: (lost,))
    assert write_letters(example(), None, io.BytesIO()) == (lost,)


def test_the_report_names_nobody() -> None:
    stream = io.BytesIO()
    write_report(example(), stream)
    told = text_of(stream.getvalue())
    assert "评估总报告" in told
    assert "打分一致性和临界情况" in told
    assert not any(name in told for name in example().roster.name)
