"""Full marks of a draft's indicators: as stated, else what the paper leaves for them, else one point to fill in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from rating.rubric.numbers import MOST_DIGITS, plain
from rating.workshop.paper.draft_tree import PLACEHOLDER
from rating.workshop.paper.parts import BONUS, DEDUCTION, SCORED, Paper, PaperItem, PaperText
from rating.workshop.phrasing.proposal import Proposal

_CENT = Decimal("0.01")


def full_marks_of_items(
    paper: Paper, proposals: Sequence[Proposal | None], scored: Sequence[int]
) -> tuple[dict[int, Decimal], list[str]]:
    """Full marks by the item's place, and sentences about those that the paper does not state.

    Items of deduction have none; a key item (※) without points has none either.
    """
    marks: dict[int, Decimal] = {}
    said: list[str] = []
    lacking: list[int] = []
    for at in scored:
        item, proposal = paper.items[at], proposals[at]
        if item.kind == DEDUCTION or (proposal is not None and proposal.kind == "key_item" and not item.points):
            continue
        if item.points is not None and item.points > 0 and len(plain(item.points)) <= MOST_DIGITS:
            marks[at] = item.points
        elif proposal is not None and proposal.full_marks is not None and proposal.full_marks > 0:
            marks[at] = proposal.full_marks
            said.append(f"「{item.title}」没有写分值，按评分标准中的 {plain(marks[at])} 分")
        elif item.kind == BONUS and item.cap is not None and item.cap > 0:
            marks[at] = item.cap
            said.append(f"「{item.title}」没有写分值，按加分项的上限 {plain(item.cap)} 分")
        else:
            lacking.append(at)
    for above, places in _by_stated(paper.items, lacking).items():
        share = _left(paper.items, above, marks, len(places))
        for at in places:
            marks[at] = share or PLACEHOLDER
            source = f"按上级剩余的分值暂定 {plain(marks[at])} 分" if share else f"暂按 {plain(PLACEHOLDER)} 分"
            said.append(f"「{paper.items[at].title}」没有写分值，{source}，请核对")
    return marks, said


def _by_stated(items: Sequence[PaperItem], places: Sequence[int]) -> dict[tuple[PaperText, ...], list[int]]:
    """Items without points by the lowest title above them whose points are stated, () for none."""
    found: dict[tuple[PaperText, ...], list[int]] = defaultdict(list)
    for at in places:
        item = items[at]
        depth = next((depth for depth in range(len(item.levels) - 1, 0, -1) if item.level_points[depth - 1]), 0)
        found[item.levels[:depth]].append(at)
    return found


def _left(
    items: Sequence[PaperItem], above: tuple[PaperText, ...], marks: dict[int, Decimal], parts: int
) -> Decimal | None:
    """What the stated points of the title above leave for each of its parts without points."""
    inside = [at for at, item in enumerate(items) if item.levels[: len(above)] == above]
    if not above or any(items[at].kind != SCORED for at in inside):
        return None
    stated = items[inside[0]].level_points[len(above) - 1] or Decimal(0)
    share = (stated - sum((marks.get(at, Decimal(0)) for at in inside), Decimal(0))) / parts
    return share if share > 0 and share == share.quantize(_CENT) else None
