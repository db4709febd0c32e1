"""Movement between rounds: totals as they are, colours of the stars, a sentence that counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from rating.export.chart_style import PALE, STAR_RAMP, WARN
from rating.export.comparison_charts import AFTER, BEFORE, movement_finding, movement_lines
from rating.insight.comparison.compare import compare
from rating.insight.comparison.movement import Movement
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.comparison.test_compare import AFTER as LATER
from tests.insight.comparison.test_compare import BEFORE as EARLIER


@cache
def moves() -> tuple[Movement, ...]:
    """C 98 → 54, two stars → one; B 58 → 78.2 and A 78 → 79.2, one star."""
    return compare(EARLIER, LATER).stations


def data(chart: Any, column: str) -> list[dict[str, Any]]:
    """The rows of the largest data set that has the column."""
    sets = chart.to_dict()["datasets"].values()
    return max((list(rows) for rows in sets if rows and column in rows[0]), key=len)


def test_two_points_a_station_small_before_and_large_after() -> None:
    rows = [row for row in data(movement_lines(moves()), "轮次") if row["站点"] == "C站"]
    assert [(row["轮次"], row["值"], row["大小"], row["星级"]) for row in rows] == [
        ("上一轮", 98.0, BEFORE, "二星"),
        ("本轮", 54.0, AFTER, "一星"),
    ]
    assert {row["变化"] for row in rows} == {"−44"}


def test_the_order_and_the_names_are_those_given() -> None:
    names = {each.station_code: f"{each.station_code} 号" for each in moves()}
    spec = movement_lines(moves(), names).to_dict()
    points = spec["layer"][1]["encoding"]
    assert points["y"]["sort"] == ["C 号", "B 号", "A 号"]
    assert points["x"]["scale"]["domain"][0] == 0
    assert points["x"]["axis"]["values"][-1] == 100 and "format" not in points["x"]["axis"], "a format writes 1e+2"


def test_a_fall_is_amber_and_a_rise_blue() -> None:
    colours = {row["站点"]: row["颜色"] for row in data(movement_lines(moves()), "颜色")}
    assert colours == {"C站": WARN, "B站": PALE, "A站": PALE}


def test_stars_have_the_ordered_ramp_in_both_rounds() -> None:
    scale = movement_lines(moves()).to_dict()["layer"][1]["encoding"]["color"]["scale"]
    assert scale["domain"] == ["二星", "一星"]
    assert scale["range"] == [STAR_RAMP[4], STAR_RAMP[0]]


def test_other_full_marks_are_drawn_as_shares() -> None:
    """98 of 100 before, 54 of 120 after: 98 % and 45 %."""
    wider = [replace(moves()[0], full_after=Decimal(120))]
    rows = data(movement_lines(wider), "轮次")
    assert [row["值"] for row in rows] == [0.98, 0.45]
    assert "得分率" in str(movement_lines(wider).to_dict())


def test_who_has_no_total_is_not_drawn_and_nobody_is_no_fault() -> None:
    without = replace(moves()[0], total_before=None, change=None)
    assert {row["站点"] for row in data(movement_lines([without, moves()[1]]), "轮次")} == {"B站"}
    assert title(movement_lines([])) == "没有两轮总分都已知的单位"


def test_the_title_counts_stars_or_else_totals() -> None:
    assert movement_finding(moves(), "综合") == "综合站 3 个两轮都有星级，0 个升星，1 个降星"
    unstarred = [replace(each, stars_before=None) for each in moves()]
    assert movement_finding(unstarred) == "3 个两轮都有总分，2 个升，1 个降"


def test_nothing_is_loaded_and_no_english_is_shown() -> None:
    no_english_and_no_address(movement_lines([replace(each, name=f"{at} 号站") for at, each in enumerate(moves())]))
