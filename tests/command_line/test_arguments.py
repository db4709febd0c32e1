"""What is typed is understood whatever its order, or refused in Chinese with everything at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating.command_line.arguments import COMMANDS, general_help, read_arguments
from rating.problems import Refused


def refusals(*words: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_arguments(words)
    assert {problem.code for problem in refused.value.problems} == {"command_usage"}
    return [problem.found for problem in refused.value.problems]


def test_options_and_files_may_be_mixed() -> None:
    request = read_arguments(["rate", "甲.xlsx", "--rubric", "标准.yaml", "乙.xlsx", "--json=结果.json"])
    assert request.command == "rate"
    assert request.files == (Path("甲.xlsx"), Path("乙.xlsx"))
    assert request.options == {"rubric": Path("标准.yaml"), "json": Path("结果.json")}


def test_after_two_dashes_everything_is_a_file() -> None:
    request = read_arguments(["check", "--rubric", "r.yaml", "--", "--help", "-1.xlsx"])
    assert request.files == (Path("--help"), Path("-1.xlsx"))


def test_the_words_of_rubric_belong_together() -> None:
    assert read_arguments(["rubric", "lint", "a.yaml", "b.yaml"]).command == "rubric lint"
    assert read_arguments(["rubric", "schema"]).files == ()


def test_an_option_value_may_begin_with_one_dash() -> None:
    assert read_arguments(["check", "--rubric", "-r.yaml", "a.csv"]).options["rubric"] == Path("-r.yaml")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([], "没有写命令"),
        (["评定"], "没有「评定」这个命令"),
        (["rubric"], "rubric 之后没有写要做什么，或写得不对"),
        (["rubric", "print"], "rubric 之后没有写要做什么，或写得不对"),
        (["check", "--rubric", "r.yaml"], "没有写评分表的文件名"),
        (["check", "--rubric", "r.yaml", "", "a.xlsx"], "文件名为空"),
        (["check", "a.xlsx", "--rubric"], "选项 --rubric 后面没有写评分标准.yaml"),
        (["check", "a.xlsx"], "没有写 --rubric 评分标准.yaml"),
        (["check", "a.xlsx", "--rubric", "r.yaml", "--out", "x.xlsx"], "不认识选项「--out」"),
        (["check", "a.xlsx", "--rubric", "r.yaml", "--rubric", "s.yaml"], "选项 --rubric 写了两次"),
        (["rubric", "show", "a.yaml", "b.yaml"], "只能写 1 个评分标准.yaml，写了 2 个"),
        (["rubric", "schema", "a.yaml"], "多写了「a.yaml」"),
        (["--rubric", "r.yaml"], "没有「--rubric」这个命令"),
    ],
)
def test_what_cannot_be_understood_is_told(typed: list[str], told: str) -> None:
    assert told in refusals(*typed)


def test_a_missing_value_does_not_swallow_the_next_option() -> None:
    assert refusals("rate", "a.xlsx", "--rubric", "--out", "x.xlsx") == ["选项 --rubric 后面没有写评分标准.yaml"]


def test_everything_wrong_is_told_at_once() -> None:
    assert refusals("goals", "--top", "--out") == [
        "不认识选项「--top」",
        "选项 --out 后面没有写目标达成.xlsx",
        "没有写 --goals 目标.yaml",
        "没有写数据表的文件名",
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_explains_itself(command: object) -> None:
    words = command.words  # type: ignore[attr-defined]
    text = read_arguments([*words, "--help"]).help
    assert text == read_arguments([*words, "-h", "--nonsense"]).help
    assert " ".join(words) in text and all(option.name in text for option in command.options)  # type: ignore[attr-defined]
    assert command.name in general_help()  # type: ignore[attr-defined]


def test_help_and_version_need_no_command() -> None:
    assert read_arguments(["--help"]).help == general_help()
    assert read_arguments(["--version"]).command == "version"
