"""The parts of 我的反馈: where one stands among one's kind, what was lost and gained, what changed, other rounds."""

from __future__ import annotations

from urllib.parse import urlencode

from rating.district.rounds.own_results import OwnRound
from rating.district.rounds.published_changes import Change, in_words
from rating.insight.published import Listed, Place, places
from rating.insight.spread import LEAST
from rating.rubric.numbers import plain
from rating.screens.parts.markup import Markup, tag
from rating.screens.parts.moments import day_text, days_left
from rating.screens.result_sections.indicator_parts import More
from rating.screens.result_sections.spread_sketch import spread_sketch
from rating.shown import moment_text
from rating.workflow.own_feedback import OwnFeedback, Past

WHY_NO_RANKING = (
    "本轮不公布名次。2024 年《整治形式主义为基层减负若干规定》印发后，已有单位因给基层频繁排名被公开通报；"
    "名次只供区里掌握情况，给站点的反馈重在逐项说明失分原因和改进办法。"
)


def about_part(told: OwnFeedback) -> Markup:
    """The round, its state, its filing number, until when one may object."""
    own = told.own
    facts = [
        own.title,
        own.state.title,
        f"文号 {own.filing_number}" if own.filing_number else "",
        f"{'更正后' if told.changes else ''}公示于 {moment_text(told.announced_at)}",
        f"异议截止 {day_text(own.object_until)}（{days_left(own.object_until)}）" if own.may_object else "",
    ]
    return tag("p", " · ".join(fact for fact in facts if fact), cls="quiet")


def waiting_part(own: OwnRound) -> Markup:
    """A round that is not announced: how far it is, and the next day that counts."""
    until = {
        "open": ("填报截止", own.fill_until),
        "scoring": ("评分截止", own.score_until),
        "reviewed": ("评分截止", own.score_until),
    }.get(own.state.value, ("", None))
    day = f"，{until[0]} {day_text(until[1])}（{days_left(until[1])}）" if until[1] else ""
    return tag(
        "p", tag("b", own.title), f"现在处于「{own.state.title}」阶段{day}。结果公示以后，您站的反馈会显示在这里。"
    )


# ---- what changed


def changes_part(told: OwnFeedback) -> Markup | None:
    """Corrections since the first announcement, the newest first."""
    if not told.changes:
        return None
    return tag(
        "div",
        tag("p", tag("b", "公示以后，本站的结果有更正")),
        tag("ul", *(_change(each, told.titles) for each in told.changes)),
        cls="notice-box warning",
    )


def _change(change: Change, titles: dict[str, str]) -> Markup:
    told, *behind = in_words(change, titles)
    return tag("li", told, *(tag("div", each, cls="quiet") for each in behind))


# ---- indicators


def objection_to(own: OwnRound, objecting: bool) -> More | None:
    """The way to object, for each indicator; None where nobody may."""
    return (lambda line: objection_link(own, line.code)) if objecting else None


def objection_link(own: OwnRound, code: str, words: str = "对此项提出异议") -> Markup:
    """Opens 异议与整改 on that indicator, or `gate:` and a gate's code."""
    asked = urlencode({"round": own.id, "indicator": code})
    return tag("div", tag("a", words, href=f"my_objections?{asked}", target="_self"), cls="on-screen")


# ---- among the own kind


def spread_part(told: OwnFeedback) -> Markup:
    """Each figure beside the lowest, the quartiles and the highest of the kind; or why there is none."""
    own, spread = told.own, told.spread
    if not own.show_spread:
        return tag("p", "本轮不公布同类站点的得分分布。", cls="quiet")
    kind = f"「{own.kind}」类" if own.kind else "参评"
    if spread is None or spread.total is None:
        return tag("p", f"{kind}站点有总分的不足 {LEAST} 个，为避免推算出其他站点的得分，不显示分布。", cls="quiet")
    rows = [_spread_row(place) for place in places(told.told, spread)]
    head = tag("tr", *(tag("th", title, cls=look) for title, look in SPREAD_HEAD))
    return tag(
        "div",
        tag("p", _finding(kind, spread.stations, places(told.told, spread)[0])),
        tag("table", tag("thead", head), tag("tbody", *rows), cls="stack spread"),
        tag(
            "p", "圆点为本站，横线从最低到最高，方框为中间一半的站点，竖线为中位数；不显示其他站点的名称。", cls="quiet"
        ),
    )


SPREAD_HEAD = (
    ("", ""), ("本站", "figure"), ("分布", ""), ("最低", "figure wide"), ("下四分位", "figure wide"),
    ("中位数", "figure"), ("上四分位", "figure wide"), ("最高", "figure wide"), ("本站位置", ""),
)  # fmt: skip
"""Title and look; what is `wide` is left out on a phone and on paper, where the drawing says it."""


def _finding(kind: str, stations: int, total: Place) -> str:
    among = f"{kind}站点中 {stations} 个有总分"
    told = f"本站总分{total.five.place(total.points)}" if total.points is not None else "本站总分暂缺"
    return f"{among}，{told}。"


def _spread_row(place: Place) -> Markup:
    five, own = place.five, place.points
    figures = (five.lowest, five.lower, five.middle, five.upper, five.highest)
    return tag(
        "tr",
        tag("td", tag("b", place.title)),
        tag("td", f"{'—' if own is None else f'{own:f}'} / {plain(place.full_marks)}", cls="figure", data_name="本站"),
        tag("td", spread_sketch(five, own, place.full_marks)),
        *(
            tag("td", f"{each:f}", cls=look, data_name=name)
            for each, (name, look) in zip(figures, SPREAD_HEAD[3:8], strict=True)
        ),
        tag("td", "—" if own is None else five.place(own), data_name="位置"),
    )


def listing_part(told: OwnFeedback) -> Markup | None:
    """The rated stations of the kind by name, as far as the round publishes them."""
    if not told.own.show_names:
        return None
    ranks = told.own.show_ranks
    titles = [*([("名次", "figure")] if ranks else []), ("站点", ""), ("街镇", "wide"), ("等级", "")]
    titles += [("总分", "figure")] if ranks else []
    head = tag("tr", *(tag("th", title, cls=look) for title, look in titles))
    rows = [_listed(each, own=each.name == told.told.name, ranks=ranks) for each in told.listing]
    why = tag("p", f"公布的理由：{told.own.publication_reason}", cls="quiet") if told.own.publication_reason else None
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), why)


def _listed(each: Listed, *, own: bool, ranks: bool) -> Markup:
    return tag(
        "tr",
        tag("td", each.rank, cls="figure") if ranks else None,
        tag("td", tag("b", each.name) if own else each.name),
        tag("td", each.street or "—", cls="wide"),
        tag("td", each.band),
        tag("td", each.total, cls="figure") if ranks else None,
    )


# ---- other rounds


def history_part(past: tuple[Past, ...]) -> Markup:
    """Totals and stars of the announced rounds; a change of rubric is said, since the figures then differ in kind."""
    head = tag("tr", *(tag("th", title, cls="figure" if title == "总分" else "") for title in HISTORY_HEAD))
    return tag("table", tag("thead", head), tag("tbody", *map(_past, past)), cls="stack")


HISTORY_HEAD = ("评估轮次", "总分", "等级", "评分标准")


def _past(each: Past) -> Markup:
    changed = tag("div", "与上一轮的评分标准不同，分数不宜直接比较", cls="quiet") if each.other_rubric else None
    return tag(
        "tr",
        tag("td", tag("b", each.title), tag("span", f"　{each.state.title}", cls="quiet")),
        tag("td", f"{each.total or '暂缺'} / {each.full_marks}", cls="figure", data_name="总分"),
        tag("td", each.band or "未评定", data_name="等级"),
        tag("td", each.rubric, changed, data_name="评分标准"),
    )


# ---- what else


def why_no_ranking(told: OwnFeedback) -> Markup | None:
    if told.own.show_ranks:
        return None
    return tag("details", tag("summary", "为什么看不到名次"), tag("p", WHY_NO_RANKING), cls="on-screen")


def ways_on(told: OwnFeedback, *, objecting: bool) -> Markup:
    """Objecting to a condition, taking the result away; printing is the browser's own."""
    own = told.own
    address = f"files/feedback/{own.station_id}/{own.id}"
    gates = [gate for gate in told.result["gates"] if gate["hit"]] if objecting else []
    return tag(
        "div",
        tag("h2", "带走和反映"),
        tag(
            "p",
            tag("a", "下载意见书（Word）", href=f"{address}.docx", target="_self", cls="way-on"),
            tag("a", "下载 Excel", href=f"{address}.xlsx", target="_self", cls="way-on"),
            tag("a", "下载 JSON", href=f"{address}.json", target="_self", cls="way-on"),
        ),
        _how_to_object(own) if objecting else None,
        *(objection_link(own, f"gate:{gate['code']}", f"对「{gate['title']}」提出异议") for gate in gates),
        cls="on-screen",
    )


def _how_to_object(own: OwnRound) -> Markup:
    until = f"，{day_text(own.object_until)} 截止（{days_left(own.object_until)}）" if own.object_until else ""
    return tag("p", f"对某一项指标有不同意见的，点该项后面的「对此项提出异议」，写明理由、附上材料{until}。")
