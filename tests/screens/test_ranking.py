from __future__ import annotations

import pytest

from rating.screens.visit.session import sample
from tests.screens.opening import open_screen, shown, text_of


def test_the_sample_is_ranked_best_first() -> None:
    run = open_screen("ranking")
    table = run.dataframe[0].value
    assert list(table["名次"]) == sorted(table["名次"])
    assert table["总分"].notna().all()
    assert set(table["名次"]) >= {1}


def test_every_station_is_either_ranked_or_listed_with_a_reason() -> None:
    evaluation = sample().evaluation
    run = open_screen("ranking")
    seen = 0
    for group in run.button_group[0].options:
        run.button_group[0].set_value(group).run()
        seen += len(run.dataframe[0].value) if run.dataframe else 0
        apart = [each for each in run.button_group if each.key == "ranking_apart"]
        seen += len(apart[0].options) if apart else 0
    assert seen == len(evaluation.roster)


@pytest.mark.parametrize("rows", [37, 215])
def test_a_district_and_a_city_are_shown_whole(rows: int) -> None:
    now = shown(rows)
    run = open_screen("ranking", now)
    group = run.button_group[0].options[0]
    of_it = sum(str(each) == group for each in now.evaluation.ratings.rank_group)
    listed = [each for each in run.button_group if each.key == "ranking_apart"]
    assert len(run.dataframe[0].value) + (len(listed[0].options) if listed else 0) == of_it


def test_no_station_is_said_so_with_the_next_step() -> None:
    run = open_screen("ranking", shown(0))
    assert "数据导入" in text_of(run)
    assert not run.dataframe


def test_filters_narrow_the_table_and_an_empty_answer_is_a_sentence() -> None:
    run = open_screen("ranking", shown(40))
    whole = len(run.dataframe[0].value)
    run.text_input(key="ranking_search").set_value("1 号").run()
    assert 0 < len(run.dataframe[0].value) < whole
    run.text_input(key="ranking_search").set_value(".*").run()
    assert "没有符合条件的单位" in text_of(run)
    assert not run.dataframe


def test_a_street_can_be_chosen() -> None:
    run = open_screen("ranking", shown(40))
    assert all(each.key != "ranking_street" for each in run.selectbox), "each street has one station: nothing to choose"
    several = shown(40, street="9 号街道")
    run = open_screen("ranking", several)
    run.selectbox(key="ranking_street").set_value("9 号街道").run()
    assert len(run.dataframe[0].value) == 2


def test_the_same_stations_can_be_seen_as_bars() -> None:
    run = open_screen("ranking", shown(40))
    run.toggle(key="ranking_chart").set_value(True).run()
    assert not run.exception
    assert not run.dataframe
    assert len(run.get("vega_lite_chart")) == 1
    assert "综合站最高" in text_of(run)
