"""What may be typed after `python -m rating`, and what it means.

The words are read by getopt; its faults are put into Chinese here (decision 0008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from getopt import GetoptError, gnu_getopt
from pathlib import Path
from typing import NamedTuple

from rating.problems import Place, Problem, Refused


@dataclass(frozen=True)
class Option:
    """`--name VALUE`, exactly one value; `--name` alone where `value` is ""."""

    name: str
    value: str
    help: str
    required: bool = False

    @property
    def written(self) -> str:
        plain = f"{self.name} {self.value}".strip()
        return plain if self.required else f"[{plain}]"


@dataclass(frozen=True)
class Command:
    """One command: its words, its options, and how many files it takes (`most` None: any number)."""

    words: tuple[str, ...]
    summary: str
    options: tuple[Option, ...] = ()
    file: str = ""
    most: int | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def usage(self) -> str:
        more = "…" if self.file and self.most is None else ""
        files = (self.file + more,) if self.file else ()
        return " ".join(("python -m rating", self.name, *(option.written for option in self.options), *files))


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


_RUBRIC = Option("--rubric", "评分标准.yaml", "评分标准文件", required=True)
_ROSTER = Option("--roster", "名册.xlsx", "单位名册：代码、名称、类型、街镇")
_MAPPING = Option("--mapping", "对应关系.yaml", "需要确认的事项写进这个文件；核对并改为 yes 后再运行即按它读取")
_DATABASE = Option("--database", "网址", "数据库；不写则用 RATING_DATABASE_URL，或本机数据文件夹中的文件")
_JSON = Option("--json", "结果.json", "把结果写成 JSON，供其他程序使用；写 - 即打印出来")
_LOGIN = Option("--login", "登录名", "账号的登录名，不分大小写", required=True)
_DISTRICT = Option("--district", "区名", "属于哪个区；管理员可不写，即管理全部区")
_ROLES = "管理员、评估员、评估人、站长、查看人"
_REACH = (
    _DISTRICT,
    Option("--stations", "站点代码", "站长负责的站点，几个时用顿号或逗号隔开"),
    Option("--kinds", "站点类型", "限定评估员、查看人的站点类型，几个时用顿号或逗号隔开"),
)

COMMANDS = (
    Command(
        ("rate",),
        "评定：读取评分表，给出名次和星级",
        (
            _RUBRIC,
            _ROSTER,
            Option("--previous", "上一轮.json", "上一轮用 --json 写出的结果，升降星规则要用"),
            _MAPPING,
            Option("--out", "排名.xlsx", "把排名、得分和口径说明写成 Excel"),
            _JSON,
        ),
        "评分表",
    ),
    Command(
        ("check",),
        "核对：只读取和核对评分表，不评分",
        (
            _RUBRIC,
            _ROSTER,
            _MAPPING,
            Option("--annotated", "批注版.xlsx", "把问题标在评分表的副本上；有几个文件时，其余的写在旁边"),
            Option("--problems", "问题清单.xlsx", "把问题写成 Excel 清单，有问题也写；文件名以 .csv 结尾即写成 CSV"),
            Option("--json", "核对.json", "把核对结果写成 JSON，有问题也写；写 - 即打印出来"),
        ),
        "评分表",
    ),
    Command(
        ("template",),
        "模板：按评分标准和名册生成填报用的 Excel",
        (
            _RUBRIC,
            _ROSTER,
            Option("--rater", "姓名", "只出这位评估人的打分表，并填好姓名"),
            Option("--role", "评估主体", "评估人的评估主体；评分标准中只有一个打分的评估主体时可不写"),
            Option("--out", "模板.xlsx", "写到哪个 Excel 文件", required=True),
        ),
    ),
    Command(
        ("goals",),
        "目标：对照规划目标看是否达到",
        (
            Option("--goals", "目标.yaml", "目标文件", required=True),
            Option("--ratings", "结果.json", "用 rate --json 写出的评定结果，按星级计算的目标要用"),
            _MAPPING,
            Option("--out", "目标达成.xlsx", "把目标达成情况写成 Excel"),
            _JSON,
        ),
        "数据表",
    ),
    Command(("rubric", "lint"), "检查评分标准：能否使用，有无形式主义考核内容", file="评分标准.yaml"),
    Command(("rubric", "show"), "按评审会阅读的样子打印评分标准", file="评分标准.yaml", most=1),
    Command(("rubric", "schema"), "打印评分标准文件的 JSON Schema，供编辑器提示和校验"),
    Command(
        ("backup",),
        "备份：把整个数据库写成一个文件",
        (Option("--out", "备份.zip", "写到哪个文件；其中有密码的散列值，请妥善保管", required=True), _DATABASE),
    ),
    Command(
        ("restore",),
        "恢复：用备份替换数据库中的全部内容",
        (_DATABASE, Option("--yes", "", "确认替换；不写则只核对备份并说明其中有什么")),
        "备份.zip",
        1,
    ),
    Command(("user", "list"), "账号：列出全部账号", (_DISTRICT, _DATABASE)),
    Command(
        ("user", "add"),
        "账号：建立一个账号，打印它的激活码",
        (
            _LOGIN,
            Option("--name", "姓名", "使用人的姓名", required=True),
            Option("--role", "角色", _ROLES, required=True),
            *_REACH,
            _DATABASE,
        ),
    ),
    Command(
        ("user", "activate"),
        "账号：重发激活码，例如管理员忘记了密码；原密码和全部登录随即失效",
        (_LOGIN, _DATABASE),
    ),
    Command(("user", "stop"), "账号：停用，并结束它的全部登录", (_LOGIN, _DATABASE)),
    Command(("user", "resume"), "账号：恢复使用", (_LOGIN, _DATABASE)),
    Command(
        ("user", "role"),
        "账号：改变角色和范围",
        (_LOGIN, Option("--role", "角色", _ROLES, required=True), *_REACH, _DATABASE),
    ),
    Command(("migrate",), "升级：把数据库的版本升到与程序一致；空的数据库即建立各表", (_DATABASE,)),
)
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
