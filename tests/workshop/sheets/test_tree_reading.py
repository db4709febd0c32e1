"""The outline of indicators from a sheet whose cells were merged, parted, moved and added."""

from __future__ import annotations

from typing import Any

from rating.workshop.sheets.content import Content, Row, Said
from rating.workshop.sheets.names import NO_NAMES, Names
from rating.workshop.sheets.plain_reading import free_code
from rating.workshop.sheets.tree_reading import called_before, matched, read_by_kind, read_outline

COLUMNS = ("一级指标", "二级指标", "三级指标", "分值", "一级代码", "二级代码", "三级代码")


def _rows(*rows: tuple[str, ...]) -> list[Row]:
    return [
        Row("评分标准", number, {c: Said(text, f"{c}{number}") for c, text in zip(COLUMNS, row, strict=False) if text},
            {c: f"{c}{number}" for c in COLUMNS})
        for number, row in enumerate(rows, 2)
    ]  # fmt: skip


def _outline(*rows: tuple[str, ...]) -> tuple[Any, list[str]]:
    content = Content("x.xlsx")
    read_outline(_rows(*rows), content)

    def told(node: dict[str, Any]) -> Any:
        name = f"{node['code']} {node['title']}"
        return {name: [told(part) for part in node["indicators"]]} if "indicators" in node else name

    found = [f"{problem.place.cell}：{problem.found}" for problem in content.problems]
    return [told(node) for node in content.tree["dimensions"]], found


def test_merged_cells_and_levels_of_different_depth() -> None:
    tree, problems = _outline(
        ("队伍", "人", "甲", "1", "team", "people", "a"), ("", "", "乙", "1", "", "", "b"), ("", "丙", "", "1", "", "c"),
        ("整体", "", "", "5", "whole"), ("合计", "", "", "8"),
    )  # fmt: skip
    assert problems == []
    assert tree == [{"team 队伍": [{"people 人": ["a 甲", "b 乙"]}, "c 丙"]}, "whole 整体"]


def _code(title: str) -> str:
    return free_code("item", title, set())


def test_new_ones_get_codes_and_rows_that_were_parted_come_together() -> None:
    new = _code("新的")
    tree, problems = _outline(
        ("队伍", "甲", "", "1", "team", "a"), ("新的", "乙", "", "1"), ("队伍", "丙", "", "1", "team", "c"),
        ("新的", "丁", "", "1", "", "d"),
    )  # fmt: skip
    assert problems == []
    assert tree == [
        {"team 队伍": ["a 甲", "c 丙"]}, {f"{new} 新的": [f"{_code('乙')} 乙"]}, {f"{new}_2 新的": ["d 丁"]},
    ]  # fmt: skip


def test_a_filled_down_title_is_the_same_one() -> None:
    assert _outline(("队伍", "甲", "", "1", "team", "a"), ("队伍", "乙", "", "1"))[0] == [
        {"team 队伍": ["a 甲", f"{_code('乙')} 乙"]}
    ]


def test_what_has_no_place_is_told() -> None:
    assert _outline(("", "甲", "", "1"))[1] == ["一级指标2：没有写上级指标"]
    assert _outline(("甲", "", "", "1"), ("", "", "", "2"))[1] == ["一级指标3：这一行没有写指标名称"]
    assert _outline(("甲", "x", "", "1", "a", "x"), ("", "y", "", "1", "", "x"))[1] == [
        "二级代码3：代码与二级指标2的指标相同"
    ]


def test_rows_of_other_sheets_find_their_indicator() -> None:
    content = Content("x.xlsx")
    read = read_outline(_rows(("队伍", "甲", "", "1", "team", "a"), ("", "乙", "", "1", "", "b")), content)
    details = [
        Row("指标明细", number, {h: Said(text, "") for h, text in said.items()}, {})
        for number, said in enumerate(
            [{"代码": "a", "原名称": "旧甲"}, {}, {"指标": "乙"}, {"代码": "z", "指标": "丁"}], 2
        )
    ]
    assert called_before(read, details).code("旧甲") == "a"
    names = Names(NO_NAMES.fields, called_before(read, details), NO_NAMES.sources, NO_NAMES.roles)
    found = matched(details, read, content, names)
    assert {code: [row.number for row in rows] for code, rows in found.items()} == {"a": [2, 3], "b": [4]}
    assert [problem.code for problem in content.problems] == ["rubric_left_over"]


def test_marks_by_kind_go_where_they_were_asked_for() -> None:
    content = Content("x.xlsx")
    read = read_outline(_rows(("队伍", "甲", "", "按类型", "team", "a")), content)
    row = Row(
        "分类型满分", 2, {"代码": Said("a", "A2"), "综合": Said("８", "C2")}, {"代码": "A2", "指标": "B2", "综合": "C2"}
    )
    read_by_kind([row], read, frozenset({"a"}), False, content, NO_NAMES)
    assert content.tree["dimensions"][0]["indicators"][0]["full_marks"] == {"综合": "8"}
    read_by_kind([row], read, frozenset(), False, content, NO_NAMES)
    assert content.problems[-1].code == "rubric_left_over"
