"""What does not fit in a standard: sums, missing points and sentences, numbers, titles said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rating.rubric.numbers import plain as written
from rating.workshop.paper.headings import REQUIREMENT, STANDARD
from rating.workshop.paper.items import leaves, stated_on, value_of
from rating.workshop.paper.numbering import Numbering
from rating.workshop.paper.parts import BONUS, SCORED, PaperText
from rating.workshop.paper.reading import SumRow, Walk
from rating.workshop.paper.row_words import is_subsection_sum
from rating.workshop.paper.tree import ROOT, Node

HEAD = "请核对原文，改正后重新上传，或在下一步改正"


def check_tree(walk: Walk) -> None:
    """All findings that can be told from the tree alone."""
    for node in walk.root.walk():
        if node.slot != ROOT:
            _doubts(walk, node)
            _branch_sum(walk, node)
    for leaf in leaves(walk.root):
        _leaf(walk, leaf)
    _numbers(walk)
    _serials(walk)
    _titles(walk)


def _doubts(walk: Walk, node: Node) -> None:
    figures = {one.points.value: one for one in stated_on(node) if one.points.value is not None}
    for one in stated_on(node):
        if one.points.doubt:
            walk.problem("paper_points_unclear", one.where, one.points.doubt)
    if len(figures) > 1 and node.kind == SCORED:
        told = "、".join(f"{written(value)} 分（{one.where}）" for value, one in figures.items())
        walk.problem("paper_points", node.raw.where, f"「{node.title}」的分值有几种写法：{told}", "同一个分值")


def total_under(nodes: Iterable[Node]) -> Decimal:
    """Points of the scored leaves under these nodes."""
    ends = [leaf for node in nodes for leaf in node.walk() if not leaf.children and leaf.kind == SCORED]
    return sum((value_of(leaf) or Decimal(0) for leaf in ends), Decimal(0))


def _branch_sum(walk: Walk, node: Node) -> None:
    own = value_of(node)
    if own is None or not node.children or node.kind != SCORED:
        return
    ends = [leaf for leaf in node.walk() if not leaf.children and leaf.kind == SCORED]
    if not any(value_of(leaf) is not None for leaf in ends):
        return
    total = total_under([node])
    if total < own and any(value_of(leaf) is None for leaf in ends):
        return  # the missing points are named already
    if total != own and not _explained(node):
        where = next(one.where for one in stated_on(node) if one.points.value is not None)
        found = f"「{node.title}」写的是 {written(own)} 分，下级各项合计 {written(total)} 分"
        walk.problem("paper_points", where, found, "两者相等", HEAD)


def _explained(node: Node) -> bool:
    """A part below has the difference already: the same fault is told once, at the lowest place."""
    for child in node.children:
        own = value_of(child)
        if child.children and own is not None and total_under([child]) != own:
            stated = sum((value_of(each) or total_under([each]) for each in node.children), Decimal(0))
            return stated == value_of(node)
    return False


def _leaf(walk: Walk, leaf: Node) -> None:
    texts = {role: any(row.said(role) for row in leaf.rows) for role in (STANDARD, REQUIREMENT)}
    if leaf.kind != SCORED:
        return
    if value_of(leaf) is None and not any(one.points.doubt for one in stated_on(leaf)):
        walk.problem("paper_no_points", leaf.raw.where, f"「{leaf.title}」没有写分值")
    if not any(texts.values()):
        walk.problem("paper_no_standard", leaf.raw.where, f"「{leaf.title}」没有写评分标准")


def _numbers(walk: Walk) -> None:
    """Titles of one level in reading order: the next number of the list, or 1 under a new title."""
    before: dict[tuple[int, str], tuple[Numbering, Node]] = {}
    for node in walk.root.walk():
        if node.number is None:
            continue
        last, owner = before.get((node.slot, node.number.style), (None, None))
        before[node.slot, node.number.style] = (node.number, node)
        if last is None or owner is None:
            continue
        same_parent = owner.parent is node.parent
        if not node.number.follows(last) and (same_parent or not _begins(node.number, last)):
            _broken(walk, last, node.number, node.raw)


def _begins(number: Numbering, last: Numbering) -> bool:
    """Under a new title a list may begin again at 1, or a number of several parts with a new head."""
    return number.parts[-1] == 1


def _broken(walk: Walk, last: Numbering, number: Numbering, raw: PaperText) -> None:
    if number.parts == last.parts:
        found = f"编号「{number.text}」出现两次"
        expected = "每个编号一次"
    else:
        found = f"编号「{last.text}」之后是「{number.text}」"
        expected = "连续的编号，可能缺项或编号写错"
    walk.problem("paper_numbering", raw.where, found, expected, HEAD)


def _serials(walk: Walk) -> None:
    """The 序号 column; it may begin again at 1 in each table and after a title of its own."""
    before: tuple[Numbering, int, tuple[Node, ...]] | None = None
    for key in sorted(walk.parts):
        serial = walk.parts[key].serial
        if serial is None:
            continue
        top = walk.node_of[key].trail()[:1]
        last, table, above = before or (serial, key[0], top)
        again = serial.parts[-1] == 1 and (table != key[0] or serial.parts != last.parts or above != top)
        if before is not None and last.style == serial.style and not serial.follows(last) and not again:
            _broken(walk, last, serial, PaperText("", walk.parts[key].where))
        before = (serial, key[0], top)


def _titles(walk: Walk) -> None:
    by_parent: dict[int, list[Node]] = defaultdict(list)
    for node in walk.root.walk():
        if node.slot != ROOT:
            by_parent[id(node.parent)].append(node)
            if node.typed_again and len(node.children) > 1 and node.children[0].number is None:
                found = f"「{node.title}」在连续几行中重复，各有分值（又见 {node.typed_again}）"
                walk.problem(
                    "paper_duplicate", node.raw.where, found, remedy="请核对是同一指标的几个部分，还是重复的一行"
                )
    for siblings in by_parent.values():
        seen: dict[str, Node] = {}
        for node in siblings:
            twin = seen.setdefault("".join(node.title.split()), node)
            if twin is not node:
                found = f"「{node.title}」与 {twin.raw.where} 的名称相同"
                walk.problem("paper_duplicate", node.raw.where, found)


def check_sums(walk: Walk) -> Decimal | None:
    """小计 and 合计 rows against what was read; gives the last 合计 that is stated."""
    ends = _ends_by_row(walk)
    begun = 0
    total: Decimal | None = None
    for row in walk.sums:
        value = row.stated.points.value if row.stated else None
        section = is_subsection_sum(row.label)
        if value is not None:
            candidates = _candidates(row, ends, begun)
            lacking = any(value_of(leaf) is None for at, leaf in ends if begun <= at < row.after)
            less = lacking and max(candidates.values()) < value  # the missing points are named already
            if not less and not {value, value * 100} & set(candidates.values()):
                _mismatch(walk, row, value, candidates)
            if not section:
                total = value
        if section:
            begun = row.after
    return total


def _ends_by_row(walk: Walk) -> list[tuple[int, Node]]:
    """Every leaf with the place of its first row among the rows of indicators."""
    place = {key: at for at, key in enumerate(walk.node_of)}
    return [(min(place[row.key] for row in leaf.rows), leaf) for leaf in leaves(walk.root) if leaf.rows]


def _candidates(row: SumRow, ends: Sequence[tuple[int, Node]], begun: int) -> dict[str, Decimal]:
    """What a sum row may stand for, the likeliest first."""
    past = [leaf for at, leaf in ends if at < row.after]
    since = [leaf for at, leaf in ends if begun <= at < row.after]
    found: dict[str, Decimal] = {}
    above = past[-1].trail() if past else ()
    if not is_subsection_sum(row.label):
        found["以上各项"] = total_under(past)
        found["上一个小计之后的各项"] = total_under(since)
        return {**found, **_with_bonus(past), **_of_each(above[:1])}
    found.update(_of_each([row.beside] if row.beside is not None else above[:1]))
    found["上一个小计之后的各项"] = total_under(since)
    return {**found, **({} if row.beside is not None else _of_each(above)), **_with_bonus(since)}


def _of_each(nodes: Sequence[Node]) -> dict[str, Decimal]:
    return {f"「{node.title}」各项": total_under([node]) for node in nodes}


def _with_bonus(past: Sequence[Node]) -> dict[str, Decimal]:
    """加分项 counted in: by its own points, or by the cap of its section."""
    bonus = [leaf for leaf in past if leaf.kind == BONUS]
    if not bonus:
        return {}
    own = sum((value_of(leaf) or Decimal(0) for leaf in bonus), Decimal(0))
    stated = [node.cap or value_of(node) for leaf in bonus for node in leaf.trail() if node.kind == BONUS]
    found = {"加分项": own, "以上各项（含加分项）": total_under(past) + own}
    for cap in stated:
        if cap is not None:
            found[f"以上各项（含加分项 {written(cap)} 分）"] = total_under(past) + cap
            found[f"加分项（{written(cap)} 分）"] = cap
    return found


def _mismatch(walk: Walk, row: SumRow, value: Decimal, candidates: dict[str, Decimal]) -> None:
    what, total = next(iter(candidates.items()), ("以上各项", Decimal(0)))
    where = row.stated.where if row.stated else row.where
    found = f"「{row.label.splitlines()[0][:20]}」写的是 {written(value)} 分，{what}合计 {written(total)} 分"
    walk.problem("paper_points", where, found, "两者相等", HEAD)
