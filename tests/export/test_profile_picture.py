from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rating.export.profile_picture import BARS, profile_png, profile_svg
from rating.insight.feedback import Profile, profiles
from rating.rubric.numbers import plain
from tests.hostile import HOSTILE
from tests.insight.example import example

HALF = Profile("a", "队伍建设", Decimal("7.5"), Decimal(15), 0.5, 12.0, 0.8)


def widths(svg: str) -> list[float]:
    """Of the bars: the first rectangle is the paper."""
    return [float(each) for each in re.findall(r'<rect x="\d+" y="\d+" width="([\d.]+)"', svg)]


def test_bars_are_as_long_as_the_shares_that_the_chart_shows() -> None:
    found = [each for each in profiles(example(), 1) if each.share is not None]
    svg = profile_svg(found, "X")
    assert widths(svg) == [round(BARS * (each.share or 0), 1) for each in found]
    assert all(f"{each.title}　{plain(each.points or Decimal(0))} / {plain(each.full_marks)}" in svg for each in found)


def test_more_than_full_marks_ends_at_the_edge_and_less_than_nothing_at_its_beginning() -> None:
    assert widths(profile_svg([replace(HALF, share=1.3), replace(HALF, share=-0.2)], "X")) == [BARS, 0.0]


def test_below_the_median_is_told_by_colour_and_the_median_is_a_line() -> None:
    below, above, alone = HALF, replace(HALF, share=0.9), replace(HALF, median=None, median_share=None)
    colours = [re.findall(r'height="16" fill="(#\w+)"', profile_svg([each], "X")) for each in (below, above, alone)]
    assert colours[0] != colours[1] == colours[2]
    assert profile_svg([below], "X").count('stroke-width="2"') == 1
    assert 'stroke-width="2"' not in profile_svg([alone], "X")


def test_nothing_to_draw_is_no_picture() -> None:
    assert profile_png([replace(HALF, share=None, points=None)]) is None
    assert profile_png([]) is None


def test_hostile_titles_are_text() -> None:
    for text in HOSTILE.values():
        png = profile_png([replace(HALF, title=text)])
        assert png is not None and png.startswith(b"\x89PNG")
    assert "<script" not in profile_svg([replace(HALF, title="<script>")], "X")


def test_different_names_give_different_pictures() -> None:
    assert profile_png([replace(HALF, title="队伍建设")]) != profile_png([replace(HALF, title="阵地建设")])
