"""What a correction would do, before it counts: points, total, stars, rank, and whom else it moves."""

from __future__ import annotations

from collections.abc import Iterator

from rating.insight.effect import Effect, Moved, Standing
from rating.screens.parts.markup import Markup, tag
from rating.workflow.correcting import Correction


def effect_part(shown: Correction) -> Markup:
    """A table of before and after, then a sentence on the other stations."""
    found = shown.effect
    rows = [*_values(shown), *_moved(found.own), *_standing(found.before, found.after)]
    head = tag("tr", tag("th", ""), tag("th", "现在", cls="figure"), tag("th", "更正后", cls="figure"))
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *(_row(*row) for row in rows)), cls="before-after"),
        tag("p", _others(found), cls="" if found.others or found.stars else "quiet"),
    )


def _row(name: str, old: str, new: str) -> Markup:
    return tag(
        "tr",
        tag("td", name),
        tag("td", old, cls="figure"),
        tag("td", tag("b", new) if new != old else new, cls="figure"),
    )


def _values(shown: Correction) -> Iterator[tuple[str, str, str]]:
    fields = shown.before.rubric.fields
    for code in shown.typed:
        called = "打分" if fields[code].kind == "mark" else "填报值"
        yield f"{called}：{fields[code].title}", shown.old(code), shown.new(code)


def _moved(own: tuple[Moved, ...]) -> Iterator[tuple[str, str, str]]:
    for each in own:
        yield f"得分：{each.title}", each.before, each.after


def _standing(old: Standing, new: Standing) -> Iterator[tuple[str, str, str]]:
    yield "总分", old.total or "暂缺", new.total or "暂缺"
    yield "等级", old.band or "未评定", new.band or "未评定"
    yield "名次", old.rank, new.rank


def _others(found: Effect) -> str:
    told = []
    if found.others:
        stations = len({each.station_code for each in found.others})
        told.append(f"{stations} 个其他站点的得分会随之变动（这类指标在站点之间比较得分）")
    if found.ranks:
        told.append(f"{found.ranks} 个其他站点的名次会变动")
    if found.stars:
        told.append(f"{found.stars} 个其他站点的等级会变动")
    return "；".join(told) + "。" if told else "其他站点的得分、名次和等级都不变。"
