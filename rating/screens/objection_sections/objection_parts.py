"""An objection in words: its state, the station's reason, the reply, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rating.district.rounds.objections import DRAFT, OPEN, REJECTED, UPHELD, Objection
from rating.district.rounds.settled import Outcome
from rating.insight.explain import Explanation
from rating.screens.parts.attached_files import files_part
from rating.screens.parts.markup import Markup, tag
from rating.shown import moment_text
from rating.workflow.objections import Told
from rating.workflow.own_feedback import OwnFeedback

LOOKS = {DRAFT: "question", OPEN: "warning", UPHELD: "firm", REJECTED: "notice"}


def titles_of(feedback: OwnFeedback) -> dict[str, str]:
    """Code → title of everything in the result that may be objected to, gates by `gate:` and their code."""
    told = feedback.told
    lines = {line.code: line.title for line in (*told.lost, *told.good, *told.others)}
    return lines | {f"gate:{gate['code']}": str(gate["title"]) for gate in feedback.result["gates"]}


def lines_of(feedback: OwnFeedback) -> Mapping[str, Explanation]:
    told = feedback.told
    return {line.code: line for line in (*told.lost, *told.good, *told.others)}


def badge(objection: Objection) -> Markup:
    return tag("span", objection.title, cls=f"badge {LOOKS.get(objection.state, 'notice')}")


def own_card(told: Told, title: str) -> Markup:
    """One objection as its station reads it."""
    return tag("div", *_card(told, title), cls="card")


def _card(told: Told, title: str) -> Iterator[Markup | None]:
    objection = told.objection
    yield tag("div", tag("h3", title), badge(objection), cls="row")
    yield tag("p", when(objection), cls="quiet")
    yield tag("p", objection.reason or "（还没有写理由）", cls="own-words")
    yield files_part(told.files)
    if objection.state == OPEN:
        yield tag("p", "已送出，由没有参与本项评定的评估员答复。答复前可以撤回。", cls="quiet")
    yield from answer_part(told)


def when(objection: Objection) -> str:
    """Who sent it when, and who answered when."""
    if objection.sent_at is None:
        return "草稿，没有送出"
    sent = f"{objection.made_by_name} {moment_text(objection.sent_at)} 送出"
    if objection.answered_at is None:
        return sent
    return f"{sent}；{objection.answered_by_name} {moment_text(objection.answered_at)} 答复"


def answer_part(told: Told) -> Iterator[Markup | None]:
    """The reply, and the marks before and after."""
    objection = told.objection
    if objection.answered_at is None:
        return
    yield tag("p", tag("b", "答复"))
    yield tag("p", objection.reply, cls="own-words")
    if objection.state == REJECTED:
        points = f"，仍为 {objection.points_before} 分" if objection.points_before else ""
        yield tag("p", f"本项得分不变{points}。对答复仍有不同意见的，可按当地规定另行申诉。", cls="quiet")
    if objection.state == UPHELD:
        yield changed_part(objection.points_before, objection.points_after, told.outcome)


def changed_part(before: str | None, after: str | None, done: Outcome | None) -> Markup:
    """The old mark beside the new, then total and stars."""
    rows = [("本项得分", before or "—", after or "—")]
    if done is not None:
        rows.append(("总分", done.total_before or "暂缺", done.total_after or "暂缺"))
        rows.append(("等级", done.band_before or "未评定", done.band_after or "未评定"))
    head = tag("tr", tag("th", ""), tag("th", "原来", cls="figure"), tag("th", "现在", cls="figure"))
    body = (
        tag(
            "tr",
            tag("td", name),
            tag("td", old, cls="figure"),
            tag("td", tag("b", new) if new != old else new, cls="figure"),
        )
        for name, old, new in rows
    )
    return tag("table", tag("thead", head), tag("tbody", *body), cls="before-after")
