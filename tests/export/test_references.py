"""Briefly named sources: ①F7, explained on 口径说明."""

from __future__ import annotations

from rating.export.references import (
    column_text,
    exception_texts,
    indicator_origins,
    row_places,
    row_texts,
    sheet_legend,
    sheet_mark,
    status_text,
    status_texts,
)
from rating.intake.decided_values import DecidedValue, with_decided_values
from rating.scoring.evaluate import evaluate
from tests.insight.example import example


def test_marks_go_on_beyond_twenty_and_fifty() -> None:
    assert [sheet_mark(number) for number in (0, 19, 20, 35, 49, 50)] == ["①", "⑳", "㉑", "㊱", "㊿", "[51]"]


def test_legend_names_file_and_sheet() -> None:
    assert sheet_legend(example()) == [("①", "测试.xlsx → 填报表")]


def test_status_with_every_cell() -> None:
    texts = status_texts(example(), 0)
    assert (texts[1], texts[5]) == ("已填 ①B3、①A3", "空白 ①B7、①A7")
    assert len(indicator_origins(example(), 2, "综合")) == 3


def test_one_station_is_told_the_same() -> None:
    for at in range(len(example().rubric.indicators)):
        texts = status_texts(example(), at)
        assert [status_text(example(), at, station) for station in range(len(texts))] == texts


def test_rows_and_columns_for_very_many_stations() -> None:
    assert row_texts(example())[2] == "①第 4 行"
    assert column_text(example(), 0) == "①B、①A"
    assert row_places(example())[0].row.tolist() == list(range(1, 10))


def test_what_is_not_reported_is_named() -> None:
    texts = exception_texts(example())
    assert (texts[0], texts[5], texts[6]) == ("", "持证率：空白", "场地面积：合理缺项")


def test_a_decided_value_has_a_mark_and_no_cell() -> None:
    """复核与更正 stands in the legend by its number; beside cells it is the mark alone."""
    before = example()
    decided = [DecidedValue(4, before.roster.code[1], "licensed", "6", "核对证书")]
    after = evaluate(before.rubric, with_decided_values(before.rubric, before.reported, decided))
    assert sheet_legend(after)[-1] == ("②", "复核与更正 → 第 4 号")
    assert status_texts(after, 0)[1] == "已填 ②、①A3"
    assert row_texts(after)[1] == "①第 3 行、②" and row_texts(after)[2] == row_texts(before)[2]
    assert "②" in column_text(after, 0)
