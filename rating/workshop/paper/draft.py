"""A paper and the proposals confirmed for it → the YAML text of a rubric that loads, marked as an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from rating.problems import Refused
from rating.rubric.checks import check
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.validation import validate
from rating.rubric.written import written_content
from rating.workshop.paper.draft_fields import EXPERT, Fields, Tree, mark_leaf
from rating.workshop.paper.draft_marks import full_marks_of_items
from rating.workshop.paper.draft_tree import LONGEST_TITLE, PLACEHOLDER, SOURCE, Drafting, shortened, tree_of
from rating.workshop.paper.parts import BONUS, CONDITION, VETO, CutScore, Paper, PaperItem
from rating.workshop.phrasing.proposal import Proposal

MOST_NOTES, SHORT_CLAUSE = 8000, 300
TO_BE_FILLED = "待补充的指标"
_NAMES = {
    "station": ["站点名称", "社工站名称", "名称", "被考评单位"], "street": ["街镇", "街道", "乡镇（街道）", "名称"],
    "district": ["区", "县市区", "名称"], "person": ["姓名", "人员姓名"], "project": ["项目名称", "名称"],
}  # fmt: skip
_CODES = {"person": ["工号", "编号", "代码"], "project": ["项目编号", "编号", "代码"]}


def drafted(
    paper: Paper,
    proposals: Sequence[Proposal | None],
    *,
    title: str,
    code: str,
    version: str,
    unit: str = "station",
) -> str:
    """YAML text of a rubric with the tree, points and sentences of the paper; it always loads.

    proposals   one for each of `paper.items` in their order; None (or one of kind mark) leaves the
                indicator to raters with its full marks
    What had to be supposed stands in the rubric's notes: raters' mean, indicators without points,
    bonus and stars.  A proposal that does not fit the points is put back to a rater's mark.
    """
    given = [*proposals, *[None] * len(paper.items)][: len(paper.items)]
    cut_scores = paper.cut_scores
    content, said = _content(paper, given, title, code, version, unit, cut_scores)
    if not _loads(content):
        kept = [one if one is None or _fits(paper, at, one) else None for at, one in enumerate(given)]
        refused = [paper.items[at].title for at, one in enumerate(given) if one is not None and kept[at] is None]
        given = kept
        content, said = _content(paper, given, title, code, version, unit, cut_scores)
        said += [f"「{name}」的计分规则与分值不合，改由评估人打分" for name in refused]
    if not _loads(content) and cut_scores:
        content, said = _content(paper, given, title, code, version, unit, ())
        said.append("文中的星级分数线与总分不合，没有采用，请自行设置星级")
    if not _loads(content):
        content, said = _content(paper, [None] * len(given), title, code, version, unit, ())
        said.append("有的计分规则不能成立，全部改由评估人打分，请在修订时重新设置")
    content["notes"] = _notes(paper, said)
    return _text(content)


def _content(
    paper: Paper,
    proposals: Sequence[Proposal | None],
    title: str,
    code: str,
    version: str,
    unit: str,
    cut_scores: Sequence[CutScore],
) -> tuple[Tree, list[str]]:
    scored = [at for at, item in enumerate(paper.items) if item.kind not in (VETO, CONDITION)]
    marks, said = full_marks_of_items(paper, proposals, scored)
    drafting = Drafting(paper.items, proposals, marks, said=said)
    gates = [_gate(drafting.fields, item) for item in paper.items if item.kind in (VETO, CONDITION)]
    dimensions = tree_of(drafting, scored)
    if not any(at in marks and paper.items[at].kind != BONUS for at in scored):
        marks[-1] = PLACEHOLDER  # a rubric must have something to score
        node = {"code": drafting.fields.code(TO_BE_FILLED, "d"), "title": TO_BE_FILLED}
        dimensions.append({**node, **mark_leaf(drafting.fields, TO_BE_FILLED, PLACEHOLDER)})
        said.append(f"没有计分指标，暂列「{TO_BE_FILLED}」一项，请修改")
    full = sum((mark for at, mark in marks.items() if at < 0 or paper.items[at].kind != BONUS), Decimal(0))
    scale: Tree = {"full_marks": plain(full), "decimals": str(_decimals(marks.values())), "round": "indicator"}
    if any(paper.items[at].kind == BONUS for at in scored):
        scale["bonus_buys_stars"] = True
        said.append("加分计入总分并可用于评星（示例，原文没有写明时请核对）")
    content: Tree = {
        "code": code, "title": title, "version": version, "standing": "example",
        "sources": [{"id": SOURCE, "title": paper.title or paper.name}],
        "unit": unit, "scale": scale,
        "missing": {"if_blank": "incomplete", "not_applicable": "within_section"},
        "identity": {"code": _CODES.get(unit, ["站点代码", "代码", "编号"]), "name": _NAMES.get(unit, ["名称"])},
        "roles": [{"code": EXPERT, "title": "专家", "aliases": ["评估专家", "专家组"]}],
        "raters": {"combine": "mean", "minimum": "1", "if_missing": "wait"},
        "fields": drafting.fields.content, "dimensions": dimensions,
        "gates": gates, "bands": [_band(one) for one in cut_scores],
        "ranking": {"by": ["stars", "total"] if cut_scores else ["total"], "ties": "standard", "within": "all"},
    }  # fmt: skip
    return {key: value for key, value in content.items() if value != []}, said


def _gate(fields: Fields, item: PaperItem) -> Tree:
    """A veto that a yes sets off, or a condition that a no sets off."""
    title = shortened(item.title)
    text = "\n".join(dict.fromkeys(part for part in (item.title, item.standard.text) if part))
    asked = fields.add({"title": title, "kind": "yes_no", "definition": text[:SHORT_CLAUSE]}, "必备条件")
    answer = "是" if item.kind == VETO else "否"
    where = item.standard.where or item.where
    return {
        "code": fields.code(title, "g"), "title": title, "when": f"{asked} = {answer}", "effect": "veto",
        "clause": {"source": SOURCE, "text": text, "article": f"原件 {where}"},
    }  # fmt: skip


def _band(one: CutScore) -> Tree:
    return {"stars": str(one.stars), "label": one.label, "above" if one.above else "at_least": plain(one.at_least)}


def _decimals(marks: Any) -> int:
    return min(6, max(1, *(-int(mark.normalize().as_tuple().exponent) for mark in marks), 1))


def _loads(content: Tree) -> bool:
    """Without the way over YAML, which takes far longer than the checks."""
    form, findings = validate(Rubric, content)
    return form is not None and not findings and not check(form)


def _fits(paper: Paper, at: int, proposal: Proposal) -> bool:
    """Whether this one proposal loads where it stands, everything else being marked by raters."""
    alone = replace(paper, items=(paper.items[at],))
    content, _ = _content(alone, [proposal], "draft", "draft", "1", "station", ())
    return paper.items[at].kind in (VETO, CONDITION) or _loads(content)


def _notes(paper: Paper, said: Sequence[str]) -> str:
    lines = [
        f"由「{paper.name}」导入，示例，未经确认。",
        "打分由「专家」一种评估主体给出，几位评估人取平均，至少一位（示例，原文没有写明时请核对）。",
        *said,
        *(_cut_score(one) for one in paper.cut_scores),
        *(f"「{item.title}」备注：{item.remark.text}" for item in paper.items if item.remark),
        *(f"原文：{note}" for note in paper.notes),
    ]
    return "\n".join(line.rstrip() for line in lines)[:MOST_NOTES].rstrip()


def _cut_score(one: CutScore) -> str:
    reach = "以上（不含本数）" if one.above else "及以上"
    return f"{one.label}：{plain(one.at_least)} 分{reach}，见原件 {one.where}。"


def _text(content: Tree) -> str:
    """The YAML; a paper with more words than a rubric file may hold keeps the beginning of each clause."""
    try:
        return written_content(content)
    except Refused:
        return written_content({**_short(content), "notes": str(content["notes"])[:SHORT_CLAUSE]})


def _short(part: Any) -> Any:
    """The same tree with long texts cut, to test whether it loads and to fit the limit of a file."""
    if isinstance(part, dict):
        return {key: _short(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_short(one) for one in part]
    return part[:SHORT_CLAUSE] if isinstance(part, str) and len(part) > LONGEST_TITLE * 8 else part
