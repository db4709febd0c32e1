"""The result pages on A4: nothing is cut at the edge, charts keep their size, no controls, no foot alone."""

from __future__ import annotations

import pytest

from tests.browser.walking import Visitor

A4 = {"width": 688, "height": 1017}
"""What is left of a sheet within margins of 14 mm, in pixels of 1/96 inch."""
LEGIBLE = 0.85
"""A chart that was drawn for the screen is shrunk to the sheet by no more than this: 12 px stay above 7.5 pt."""
PAGES = ("station", "comparison", "reliability", "goals")
WIDEST_CHART = (
    "Math.max(...[...document.querySelectorAll('.stVegaLiteChart svg')].map(e => e.getBoundingClientRect().width))"
)
TOO_WIDE = """() => [...document.querySelectorAll('.sheet table, .stVegaLiteChart svg')]
  .filter(e => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > window.innerWidth + 1)
  .map(e => e.className.baseVal ?? e.className)"""


@pytest.mark.parametrize("name", PAGES)
def test_a_result_page_fits_a_sheet(visitor: Visitor, name: str) -> None:
    page = visitor.page
    visitor.open(name)
    page.wait_for_selector(".stVegaLiteChart svg")
    assert page.evaluate(WIDEST_CHART) * LEGIBLE <= A4["width"]
    page.emulate_media(media="print")
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    page.wait_for_timeout(800)
    assert page.evaluate(TOO_WIDE) == []
    controls = ".stDownloadButton, .stButton, .stSelectbox, .stFileUploader, .stExpander:has(.stFileUploader)"
    assert not [each for each in page.locator(controls).all() if each.is_visible()]


def test_a_chart_keeps_its_proportions_when_the_sheet_is_narrower_than_it_was_drawn_for(visitor: Visitor) -> None:
    """Paper is laid out at once, before the chart can be drawn anew: its box must shrink in both directions."""
    page = visitor.page
    visitor.open("station")
    page.wait_for_selector(".stVegaLiteChart svg")
    page.emulate_media(media="print")
    shape = page.evaluate("""() => {
      const chart = document.querySelector('.stVegaLiteChart svg');
      chart.parentElement.style.width = '300px';
      const box = chart.getBoundingClientRect(), drawn = chart.viewBox.baseVal;
      return [box.width / box.height, drawn.width / drawn.height];
    }""")
    assert shape[0] == pytest.approx(shape[1], rel=0.02)


def test_paper_names_the_station_whose_chooser_is_not_printed(visitor: Visitor) -> None:
    visitor.open("comparison")
    name = visitor.page.locator(".sheet h3.on-paper").first
    assert not name.is_visible()
    visitor.page.emulate_media(media="print")
    assert name.is_visible() and name.inner_text() == "大桥街道社工站"
