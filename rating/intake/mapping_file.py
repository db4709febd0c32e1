"""The mapping file (对应关系): open questions written for a person to answer in an editor, and read back.

Only what says `confirmed: yes` counts: a proposal that stands in the file is still only a proposal.
Texts of other people are quoted, and what an editor would not show (control characters, marks that
turn the direction of writing) stands as its code, so that nothing in a heading can pass for a line
of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rating.intake.answers import ACCEPTED, FRACTIONS, NO_ANSWERS, NOT_USED, PERCENT, Answers, Key
from rating.intake.plain_text import plain_text
from rating.problems import Place, Problem
from rating.reported import Question
from rating.rubric.yaml_tree import LARGEST_BYTES, Tree, read_tree

VERSION = "1"
MOST_OPTIONS, MOST_CHARACTERS, LONGEST_COMMENT = 12, 120_000, 160
KEY_LENGTHS = {"column": 3, "points": 3, "station": 2, "share": 4, "range": 4, "template": 2}
_ABOUT = {"column": "列名", "points": "表头分值", "station": "单位", "share": "百分数列", "range": "填报值",
          "template": "填报模板"}  # fmt: skip
_WORDS = {NOT_USED: "不采用", ACCEPTED: "是", FRACTIONS: "小数", PERCENT: "百分数"}
_MEANT = {word: answer for answer, word in _WORDS.items()}
_CLOSED = {
    "points": (ACCEPTED, NOT_USED),
    "share": (FRACTIONS, PERCENT),
    "template": (ACCEPTED, NOT_USED),
}
"""Kinds of question whose answers are always the same few; other answers are judged where they are used."""
_YES = frozenset({"yes", "y", "true", "是", "确认", "已确认", "√", "对"})
_NO = frozenset({"", "no", "n", "false", "否", "未确认", "待确认", "×", "x"})
_ENTRY = ("key", "answer", "confirmed")
_UNSEEN = re.compile(
    r"[\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_CODED = re.compile(r"\\(\\|u[0-9a-f]{4})")
_HEAD = f"""\
# 对应关系：由本工具写出，请人工核对后再运行一次。
# 每一项写明问题、位置、样例和可以填写的答复。answer 后面已有内容的，只是工具的建议。
# 请核对 answer（可改成所列的其他答复），确认无误后把 confirmed: no 改为 confirmed: yes。
# 没有改为 yes 的一概不采用。key 一行供工具查找，请不要改动；英文冒号后面要留一个空格。
# 列名和单位名称的答复对以后表头相同的文件继续有效；数值的答复只对原来那一份文件有效。
mapping: {VERSION}
"""


@dataclass(frozen=True)
class MappingFile:
    """What a mapping file says: confirmed answers, answers written but not confirmed, what is wrong with it."""

    answers: Answers = NO_ANSWERS
    drafts: Answers = NO_ANSWERS
    problems: tuple[Problem, ...] = ()


def write_mapping(questions: Sequence[Question], answers: Answers, drafts: Answers = NO_ANSWERS) -> str:
    """The text of the file: the open questions, then everything already confirmed.

    `drafts` are answers that somebody wrote without confirming them; they take the proposal's place.
    Of very many questions, so many are written as a person (and the reader) can go through; the
    others come when these are answered.
    """
    kept = [part for key, answer in answers.by_key.items() for part in _confirmed(key, answer)]
    written: list[str] = []
    size = 0
    open_questions = [question for question in questions if question.key not in answers.by_key]
    for number, question in enumerate(open_questions, 1):
        entry = "\n".join(_asked(number, question, drafts.by_key.get(question.key)))
        size += len(entry)
        if size > MOST_CHARACTERS:
            rest = len(open_questions) - number + 1
            written.append(f"\n  # 另有 {rest} 项没有列出；答复以上各项后再运行，会接着列出。")
            break
        written.append(entry)
    entries = [*written, *(["\n  # 以下各项已经确认"] if kept else []), *kept]
    return _HEAD + ("entries:\n" + "\n".join(entries) + "\n" if kept or open_questions else "entries: []\n")


def _asked(number: int, question: Question, draft: str | None) -> Iterator[str]:
    """Question, place, samples, confidence and possible answers as comments; then the entry to fill in."""
    found, expected = question.problem.found, question.problem.expected
    yield f"\n  # {number}. {_comment(found if not expected or expected in found else f'{found}；应为{expected}')}"
    yield f"  #    位置：{_comment(question.problem.where)}"
    if question.samples:
        yield f"  #    样例：{_comment('、'.join(question.samples))}"
    if question.confidence:
        yield f"  #    把握：{question.confidence:.0%}"
    yield "  #    可以填写的答复："
    yield from (f"  #      {_quoted(_word(answer))}　{_comment(title)}" for answer, title in _few(question.options))
    if len(question.options) > MOST_OPTIONS:
        yield f"  #      其余 {len(question.options) - MOST_OPTIONS} 个，请填写其代码或全称"
    proposal = question.options[0][0] if question.options and question.confidence else ""
    yield from _entry(question.key, _word(proposal if draft is None else draft), "no")


def _few(options: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The likeliest, and in any case the answer that nothing is taken."""
    if len(options) <= MOST_OPTIONS:
        return options
    shown = list(options[:MOST_OPTIONS])
    refusing = [option for option in options[MOST_OPTIONS:] if option[0] == NOT_USED]
    return [*shown[: MOST_OPTIONS - len(refusing)], *refusing]


def _confirmed(key: Key, answer: str) -> Iterator[str]:
    yield f"  # {_ABOUT.get(key[0], '')}「{_comment(key[-1])}」"
    yield from _entry(key, _word(answer), "yes")


def _entry(key: Key, answer: str, confirmed: str) -> Iterator[str]:
    yield f"  - key: [{', '.join(_quoted(part) for part in key)}]"
    yield f"    answer: {_quoted(answer) if answer else ''}".rstrip()
    yield f"    confirmed: {confirmed}"


def _word(answer: str) -> str:
    """Chinese for the answers that are no codes."""
    return _WORDS.get(answer, answer)


def _quoted(text: str) -> str:
    """As a quoted scalar on one line; a backslash and what cannot be seen stand as codes."""
    coded = _UNSEEN.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)
    return json.dumps(coded, ensure_ascii=False)


def _decoded(text: str) -> str:
    return _CODED.sub(lambda found: "\\" if found[1] == "\\" else chr(int(found[1][1:], 16)), text)


def _comment(text: str) -> str:
    line = _UNSEEN.sub(lambda found: found[0] if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)
    return line if len(line) <= LONGEST_COMMENT else line[: LONGEST_COMMENT - 1] + "…"


def read_mapping(text: str, name: str) -> tuple[Answers, tuple[Problem, ...]]:
    """The confirmed answers; problems when the file cannot be used (then no answers) or an answer says nothing."""
    read = read_mapping_file(text, name)
    return read.answers, read.problems


def read_mapping_file(text: str, name: str) -> MappingFile:
    """Read what `write_mapping` wrote and a person edited. An empty text is an empty mapping. Raises nothing."""
    if not text.strip("\ufeff \t\r\n"):
        return MappingFile()
    if len(text) > LARGEST_BYTES:
        return _unusable(name, None, "文件超过 1 MB")
    tree = read_tree(text)
    if tree.findings:
        finding, line = tree.findings[0]
        return _unusable(name, line, finding.found, finding.expected, finding.remedy)
    content = tree.content
    if not isinstance(content, dict) or content.get("mapping") != VERSION or set(content) - {"mapping", "entries"}:
        found = "这不是由本工具写出的对应关系文件"
        return _unusable(name, None, found, "", "请换一个文件名；对应关系文件由工具写出")
    entries = content.get("entries") or []
    if not isinstance(entries, list):
        return _unusable(name, tree.line(("entries",)), "entries 下面不是一项一项的列表")
    return _read_entries(entries, tree, name)


def _read_entries(entries: Sequence[Any], tree: Tree, name: str) -> MappingFile:
    confirmed: dict[Key, str] = {}
    drafts: dict[Key, str] = {}
    warnings: list[Problem] = []
    for number, entry in enumerate(entries):
        line = tree.line(("entries", number))
        fault = _fault(entry)
        if fault:
            return _unusable(name, line, fault)
        key, answer = tuple(_decoded(part) for part in entry["key"]), _decoded(entry.get("answer") or "").strip()
        answer = _MEANT.get(answer, answer)
        if plain_text(entry.get("confirmed") or "").casefold() not in _YES:
            drafts.update({key: answer} if answer else {})
            continue
        if confirmed.get(key, answer) != answer:
            return _unusable(name, line, f"「{key[-1]}」有两个不同的答复")
        if why := _nothing_said(key, answer):
            warnings.append(Problem("mapping_unknown", _place(name, line), why[0], "", why[1]))
            continue
        confirmed[key] = answer
    return MappingFile(Answers(confirmed), Answers(drafts), tuple(warnings))


def _fault(entry: object) -> str:
    """Why an entry cannot be used at all; "" when it can."""
    if not isinstance(entry, Mapping):
        return "这一项不是 key、answer、confirmed 三行"
    unknown = [key for key in entry if key not in _ENTRY]
    if unknown:
        return f"不认识「{unknown[0]}」，只能写 key、answer、confirmed"
    key = entry.get("key")
    if not isinstance(key, list) or not key or not all(isinstance(part, str) for part in key):
        return "缺少 key，或 key 被改动"
    if len(key) != KEY_LENGTHS.get(key[0], len(key)):
        return "key 被改动"
    if not isinstance(entry.get("answer") or "", str):
        return "answer 后面应是一个答复"
    confirmed = entry.get("confirmed") or ""
    if not isinstance(confirmed, str) or plain_text(confirmed).casefold() not in _YES | _NO:
        return f"confirmed 写的是「{confirmed}」，只能写 yes 或 no"
    return ""


def _nothing_said(key: Key, answer: str) -> tuple[str, str] | None:
    """(why a confirmed answer says nothing, what to do); None when it does say something."""
    if key[0] not in KEY_LENGTHS:
        return f"不认识的问题「{key[0]}」", "请不要改动 key；可以删去这一项后重新运行"
    if not answer:
        return f"「{key[-1]}」确认为 yes，但没有写 answer", "请在 answer 后面写上答复"
    if answer not in _CLOSED.get(key[0], (answer,)):
        return f"「{key[-1]}」的答复「{answer}」不在所列的答复之中", "请从所列的答复中选一个"
    return None


def _unusable(name: str, line: int | None, found: str, expected: str = "", remedy: str = "") -> MappingFile:
    by_line = "请按所示行号改正；改不了的，请把该文件移走后重新运行，由工具另写一份"
    told = remedy or (by_line if line else "")
    return MappingFile(problems=(Problem("mapping_unreadable", _place(name, line), found, expected, told),))


def _place(name: str, line: int | None) -> Place:
    return Place(file=name, cell=f"第 {line} 行" if line else "")
