"""One station's result in the order in which it is read; 站点 and 我的反馈 share it.

The way to the next star, the profile, what stands out, what changed, then the indicators: lost ones first.
"""

from __future__ import annotations

from collections.abc import Callable

from rating.insight.feedback import Feedback
from rating.screens.parts.markup import Markup, put, tag
from rating.screens.result_sections.beside_others_part import since_part, standouts_part
from rating.screens.result_sections.indicator_parts import More, good_part, lost_part, others_part
from rating.screens.result_sections.next_star_part import conditions_part, next_star_part


def show_result(told: Feedback, profile: Callable[[], None], more: More | None = None) -> None:
    """`profile` draws the chart beside the kind's median; `more` is said with every indicator."""
    for part in (conditions_part(told), next_star_part(told)):
        if part is not None:
            put(part)
    if any(each.share is not None for each in told.dimensions):
        profile()
    section("长处和短处", standouts_part(told))
    section("与上一轮相比", since_part(told.since))
    put(tag("h2", "逐项说明"))
    section(f"失分的 {len(told.lost)} 项（失分多的在前）", lost_part(told.lost, more), "h3")
    section(f"得满分的 {len(told.good)} 项", good_part(told.good, more), "h3")
    section("不计分或得分未定的项目", others_part(told.others, more), "h3")


def section(title: str, part: Markup | None, heading: str = "h2") -> None:
    if part is not None:
        put(tag(heading, title), part)
