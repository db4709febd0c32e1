"""The parts of one station's result: facts, conditions, the way to the next star, indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Protocol

from rating.insight.explain import Explanation
from rating.insight.feedback import Feedback
from rating.insight.seen import Seen
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.screens.parts.markup import Markup, join, tag


class HasBands(Protocol):
    """A rubric, or what an announcement keeps of one."""

    @property
    def has_bands(self) -> bool: ...


HEADINGS = ("指标", "得分", "评什么", "看到什么", "为什么", "怎样补回")


def stars(told: Feedback, best: int) -> Markup | None:
    """★★★★☆ in gold and grey; nothing where there is no rating."""
    if told.stars is None or not best:
        return None
    full, rest = "★" * told.stars, "★" * max(best - told.stars, 0)
    return tag(
        "span", full, tag("span", rest, cls="rest"), cls="stars", title=told.band, role="img", aria_label=told.band
    )


def facts_part(told: Feedback, rubric: HasBands) -> Markup:
    """总分, 等级 where the rubric has bands, 名次 where it may be told, 类型."""
    facts = [
        ("总分", told.total or "暂缺", f"满分 {told.full_marks}"),
        *([("等级", told.band or "未评定", "")] if rubric.has_bands else []),
        *([("名次", *_rank(told.rank))] if told.rank else []),
        ("类型", told.kind or "—", told.street),
    ]
    tiles = (
        tag(
            "div",
            tag("div", name, cls="name"),
            tag("div", amount, cls="amount"),
            tag("div", note, cls="note"),
            cls="tile",
        )
        for name, amount, note in facts
    )
    return tag("div", *tiles, cls="tiles")


def _rank(words: str) -> tuple[str, str]:
    """第 3 名（综合，共 12 个），并列 in two parts."""
    rank, _, among = words.partition("（")
    return rank, among.replace("）", "")


def conditions_part(told: Feedback) -> Markup | None:
    """What stands in the way, before any points."""
    if not told.conditions:
        return None
    lines = (
        tag("li", each.text, tag("span", f"　{each.advice}", cls="quiet") if each.advice else None)
        for each in told.conditions
    )
    return tag("div", tag("p", tag("b", "影响评定的条件")), tag("ul", *lines), cls="notice-box warning")


def next_star_part(told: Feedback) -> Markup | None:
    """To the next star: the sentence, then the steps that bring most."""
    ahead = told.next_star
    if ahead is None:
        return tag("div", tag("p", "已是最高等级。"), cls="notice-box good") if told.stars else None
    steps = (
        tag("li", tag("b", step.title), f"　可得 {plain(step.gain)} 分。", tag("span", step.how, cls="quiet"))
        for step in ahead.steps
    )
    return tag(
        "div",
        tag("p", tag("b", f"到{ahead.title}")),
        tag("p", ahead.sentence, "。"),
        tag("ol", *steps) if ahead.steps else None,
        cls="notice-box",
    )


def indicators_part(told: Feedback, rubric: Rubric, only_lost: bool = False) -> Markup:
    """Every indicator in the rubric's order: asked, seen, points, why, what would earn the rest."""
    place = {node.code: at for at, node in enumerate(rubric.indicators)}
    chosen = told.lost if only_lost else (*told.lost, *told.good, *told.others)
    lines = sorted(chosen, key=lambda line: place[line.code])
    return indicators_table(groupby(lines, lambda line: line.dimension))


def indicators_table(
    groups: Iterable[tuple[str, Iterable[Explanation]]], more: Callable[[Explanation], Markup | None] | None = None
) -> Markup:
    """Indicators under headings; under "" each names its own 一级指标. `more` is said in the last cell of each."""
    rows = join(
        join((_group(title), *(_line(line, "" if title else line.dimension, more and more(line)) for line in of_it)))
        for title, of_it in groups
    )
    head = tag("tr", *(tag("th", title, cls="figure" if title == "得分" else "") for title in HEADINGS))
    table = tag("table", tag("thead", head), tag("tbody", rows), cls="stack indicators")
    return tag("div", table, cls="scroll")


def _group(title: str) -> Markup | None:
    return tag("tr", tag("td", title, colspan=len(HEADINGS)), cls="group") if title else None


def _line(line: Explanation, dimension: str = "", more: Markup | None = None) -> Markup:
    state = (
        "unknown"
        if line.points is None and not line.key_item and line.status != "合理缺项"
        else "lost"
        if line.lost
        else ""
    )
    return tag(
        "tr",
        tag("td", tag("b", line.title), tag("div", dimension, cls="quiet") if dimension else None, cls="title"),
        tag("td", line.points_text, cls="figure", data_name="得分"),
        tag("td", line.asked, *_grounds(line), data_name="评什么"),
        tag("td", *_seen(line), data_name="看到什么"),
        tag("td", line.why or "得满分", data_name="为什么"),
        tag(
            "td",
            line.earn or "—",
            tag("div", line.advice, cls="quiet") if line.advice and line.lost else None,
            more,
            data_name="怎样补回",
            cls="" if line.earn or more else "nothing",
        ),
        cls=state,
    )


def _grounds(line: Explanation) -> Iterator[Markup]:
    """The value in words; on demand the clause with its source, how it is checked, and with what."""
    if line.formula:
        yield tag("div", line.formula, cls="quiet")
    example = tag("span", "示例", cls="badge", title="分值由本标准自定") if line.is_example else None
    facts = (
        ("依据", line.clause or "没有引用文件", tag("span", f"（{line.source}）") if line.source else None),
        ("评定方法", line.check),
        ("佐证材料", "、".join(line.evidence)),
    )
    lines = (tag("div", f"{name}：", *told, cls="quiet") for name, *told in facts if told[0])
    yield tag("details", tag("summary", "依据和材料 ", example), *lines, cls="grounds")


def _seen(line: Explanation) -> Iterator[Markup]:
    """What was read, field by field; several raters of one field stand under one title."""
    for title, given in groupby(line.seen, lambda each: each.title):
        entries = list(given)
        if any(each.who for each in entries):
            yield tag("div", title)
        yield from (_entry(each) for each in entries)


def _entry(each: Seen) -> Markup:
    said = f"{each.who} {each.value or f'（{each.status}）'}" if each.who else each.text
    typed = f"原填「{each.typed}」" if each.typed else ""
    place = tag("span", f"　{each.where}", cls="quiet cell-place", title=typed) if each.where else None
    return tag("div", said, place)
