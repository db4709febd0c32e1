"""指标: what was added, dropped, moved or put in another order, and every change of one indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rating.insight.rubric_differences.difference import Difference, changed, listed
from rating.insight.rubric_differences.keys import Pair, Subject, Telling, by_key
from rating.insight.rubric_differences.rules import rules_changed
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.places import kinds_of, placed_nodes

PART = "指标"
ORDER = "order"
"""The subject of another order of indicators, which decides nothing."""


def tree_differences(pair: Pair) -> Iterator[Difference]:
    """Indicators are the same by code; one that only took another code is recognised by its title and place."""
    old, new = _placed(pair.before), _placed(pair.after)
    recoded = _recoded(old, new)
    partner = {**{code: code for code in old.keys() & new.keys()}, **recoded}
    for code, (node, parent) in new.items():
        if code not in partner:
            yield _added(node, pair)
            continue
        was, under = old[partner[code]]
        if partner[code] != code:
            told = "换了内部代号，与往年结果对照时按新指标处理"
            yield _subject(node).tells(told, decides=False)
        if _code(under) != _code(parent) and partner.get(_code(parent)) != _code(under):
            yield _subject(node).tells(f"由{_place(under)}移到{_place(parent)}", decides=True)
        yield from _node_differences(was, node, pair)
    for code, (node, _) in old.items():
        if code not in partner.values():
            marks = marks_in_words(node, pair.before)
            yield Difference(code, node.title, PART, f"不再评「{node.title}」（原满分 {marks}）", "", True, _key(code))
    yield from _orders(pair, partner)


def _added(node: Node, pair: Pair) -> Difference:
    told = f"新增「{node.title}」，满分 {marks_in_words(node, pair.after)}"
    return Difference(node.code, node.title, PART, told, "", True, _key(node.code))


def _key(code: str) -> str:
    return f"node:{code}"


def _subject(node: Node) -> Subject:
    return Subject(node.code, node.title, PART, f"「{node.title}」", _key(node.code))


def _placed(form: Rubric) -> dict[str, tuple[Node, Node | None]]:
    return {place.node.code: (place.node, place.parent) for place in placed_nodes(form)}


def _recoded(
    old: Mapping[str, tuple[Node, Node | None]], new: Mapping[str, tuple[Node, Node | None]]
) -> dict[str, str]:
    """New code → old code, for nodes of the same title under the same parent's title, each once."""
    found: dict[str, str] = {}
    for code, (node, parent) in new.items():
        if code not in old:
            alike = [
                other for other, (was, under) in old.items()
                if other not in new and was.title == node.title and _title(under) == _title(parent)
                and was.leaf == node.leaf and other not in found.values()
            ]  # fmt: skip
            found.update({code: alike[0]} if alike else {})
    return found


def _title(node: Node | None) -> str:
    return "" if node is None else node.title


def _code(node: Node | None) -> str:
    return "" if node is None else node.code


def _place(parent: Node | None) -> str:
    return "一级指标" if parent is None else f"「{parent.title}」下"


def _node_differences(old: Node, new: Node, pair: Pair) -> Iterator[Difference]:
    subject = _subject(new)
    if old.rule != new.rule or old.rule_by_kind != new.rule_by_kind:
        told = [subject.tells(clause, True) for clause in rules_changed(old, new, pair)]
    else:
        told = []
    first = by_key(subject, old, new, pair, _TELLING, {*_TOLD_APART, *_AFTER})
    yield from [*first, *told, *by_key(subject, old, new, pair, _TELLING, {*_TOLD_APART, *_BEFORE})]


def marks_changed(old: Any, new: Any, pair: Pair) -> Iterator[str]:
    """满分 8 → 10; by kind where the kinds differ."""
    if not isinstance(old, dict) and not isinstance(new, dict):
        yield changed("满分", _mark(old), _mark(new))
        return
    kinds = dict.fromkeys([*kinds_of(pair.after), *kinds_of(pair.before), *_kinds(new), *_kinds(old)])
    moved = [(kind, _of_kind(old, kind), _of_kind(new, kind)) for kind in kinds]
    moved = [each for each in moved if each[1] != each[2]]
    if len(moved) == len(kinds) and len({each[1:] for each in moved}) == 1:
        yield changed("满分", *moved[0][1:])
    elif moved:
        yield from (changed(f"{kind}类满分" if kind else "满分", one, other) for kind, one, other in moved)
    else:
        yield changed("满分", "", "")


def _kinds(marks: Any) -> list[str]:
    return [*marks] if isinstance(marks, dict) else []


def _of_kind(marks: Any, kind: str) -> str:
    return (_mark(marks[kind]) if kind in marks else "不设") if isinstance(marks, dict) else _mark(marks)


def _mark(marks: Decimal | None) -> str:
    return "按下级合计" if marks is None else plain(marks)


def _bonus(old: bool, new: bool, pair: Pair) -> Iterator[str]:
    yield "改为加分项，不进入满分" if new else "不再作为加分项，进入满分"


_TELLING: dict[str, Telling] = {"full_marks": marks_changed, "bonus": _bonus}
_TOLD_APART = {"code", "indicators", "rule", "rule_by_kind"}
_BEFORE = {"title", "full_marks", "weight", "combine"}
_AFTER = set(Node.model_fields) - _BEFORE
"""Name, marks and weight come before the rule, all else after it."""


def _orders(pair: Pair, partner: Mapping[str, str]) -> Iterator[Difference]:
    """Brothers that both rubrics have, when they stand in another order."""
    for parent, now in _families(pair.after):
        was = _family(pair.before, "" if parent is None else partner.get(parent.code, ""), parent is None)
        known = [partner.get(node.code, "") for node in now]
        before = [node.code for node in was if node.code in known]
        after = [code for code in known if code in before]
        if before != after:
            titles = listed([node.title for node in now])
            yield Difference("", _title(parent), PART, f"{_named(parent)}的次序改为{titles}", "", False, ORDER)


def _named(parent: Node | None) -> str:
    return "一级指标" if parent is None else f"「{parent.title}」的下级指标"


def _families(form: Rubric) -> Iterator[tuple[Node | None, Sequence[Node]]]:
    yield None, form.dimensions
    yield from ((node, node.indicators) for node in form.nodes if not node.leaf)


def _family(form: Rubric, code: str, top: bool) -> Sequence[Node]:
    if top:
        return form.dimensions
    return next((node.indicators for node in form.nodes if node.code == code), [])


def marks_in_words(node: Node, rubric: Rubric) -> str:
    """8, or 综合 8、治理专项 10 where the kinds differ."""
    marks = {kind: node.full_marks_for(kind) for kind in kinds_of(rubric) if node.applies_to(kind)}
    if len(set(marks.values())) <= 1:
        return plain(next(iter(marks.values()), Decimal(0)))
    return "、".join(f"{kind} {plain(mark)}" for kind, mark in marks.items())
