"""The lines printed at the end: counts that agree with the result, the head of each ranking."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating import load_goals, load_rubric, workflow
from rating.command_line.summary import TOP, checked_summary, goals_summary, rated_summary
from tests.small_round import lay_out, table


def rated(folder: Path, rows: tuple[tuple[str, ...], ...] | None = None) -> str:
    rubric, data = lay_out(folder)
    if rows is not None:
        data.write_text(table(rows), encoding="utf-8")
    evaluation = workflow.rate(load_rubric(rubric), [data]).evaluation
    assert evaluation is not None
    return rated_summary(evaluation)


def test_counts_grades_ranks_and_reasons(tmp_path: Path) -> None:
    lines = rated(tmp_path).splitlines()
    assert lines[:3] == [
        "小评分标准（示例）　版本 1.0　示例（未经确认）",
        "共 4 个，已评定 2 个，未评定 2 个",
        "等级：五星级 1 个，四星级 1 个",
    ]
    assert "综合：2 个" in lines
    assert [line.split() for line in lines if "甲街道社工站" in line] == [["1", "甲街道社工站", "20.0", "五星级"]]
    (vetoed,) = [line for line in lines if "丙街道社工站" in line]
    assert "提供虚假材料" in vetoed


def test_equal_stations_are_marked_and_long_rankings_are_cut(tmp_path: Path) -> None:
    rows = tuple((f"{at:02}", f"第{at}社工站", "综合", "", "5", "5", "否") for at in range(1, TOP + 4))
    lines = rated(tmp_path, rows).splitlines()
    assert f"综合：{TOP + 3} 个，前 {TOP} 名" in lines
    assert sum("1（并列）" in line for line in lines) == TOP


def test_columns_line_up_under_chinese_text(tmp_path: Path) -> None:
    rows = (("01", "甲", "综合", "", "5", "5", "否"), ("02", "名称很长的社工站", "综合", "", "4", "4", "否"))
    lines = [line for line in rated(tmp_path, rows).splitlines() if line.startswith("  ")]
    wide = [sum(2 if ord(letter) > 0x2E80 else 1 for letter in line[: line.index(end)]) for line, end in zip(
        lines, ("总分", "20.0", "18.0"), strict=True)]  # fmt: skip
    assert len(set(wide)) == 1


def test_a_check_counts_values_by_their_state(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    text = checked_summary(workflow.check(load_rubric(rubric), [data]))
    assert text.startswith("共 4 个，数据 已填 11 个，空白 1 个\n")
    assert "提醒" in text


@pytest.mark.parametrize("at", [0, 1])
def test_every_goal_has_its_line(sample: workflow.Sample, at: int) -> None:
    book = load_goals(sample.goals[at])
    board = workflow.goals(book, [sample.area]).board
    assert board is not None
    text = goals_summary(board)
    assert all(goal.title in text for goal in book.goals)
    assert f"共 {len(book.goals)} 项：" in text
