"""The profile of a station as a drawing: its own figures in the form that all stations share."""

from __future__ import annotations

from dataclasses import replace

import altair as alt

from rating.export.chart_style import PALE, WARN
from rating.export.profile_chart import profile_finding, profile_spec
from rating.insight.feedback import profiles
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.example import ROWS, example, rated


def test_the_title_states_the_finding_and_nothing_is_loaded() -> None:
    spec = profile_spec(profiles(example(), 1))
    assert title(spec).startswith("2 个一级指标中 ")
    no_english_and_no_address(spec)


def test_it_is_a_whole_vega_lite_form() -> None:
    spec = profile_spec(profiles(example(), 1))
    alt.Chart.from_dict(dict(spec), validate=True)
    assert all("data" not in layer for layer in spec["layer"]), "each layer takes the figures above it"


def test_every_station_has_its_own_figures_in_the_shared_form() -> None:
    first, second = (profile_spec(profiles(example(), row)) for row in (0, 1))
    assert first["layer"] == second["layer"]
    for row, spec in ((0, first), (1, second)):
        shares = [each.share for each in profiles(example(), row)]
        assert [line["得分率"] for line in spec["data"]["values"]] == shares
    assert first["data"] != second["data"]


def test_what_lies_below_the_median_is_amber() -> None:
    first = profiles(example(), 1)[0]
    at, below, above = (replace(first, share=share, median_share=0.5) for share in (0.5, 0.49, 0.51))
    found = [line["颜色"] for line in profile_spec([at, below, above])["data"]["values"]]
    assert found == [PALE, WARN, PALE]


def test_what_has_no_points_is_not_drawn() -> None:
    first, second = profiles(example(), 1)
    spec = profile_spec([replace(first, share=None), second])
    assert [line["一级指标"] for line in spec["data"]["values"]] == [second.title]
    assert title(profile_spec([replace(first, share=None)])) == "各一级指标得分未定"


def test_the_only_one_of_its_kind_is_not_compared() -> None:
    nobody = rated([{**ROWS[0], "licensed": None}])
    assert "中位数" not in title(profile_spec(profiles(nobody, 0)))


def test_without_medians_the_profile_does_not_speak_of_them() -> None:
    found = [replace(each, median=None, median_share=None) for each in profiles(example(), 1)]
    assert profile_finding(found) == "2 个一级指标中得分率最低的是「队伍建设」"
    spec = profile_spec(found)
    assert title(spec) == profile_finding(found)
    assert spec["layer"][0]["encoding"]["x"]["title"] == "得分率"
