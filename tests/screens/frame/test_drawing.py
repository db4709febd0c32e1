from __future__ import annotations

import pytest

from rating.export import charts
from rating.problems import Place, Problem, Refused
from rating.screens.frame import drawing as drawn_here
from rating.screens.frame.drawing import drawing
from rating.workflow import HOME
from tests.screens.opening import district, open_screen, shown, text_of


def test_the_finding_leaves_the_chart_and_describes_it() -> None:
    drawn = drawing(charts.stars_by_kind(district(8)))
    assert drawn.finding.startswith("8 个站点中")
    spec = drawn.chart.to_dict()
    assert not spec.get("title")
    assert spec["description"] == drawn.finding


def test_charts_stand_where_people_look() -> None:
    for screen, least in (("overview", 2), ("station", 1), ("goals", 1), ("rubric", 2), ("reliability", 1)):
        run = open_screen(screen, shown(12))
        assert len(run.get("vega_lite_chart")) >= least, screen
        assert "中位" in text_of(run) or screen != "station"


def test_there_is_no_other_place_that_draws_charts() -> None:
    """So that each has its title, its table and its pictures."""
    ways = ("altair_chart", "vega_lite_chart", "st.bar_chart", "st.line_chart", "st.scatter_chart", "st.pyplot")
    places = (HOME / "rating" / "screens").rglob("*.py")
    assert [path.name for path in places if any(way in path.read_text("utf-8") for way in ways)] == ["drawing.py"]


@pytest.mark.parametrize("screen", ["overview", "station", "goals", "rubric", "reliability", "comparison"])
def test_every_chart_can_be_taken_along_twice_and_has_its_figures_on_the_page(screen: str) -> None:
    run = open_screen(screen)
    count = len(run.get("vega_lite_chart"))
    labels = [each.label for each in run.get("download_button")]
    assert (labels.count("下载 PNG"), labels.count("下载 SVG")) == (count, count) and count
    tables = [each for each in run.html if "<table" in each.proto.body or 'class="goal' in each.proto.body]
    assert len(tables) >= count


def test_pictures_have_the_title_of_the_page() -> None:
    drawn = drawing(charts.stars_by_kind(district(8)))
    assert drawn.picture("png").startswith(b"\x89PNG")
    assert "8 个站点中" in drawn.picture("svg").decode()
    assert not drawn.chart.to_dict().get("title"), "on the page it stands above the chart"


def test_without_a_chinese_font_it_is_said_why_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise Refused((Problem("chart_font_missing", Place(object="图表"), "本机没有找到可用的中文字体"),))

    monkeypatch.setattr(drawn_here, "chinese_face", missing)
    run = open_screen("overview", shown(5))
    assert "图片暂时不能下载：本机没有找到可用的中文字体" in text_of(run)
    assert [each.label for each in run.get("download_button")] == ["导出 Excel"]
