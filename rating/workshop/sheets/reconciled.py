"""The sentence of an indicator against the rows of its rule: whoever changed one of them is heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating.rubric.rules import Rule
from rating.rubric.trail import Path
from rating.rubric.validation import validate
from rating.workshop.sheets.content import Content, Row
from rating.workshop.sheets.names import Names, Unread
from rating.workshop.sheets.readable import MARK_HEADING, RULE_HEADING
from rating.workshop.sheets.sentence_reading import read_sentence
from rating.workshop.sheets.sentences import Told, sentence_mark, sentence_of
from rating.workshop.sheets.tables import RULES
from rating.workshop.sheets.tree_reading import Branching, Read

_KEYS = ("value", "rule", "rule_by_kind")
_REMEDY = f"请照原来的句式改数字，或恢复原文、改在“{RULES}”表中"


def reconcile(read: Read, content: Content, names: Names) -> None:
    """Take the sentences that were changed, and those of new indicators; refuse what is not understood."""
    for node in read.nodes.values():
        if node.leaf and node.row.text(RULE_HEADING):
            try:
                _reconcile(node, content, names)
            except Unread as fault:
                content.refuse(node.row, RULE_HEADING, fault, (*node.path, "rule"))


def _reconcile(node: Branching, content: Content, names: Names) -> None:
    text, mark = node.row.text(RULE_HEADING), node.row.text(MARK_HEADING)
    if sentence_mark(text) == mark:
        return
    tree = content.below(node.path)
    rows_changed = _rows_mark(tree, names) != mark
    said = read_sentence(text, names)
    if said is None:
        if "rule" in tree or "rule_by_kind" in tree or node.path in content.unread:
            found = "评分标准的文字改过，没有读懂"
        else:
            found = "新增的指标没有评分细则，评分标准的文字也没有读懂"
        raise Unread(found, remedy=_REMEDY)
    if _same(said, tree):
        return
    if ("rule" in tree or "rule_by_kind" in tree) and rows_changed:
        remedy = "请只改一处，或把两处改成一致"
        raise Unread(f"评分标准的文字与“{RULES}”表都改过，两处不一致", remedy=remedy)
    _take(said, node.path, node.row, content)


def _rows_mark(tree: Mapping[str, Any], names: Names) -> str:
    """The mark of the sentence that the rows would make; "" where they make no rule."""
    told = _told(tree)
    return "" if told is None else sentence_mark(sentence_of(told, names.as_exported(), lambda rule: False))


def _told(tree: Mapping[str, Any]) -> Told | None:
    rules = {None: tree.get("rule"), **tree.get("rule_by_kind", {})}
    made = {kind: validate(Rule, rule)[0] for kind, rule in rules.items() if rule is not None}
    if not made or None in made.values():
        return None
    kinds = {kind: rule for kind, rule in made.items() if kind is not None and rule is not None}
    return Told(tree.get("value"), made.get(None), kinds)


def _same(said: Mapping[str, Any], tree: Mapping[str, Any]) -> bool:
    one, other = _told(said), _told(tree)
    if one is None or other is None:
        return False
    return (one.rule, one.by_kind) == (other.rule, other.by_kind) and said.get("value") == tree.get("value")


def _take(said: Mapping[str, Any], path: Path, row: Row, content: Content) -> None:
    """The sentence's own words instead of the rows'; its faults stand in its cell."""
    tree = content.below(path)
    for key in _KEYS:
        under = (*path, key)
        if key == "value" and key not in said:
            continue
        tree.pop(key, None)
        content.cells = {at: cell for at, cell in content.cells.items() if at[: len(under)] != under}
        content.unread = {at for at in content.unread if at[: len(under)] != under}
        if key in said:
            content.put(under, said[key], row, RULE_HEADING)
