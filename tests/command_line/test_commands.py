"""The table of commands: no word twice, every option explained, files and values told apart."""

from __future__ import annotations

import re

import pytest

from rating.command_line.commands import COMMANDS, Command, Option


def test_no_command_and_no_option_is_there_twice() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    for command in COMMANDS:
        options = [option.name for option in command.options]
        assert len(options) == len(set(options)), command.name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_is_explained_in_chinese(command: Command) -> None:
    for told in (command.summary, *(option.help for option in command.options)):
        assert re.search("[\u4e00-\u9fff]", told)
    assert all(option.name.startswith("--") for option in command.options)


def test_usage_shows_what_may_be_left_out() -> None:
    asked = (Option("--rubric", "标准.yaml", "", required=True), Option("--yes", "", ""))
    assert Command(("rate",), "", asked, "评分表").usage == "python -m rating rate --rubric 标准.yaml [--yes] 评分表…"
    assert Command(("rubric", "show"), "", file="标准.yaml", most=1).usage == "python -m rating rubric show 标准.yaml"


def test_rate_writes_every_kind_of_result() -> None:
    (rate,) = (command for command in COMMANDS if command.words == ("rate",))
    written = {"--out", "--csv", "--parquet", "--letters", "--report", "--json"}
    assert written <= {option.name for option in rate.options}
