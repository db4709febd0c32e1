"""Points cells and the title or indicator that each belongs to."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.items import leaves, value_of
from rating.workshop.paper.points_cells import settle_points
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.segments import segments
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.walk import walk_table


def walked(*rows: tuple[str, ...], last: dict[tuple[int, int], tuple[int, int]] | None = None) -> Walk:
    merges = last or {}
    covered = {(row, start[1]): start for start, end in merges.items() for row in range(start[0] + 1, end[0] + 1)}
    (segment,) = segments([Sheet("表", rows, covered, merges)])
    walk = Walk("a.xlsx")
    walk_table(walk, segment.sheet, 0, segment.layout, segment.first, segment.last)
    settle_points(walk)
    return walk


def told(walk: Walk) -> dict[str, Decimal | None]:
    return {node.title: value_of(node) for node in walk.root.walk() if node.title}


HEAD = ("一级指标", "二级指标", "分值", "评分标准")


def test_a_merged_cell_belongs_to_the_title_over_all_its_rows() -> None:
    rows = (HEAD, ("组织", "制度", "10", "a"), ("", "人员", "", "b"))
    assert told(walked(*rows, last={(1, 0): (2, 0), (1, 2): (2, 2)})) == {"组织": 10, "制度": None, "人员": None}


def test_a_single_cell_belongs_to_its_indicator() -> None:
    assert told(walked(HEAD, ("组织", "制度", "10", "a"), ("", "人员", "", "b"))) == {
        "组织": None,
        "制度": 10,
        "人员": None,
    }


def test_points_left_of_a_deeper_level_reach_down_to_the_next_title() -> None:
    head = ("一级指标", "分值", "二级指标", "评分标准")
    walk = walked(head, ("组织", "10", "制度", "a"), ("", "", "人员", "b"), ("服务", "20", "个案", "c"))
    assert told(walk) == {"组织": 10, "制度": None, "人员": None, "服务": None, "个案": 20}


def test_columns_of_points_for_each_level() -> None:
    head = ("一级指标", "权重", "二级指标", "分值", "评分标准")
    walk = walked(head, ("组织", "10", "制度", "4", "a"), ("组织", "10", "人员", "6", "b"))
    assert told(walk) == {"组织": 10, "制度": 4, "人员": 6}
    assert len(leaves(walk.root)) == 2
