"""A standard written as numbered paragraphs without a table: 一、组织建设（20分）1. 制度健全（5分）：有制度得2分…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rating.workshop.paper.headings import EVIDENCE, METHOD, REMARK, STANDARD
from rating.workshop.paper.items import stated_on, value_of
from rating.workshop.paper.numbering import numbered
from rating.workshop.paper.parts import HEADING, ITEM, NOTE, SCORED, SUM, PaperText
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.row_words import LONGEST_SECTION, is_note, is_signature, is_sum, kind_of
from rating.workshop.paper.tree import Node, RowPart, one_line

LONGEST_HEAD, OUTLINE = 40, -2
"""Keys of paragraphs stand apart from those of tables."""
_POINTS = r"[（(][^（）()\d]{0,6}\d{1,4}(?:\.\d+)?\s*[分%][^（）()]{0,6}[）)]"
_HEAD = re.compile(rf"^(?P<title>[^。；;：:\n]{{0,{LONGEST_HEAD}}}?{_POINTS})\s*[：:。，,]?\s*(?P<rest>.*)$", re.DOTALL)
_COLON = re.compile(rf"^(?P<title>[^。；;：:，,\n]{{2,{LONGEST_HEAD}}})[：:]\s*(?P<rest>.+)$", re.DOTALL)
_NUMBER = (
    r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:\.\d{1,2})*\s*[.．、]|\d{1,2}(?:\.\d{1,2}){1,3}|[①-⑳]"
)
_INLINE = re.compile(rf"(?<=[。；;）)\s：:])(?=(?:{_NUMBER})\s*[^。；;：:\n]{{1,{LONGEST_HEAD}}}?{_POINTS})")
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (STANDARD, re.compile(r"^(?:评分标准|评分细则|计分办法|评分办法|评分方法|考核标准|评估标准)\s*[：:]\s*")),
    (METHOD, re.compile(r"^(?:评定方法|考核办法|考核方法|检查方式|检查方法|评估方法|考核方式|评估方式)\s*[：:]\s*")),
    (EVIDENCE, re.compile(r"^(?:需?提供的?材料|(?:佐证|证明|备查|所需|支撑)材料|查阅资料)\s*[：:]\s*")),
    (REMARK, re.compile(r"^(?:备注|说明)\s*[：:]\s*")),
)  # fmt: skip


def read_outline(walk: Walk, lines: Sequence[PaperText]) -> None:
    """Hangs the numbered lines on the tree; lines that belong to no indicator are notes."""
    styles: list[str] = []
    key = 0
    for line in lines:
        for piece in _pieces(line):
            _line(walk, styles, piece, key)
            key += 1
    _fold(walk.root)
    _settle(walk)


def _pieces(line: PaperText) -> Iterator[PaperText]:
    """One paragraph, cut before each numbered title with points inside it."""
    for part in _INLINE.split(line.text):
        if part.strip():
            yield PaperText(part.strip(), line.where)


def _line(walk: Walk, styles: list[str], line: PaperText, key: int) -> None:
    number, rest = numbered(line.text)
    if is_sum(line.text) or is_signature(line.text) or is_note(line.text):
        walk.account((OUTLINE, key), line.where, SUM if is_sum(line.text) else NOTE, line.text)
        walk.notes.append(line)
        return
    head = _HEAD.match(rest)
    section = len(rest) <= LONGEST_SECTION and kind_of(rest) != SCORED
    if number is None and head is None and not section:
        _continued(walk, line, key)
        return
    style = number.style if number else "section" if section else "bare"
    if style in styles:
        del styles[styles.index(style) + 1 :]
    else:
        styles.append(style)
    colon = head or _COLON.match(rest)
    title = (line.text[: len(line.text) - len(rest)] + colon["title"]) if colon else line.text
    node = walk.open(len(styles) - 1, PaperText(one_line(title), line.where))
    part = RowPart(line.where, key=(OUTLINE, key))
    said = colon["rest"].strip() if colon else ""
    if said:
        part.texts[STANDARD] = [PaperText(said, line.where)]
    node.rows.append(part)
    walk.node_of[OUTLINE, key], walk.parts[OUTLINE, key] = node, part
    walk.account((OUTLINE, key), line.where, ITEM, line.text)


def _continued(walk: Walk, line: PaperText, key: int) -> None:
    """A line without number goes on with the indicator before it; before the first it is a note."""
    walk.account((OUTLINE, key), line.where, ITEM if walk.path else NOTE, line.text)
    if not walk.path:
        walk.notes.append(line)
        return
    role, text = next(
        ((role, pattern.sub("", line.text)) for role, pattern in _LABELS if pattern.match(line.text)),
        (STANDARD, line.text),
    )
    part = RowPart(line.where, {role: [PaperText(text, line.where)]}, key=(OUTLINE, key))
    walk.deepest.rows.append(part)
    walk.node_of[OUTLINE, key], walk.parts[OUTLINE, key] = walk.deepest, part


def _fold(node: Node) -> None:
    """Numbered lines under a title with points that have none themselves are the lines of its sentence."""
    for child in node.children:
        _fold(child)
    if value_of(node) is not None and node.children and not any(_has_points(child) for child in node.children):
        for child in node.children:
            for one in child.walk():
                if one.rows:
                    first = one.rows[0]
                    first.texts.setdefault(STANDARD, []).insert(0, one.raw)
                node.rows.extend(one.rows)
        node.rows.sort(key=lambda row: row.key)
        node.children = []


def _has_points(node: Node) -> bool:
    return any(value_of(one) is not None for one in node.walk())


def _settle(walk: Walk) -> None:
    """Branches without any points or kind of their own (一、评估原则) are notes and leave the tree."""

    def kept(node: Node) -> bool:
        return _has_points(node) or node.kind != SCORED

    def prune(node: Node) -> None:
        for child in [child for child in node.children if not kept(child)]:
            for one in child.walk():
                for row in one.rows:
                    walk.rows[row.key] = type(walk.rows[row.key])(row.where, NOTE, walk.rows[row.key].text)
                    walk.node_of.pop(row.key, None)
                    walk.parts.pop(row.key, None)
                    walk.notes.append(PaperText(walk.rows[row.key].text, row.where))
            node.children.remove(child)
        for child in node.children:
            prune(child)

    prune(walk.root)
    for node in walk.root.walk():
        for row in node.rows:
            walk.node_of[row.key] = node
            if node.children and not row.texts and row.key in walk.rows:
                walk.rows[row.key] = type(walk.rows[row.key])(row.where, HEADING, walk.rows[row.key].text)
    if not any(stated_on(node) for node in walk.root.walk()):
        walk.root.children = []
