"""The foot of every result: the rubric, its standing, the round, the files, the method date."""

from __future__ import annotations

from rating.insight.provenance import provenance_line
from rating.screens.markup import put, tag
from rating.screens.session import Shown


def foot(now: Shown) -> None:
    sample = "示例数据，不是真实评定结果　" if now.sample else ""
    put(tag("span", sample, now.once("provenance", lambda: provenance_line(now.evaluation))), cls="foot")
