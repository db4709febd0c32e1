"""What may be typed after `python -m rating`, and what it means.

The words are read by getopt; its faults are put into Chinese here (decision 0008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from getopt import GetoptError, gnu_getopt
from pathlib import Path
from typing import NamedTuple

from rating.command_line.commands import COMMANDS, Command, Option
from rating.problems import Place, Problem, Refused


@dataclass(frozen=True)
class Request:
    """What was asked: a command with its options (by name, without dashes) and files.

    typed  the options' values letter by letter, for those that are no files
    """

    command: str
    options: Mapping[str, Path] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    help: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


class Answer(NamedTuple):
    """What a command prints, what it warns of, and whether that refuses the input all the same."""

    text: str
    warnings: Sequence[Problem] = ()
    refused: bool = False


HELP_WORDS = ("-h", "--help", "help")


def read_arguments(words: Sequence[str]) -> Request:
    """The words typed → what is asked. Raises Refused with Chinese problems."""
    if not words:
        raise Refused([_usage("", "没有写命令", "、".join(command.name for command in COMMANDS))])
    if words[0] in HELP_WORDS:
        return Request("help", help=general_help())
    if words[0] == "--version":
        return Request("version")
    command = _command(words)
    rest = words[len(command.words) :]
    before_end = rest[: rest.index("--")] if "--" in rest else rest
    if any(word in HELP_WORDS[:2] for word in before_end):
        return Request("help", help=command_help(command))
    return _request(command, rest)


def _command(words: Sequence[str]) -> Command:
    for command in COMMANDS:
        if tuple(words[: len(command.words)]) == command.words:
            return command
    known = [command.name for command in COMMANDS if len(command.words) > 1 and command.words[0] == words[0]]
    found = f"{words[0]} 之后没有写要做什么，或写得不对" if known else f"没有「{words[0]}」这个命令"
    raise Refused([_usage("", found, "、".join(known or [command.name for command in COMMANDS]))])


def _request(command: Command, words: Sequence[str]) -> Request:
    """Options and files may be mixed; what is missing is told at once."""
    known = {option.name: option for option in command.options}
    try:
        pairs, files = gnu_getopt(list(words), "", [_for_getopt(option) for option in command.options])
    except GetoptError as error:
        raise _refusal(command, [_unread(error.opt, known, words)]) from error
    # getopt takes the next option for the value that was left out; nothing after it can be trusted then.
    valued = [(known[name], value) for name, value in pairs if known[name].value]
    faults = [_no_value(option) for option, value in valued if not value or value.startswith("--")]
    faults = faults or [*_option_faults(known, [name for name, _ in pairs]), *_file_faults(command, files)]
    if faults:
        raise _refusal(command, faults)
    typed = {name.removeprefix("--"): value for name, value in pairs}
    options = {name: Path(value) for name, value in typed.items()}
    return Request(command.name, options, tuple(map(Path, files)), typed=typed)


def _for_getopt(option: Option) -> str:
    return option.name.removeprefix("--") + ("=" if option.value else "")


def _unread(name: str, known: Mapping[str, Option], words: Sequence[str]) -> str:
    """What getopt stopped at: a last option without its value, or one that is not there, as it was typed."""
    if f"--{name}" in known:
        return _no_value(known[f"--{name}"])
    names = (word.partition("=")[0] for word in words)
    typed = next(typed for typed in names if typed == f"--{name}" or typed[:2] == f"-{name}")
    return f"不认识选项「{typed}」"


def _no_value(option: Option) -> str:
    return f"选项 {option.name} 后面没有写{option.value}"


def _option_faults(known: Mapping[str, Option], written: Sequence[str]) -> list[str]:
    twice = [f"选项 {name} 写了两次" for name in known if written.count(name) > 1]
    required = [option for option in known.values() if option.required]
    return twice + [f"没有写 {option.name} {option.value}" for option in required if option.name not in written]


def _file_faults(command: Command, files: Sequence[str]) -> list[str]:
    if "" in files:
        return ["文件名为空"]
    if command.file and not files:
        return [f"没有写{command.file}的文件名"]
    if not command.file and files:
        return [f"多写了「{files[0]}」"]
    if command.most is not None and len(files) > command.most:
        return [f"只能写 {command.most} 个{command.file}，写了 {len(files)} 个"]
    return []


def _refusal(command: Command, faults: Sequence[str]) -> Refused:
    return Refused([_usage(command.name, fault, command.usage) for fault in faults])


def _usage(command: str, found: str, expected: str) -> Problem:
    remedy = f"请看 python -m rating {command} --help" if command else ""
    return Problem("command_usage", Place(object=f"命令 {command}".strip()), found, expected, remedy)


def general_help() -> str:
    widest = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{widest}}  {command.summary}" for command in COMMANDS]
    return "\n".join(
        (
            "社工站星级评定",
            "",
            "用法：python -m rating 命令 …",
            "",
            *lines,
            "",
            "每个命令的选项：python -m rating 命令 --help",
            "退出码：0 完成（提醒写在标准错误）；2 输入未受理；1 程序自身出错。",
            "退出码为 2 时不写任何文件；只有 check 在读得出评分表时，仍按要求写出核对结果、问题清单和批注版。",
            "另外，写了 --mapping 而有事项需要确认时，check、rate 和 goals 都会写出或更新这一个文件，供您核对。",
        )
    )


def command_help(command: Command) -> str:
    lines = [command.summary, "", f"用法：{command.usage}"]
    if command.options:
        lines += ["", "选项："]
    for option in command.options:
        lines.append(f"  {option.name:<11} {option.help}{'（必写）' if option.required else ''}")
    return "\n".join(lines)
