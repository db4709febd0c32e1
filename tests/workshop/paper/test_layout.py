"""What the columns under one header hold."""

from __future__ import annotations

from rating.workshop.paper.layout import Column, Layout


def test_columns_are_told_by_their_role_and_level() -> None:
    layout = Layout(
        (
            Column(0, "一级指标", "level", 1, 0),
            Column(1, "分 值", "points", level=0),
            Column(2, "评分标准", "standard"),
            Column(3, "责任人", ""),
        ),
        0,
        1,
    )
    assert layout.has_first_level
    assert [column.heading for column in layout.of("points", "standard")] == ["分 值", "评分标准"]
    assert layout.signature[1] == "分值"
    assert [column.meaning for column in layout.summary()] == ["第一级指标", "分值", "评分标准", ""]
