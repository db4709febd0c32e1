from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rating.problems import Place, Problem, Severity
from rating.screens.parts.problem_list import MOST_SHOWN, counted, problem_lines
from tests.screens.opening import text_of

PROBLEMS = (
    Problem("value_blank", Place("甲.xlsx", "评分表", "C4"), "持证社工数空白"),
    Problem("value_error_cell", Place("甲.xlsx", "评分表", "B3"), "#DIV/0!", "数字"),
    Problem("station_similar", Place("乙.csv", "", "A2"), "<b>大桥站</b>"),
)


def page(problems, stations=None) -> None:  # its source is run on its own
    from rating.screens.parts.problem_list import show_problems

    show_problems(problems, "test", stations=stations)


def shown(problems: tuple[Problem, ...]) -> AppTest:
    run = AppTest.from_function(page, args=(problems,)).run()
    assert not run.exception
    return run


def test_problems_stand_by_file_and_sheet_the_gravest_first() -> None:
    text = text_of(shown(PROBLEMS))
    assert text.index("甲.xlsx") < text.index("乙.csv")
    assert text.index("#DIV/0!") < text.index("持证社工数空白")
    assert "B3" in text
    assert "应为数字" in text
    assert "请改正公式或填写数值" in text


def test_user_text_stays_text() -> None:
    bodies = "".join(each.proto.body for each in shown(PROBLEMS).html)
    assert "&lt;b&gt;大桥站&lt;/b&gt;" in bodies


def test_the_filter_leaves_what_was_chosen() -> None:
    run = shown(PROBLEMS)
    run.button_group[0].set_value([Severity.REFUSAL]).run()
    assert "#DIV/0!" in text_of(run)
    assert "持证社工数空白" not in text_of(run)


def test_no_problem_is_said_so() -> None:
    assert "没有发现问题" in text_of(shown(()))


def test_a_very_long_list_is_cut_and_says_where_the_rest_is() -> None:
    many = tuple(Problem("value_blank", Place("甲.xlsx", "评分表", f"C{row}"), "空白") for row in range(MOST_SHOWN + 5))
    text = text_of(shown(many))
    assert "另有 5 项" in text
    assert f"提醒 {MOST_SHOWN + 5} 项" in text


def test_rows_are_told_by_the_users_own_numbers_with_the_station() -> None:
    problem = Problem("value_blank", Place("甲.xlsx", "评分表", "AB17"), "空白", station="01")
    run = AppTest.from_function(page, args=((problem,), {"01": "大桥街道社工站"})).run()
    assert "第 17 行　大桥街道社工站" in text_of(run)


def test_one_file_and_one_station_can_be_looked_at_alone() -> None:
    run = shown(PROBLEMS)
    run.selectbox(key="test_file").set_value("乙.csv").run()
    assert "大桥站" in text_of(run)
    assert "#DIV/0!" not in text_of(run)
    by_station = tuple(Problem("value_blank", Place("甲.xlsx"), f"空白{at}", station=at) for at in ("01", "02"))
    run = shown(by_station)
    assert [each.key for each in run.selectbox] == ["test_station"]
    run.selectbox[0].set_value("02").run()
    assert "空白02" in text_of(run)
    assert "空白01" not in text_of(run)


def test_a_few_problems_stand_without_filters() -> None:
    lines = problem_lines(PROBLEMS)
    assert lines is not None
    assert lines.index("#DIV/0!") < lines.index("空白")
    assert "&lt;b&gt;大桥站" in lines
    assert problem_lines(()) is None


def test_counts_read_as_a_sentence() -> None:
    assert counted(PROBLEMS) == "不能受理 1 项，需要确认 1 项，提醒 1 项"
    assert counted(()) == ""
