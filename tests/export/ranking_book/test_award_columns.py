"""The sheet 评星与名次 as columns."""

from __future__ import annotations

from tests.export.ranking_book.columns_of import plan, plan_of


def test_named_columns_are_where_the_other_sheets_look() -> None:
    awards = plan().book.awards
    assert awards is not None
    assert {"total", "by_score", "stars", "band", "rank", "cap", "rated"} <= set(awards.named)
    assert awards.columns.entries[awards.named["rank"] - awards.columns.first].title == "名次"
    assert awards.column(awards.named["total"]).own.startswith("'评星与名次'!$")


def test_all_of_the_example_is_live() -> None:
    awards = plan().book.awards
    assert awards is not None
    assert awards.why == {}
    for entry in awards.columns.entries:
        assert entry.live is not None
        assert not entry.terms or entry.live.all()


def test_without_bands_there_are_no_stars() -> None:
    awards = plan_of(bands=[], ranking={"by": ["total"], "ties": "standard", "within": "all"}).book.awards
    assert awards is not None
    assert "stars" not in awards.named
    assert "rank" in awards.named
