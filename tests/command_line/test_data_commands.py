"""What reaches the disk is what the workflow decided; the rest is told by tests/test_command_line.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rating import load_rubric, result, workflow
from rating.command_line.arguments import Request
from rating.command_line.data_commands import COMMANDS, rate
from rating.problems import Refused
from tests.small_round import lay_out


def test_the_json_is_the_result(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    target = tmp_path / "结果.json"
    answer = rate(Request("rate", {"rubric": rubric, "json": target}, (data,)))
    evaluation = workflow.rate(load_rubric(rubric), [data]).evaluation
    assert evaluation is not None
    assert json.loads(target.read_text(encoding="utf-8")) == result(evaluation)
    assert answer.warnings == workflow.by_severity(evaluation.problems)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_target_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path, command: str) -> None:
    options = {"rubric": tmp_path / "没有.yaml", "goals": tmp_path / "没有.yaml", "json": tmp_path}
    with pytest.raises(Refused) as refused:
        COMMANDS[command](Request(command, options, (tmp_path / "没有.xlsx",)))
    assert [problem.code for problem in refused.value.problems] == ["output_unwritable"]
