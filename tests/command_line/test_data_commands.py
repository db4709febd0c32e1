"""What reaches the disk is what the workflow decided; the rest is told by tests/test_command_line.py."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from pyarrow import parquet

from rating import load_rubric, result, workflow
from rating.command_line import papers
from rating.command_line.arguments import Request
from rating.command_line.data_commands import COMMANDS, rate
from rating.export.tables.csv import export_csv
from rating.export.tables.parquet import export_parquet
from rating.problems import Place, Problem, Refused
from tests.small_round import lay_out


def test_the_json_is_the_result(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    target = tmp_path / "结果.json"
    answer = rate(Request("rate", {"rubric": rubric, "json": target}, (data,)))
    evaluation = workflow.rate(load_rubric(rubric), [data]).evaluation
    assert evaluation is not None
    assert json.loads(target.read_text(encoding="utf-8")) == result(evaluation)
    assert answer.warnings == workflow.by_severity(evaluation.problems)


def test_tables_and_papers_are_those_of_the_screens(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    names = {"csv": "表.csv", "parquet": "表.parquet", "letters": "信.zip", "report": "报告.docx"}
    targets = {option: tmp_path / name for option, name in names.items()}
    answer = rate(Request("rate", {"rubric": rubric, **targets}, (data,)))
    evaluation = workflow.rate(load_rubric(rubric), [data]).evaluation
    assert evaluation is not None
    assert targets["csv"].read_bytes() == export_csv(evaluation)
    assert parquet.read_table(targets["parquet"]).equals(parquet.read_table(io.BytesIO(export_parquet(evaluation))))
    with zipfile.ZipFile(targets["letters"]) as archive:
        assert len(archive.namelist()) == 4
    assert zipfile.is_zipfile(targets["report"])
    assert all(f"已写入 {path}" in answer.text for path in targets.values())


def test_nothing_is_written_when_a_paper_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table would have been whole, but results reach the disk together."""

    def fails(*given: object) -> None:
        raise Refused([Problem("chart_font_missing", Place(), "没有中文字体")])

    monkeypatch.setattr(papers, "write_report", fails)
    rubric, data = lay_out(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused):
        rate(Request("rate", {"rubric": rubric, "csv": tmp_path / "表.csv", "report": tmp_path / "报告.docx"}, (data,)))
    assert sorted(tmp_path.iterdir()) == before


def test_a_letter_that_failed_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Problem("letter_failed", Place(object="01 甲街道社工站"), "意见书没有生成（ValueError）")
    monkeypatch.setattr(papers, "write_letters", lambda *given: (lost,))
    rubric, data = lay_out(tmp_path)
    answer = rate(Request("rate", {"rubric": rubric, "letters": tmp_path / "信.zip"}, (data,)))
    assert lost in answer.warnings


@pytest.mark.parametrize("command", COMMANDS)
def test_a_target_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path, command: str) -> None:
    options = {"rubric": tmp_path / "没有.yaml", "goals": tmp_path / "没有.yaml", "json": tmp_path}
    with pytest.raises(Refused) as refused:
        COMMANDS[command](Request(command, options, (tmp_path / "没有.xlsx",)))
    assert [problem.code for problem in refused.value.problems] == ["output_unwritable"]
