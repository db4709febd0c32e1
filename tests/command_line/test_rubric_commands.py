"""Lint, show and schema on the small rubric."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rating.command_line.arguments import Request
from rating.command_line.rubric_commands import COMMANDS
from rating.command_line.rubric_text import rubric_in_words
from rating.problems import Refused
from rating.rubric.file import load_rubric
from tests.small_round import lay_out


def test_a_usable_rubric_is_told_so(tmp_path: Path) -> None:
    rubric, _ = lay_out(tmp_path)
    answer = COMMANDS["rubric lint"](Request("rubric lint", {}, (rubric,)))
    assert answer.text == f"{rubric}：可以使用，没有提醒"
    assert all(not problem.severity.stops for problem in answer.warnings)


def test_a_warning_is_counted_and_does_not_stop(tmp_path: Path) -> None:
    rubric, _ = lay_out(tmp_path)
    unused = rubric.read_text(encoding="utf-8").replace("dimensions:", "  spare: {title: 备用数}\ndimensions:")
    rubric.write_text(unused, encoding="utf-8")
    answer = COMMANDS["rubric lint"](Request("rubric lint", {}, (rubric,)))
    assert answer.text.endswith("可以使用，1 条提醒")
    assert "lint_unused_field" in [problem.code for problem in answer.warnings]


def test_all_files_are_looked_at_before_one_is_refused(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    with pytest.raises(Refused) as refused:
        COMMANDS["rubric lint"](Request("rubric lint", {}, (tmp_path / "没有.yaml", rubric, data)))
    places = {problem.place.file for problem in refused.value.problems}
    assert {"没有.yaml", "数据.csv"} <= places


def test_show_prints_the_rubric_in_words(tmp_path: Path) -> None:
    rubric, _ = lay_out(tmp_path)
    answer = COMMANDS["rubric show"](Request("rubric show", {}, (rubric,)))
    assert answer.text == rubric_in_words(load_rubric(rubric))


def test_the_schema_is_json_with_chinese_descriptions() -> None:
    text = COMMANDS["rubric schema"](Request("rubric schema")).text
    assert json.loads(text)["type"] == "object"
    assert "满分" in text
