"""YAML text → a plain tree of dict, list, str and None, with the line of every part.

Read from the parser's events, so nothing is ever constructed: `no` stays text, `1.10` keeps its
zero, deep nesting cannot exhaust the stack, and a key written twice, an anchor, an alias, a tag
or a merge key is a problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rating.rubric.trail import Finding, Path

LARGEST_BYTES = 1024 * 1024
DEEPEST = 40
NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that escapes such as "\\0" bring into a text and that no workbook and no JSON can hold."""
_SYNTAX_WORDS = (
    ("'\\t'", "缩进中有制表符", "用空格缩进"),
    ("mapping values are not allowed", "这一行的冒号使结构不明", "一行一项；文字中含有英文冒号时用引号括起"),
    ("could not find expected ':'", "缺少冒号", "键和值之间用英文冒号加一个空格"),
    ("expected <block end>", "缩进与上文不一致", "同一级的各项左边对齐"),
    ("unexpected end of stream", "引号没有写完", "引号成对"),
    ("while parsing a flow", "括号没有配对", "方括号、花括号成对，项与项之间用英文逗号"),
    ("cannot start any token", "行首有不能使用的符号", "以 @、`、% 等符号开头的文字用引号括起"),
    ("special characters", "文件中有控制字符", "删去看不见的控制字符"),
)


@dataclass
class Tree:
    """`content` is the plain tree (None when unreadable); `lines` maps each path to its line."""

    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[tuple[Finding, int | None]] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of a path, or of the nearest part above it that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


@dataclass
class _Open:
    """A mapping or list being read. `key` is the key whose value comes next."""

    path: Path
    content: dict[str, Any] | list[Any]
    key: str | None = None

    def step(self) -> str | int | None:
        return self.key if isinstance(self.content, dict) else len(self.content)


def read_tree(text: str, seen: list[Event] | None = None) -> Tree:
    """Parse one YAML document; findings (refusals) are in the tree, nothing is raised.

    `seen` takes the parser's events, for who needs the place of every sign (`writing/layout.py`).
    """
    tree = Tree()
    if len(text.encode("utf-8", "replace")) > LARGEST_BYTES:
        return _refused(tree, "文件超过 1 MB", "不超过 1 MB 的文本", "rubric_unreadable")
    try:
        _build(tree, _noted(_events(text), seen))
    except YAMLError as error:
        _syntax(tree, error)
    except (ValueError, RecursionError):
        _refused(tree, "文件结构无法识别", "YAML 格式的文本", "rubric_syntax")
    if not tree.findings and tree.content is None:
        _refused(tree, "文件没有内容", "YAML 格式的文本", "rubric_syntax")
    return tree


def _events(text: str) -> Iterator[Event]:
    return iter(YAML(typ="safe", pure=True).parse(text.removeprefix("\ufeff")))


def _noted(events: Iterator[Event], seen: list[Event] | None) -> Iterator[Event]:
    for event in events:
        if seen is not None:
            seen.append(event)
        yield event


def _refused(tree: Tree, found: str, expected: str, code: str) -> Tree:
    tree.findings.append((Finding(code, (), found, expected), None))
    return tree


def _syntax(tree: Tree, error: YAMLError) -> None:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    line = None if mark is None else mark.line + 1
    told = str(error)
    found, expected = next(
        ((found, expected) for words, found, expected in _SYNTAX_WORDS if words in told),
        ("这里的写法不是有效的 YAML", "检查缩进、冒号、括号和引号"),
    )
    tree.findings.append((Finding("rubric_syntax", (), found, "", f"请{expected}"), line))


def _build(tree: Tree, events: Iterator[Event]) -> None:
    stack: list[_Open] = []
    documents = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark is not None else None
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                tree.findings.append(
                    (Finding("rubric_syntax", (), "文件中有多份内容（---）", remedy="请一个文件只写一份"), line)
                )
                return
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            stack.pop()
        elif isinstance(event, AliasEvent | ScalarEvent | MappingStartEvent | SequenceStartEvent):
            _refuse_marks(tree, event, stack, line)
            _refuse_control(tree, event, stack, line)
            if not _take(tree, event, stack, line or 0):
                return


def _refuse_marks(tree: Tree, event: Any, stack: list[_Open], line: int | None) -> None:
    """Anchors, aliases and tags, which make a text mean something else than it says."""
    path = _path(stack)
    if isinstance(event, AliasEvent) or event.anchor:
        tree.findings.append((Finding("rubric_anchor", path, f"锚点或引用「{event.anchor}」"), line))
    elif event.tag not in (None, "", "!"):
        tree.findings.append(
            (Finding("rubric_anchor", path, f"类型标记「{event.tag}」", remedy="请删去类型标记"), line)
        )


def _refuse_control(tree: Tree, event: Event, stack: list[_Open], line: int | None) -> None:
    sign = CONTROL.search(event.value) if isinstance(event, ScalarEvent) else None
    if sign:
        found = f"文字中有控制字符（U+{ord(sign[0]):04X}）"
        remedy = "请删去看不见的控制字符，或反斜杠和它后面的代号"
        tree.findings.append((Finding("rubric_value", _path(stack), found, "不含控制字符的文字", remedy), line))


def _path(stack: list[_Open]) -> Path:
    if not stack:
        return ()
    step = stack[-1].step()
    return stack[-1].path if step is None else (*stack[-1].path, step)


def _take(tree: Tree, event: Any, stack: list[_Open], line: int) -> bool:
    """Put one event in its place. False when reading cannot go on."""
    if stack and isinstance(stack[-1].content, dict) and stack[-1].key is None:
        return _take_key(tree, event, stack[-1], line)
    path = _path(stack)
    tree.lines.setdefault(path, line)
    if isinstance(event, MappingStartEvent | SequenceStartEvent):
        if len(stack) >= DEEPEST:
            finding = Finding("rubric_syntax", path, f"嵌套超过 {DEEPEST} 层", f"不超过 {DEEPEST} 层")
            tree.findings.append((finding, line))
            return False
        opened = _Open(path, {} if isinstance(event, MappingStartEvent) else [])
        _place(tree, stack, opened.content)
        stack.append(opened)
    else:
        _place(tree, stack, _scalar(event))
    return True


def _take_key(tree: Tree, event: Any, mapping: _Open, line: int) -> bool:
    key = _scalar(event) if isinstance(event, ScalarEvent) else None
    if key is None:
        finding = Finding("rubric_syntax", mapping.path, "冒号前面不是一个名称", "「名称: 内容」的形式")
        tree.findings.append((finding, line))
        return False
    path = (*mapping.path, key)
    if key == "<<":
        tree.findings.append((Finding("rubric_anchor", path, "合并键「<<」"), line))
    elif path in tree.lines:
        found = f"「{key}」写了两次，上一次在第 {tree.lines[path]} 行"
        tree.findings.append((Finding("rubric_duplicate_key", path, found), line))
    else:
        tree.lines[path] = line
    mapping.key = key
    return True


def _place(tree: Tree, stack: list[_Open], value: Any) -> None:
    if not stack:
        tree.content = value
        return
    parent = stack[-1]
    if isinstance(parent.content, list):
        parent.content.append(value)
    elif parent.key is not None:
        parent.content.setdefault(parent.key, value)
        parent.key = None


def _scalar(event: Any) -> str | None:
    if isinstance(event, AliasEvent):
        return None
    plain = event.style is None
    return None if plain and event.value in NULL_WORDS else CONTROL.sub("", event.value)
