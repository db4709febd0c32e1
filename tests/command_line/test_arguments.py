"""What is typed is understood whatever its order, or refused in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating.command_line.arguments import general_help, read_arguments
from rating.command_line.commands import COMMANDS
from rating.problems import Refused


@pytest.fixture(autouse=True)
def no_posix_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """With this variable getopt reads options only before the first file (decision 0008)."""
    monkeypatch.delenv("POSIXLY_CORRECT", raising=False)


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
    assert refusals("check", "--", "--rubric", "r.yaml") == ["没有写 --rubric 评分标准.yaml"]
    assert refusals("rubric", "lint", "--", "") == ["文件名为空"]


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
        (["check", "a.xlsx", "--rubric="], "选项 --rubric 后面没有写评分标准.yaml"),
        (["check", "a.xlsx", "--rubric", ""], "选项 --rubric 后面没有写评分标准.yaml"),
        (["check", "--rubric", "--", "a.xlsx"], "选项 --rubric 后面没有写评分标准.yaml"),
        (["check", "a.xlsx", "--rubric", "r.yaml", "--top=3"], "不认识选项「--top」"),
        (["check", "a.xlsx", "-rubric", "r.yaml"], "不认识选项「-rubric」"),
        (["check", "a.xlsx", "--r", "r.yaml"], "不认识选项「--r」"),
        (["check", "a.xlsx", "--rubric", "r.yaml", "--=x"], "不认识选项「--」"),
        (["rubric", "lint", "--评分标准", "a.yaml"], "不认识选项「--评分标准」"),
    ],
)
def test_what_cannot_be_understood_is_told(typed: list[str], told: str) -> None:
    assert told in refusals(*typed)


def test_a_missing_value_does_not_swallow_the_next_option() -> None:
    assert refusals("rate", "a.xlsx", "--rubric", "--out", "x.xlsx") == ["选项 --rubric 后面没有写评分标准.yaml"]


def test_a_swallowed_option_is_not_called_missing() -> None:
    assert refusals("rate", "a.xlsx", "--out", "--rubric=r.yaml") == ["选项 --out 后面没有写排名.xlsx"]


def test_everything_missing_is_told_at_once() -> None:
    assert refusals("goals", "--out", "a.xlsx", "--out", "b.xlsx") == [
        "选项 --out 写了两次",
        "没有写 --goals 目标.yaml",
        "没有写数据表的文件名",
    ]


def test_options_without_values_are_told_together() -> None:
    assert refusals("goals", "--out=", "--goals", "") == [
        "选项 --out 后面没有写目标达成.xlsx",
        "选项 --goals 后面没有写目标.yaml",
    ]


def test_an_option_nobody_knows_is_told_alone() -> None:
    assert refusals("goals", "--top", "--out") == ["不认识选项「--top」"]


def test_an_option_may_be_cut_short_while_it_stays_the_only_one() -> None:
    assert read_arguments(["check", "--rub", "r.yaml", "a.csv"]).options == {"rubric": Path("r.yaml")}
    assert refusals("check", "--rub", "r.yaml", "--rubric=s.yaml", "a.csv") == ["选项 --rubric 写了两次"]
    assert refusals("check", "a.csv", "--rub") == ["选项 --rubric 后面没有写评分标准.yaml"]


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


def test_help_says_what_a_refusal_writes() -> None:
    assert (
        "退出码为 2 时不写任何文件；只有 check 在读得出评分表时，仍按要求写出核对结果、问题清单和批注版。"
        in general_help()
    )


def test_help_after_two_dashes_or_beside_a_fault() -> None:
    assert read_arguments(["check", "--nonsense", "--help"]).command == "help"
    assert refusals("rubric", "schema", "--", "--help") == ["多写了「--help」"]
