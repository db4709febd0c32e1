"""What is written between the braces of a template: read as a tree, and held against the little that is allowed.

Allowed are placeholders, a list's lines with their columns, and conditions on them. There is no calling, no
arithmetic, no filter, no including and no loop inside a loop: so what a template costs is bounded by its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from rating.export.word.templates.package import TEXT_PARTS, WORD, Fault
from rating.export.word.templates.placeholders import LISTS, PARTS, TEXTS

TAG = re.compile(r"\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}|\{#[^{}]{0,200}#\}")
"""Bounded, so that a text of nothing but opening braces is read through once."""
MOST_TAGS = 300
PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Const, nodes.Name, nodes.Getattr, nodes.For,
)  # fmt: skip
OF_THE_LOOP = ("index", "first", "last")
NOT_ALLOWED = "只能用占位符、for（逐行）和 if（条件）"


class Sandbox(SandboxedEnvironment):
    """The second wall, behind `faults_in_tree`: no attribute is read from any object, only columns from lines."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self._compiled = lru_cache(maxsize=16)(super().from_string)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return type(obj).__name__ == "LoopContext" and attr in OF_THE_LOOP

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        """Compiled once: the letters of all stations are the same template with other words."""
        return self._compiled(source)


@cache
def sandbox() -> Sandbox:
    """One for all: nothing that a template says can change it, because no template may set anything."""
    return Sandbox()


def faults(parts: dict[str, Any]) -> tuple[Fault, ...]:
    """`parts`: name → parsed element, those that hold text. Written wrongly first: only what is closed is read on."""
    texts = [fault for name, tree in parts.items() for fault in _in_writing(name, tree)]
    return tuple(dict.fromkeys(texts))


def faults_in_tree(name: str, source: str, environment: SandboxedEnvironment) -> Iterator[Fault]:
    """Of one part, as docxtpl hands it to Jinja."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as wrong:
        yield Fault(f"占位符写法有误（{str(wrong.message)[:80]}）", name, NOT_ALLOWED)
        return
    yield from _in_node(tree, name, {})


def _in_node(node: nodes.Node, name: str, lines: dict[str, str]) -> Iterator[Fault]:
    """`lines`: name of a line → the list it runs through."""
    if type(node) not in PLAIN:
        yield Fault(f"不允许的写法：{type(node).__name__}", name, NOT_ALLOWED)
    elif isinstance(node, nodes.For):
        yield from _in_loop(node, name, lines)
    elif isinstance(node, nodes.Getattr):
        yield from _in_column(node, name, lines)
    elif isinstance(node, nodes.Name):
        if node.name not in {*TEXTS, *PARTS, *LISTS}:
            yield unknown(node.name, name)
    else:
        for child in node.iter_child_nodes():
            yield from _in_node(child, name, lines)


def _in_loop(node: nodes.For, name: str, lines: dict[str, str]) -> Iterator[Fault]:
    over, line = node.iter, node.target
    if lines or node.recursive or node.test or not isinstance(line, nodes.Name):
        yield Fault("循环套循环，或循环带有条件", name, "一层 for，例如 for 行 in 失分指标")
    elif not isinstance(over, nodes.Name) or over.name not in LISTS:
        yield Fault("循环的不是可用的列表", name, f"for 行 in {' / '.join(LISTS)}")
    elif line.name in {*TEXTS, *LISTS, *PARTS, "loop"}:
        yield Fault(f"「{line.name}」已是占位符的名称", name, "为循环的行另取一个名称，例如「行」")
    else:
        for child in (*node.body, *node.else_):
            yield from _in_node(child, name, {line.name: over.name})


def _in_column(node: nodes.Getattr, name: str, lines: dict[str, str]) -> Iterator[Fault]:
    of = node.node.name if isinstance(node.node, nodes.Name) else ""
    allowed = LISTS[lines[of]] if of in lines else OF_THE_LOOP if lines and of == "loop" else ()
    if not allowed:
        yield Fault(f"不允许的写法：{of or '…'}.{node.attr[:40]}", name, NOT_ALLOWED)
    elif node.attr not in allowed:
        yield Fault(f"没有「{node.attr[:40]}」这一列", name, "、".join(allowed))


def unknown(found: str, name: str) -> Fault:
    """A name that is no placeholder, with those that look like it."""
    known = [*TEXTS, *PARTS, *LISTS]
    near = get_close_matches(found, known, 3, 0.4)
    return Fault(
        f"没有名为「{found[:40]}」的占位符", name, "、".join(f"「{each}」" for each in near) or "说明中列出的占位符"
    )


def _in_writing(name: str, tree: Any) -> Iterator[Fault]:
    for each in tree.iter():
        beside = [*each.attrib.values(), each.tail or "", "" if each.tag == f"{WORD}t" else each.text or ""]
        if any(sign in text for text in beside for sign in "{}"):
            yield Fault("占位符写在文字以外的地方", name, "占位符只能写在正文、页眉和页脚的文字中")
    number = 0
    for paragraph in tree.iter(f"{WORD}p"):
        text = _text(paragraph)
        tags = list(TAG.finditer(text)) if "{" in text else []
        number += len(tags)
        rest = TAG.sub("", text)
        if "{" in rest or "}" in rest:
            at = min(place for place in (rest.find("{"), rest.find("}")) if place >= 0)
            yield Fault(f"占位符没有写完整：{rest[at : at + 40]}", name, "成对的 {{ 和 }}，写在同一段内")
        for match in tags:
            yield from _in_tag(name, paragraph, text, match)
    if number > MOST_TAGS:
        yield Fault(f"有 {number} 个占位符", name, f"不超过 {MOST_TAGS} 个")


def _in_tag(name: str, paragraph: Any, text: str, match: re.Match[str]) -> Iterator[Fault]:
    whole = match[0]
    prefix, words = _prefix(whole[2:-2])
    part = words.strip() if whole.startswith("{{") else ""
    if prefix not in ("", "p", "tr") or (prefix == "tr" and whole.startswith("{{")):
        yield Fault(f"不允许的写法：{whole[:40]}", name, "{{ }}、{{p }}、{%p %}、{%tr %}")
    elif part in PARTS and (prefix != "p" or not TEXT_PARTS.fullmatch(name) or "document" not in name):
        yield Fault(f"「{part}」是一整段内容", name, f"在正文中单独一段写 {{{{p {part} }}}}")
    elif prefix == "p" and whole.startswith("{{") and part not in PARTS:
        yield Fault(f"{whole[:40]} 不是整段的内容", name, f"{{{{ {part[:30]} }}}}")
    elif prefix == "p" and text.strip() != whole:
        yield Fault(f"{whole[:40]} 所在的段落里还有别的文字", name, "单独成为一段")
    elif prefix == "tr" and not _alone_in_row(paragraph, whole):
        yield Fault(f"{whole[:40]} 所在的表格行里还有别的文字", name, "单独占表格的一行")


def _prefix(inner: str) -> tuple[str, str]:
    """p, tr, tc or r right after the braces, or a sign that docxtpl reads as something else."""
    found = re.match(r"(-|_|(?:p|tr|tc|r)(?=\s))?(.*)", inner, re.DOTALL)
    if found is None or inner.endswith("-") or inner.strip().startswith(("colspan", "cellbg", "vm", "hm")):
        return "-", inner
    return found[1] or "", found[2]


def _alone_in_row(paragraph: Any, whole: str) -> bool:
    row = next(paragraph.iterancestors(f"{WORD}tr"), None)
    return row is not None and "".join(_text(each) for each in row.iter(f"{WORD}p")).strip() == whole


def _text(paragraph: Any) -> str:
    """The paragraph's own text, put together from its runs."""
    return "".join(each.text or "" for each in paragraph.iter(f"{WORD}t"))
