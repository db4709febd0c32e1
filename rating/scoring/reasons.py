"""Why a station is rated as it is: the sentences that go with the stars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import numpy as np

from rating.reported import Status
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Gate
from rating.scoring.bands import Given
from rating.scoring.evaluation import Gates, Reason
from rating.scoring.exact import Mask
from rating.scoring.leaves import Leaf
from rating.scoring.tree import Part

ReasonsByStation = dict[int, list[Reason]]


def explain(
    rubric: Rubric,
    leaves: Mapping[str, Leaf],
    parts: Mapping[str, Part],
    gates: Gates,
    given: Given,
    held: Mapping[str, Mask],
    ladder: Mapping[str, Mask],
    complete: Mask,
) -> tuple[tuple[Reason, ...], ...]:
    """One tuple of reasons a station, what stops it first. Stations without any share one empty tuple."""
    found: ReasonsByStation = {}
    for where, reason in (
        *_gate_reasons(rubric, gates),
        *_missing_reasons(rubric, leaves, parts, complete),
        *_held_reasons(rubric, held),
        *_star_reasons(rubric, given, ladder),
    ):
        for row in np.flatnonzero(where):
            found.setdefault(int(row), []).append(reason)
    reasons: list[tuple[Reason, ...]] = [()] * len(complete)
    for station, several in found.items():
        reasons[station] = tuple(dict.fromkeys(several))
    return tuple(reasons)


def _gate_reasons(rubric: Rubric, gates: Gates) -> Iterable[tuple[Mask, Reason]]:
    for place, gate in enumerate(rubric.gates):
        yield gates.hit[:, place], _gate_reason(gate)
        if gate.if_blank == "incomplete":
            text = f"必备条件「{gate.title}」所需数据不全，暂不评定"
            yield gates.unknown[:, place], Reason("gate_unknown", text, gate.code)


def _gate_reason(gate: Gate) -> Reason:
    if gate.effect == "cap":
        return Reason("cap", f"因「{gate.title}」，最高评 {gate.stars} 星", gate.code)
    if gate.effect == "unrated":
        return Reason("unrated", f"因「{gate.title}」，本轮不参评", gate.code)
    outcome = "一票否决，评为最低等次" if gate.veto_means == "lowest" else "一票否决，不予评星"
    return Reason("veto", f"因「{gate.title}」，{outcome}", gate.code)


def _missing_reasons(
    rubric: Rubric, leaves: Mapping[str, Leaf], parts: Mapping[str, Part], complete: Mask
) -> Iterable[tuple[Mask, Reason]]:
    for node in rubric.indicators:
        leaf = leaves[node.code]
        if leaf.known.all():
            continue
        unknown = leaf.there & leaf.counted & ~leaf.known & ~complete
        if unknown.any():
            for mask, word in _states(leaf, unknown):
                yield mask, Reason("incomplete", f"「{node.title}」{word}，总分暂缺", node.code)
    for node in rubric.nodes:
        if not node.leaf:
            part = parts[node.code]
            if part.known.all():
                continue
            short = part.counted & ~part.known & ~complete & _all_leaves_known(node.code, rubric, leaves)
            yield short, Reason("coverage", f"「{node.title}」已评内容未达到最低覆盖要求", node.code)


def _states(leaf: Leaf, unknown: Mask) -> Iterable[tuple[Mask, str]]:
    yield unknown & leaf.undefined, "算式没有结果"
    yield unknown & leaf.small, "样本量不足"
    for status in (Status.BLANK, Status.NOT_INSPECTED, Status.UNREADABLE):
        yield unknown & (leaf.status == status), status.title


def _all_leaves_known(code: str, rubric: Rubric, leaves: Mapping[str, Leaf]) -> Mask:
    under = [leaves[node.code] for node in rubric.node(code).walk() if node.leaf]
    return np.asarray(np.logical_and.reduce([leaf.known | ~leaf.counted for leaf in under]), np.bool_)


def _held_reasons(rubric: Rubric, held: Mapping[str, Mask]) -> Iterable[tuple[Mask, Reason]]:
    for code, mask in held.items():
        yield mask, Reason("adjudication", f"「{rubric.fields[code].title}」评估人分差过大，待复核", code)


def _star_reasons(rubric: Rubric, given: Given, ladder: Mapping[str, Mask]) -> Iterable[tuple[Mask, Reason]]:
    for mask, band, code, about in given.unmet:
        better = mask & (given.stars < band.stars)
        if better.any():
            yield better, Reason(code, _unmet_text(rubric, code, about, band.title, band.each_dimension), about)
    yield given.over_quota, Reason("quota", "达到分数线，因名额已满未评上更高等级")
    yield ladder["ladder"], Reason("ladder", "受逐级晋升约束，本轮最多升至现有星级")
    yield ladder["first_time"], Reason("first_time", "首次参评，受首次星级上限约束")


def _unmet_text(rubric: Rubric, code: str, about: str, band: str, floor: Decimal | None) -> str:
    if code == "requirement":
        return f"未满足{band}的条件「{about}」"
    title = rubric.node(about).title
    if code == "dimension_floor" and floor is not None:
        return f"「{title}」得分率低于 {plain(floor * 100)}%，未满足{band}的条件"
    return f"「{title}」未达到{band}的最低得分要求"
