"""The catalogue is complete and used; a problem's line is what the command line promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rating.problems import CATALOGUE, Place, Problem, Refused, Severity, stopping


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_kind_of_problem_has_a_chinese_title_and_a_next_move(code: str) -> None:
    kind = CATALOGUE[code]
    assert re.fullmatch(r"[a-z_]+", code)
    for text in (kind.title, kind.remedy):
        assert re.search(r"[\u4e00-\u9fff]", text), code
        assert "！" not in text and "!" not in text


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_kind_of_problem_is_found_somewhere(code: str, root: Path) -> None:
    """A code that nothing gives out would promise a check that is not made."""
    rooms = [path for path in (root / "rating").rglob("*.py") if path.name != "problems.py"]
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in rooms)


def test_every_code_given_out_is_in_the_catalogue(root: Path) -> None:
    given = re.compile(r'\b(?:Problem|Finding)\(\s*"([a-z_]+)"')
    for path in (root / "rating").rglob("*.py"):
        for code in given.findall(path.read_text(encoding="utf-8")):
            assert code in CATALOGUE, f"{path.name}: {code}"


def test_the_line_says_code_where_found_expected_and_what_to_do() -> None:
    place = Place("专家甲.xlsx", "打分表", "F7", "五角场街道社工站")
    problem = Problem("value_over_full_marks", place, "填写了「12」", "0 至 8 分")
    assert problem.line == (
        "value_over_full_marks 专家甲.xlsx → 打分表!F7 → 五角场街道社工站: 填写了「12」; 应为0 至 8 分; 请核对后改正"
    )


@pytest.mark.parametrize(
    ("place", "found", "expected"),
    [
        (Place("甲.xlsx", "表", "B2"), "填写了「a; b」", ""),
        (Place("一: 二; 三.xlsx", "表: 甲", "", "x: y; z"), "第一行\n第二行;", "甲; 乙"),
        (Place(), "", ""),
    ],
)
def test_a_line_can_be_taken_apart_whatever_a_user_typed(place: Place, found: str, expected: str) -> None:
    line = Problem("value_choice", place, found, expected).line
    assert "\n" not in line
    code, rest = line.split(" ", 1)
    where, told = rest.split(": ", 1)
    parts = told.split("; ")
    assert code == "value_choice" and where and len(parts) == 3 and all(parts)
    assert parts[2] == CATALOGUE["value_choice"].remedy
    assert (parts[1] == "—") == (not expected)


def test_a_place_may_be_known_in_part_or_not_at_all() -> None:
    assert str(Place("名册.csv", "", "B3")) == "名册.csv → B3"
    assert str(Place()) == "（未定位）"


def test_a_remedy_of_its_own_replaces_the_catalogues() -> None:
    problem = Problem("value_blank", Place(), "空白", remedy="请在 F7 补填")
    assert problem.message == "空白；请在 F7 补填"


def test_refusals_and_questions_stop_and_the_others_travel_along() -> None:
    codes = ("value_blank", "station_similar", "column_unknown", "value_choice")
    problems = [Problem(code, Place(), "") for code in codes]
    assert [problem.code for problem in stopping(problems)] == ["station_similar", "value_choice"]
    assert [severity.title for severity in Severity] == ["不能受理", "需要确认", "提醒", "说明"]


def test_refused_carries_every_problem_and_says_them_all() -> None:
    problems = [Problem("value_choice", Place("甲.xlsx"), "一"), Problem("value_choice", Place("乙.xlsx"), "二")]
    refused = Refused(iter(problems))
    assert refused.problems == tuple(problems)
    assert str(refused).splitlines() == [problem.line for problem in problems]
