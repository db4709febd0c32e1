from __future__ import annotations

import altair as alt
import pandas as pd

from rating.export.chart_style import STAR_RAMP, finished, ink_on, star_colours, star_name


def test_stars_are_one_ordered_ramp() -> None:
    colours = star_colours(5)
    assert [colours[stars] for stars in range(1, 6)] == list(STAR_RAMP)
    assert star_colours(3)[3] == STAR_RAMP[-1]
    assert star_colours(1)[1] == STAR_RAMP[0]


def test_each_star_is_darker_than_the_one_below_also_in_greyscale() -> None:
    grey = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in STAR_RAMP]
    assert grey == sorted(grey, reverse=True)
    assert len(set(grey)) == len(grey)


def test_figures_can_be_read_on_every_star() -> None:
    assert [ink_on(colour) == "#FFFFFF" for colour in STAR_RAMP] == [False, False, False, True, True]


def test_stars_are_named_by_the_rubric_or_counted() -> None:
    assert star_name(4, "四星级") == "四星级"
    assert star_name(4, "★★★★") == "四星"
    assert star_name(-1, "") == "未评定"


def test_what_is_not_seen_reaches_no_chart() -> None:
    """Neither in the data nor in scales, and both stay the same word."""
    frame = pd.DataFrame({"名称": ["甲\u202e", None], "得分": [1, 2]})
    scale = alt.Scale(domain=["甲\u202e"], range=["#000000"])
    chart = alt.Chart(frame).mark_bar().encode(x="得分:Q", color=alt.Color("名称:N", scale=scale))
    drawn = finished(chart + chart.mark_text(), "标题\u2067", 10).to_json(ensure_ascii=False)
    assert not set(drawn) & {"\u202e", "\u2067"} and '"甲"' in drawn
    assert frame["名称"][0] == "甲\u202e"


def test_a_text_that_nobody_could_read_is_cut() -> None:
    frame = pd.DataFrame({"名称": ["长" * 30_000], "得分": [1]})
    drawn = finished(alt.Chart(frame).mark_bar().encode(y="名称:N", x="得分:Q"), "标题", 10).to_json(ensure_ascii=False)
    assert "长" * 199 + "…" in drawn and "长" * 200 not in drawn
