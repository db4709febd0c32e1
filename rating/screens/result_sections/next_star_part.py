"""到下一星: what must be met first, then the fewest steps, other ways, and what cannot or should not be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rating.insight.feedback import Condition, Feedback
from rating.insight.figures import plain_text
from rating.insight.next_star import NextStar, Step, few_in_words
from rating.rubric.numbers import plain
from rating.screens.parts.markup import Markup, tag
from rating.screens.parts.written_table import folded


def conditions_part(told: Feedback) -> Markup | None:
    """What stands in the way and is not among the conditions of the next star, which are told there."""
    rest = [each for each in told.conditions if not _told_there(each, told.next_star)]
    if not rest:
        return None
    lines = (tag("li", each.text, _advice(each.advice)) for each in rest)
    return tag("div", tag("p", tag("b", "影响评定的条件")), tag("ul", *lines), cls="notice-box warning")


def _told_there(condition: Condition, ahead: NextStar | None) -> bool:
    return ahead is not None and any(f"「{condition.title}」" in text for text in ahead.conditions)


def _advice(advice: str) -> Markup | None:
    return tag("div", advice, cls="quiet") if advice else None


def next_star_part(told: Feedback) -> Markup | None:
    """None for a station that is not rated, and where the rubric has no bands."""
    ahead = told.next_star
    if ahead is None:
        return tag("div", tag("p", "已是最高等级。"), cls="notice-box good") if told.stars else None
    return tag("div", tag("p", tag("b", f"到{_called(ahead)}")), *_way(told, ahead), cls="notice-box next-star")


def _way(told: Feedback, ahead: NextStar) -> Iterator[Markup | None]:
    if ahead.out_of_reach:
        yield _listed("今年做不到或不能保证的", ahead.out_of_reach)
    if ahead.conditions:
        yield tag("p", f"先满足 {len(ahead.conditions)} 项条件：")
        yield tag("ul", *(tag("li", text, _advice(_remedy(told, text))) for text in ahead.conditions))
    distance = _distance(ahead)
    yield tag("p", distance) if distance else None
    if ahead.steps:
        yield tag("p", f"{few_in_words(ahead)}：")
        yield _steps(ahead.steps)
    if ahead.alternatives:
        ways = (tag("div", tag("p", f"办法 {at}", cls="quiet"), _steps(way)) for at, way in _others(ahead))
        yield folded(f"也可以（另有 {len(ahead.alternatives)} 种办法）", *ways)
    if ahead.left_out:
        yield folded(f"不列入建议的 {len(ahead.left_out)} 项", tag("ul", *(tag("li", each) for each in ahead.left_out)))


def _others(ahead: NextStar) -> Iterable[tuple[int, Sequence[Step]]]:
    return enumerate(ahead.alternatives, 2)


def _listed(title: str, lines: Iterable[str]) -> Markup:
    return tag("div", tag("p", f"{title}："), tag("ul", *(tag("li", each) for each in lines)))


def _remedy(told: Feedback, text: str) -> str:
    """The advice that goes with a condition, where the rating named the same one."""
    return next((each.advice for each in told.conditions if f"「{each.title}」" in text), "")


def _distance(ahead: NextStar) -> str:
    called = _called(ahead)
    if not ahead.reachable:
        gap = f"距{called}分数线还差 {plain(ahead.gap)} 分；" if ahead.gap > 0 else ""
        besides = f"除不列入建议的 {len(ahead.left_out)} 项外，" if ahead.left_out else ""
        return f"{gap}{besides}现有指标全部补足也达不到{called}的要求。"
    if ahead.gap > 0:
        return f"距{called}分数线还差 {plain(ahead.gap)} 分。"
    return "" if ahead.steps and ahead.conditions else f"总分已达到{called}分数线。"


def _called(ahead: NextStar) -> str:
    return ahead.title if "星" in ahead.title else f"「{ahead.title}」"


def _steps(steps: Sequence[Step]) -> Markup:
    return tag("ol", *map(_step, steps))


def _step(step: Step) -> Markup:
    return tag("li", tag("b", step.title), f" ＋{plain_text(step.points)} 分", *_how(step))


def _how(step: Step) -> Iterator[Markup]:
    if step.gain != step.points:
        yield tag("span", f"（总分 ＋{plain_text(step.gain)} 分）")
    if step.how:
        yield tag("span", f"：{step.how}")
    if not step.certain:
        yield tag("span", "由他人评定", cls="badge notice")
