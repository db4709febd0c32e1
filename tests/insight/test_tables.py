"""The tables people read: order, unknown as <NA>, nobody dropped."""

from __future__ import annotations

from copy import deepcopy

import pandas as pd

from rating.insight import tables
from rating.problems import Place, Problem
from tests.insight.example import EXAMPLE, ROWS, example, rated, without_bands


def test_ranking_best_first_with_ties_and_no_unrated() -> None:
    table = tables.ranking_table(example(), "综合")
    assert list(table.columns) == ["名次", "站点", "街道", "类型", "总分", "星级", "提示"]
    assert list(table["站点"]) == ["甲站", "乙站", "丙站", "丁站", "壬站"]
    assert list(table["名次"]) == [1, 2, 2, 4, 5]
    assert str(table["名次"].dtype) == "Int64"
    assert list(table.index) == [0, 1, 2, 3, 8]


def test_everybody_is_ranked_or_listed_apart() -> None:
    shown = set(tables.ranking_table(example()).index) | set(tables.unranked_table(example()).index)
    assert shown == set(range(len(ROWS)))
    assert set(tables.ranking_table(example()).index) & set(tables.unranked_table(example()).index) == set()


def test_every_unranked_station_has_its_reason() -> None:
    table = tables.unranked_table(example())
    assert list(table["站点"]) == ["戊站", "己站", "辛站"]
    assert all(table["原因"])
    assert pd.isna(table["总分"].iloc[1])


def test_groups_follow_the_kinds_of_the_rubric() -> None:
    reverse = [{**row, "kind": "专项" if row["kind"] == "综合" else "综合"} for row in ROWS]
    assert tables.groups(rated(reverse)) == ("综合", "专项")


def test_shared_ranks_keep_their_halves() -> None:
    table = tables.ranking_table(rated(ranking={"by": ["total"], "ties": "shared", "within": "all"}))
    assert 4.0 in list(table["名次"])
    assert str(table["名次"].dtype) == "Float64"


def test_movement_against_the_previous_round() -> None:
    table = tables.ranking_table(rated(previous={0: 5, 1: 4, 3: 5}), "综合")
    assert list(table["较上轮"]) == ["持平", "升 1 星", "首次", "降 2 星", "首次"]


def test_who_has_handed_in_what() -> None:
    table = tables.handed_in_table(example())
    assert list(table.columns) == ["站点", "填报数据", "专家甲", "专家乙", "专家丙"]
    assert set(table["专家甲"]) == {"已交"}
    assert list(table.loc[table["填报数据"] != "已交", "站点"]) == ["己站"]


def test_nobody_owes_what_the_kind_is_not_asked_for() -> None:
    tree = deepcopy(EXAMPLE["dimensions"])
    rows = [{key: value for key, value in row.items() if key != "area"} for row in ROWS]
    owing = tables.handed_in_table(rated(rows, dimensions=tree))["填报数据"]
    assert set(owing) == {"部分"}
    next(leaf for leaf in tree[0]["indicators"] if leaf["code"] == "space")["kinds"] = ["专项"]
    handed = tables.handed_in_table(rated(rows, dimensions=tree))
    assert [kind for kind, word in zip([row["kind"] for row in ROWS], handed["填报数据"], strict=True) if word == "部分"] == [
        "综合", "专项",
    ]  # fmt: skip


def test_stars_by_kind_counts_everybody_once() -> None:
    table = tables.stars_by_kind(example())
    assert table["站点数"].sum() == len(ROWS)
    assert list(table["类型"].unique()) == ["综合", "专项"]
    assert table.loc[table["星级"] == -1, "等级"].tolist() == ["未评定"]


def test_gates_and_unmet_conditions() -> None:
    table = tables.gate_table(example())
    assert ("己站", "资料不全，无法判断") in set(zip(table["站点"], table["情况"], strict=True))
    assert ("戊站", "一票否决，不予评定") in set(zip(table["站点"], table["影响"], strict=True))
    assert tables.gate_table(rated(ROWS[:1])).empty


def test_problems_that_stop_come_first() -> None:
    found = [Problem("value_blank", Place("a.xlsx", "表", "B2"), "空白"), Problem("file_empty", Place("b.xlsx"), "空")]
    table = tables.problem_table(found)
    assert list(table["级别"]) == ["不能受理", "提醒"]
    assert table["怎么办"].iloc[1].startswith("请补填")


def test_summary() -> None:
    found = tables.summary(example())
    assert (found.stations, found.rated, found.incomplete, found.vetoed, found.held) == (9, 6, 1, 1, 1)
    assert (found.best_stars, found.best) == (5, 4)


def test_without_bands_no_stars_stand_in_the_ranking() -> None:
    table = tables.ranking_table(without_bands(previous={0: 5}))
    assert {"星级", "较上轮"}.isdisjoint(table.columns)
    assert next(iter(table["名次"])) == 1
