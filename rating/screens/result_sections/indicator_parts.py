"""Indicators of one station: what was lost, most first; what got full marks; and what was not scored.

At sight: why, and what would earn the rest. On demand: what was asked, what was seen and in which cell, the evidence,
the clause. `more` is said in the last cell of each, such as the way to object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rating.insight.explain import Explanation
from rating.insight.figures import plain_text
from rating.insight.seen import Seen
from rating.screens.parts.markup import Markup, tag
from rating.screens.parts.written_table import folded

More = Callable[[Explanation], Markup | None]
HEADINGS = ("指标", "得分", "为什么", "怎样补回")


def lost_part(lost: Sequence[Explanation], more: More | None = None) -> Markup | None:
    return indicators_table(lost, more) if lost else None


def good_part(good: Sequence[Explanation], more: More | None = None) -> Markup | None:
    """One line each at sight, the whole explanation on demand."""
    if not good:
        return None
    lines = (
        tag("li", tag("b", line.title), f" {line.points_text}", tag("span", f"　{line.among}", cls="quiet"))
        for line in good
    )
    table = folded("查看这些项目的说明", indicators_table(good, more), cls="on-screen")
    return tag("div", tag("ul", *lines, cls="compact"), table)


def others_part(others: Sequence[Explanation], more: More | None = None) -> Markup | None:
    """Not scored, not applicable, key items, or without points."""
    return indicators_table(others, more) if others else None


def indicators_table(lines: Iterable[Explanation], more: More | None = None, *, unfolded: bool = False) -> Markup:
    """`unfolded`: what stands behind is open from the first, for the one indicator that is argued about."""
    head = tag("tr", *(tag("th", title, cls="figure" if title == "得分" else "") for title in HEADINGS))
    rows = (_line(line, more and more(line), unfolded) for line in lines)
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows), cls="stack explained"), cls="scroll")


def _line(line: Explanation, more: Markup | None, unfolded: bool) -> Markup:
    return tag(
        "tr",
        tag("td", tag("b", line.title), tag("div", line.dimension, cls="quiet"), cls="title"),
        tag("td", line.points_text, *_lost(line), cls="figure", data_name="得分"),
        tag("td", line.why or "得满分", *_among(line), _behind(line, unfolded), data_name="为什么"),
        tag(
            "td",
            line.earn or "—",
            tag("div", line.advice, cls="quiet") if line.advice and line.lost else None,
            more,
            data_name="怎样补回",
            cls="" if line.earn or more else "nothing",
        ),
        cls=_state(line),
    )


def _state(line: Explanation) -> str:
    if line.points is None and not line.key_item and line.status != "合理缺项":
        return "unknown"
    return "lost" if line.lost else ""


def _lost(line: Explanation) -> Iterator[Markup]:
    if line.lost:
        yield tag("div", f"失 {plain_text(line.lost)}", cls="quiet lost-points")


def _among(line: Explanation) -> Iterator[Markup]:
    if line.among:
        yield tag("div", line.among, cls="quiet")


def _behind(line: Explanation, unfolded: bool) -> Markup:
    """On paper only what was seen: the rule is in the reasons, and the letter has the whole."""
    example = tag("span", "示例", cls="badge", title="分值由本标准自定") if line.is_example else None
    asked = tag("div", _name("评什么"), line.asked, f"（{line.formula}）" if line.formula else None, cls="on-screen")
    clause = line.clause or "没有引用文件"
    grounds = (
        ("佐证材料", "、".join(line.evidence), None),
        ("依据", clause, tag("span", f"（{line.source}）") if line.source else None),
        ("评定方法", line.check, None),
    )
    lines = (tag("div", _name(name), told, more, cls="on-screen") for name, told, more in grounds if told)
    return tag(
        "details",
        tag("summary", "评什么、看到什么、依据 ", example),
        asked,
        tag("div", _name("看到什么"), *_seen(line)) if line.seen else None,
        *lines,
        cls="behind",
        open="open" if unfolded else None,
    )


def _name(name: str) -> Markup:
    return tag("span", f"{name}：", cls="quiet")


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
