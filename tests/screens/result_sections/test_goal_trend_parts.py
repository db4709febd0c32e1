"""The trends on the page: their years, their table, and earlier rounds only where the person may see them."""

from __future__ import annotations

from rating.district.rounds.evaluations import save_evaluation
from rating.district.storage.database import Database
from rating.export.goal_trend_table import trend_table
from rating.screens.goals import books
from rating.screens.result_sections.goal_trend_parts import earlier_boards, trends_of
from rating.screens.visit.session import sample, sample_files
from rating.workflow import goals
from rating.workflow.area_table import keep_area_table
from tests.district.rounds.planned import only_part, scoring
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import district, open_screen, shown, text_of


def test_the_sample_knows_the_stars_of_the_round_before() -> None:
    book = books()["yichang.yaml"]
    earlier = earlier_boards(sample(), None, book)
    assert [(each.year, len(each.board.goals)) for each in earlier] == [(2024, 1)]
    board = goals(book, [sample_files().area], ratings=sample().evaluation).board
    assert board is not None
    trends = trends_of(sample(), board, earlier)
    assert trends.year == 2025, "the year of the round, not of the day on which it is looked at"
    stars = next(trend for trend in trends.goals if trend.goal.code == "five_star")
    assert [point.year for point in stars.lines[0].points] == [2024, 2025]
    assert len(trend_table(trends)) == sum(len(goal.readings) for goal in book.goals)


def test_what_a_visitor_imported_has_no_earlier_round_unless_it_was_given() -> None:
    assert earlier_boards(shown(2), None, books()["yichang.yaml"]) == ()


def test_the_page_tells_the_years_and_what_the_thin_line_is() -> None:
    run = open_screen("goals")
    for name in books():
        run.selectbox(key="goals_book").set_value(name).run()
        text = text_of(run)
        assert not run.exception
        assert "到目标年的走势" in text and "现在的数记为 2025 年" in text
        assert "匀速参考" in text and "不是对进度的要求" in text
        assert "距目标年" in text


def test_earlier_area_tables_of_the_district_are_in_the_trend(one_database: Database, sign_in: SignIn) -> None:
    there = round_made(one_database, title="2024 年度")
    rated(one_database, there)
    name, content = sample_files().area
    keep_area_table(one_database, there.evaluator, there.round.id, name, content)
    with one_database.writing() as at:
        later = scoring(at, there.evaluator, there.made.district, title="2026 年度")
        part = only_part(at, there.evaluator, later)
        save_evaluation(at, there.evaluator, later, part, district(3), "rating", "")
    sign_in(there.viewer)
    run = open_screen("goals")
    run.selectbox(key="goals_book").set_value("yichang.yaml").run()
    assert not run.exception
    text = text_of(run)
    assert "以前轮次：2024 年度记为 2024 年" in text
    keep_area_table(one_database, there.evaluator, later.id, name, content)
    run.run()
    assert "21.7%" in text_of(run), "the figure of the table, then and now"
    assert text_of(run).count("21.7%") >= text.count("21.7%") + 2
