from __future__ import annotations

import pytest

from rating.insight import tables
from rating.screens.parts.tables import short_names
from rating.screens.result_sections.ranking_view import group_view
from rating.screens.visit.session import Shown
from tests.insight.example import without_bands
from tests.screens.opening import district, open_screen, text_of


def test_names_are_short_and_a_told_street_is_left_out() -> None:
    evaluation = district(16)
    view = group_view(evaluation, "综合")
    assert view.ranked["站点"].iloc[0] == "1 号街道"
    assert list(view.ranked.columns) == ["名次", "站点", "星级", "总分", "提示"]
    assert list(view.names) == [evaluation.roster.name[row] for row in view.ranked.index]


def test_a_street_that_a_name_does_not_tell_is_shown() -> None:
    view = group_view(district(16, name="滨江社工站"), "综合")
    assert "街道" in view.ranked.columns


def test_stars_are_glyphs_beside_a_label_that_says_more() -> None:
    evaluation = district(16)
    for row, text in group_view(evaluation, "综合").ranked["星级"].items():
        assert text.count("★") == evaluation.ratings.stars[row]
        assert text == "★" * evaluation.ratings.stars[row] or evaluation.ratings.band[row] in text


def test_a_kind_that_stands_above_the_table_is_left_out_of_the_names() -> None:
    assert short_names(["甲街道特色专项社工站", "乙街道特色专项社工站"], "特色专项") == ["甲街道", "乙街道"]
    assert short_names(["甲街道特色专项社工站", "乙街道社工站"], "特色专项") == ["甲街道特色专项", "乙街道"]


def test_unranked_stations_stand_apart_with_their_reason() -> None:
    evaluation = district(8, staff=None)
    view = group_view(evaluation, "综合")
    assert view.apart_rows == (0,)
    assert 0 not in view.ranked.index
    assert view.apart is not None
    assert tables.reasons_text(evaluation, 0).split("；")[0] in view.apart


def test_a_hostile_name_is_text() -> None:
    view = group_view(district(8, name="<b>站</b>\u202e", staff=None), "综合")
    assert view.apart is not None
    assert "<b>站</b>" not in view.apart.replace("<b>&lt;", "")
    assert "&lt;b&gt;站&lt;/b&gt;" in view.apart


def test_on_paper_stands_the_whole_group_with_its_totals() -> None:
    evaluation = district(16)
    view = group_view(evaluation, "综合")
    assert view.printed is not None
    assert view.printed.count("<tr>") == len(view.ranked) + 1
    for row in view.ranked.index:
        assert f">{evaluation.total(int(row))}<" in view.printed


def test_without_bands_there_is_nothing_to_choose_or_show_about_stars() -> None:
    view = group_view(without_bands(), "")
    assert "星级" not in view.ranked
    assert "星级" not in view.columns
    assert view.star_choices == ()


@pytest.mark.parametrize("name", ["overview", "ranking", "station", "rubric"])
def test_no_screen_speaks_of_stars_not_awarded(name: str) -> None:
    run = open_screen(name, Shown(without_bands(), "测试", sample=False))
    assert not run.exception
    assert "不定星级" not in text_of(run)
    assert [box.label for box in run.selectbox if box.label == "星级"] == []
