"""影响: what the draft would have changed in a round that is over, before anybody decides on it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

import streamlit as st

from rating.export.listing import Listing
from rating.insight.consequences.consequences import Consequences, consequences
from rating.insight.figures import plain_text
from rating.rubric.nouns import Rubric
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, Markup, put, tag, visible
from rating.screens.parts.progress_bar import told_by_bar
from rating.screens.parts.written_table import folded, written_table
from rating.screens.visit.session import evaluation_known, shown
from rating.screens.visit.where import Where
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.take_section import differences_part
from rating.workflow.rubric_consequences import PastPart, past_parts, star_goal

KEPT = "desk_effects"
MOST_ROWS = 60
UNKNOWN = "—"


def show_effects(desk: Desk) -> None:
    rubric = desk.rubric
    if rubric is None:
        put(tag("p", "草稿改正以后才能检查影响，请先看「检查」。"), cls="notice-box warning")
        return
    put(tag("p", "用过去一轮的数据按草稿重新计分，与当时的结果比较。这里的结果只供修订时参考，不会公布，也不保存。"))
    before = _before(desk, rubric)
    if before is not None:
        found = _worked_out(desk, rubric, before)
        _told(found)


def _before(desk: Desk, rubric: Rubric) -> Evaluation | None:
    """The evaluation to hold the draft against: of a chosen part, in the try-out what is being looked at."""
    if desk.here is None:
        return shown().evaluation
    here = desk.here
    parts = _parts(here, desk.draft.district, rubric.code)
    if not parts:
        put(tag("p", "本区还没有评定过的轮次，暂时不能比较。"), cls="notice-box")
        return None
    chosen = st.selectbox(
        "用哪一轮的数据",
        range(len(parts)),
        format_func=lambda at: visible(parts[at].label),
        key=f"effects_part_{desk.draft.id}",
        placeholder=CHOOSE,
    )
    return attempt(lambda: evaluation_known(here, parts[int(chosen)].saved))


def _parts(here: Where, district: int, code: str) -> tuple[PastPart, ...]:
    return attempt(lambda: past_parts(here.database, here.person, district, code)) or ()


def _worked_out(desk: Desk, rubric: Rubric, before: Evaluation) -> Consequences:
    """Once for a draft and an evaluation; it takes a few seconds where many stations and changes meet."""
    asked = sha256(desk.draft.text.encode()).hexdigest(), id(before)
    kept = st.session_state.get(KEPT)
    if kept is not None and kept[0] == asked:
        found: Consequences = kept[1]
        return found
    with told_by_bar("正在按草稿重新计分") as tell:
        found = consequences(before, rubric, goal_share=star_goal(), progress=tell)
    st.session_state[KEPT] = asked, found
    return found


def _told(found: Consequences) -> None:
    nobody = all(each.total_after is None for each in found.stations)
    first = (found.sentence,) if nobody else found.first_sentences  # of nobody's totals no goal is met or missed
    put(*(tag("p", sentence) for sentence in first), cls="notice-box")
    if found.not_rescored:
        lacking = _sentences(f"{each.sentence}。" for each in found.not_rescored)
        put(folded(f"不能重算的 {len(found.not_rescored)} 处，没有计入比较", lacking))
    if not found.differences:
        put(tag("p", "草稿与当时使用的标准没有差异。"), cls="notice-box good")
        return
    put(folded(f"与当时标准的差异（{len(found.differences)} 处）", differences_part(found.differences)))
    if nobody:
        put(tag("p", "草稿要的数据以往没有填报，算不出总分，以下无从比较。", cls="quiet"))
        return
    if found.shares:
        put(tag("h2", "各星级的站点数"), _shares(found))
    if found.stations:
        put(tag("h2", f"星级有变动的站点（{len(found.moved)} 个）"))
        put(_moved(found) if found.moved else tag("p", "没有站点的星级变动。", cls="quiet"))
        _ranks(found)
    if found.changes:
        put(tag("h2", "每一处改动的作用"), _sentences(each.sentence for each in found.changes))
    _indicators(found)


def _sentences(told: Iterable[str]) -> Markup:
    return tag("ul", *(tag("li", sentence) for sentence in told))


def _shares(found: Consequences) -> Markup:
    rows = tuple(
        (each.title, str(each.before), str(each.after), signed(each.after - each.before)) for each in found.shares
    )
    heads = ("星级", "当时", "按草稿", "增减")
    return written_table(Listing(heads, rows, frozenset(heads[1:])), cls="stack brief")


def signed(number: int) -> str:
    """＋2, －1, 0."""
    return f"{'＋' if number > 0 else '－' if number < 0 else ''}{abs(number)}"


def _moved(found: Consequences) -> Markup:
    rows = tuple(
        (
            each.name,
            each.kind,
            UNKNOWN if each.total_before is None else plain_text(each.total_before),
            UNKNOWN if each.total_after is None else plain_text(each.total_after),
            each.sentence,
        )
        for each in found.moved[:MOST_ROWS]
    )
    heads = ("站点", "类型", "当时总分", "按草稿总分", "变动和原因")
    rest = len(found.moved) - MOST_ROWS
    more = tag("p", f"另有 {rest} 个站点没有列出。", cls="quiet") if rest > 0 else None
    return tag("div", written_table(Listing(heads, rows, frozenset(heads[2:4])), cls="stack brief"), more)


def _ranks(found: Consequences) -> None:
    """Whose place moves, the furthest first, folded away: a star weighs more."""
    moved = [(abs(each.places), each) for each in found.stations if each.places]
    moved.sort(key=lambda pair: pair[0], reverse=True)
    rows = tuple(
        (each.name, each.kind, each.rank_before, each.rank_after, moved_places(each.places or Decimal(0)))
        for _, each in moved
    )
    heads = ("站点", "类型", "当时名次", "按草稿名次", "变动")
    if rows:
        put(
            folded(
                f"名次有变动的站点（{len(rows)} 个）",
                written_table(Listing(heads, rows, frozenset(heads[2:])), cls="stack brief"),
            )
        )


def moved_places(places: Decimal) -> str:
    """升 2 位, 降 1 位."""
    return f"{'升' if places > 0 else '降'} {plain(abs(places))} 位"


def _indicators(found: Consequences) -> None:
    """What indicators are worth: points that nobody or everybody has, pairs that say the same, effective weights."""
    for title, lines in (
        ("没有站点得到的分", found.never_earned),
        ("每个站点都得到的分", found.always_earned),
        ("可能重复的指标", found.repeating),
    ):
        put(tag("h2", title))
        put(_sentences(each.sentence for each in lines) if lines else tag("p", "没有发现。", cls="quiet"))
    put(tag("h2", "名义权重与实际作用"))
    if found.weights.sentence:
        put(tag("p", found.weights.sentence, cls="quiet"))
        return
    rows = tuple((each.title, _percent(each.nominal), _percent(each.effective)) for each in found.weights.indicators)
    heads = ("指标", "名义权重", "实际作用")
    put(written_table(Listing(heads, rows, frozenset(heads[1:])), cls="stack brief"))


def _percent(share: Decimal) -> str:
    return f"{plain(share * 100)}%"
