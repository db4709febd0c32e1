from __future__ import annotations

from tests.screens.opening import open_screen, shown, text_of


def test_the_round_its_state_and_what_waits() -> None:
    text = text_of(open_screen("overview", shown(12, staff=None)))
    assert "测试轮次：12 个单位，11 个已评定" in text
    assert "等待处理（1）" in text
    assert "1 号街道社工站" in text


def test_who_has_handed_in_what() -> None:
    text = text_of(open_screen("overview", shown(8)))
    assert "谁交了什么" in text
    assert "专家甲" in text


def test_nothing_waits_when_all_are_rated() -> None:
    assert "全部单位已评定" in text_of(open_screen("overview", shown(8)))


def test_an_empty_district_is_shown_calmly() -> None:
    text = text_of(open_screen("overview", shown(0)))
    assert "0 个单位" in text
    assert "还没有单位" in text


def test_the_ways_on() -> None:
    run = open_screen("overview")
    run.button(key="overview_ranking").click().run()
    assert not run.exception
    assert "个已排名" in text_of(run)


def test_of_a_whole_city_only_those_are_listed_that_owe_something() -> None:
    text = text_of(open_screen("overview", shown(215, staff=None)))
    assert "215 个单位" in text
    squares = text.split("谁交了什么")[1]
    assert "2 号街道" not in squares.split("导出")[0]
