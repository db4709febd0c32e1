from __future__ import annotations

from rating.screens.goals import books
from tests.screens.opening import open_screen, shown, text_of


def test_every_book_of_goals_is_judged_on_the_sample() -> None:
    run = open_screen("goals")
    for name, book in books().items():
        run.selectbox(key="goals_book").set_value(name).run()
        assert not run.exception
        text = text_of(run)
        assert f"{len(book.goals)} 项目标" in text
        assert all(goal.title in text for goal in book.goals)
        assert book.standing_title in text


def test_two_readings_stand_one_under_the_other() -> None:
    run = open_screen("goals")
    for name, book in books().items():
        run.selectbox(key="goals_book").set_value(name).run()
        text = text_of(run)
        for goal in book.goals:
            assert all(reading.definition in text for reading in goal.readings)


def test_a_bad_area_table_is_a_list_of_problems() -> None:
    run = open_screen("goals")
    run.file_uploader(key="goals_area").upload("区情.xlsx", b"nothing").run()
    assert not run.exception
    assert "还不能使用" in text_of(run)
    assert "区情.xlsx" in text_of(run)


def test_goals_count_the_stars_that_are_being_looked_at() -> None:
    assert not open_screen("goals", shown(0)).exception


def test_the_grid_of_streets_can_be_taken_along() -> None:
    run = open_screen("goals")
    labels = [button.proto.label for button in run.get("download_button")]
    assert "导出各街镇的情况（CSV）" in labels
    assert labels.count("下载 PNG") == labels.count("下载 SVG") == 2, "the bullets and the trends"
