from __future__ import annotations

from rating.export import charts
from rating.screens.frame.drawing import drawing
from tests.screens.opening import district, open_screen, shown, text_of


def test_the_finding_leaves_the_chart_and_describes_it() -> None:
    drawn = drawing(charts.stars_by_kind(district(8)))
    assert drawn.finding.startswith("8 个站点中")
    spec = drawn.chart.to_dict()
    assert not spec.get("title")
    assert spec["description"] == drawn.finding


def test_charts_stand_where_people_look() -> None:
    for screen, least in (("overview", 2), ("station", 1), ("goals", 1), ("rubric", 2)):
        run = open_screen(screen, shown(12))
        assert len(run.get("vega_lite_chart")) >= least, screen
        assert "中位" in text_of(run) or screen != "station"
