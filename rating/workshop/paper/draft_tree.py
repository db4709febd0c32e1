"""The indicators of a paper as the dimensions of a rubric: three levels at most, bonus and deductions as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.paper.draft_fields import Fields, Tree, deduction_leaf, mark_leaf, proposed_leaf
from rating.workshop.paper.numbering import numbered
from rating.workshop.paper.parts import BONUS, DEDUCTION, SCORED, PaperItem, PaperText
from rating.workshop.phrasing.proposal import Proposal

DEEPEST, LONGEST_TITLE, LONGEST_CLAUSE, LONGEST_EVIDENCE = 3, 40, 3000, 200
SOURCE = "paper"
PLACEHOLDER = Decimal(1)
_AND = re.compile(r"[；;。\n]|(?<=[^\d])(?=\d{1,2}[.．、](?!\d))|(?=[①-⑳])|(?=[（(]\d{1,2}[）)])|、(?![^（(]*[）)])")


@dataclass
class Branch:
    """A title with what stands under it: branches and the places of items in the paper."""

    title: str
    points: Decimal | None = None
    branches: list[Branch] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    order: list[tuple[str, int]] = field(default_factory=list)
    key: tuple[str, str] = ("", "")

    def branch(self, text: PaperText, points: Decimal | None) -> Branch:
        key = (text.text, text.where)
        found = next((one for one in self.branches if one.key == key), None)
        if found is None:
            found = Branch(text.text, points, key=key)
            self.order.append(("branch", len(self.branches)))
            self.branches.append(found)
        return found

    def every_item(self) -> list[int]:
        return [*self.items, *(item for branch in self.branches for item in branch.every_item())]


@dataclass
class Drafting:
    """The paper's items, what was proposed for each, the fields so far, and sentences about what was supposed."""

    items: Sequence[PaperItem]
    proposals: Sequence[Proposal | None]
    marks: dict[int, Decimal]
    fields: Fields = field(default_factory=Fields)
    said: list[str] = field(default_factory=list)


def tree_of(drafting: Drafting, scored: Sequence[int]) -> list[Tree]:
    """The dimensions, holding these items."""
    top = Branch("")
    for at in scored:
        item = drafting.items[at]
        branch = top
        pairs = list(zip(item.levels, item.level_points, strict=True))[:-1]
        for text, points in pairs[: DEEPEST - 1]:
            branch = branch.branch(text, points)
        branch.order.append(("item", at))
        branch.items.append(at)
        if len(item.levels) > DEEPEST:
            upper = "：".join(shortened(text.text) for text, _ in pairs[DEEPEST - 1 :])
            drafting.said.append(f"「{item.title}」原文在第 {len(item.levels)} 级，最多三级，已并入「{upper}」的名称")
    return _parts(drafting, top, SCORED)


def _parts(drafting: Drafting, branch: Branch, above: str) -> list[Tree]:
    return [
        _leaf(drafting, at, above) if what == "item" else _branch(drafting, branch.branches[at], above)
        for what, at in branch.order
    ]


def _branch(drafting: Drafting, branch: Branch, above: str) -> Tree:
    inside = branch.every_item()
    kinds = {drafting.items[at].kind for at in inside}
    title = shortened(branch.title)
    tree: Tree = {"code": drafting.fields.code(title, "d" if above == SCORED else "i"), "title": title}
    bonus = kinds == {BONUS} and above != BONUS
    if bonus:
        caps = [drafting.items[at].cap for at in inside if drafting.items[at].cap is not None]
        tree |= {"bonus": True, **({"cap": plain(caps[0])} if caps and caps[0] is not None and caps[0] > 0 else {})}
    elif (
        branch.points
        and kinds == {SCORED}
        and sum(drafting.marks.get(at, Decimal(0)) for at in inside) == branch.points
    ):
        tree["full_marks"] = plain(branch.points)
    return {**tree, "indicators": _parts(drafting, branch, BONUS if bonus else above)}


def _leaf(drafting: Drafting, at: int, above: str) -> Tree:
    item, proposal = drafting.items[at], drafting.proposals[at]
    title = shortened("：".join(text.text for text in item.levels[DEEPEST - 1 :]) or item.title)
    tree: Tree = {"code": drafting.fields.code(title, "i"), "title": title}
    if item.kind == BONUS and above != BONUS:
        tree["bonus"] = True
    return {**tree, **_rule(drafting, at, title, proposal), **_texts(item, title)}


def _rule(drafting: Drafting, at: int, title: str, proposal: Proposal | None) -> Tree:
    item = drafting.items[at]
    if item.kind == DEDUCTION:
        most = item.points if item.points is not None else item.cap
        if proposal is not None and proposal.kind == "deduct" and proposal.full_marks == 0:
            return {**proposed_leaf(drafting.fields, title, proposal, Decimal(0)), "if_blank": "incomplete"}
        return deduction_leaf(drafting.fields, title, most if most else None)
    key_item = proposal is not None and proposal.kind == "key_item" and at not in drafting.marks
    if proposal is not None and proposal.kind != "mark" and (key_item or proposal.kind != "key_item"):
        return proposed_leaf(drafting.fields, title, proposal, drafting.marks.get(at))
    return mark_leaf(drafting.fields, title, drafting.marks[at])


def _texts(item: PaperItem, title: str) -> Tree:
    whole = item.title if item.title != title and item.title not in item.standard.text else ""
    parts = [text for text in (whole, item.requirement.text, item.standard.text) if text]
    text = "\n".join(dict.fromkeys(parts)) or item.title
    where = item.standard.where or item.requirement.where or item.where
    tree: Tree = {"clause": {"source": SOURCE, "text": text[:LONGEST_CLAUSE], "article": f"原件 {where}"}}
    if item.method:
        tree["check"] = " ".join(item.method.text.split())
    evidence = split_evidence(item.evidence.text)
    return {**tree, "evidence": evidence} if evidence else tree


def shortened(title: str) -> str:
    """A title that fits a column; a longer one is kept whole in the clause."""
    return (title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…") or "未写名称"


def split_evidence(text: str) -> list[str]:
    """1.制度汇编；2.会议记录 → two materials, each once; 无 and — are none."""
    found = []
    for part in _AND.split(text):
        _, words = numbered(part)
        words = words.strip(" ，,、。；;\n")[:LONGEST_EVIDENCE]
        if words and words not in ("无", "/", "—", "－", "-", "——", "等"):
            found.append(words)
    return list(dict.fromkeys(found))
