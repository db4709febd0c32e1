"""Rows of a table: indicators, sections, sums, notes, and those that fit nowhere."""

from __future__ import annotations

from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.segments import segments
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.walk import open_table, walk_table

HEAD = ("一级指标", "二级指标", "分值", "评分标准")


def walked(*rows: tuple[str, ...], wide: tuple[int, ...] = (), heading: str = "") -> Walk:
    width = len(HEAD) - 1
    covered = {(row, column): (row, 0) for row in wide for column in range(1, width + 1)}
    (segment,) = segments([Sheet("表", (HEAD, *rows), covered, {(row, 0): (row, width) for row in wide})])
    walk = Walk("a.xlsx")
    open_table(walk, PaperText(heading, "表") if heading else None)
    walk_table(walk, segment.sheet, 0, segment.layout, segment.first, segment.last)
    return walk


def kinds(walk: Walk) -> list[str]:
    return [row.kind for _, row in sorted(walk.rows.items())]


def test_every_kind_of_row() -> None:
    walk = walked(
        ("加分项", "", "", ""), ("组织", "制度", "5", "a"), ("小计", "", "5", ""), ("注：说明", "", "", ""),
        ("评估人签字：", "", "", "年 月 日"), ("", "", "", "再写一句"), wide=(1, 4),
    )  # fmt: skip
    assert kinds(walk) == ["heading", "item", "sum", "note", "note", "item"]
    assert walk.root.children[0].kind == "bonus"


def test_the_text_of_a_sum_row_is_kept_with_its_points() -> None:
    (row,) = walked(("组织", "制度", "5", "a"), ("合计（100分）", "", "", "")).sums
    assert row.stated is not None
    assert (row.label, row.stated.points.value, row.where) == ("合计（100分）", 100, "表!A3")


def test_a_section_beside_the_heading_of_the_table() -> None:
    walk = walked(
        ("", "制度", "5", "a"), ("二、服务", "", "", ""), ("", "个案", "5", "b"), wide=(2,), heading="一、组织"
    )
    assert [(node.title, [part.title for part in node.children]) for node in walk.root.children] == [
        ("组织", ["制度"]),
        ("服务", ["个案"]),
    ]


def test_a_row_before_any_title_fits_nowhere() -> None:
    walk = walked(("", "", "5", ""), ("组织", "制度", "5", "a"))
    assert kinds(walk) == ["problem", "item"]
    assert [problem.code for problem in walk.problems] == ["paper_row"]
