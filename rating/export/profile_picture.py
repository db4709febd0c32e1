"""The profile of a station for a letter: 得分率 of each 一级指标 as a bar, the median of the kind as a line.

The same picture as `profile_chart`, drawn without a chart library: a district prints a letter a station, and
most of the time of a drawn chart goes into measuring and placing its words. Here they stand where they are put.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from rating.export.chart_style import GRID, INK, LINE, PALE, ROW, WARN
from rating.export.pictures import chinese_face, png_of_svg
from rating.insight.feedback import Profile
from rating.rubric.numbers import plain
from rating.shown import one_line

NAMES, BARS, EDGE = 250, 386, 24
"""Pixels for the names, for a bar of full marks, and left free at the right."""
SIZE = 14
"""On 148 mm of paper about 9 points."""
LONGEST_NAME = 11
"""Signs of a name that stand beside a bar; the table above the picture has it whole."""
AXIS = 28
TICKS = ("0%", "50%", "100%")


def profile_png(dimensions: Sequence[Profile]) -> bytes | None:
    """None where no dimension has points. Raises Refused (chart_font_missing)."""
    found = [each for each in dimensions if each.share is not None]
    return png_of_svg(profile_svg(found, chinese_face())) if found else None


def profile_svg(dimensions: Sequence[Profile], face: str) -> str:
    """Dimensions whose share is known, one row each; axis of 0…100 % below."""
    height = ROW * len(dimensions)
    body = "".join([*_axis(height), *(part for at, each in enumerate(dimensions) for part in _row(at * ROW, each))])
    words = f'font-family="{escape(face)}" font-size="{SIZE}" fill="{INK}"'
    size = f'width="{NAMES + BARS + EDGE}" height="{height + AXIS}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size} fill="white"/><g {words}>{body}</g></svg>'


def _axis(height: int) -> Iterator[str]:
    for at, words in enumerate(TICKS):
        x = NAMES + BARS * at / (len(TICKS) - 1)
        yield f'<line x1="{x}" x2="{x}" y1="0" y2="{height}" stroke="{GRID}"/>'
        yield f'<text x="{x}" y="{height + 19}" text-anchor="middle">{words}</text>'
    yield f'<line x1="{NAMES}" x2="{NAMES + BARS}" y1="{height}" y2="{height}" stroke="{LINE}"/>'


def _row(top: int, each: Profile) -> Iterator[str]:
    share, median = each.share or 0.0, each.median_share
    title = one_line(each.title)
    name = title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1]}…"
    points = "—" if each.points is None else plain(each.points)
    words = f"{name}　{points} / {plain(each.full_marks)}"
    yield f'<text x="{NAMES - 8}" y="{top + 18}" text-anchor="end">{escape(words)}</text>'
    colour = WARN if median is not None and share < median else PALE
    yield f'<rect x="{NAMES}" y="{top + 4}" width="{_long(share)}" height="{ROW - 8}" fill="{colour}"/>'
    if median is not None:
        x = NAMES + _long(median)
        yield f'<line x1="{x}" x2="{x}" y1="{top + 1}" y2="{top + ROW - 1}" stroke="{INK}" stroke-width="2"/>'


def _long(share: float) -> float:
    """Pixels of a share; a bonus can bring more than the full marks, and a bar ends there."""
    return round(BARS * min(max(share, 0.0), 1.0), 1)
