"""The foot of every result: the round and who rated it, the rubric, its standing, the files, the method date."""

from __future__ import annotations

from rating.insight.provenance import provenance_line
from rating.screens.parts.markup import put, tag
from rating.screens.visit.session import Shown


def foot(now: Shown) -> None:
    first = "示例数据，不是真实评定结果　" if now.sample else f"{now.told} · " if now.told else ""
    put(tag("span", first, now.once("provenance", lambda: provenance_line(now.evaluation))), cls="foot")
