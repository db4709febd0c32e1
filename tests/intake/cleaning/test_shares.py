"""Mixed ways of writing shares: what the question says, and that nothing is guessed twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.intake.answers import PERCENT, Answers
from rating.intake.read import read_workbooks
from tests.intake.workbooks import codes, one, read, small_form, values, xlsx


def shares(cells: list[Any], percent: tuple[str, ...] = ()) -> Any:
    def touch(sheet: Any) -> None:
        for cell in percent:
            sheet[cell].number_format = "0.0%"

    rows = [["站点", "满意度"], *([f"第{number}站", cell] for number, cell in enumerate(cells))]
    return read(small_form("satisfied"), ("a.xlsx", xlsx(rows, touch=touch)))


def test_the_question_shows_a_cell_of_each_way_and_counts_them() -> None:
    found = one(shares([90, 0.85, 80, "70%", 0.6]), "column_mixed_share").found
    for part in ("B3", "0.85", "B2", "90", "2 处像小数", "3 处像百分数"):
        assert part in found


def test_the_stored_number_of_a_percent_cell_is_shown_as_people_see_it() -> None:
    assert "「85%」" in one(shares([0.85, 0.9], ("B2",)), "column_mixed_share").found


@pytest.mark.parametrize("cells", [[0, 0], [1, 1], [0.5, 1], ["50%", 100, 0], [2, 100]])
def test_what_can_be_read_in_one_way_only_is_not_asked_about(cells: list[Any]) -> None:
    assert codes(shares(cells)) == []


def test_blanks_and_words_for_nothing_do_not_mix() -> None:
    reported = shares([85, None, "不适用", "90%", "未检查"])
    assert values(reported, "satisfied") == ["0.85", None, None, "0.9", None]
    assert codes(reported) == ["value_blank"]


def test_a_share_over_a_hundred_needs_its_percent_sign() -> None:
    assert "百分号" in one(shares([120, 90]), "value_out_of_range").message


@pytest.mark.parametrize(
    ("heading", "written", "asked"),
    [
        ("满意度（%）", ["0.85", "0.9"], True),
        ("满意度(％)", ["0.85", "1"], True),
        ("满意度（%）", ["85", "90"], False),
        ("满意度（%）", ["85%", "90%"], False),
        ("满意度（%）", ["0", "0"], False),
        ("满意度", ["0.85", "0.9"], False),
    ],
)
def test_a_heading_in_percent_over_fractions_is_asked_about(heading: str, written: list[str], asked: bool) -> None:
    content = f"站点,{heading}\n甲站,{written[0]}\n乙站,{written[1]}\n".encode()
    reported = read_workbooks(small_form("satisfied"), [("a.csv", content)])
    assert [problem.code for problem in reported.problems] == ["column_mixed_share"] * asked
    for question in reported.questions:
        settled = Answers({question.key: PERCENT})
        column = read_workbooks(small_form("satisfied"), [("a.csv", content)], answers=settled).columns["satisfied"]
        assert column.number(0) == Decimal("0.0085")
