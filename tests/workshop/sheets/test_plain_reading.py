"""Settings, lists and bands read back."""

from __future__ import annotations

from typing import Any

from rating.workshop.sheets.content import Content, Row, Said
from rating.workshop.sheets.names import NO_NAMES, Names, called
from rating.workshop.sheets.plain_reading import coded, free_code, read_bands, read_basic, read_raters, read_table
from rating.workshop.sheets.tables import BASIC_COLUMNS, ROLE_COLUMNS

NAMES = Names(
    called("数据项", {"n": "人数"}.items()), called("指标", {"team": "队伍"}.items()), called("来源", []),
    called("评估主体", []),
)  # fmt: skip


def _rows(*rows: dict[str, str]) -> list[Row]:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [
        Row("表", number, {h: Said(text, f"{h}{number}") for h, text in row.items() if text},
            {h: f"{h}{number}" for h in headings})
        for number, row in enumerate(rows, 2)
    ]  # fmt: skip


def _basic(**said: str) -> tuple[Content, bool]:
    content = Content("x.xlsx")
    rows = _rows(*({"项目": column.heading, "内容": said.get(column.heading, "")} for column in BASIC_COLUMNS))
    return content, read_basic(rows, content, NAMES)


def test_settings_by_their_words() -> None:
    content, by_kind = _basic(总分="１００", 在哪一处取整="总分", 排名依据="星级、队伍", 单位类型="甲，乙")
    assert not by_kind
    assert content.problems == []
    assert content.tree == {
        "kinds": ["甲", "乙"], "scale": {"full_marks": "100", "round": "total"}, "ranking": {"by": ["stars", "team"]},
    }  # fmt: skip
    assert content.at(("title",)) == ("表", "内容2"), "what is blank is told by its own cell"


def test_a_total_by_kind_stands_elsewhere() -> None:
    content, by_kind = _basic(总分="按类型")
    assert by_kind
    assert content.tree == {}


def test_an_unknown_line_and_a_lost_one_are_told() -> None:
    content = Content("x.xlsx")
    read_basic(_rows({"项目": "颜色", "内容": "红"}), content, NAMES)
    found = [problem.found for problem in content.problems]
    assert "基本信息中没有「颜色」这一项" in found
    assert "缺少「名称」一行" in found


def test_codes_are_kept_made_and_never_twice() -> None:
    content = Content("x.xlsx")
    rows = _rows({"代码": "a", "名称": "甲"}, {"代码": "", "名称": "乙"}, {"代码": "a", "名称": "丙"})
    things, names = coded(rows, "评估主体", "new", content)
    new = free_code("new", "乙", set())
    assert [code for code, _ in things] == ["a", new]
    assert names.code("乙") == new
    assert [(problem.place.cell, problem.found) for problem in content.problems] == [("代码4", "代码与名称2一行相同")]
    assert free_code("new", "乙", {new}) == f"{new}_2"
    assert free_code("new", "丙", set()) != new
    read_table(things, ROLE_COLUMNS, "roles", "code", content, NO_NAMES)
    assert content.tree["roles"] == [{"code": "a", "title": "甲"}, {"code": new, "title": "乙"}]


def _bands(*rows: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    content = Content("x.xlsx")
    read_bands(_rows(*rows), content, NAMES)
    return content.tree, [problem.found for problem in content.problems]


def test_bands_with_their_further_conditions() -> None:
    tree, problems = _bands(
        {"星级": "5", "不低于（≥）": "90", "另须": "最低得分", "指标或条件名称": "队伍", "最低分或条件": "80%"},
        {"另须": "必须满足", "指标或条件名称": "够人", "最低分或条件": "「人数」 > 3"},
        {"单位类型": "专项", "星级": "（无）"}, {"单位类型": "综合", "星级": "1"},
    )  # fmt: skip
    assert problems == []
    assert tree["bands"] == [
        {"stars": "5", "at_least": "90", "minimum": {"team": "80%"}, "requires": [{"title": "够人", "when": "n > 3"}]}
    ]
    assert tree["bands_by_kind"] == {"专项": [], "综合": [{"stars": "1"}]}


def test_conditions_without_a_band_or_of_no_sort_are_told() -> None:
    assert _bands({"另须": "必须满足", "指标或条件名称": "甲"})[1] == ["这个条件前面没有星级"]
    assert _bands({"星级": "5", "另须": "最好", "指标或条件名称": "甲"})[1] == ["写的是「最好」"]


def test_raters_of_all_and_of_one_field() -> None:
    content = Content("x.xlsx")
    content.tree["fields"] = {"n": {}}
    read_raters(
        _rows(
            {"数据项": "全部数据项", "合成办法": "平均"}, {"数据项": "人数", "至少几人打分": "3"}, {"数据项": "没有"}
        ),
        content,
        NAMES,
    )
    assert content.tree["raters"] == {"combine": "mean"}
    assert content.tree["fields"] == {"n": {"raters": {"minimum": "3"}}}
    assert content.problems[0].found == "没有名为「没有」的数据项"
