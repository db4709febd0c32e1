"""Points as papers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating.workshop.paper.amounts import fine, read_points, titled_points


@pytest.mark.parametrize(
    ("text", "value", "share", "sign"),
    [
        ("5", "5", False, ""),
        ("5分", "5", False, ""),
        ("５．５", "5.5", False, ""),
        (" 10 分 ", "10", False, ""),
        ("（20分）", "20", False, ""),
        ("最高10分", "10", False, ""),
        ("≤5", "5", False, ""),
        ("20%", "20", True, ""),
        ("12.5％", "12.5", True, ""),
        ("+5", "5", False, "+"),
        ("-3分", "3", False, "-"),
        ("扣2分", "2", False, "-"),
    ],
)
def test_a_figure_is_read_without_doubt(text: str, value: str, share: bool, sign: str) -> None:
    points = read_points(text)
    assert points is not None
    assert (points.value, points.share, points.sign, points.doubt) == (Decimal(value), share, sign, "")


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("10-15", "15", "范围"),
        ("0～5分", "5", "范围"),
        ("0.5+0.5+1", "2", "几个分值"),
        ("2\n3", "5", "几个分值"),
        ("1/20", "5", "5%"),
        ("2024-10-15", None, "日期"),
        ("10月15日", None, "日期"),
        ("每项2分", None, "不能读成"),
        ("优良中差", None, "不能读成"),
        ("9999999", None, "不能读成"),
    ],
)
def test_what_had_to_be_supposed_or_could_not_be_read_is_said(text: str, value: str | None, doubt: str) -> None:
    points = read_points(text)
    assert points is not None
    assert points.value == (None if value is None else Decimal(value))
    assert doubt in points.doubt


@pytest.mark.parametrize("text", ["", "—", "-", "/", "无"])
def test_an_empty_cell_states_nothing(text: str) -> None:
    assert read_points(text) is None


@pytest.mark.parametrize(
    ("title", "rest", "value"),
    [
        ("组织建设（20分）", "组织建设", "20"),
        ("组织建设\n（20分）", "组织建设", "20"),
        ("组织建设 20分", "组织建设", "20"),
        ("硬件设施(4)", "硬件设施", "4"),
        ("服务（满分：35分）", "服务", "35"),
        ("加分项（最高10分）", "加分项", "10"),
        ("队伍（20%）", "队伍", "20"),
        ("年度总结（2024）", "年度总结（2024）", None),
        ("制度健全", "制度健全", None),
        ("组织建设20分", "组织建设", "20"),
        ("有制度得5分", "有制度得5分", None),
        ("每缺一项扣1分", "每缺一项扣1分", None),
    ],
)
def test_points_after_a_title(title: str, rest: str, value: str | None) -> None:
    words, points = titled_points(title)
    assert (words, points and points.value) == (rest, None if value is None else Decimal(value))


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    points = read_points(text)
    assert points is None or points.value is None or points.value.is_finite()
    titled_points(text)


def test_equal_figures_are_written_alike() -> None:
    assert [str(fine(Decimal(text))) for text in ("5.0", "50", "2.50", "100")] == ["5", "50", "2.5", "100"]
