"""The made-up forms once more, from plain CSV files without a roster through the whole command line."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

from rating.__main__ import main
from rating.rubric.file import load_rubric
from tests.cases.tables import HERE
from tests.cases.test_made_up_cases import JUDGES, MARKS

PROJECTS = [f"项目{at + 1}" for at in range(len(MARKS))]
NAMES = [name for _, name, _ in JUDGES]


def lay(path: Path, *rows: list[Any]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def rated(rubric: str, *files: Path, folder: Path) -> list[dict[str, Any]]:
    target = folder / "结 果.json"
    words = ["rate", "--rubric", str(HERE / f"{rubric}.yaml"), *map(str, files), "--json", str(target)]
    assert main(words) == 0
    stations: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["stations"]
    return stations


def titles(rubric: str) -> list[str]:
    return [field.title for field in load_rubric(HERE / f"{rubric}.yaml").fields.values()]


def one_table(folder: Path) -> list[Path]:
    rows = [
        [project, judge, mark]
        for project, marks in zip(PROJECTS, MARKS, strict=True)
        for judge, mark in zip(NAMES, marks, strict=True)
    ]
    return [lay(folder / "全部打分.csv", ["项目名称", "评估人", "评委打分"], *rows)]


def one_file_each(folder: Path) -> list[Path]:
    return [
        lay(
            folder / f"评分表_{judge}.csv",
            ["项目名称", "评委打分"],
            *([project, marks[at]] for project, marks in zip(PROJECTS, MARKS, strict=True)),
        )
        for at, judge in enumerate(NAMES)
    ]


def one_column_each(folder: Path) -> list[Path]:
    head = ["项目名称", *(f"评委打分（{judge}）" for judge in NAMES)]
    return [lay(folder / "汇总.csv", head, *([project, *row] for project, row in zip(PROJECTS, MARKS, strict=True)))]


@pytest.mark.parametrize("forms", [one_table, one_file_each, one_column_each])
def test_five_raters_however_their_marks_are_handed_in(forms: Any, tmp_path: Path) -> None:
    """Projects 8 and 9 wait for adjudication; the prizes are those of test_made_up_cases."""
    stations = rated("five-raters", *forms(tmp_path), folder=tmp_path)
    assert [station["name"] for station in stations if station["rank"] is None] == ["项目8", "项目9"]
    best = {station["rank"]: (station["name"], station["band"]) for station in stations}
    assert best[1] == ("项目4", "一等奖")
    assert [best[rank][1] for rank in (2, 3, 4, 5, 6)] == ["二等奖", "二等奖", "三等奖", "三等奖", "未获奖"]
    same = rated("five-raters", *one_table(tmp_path), folder=tmp_path)
    assert [station["total"] for station in stations] == [station["total"] for station in same]


def test_an_adjudicated_mark_in_a_file_of_its_own(tmp_path: Path) -> None:
    review = lay(tmp_path / "复核.csv", ["项目名称", "评委打分", "复核理由"], ["项目9", 70, "查看原始记录"])
    ninth = rated("five-raters", *one_file_each(tmp_path), review, folder=tmp_path)[8]
    assert (ninth["total"], ninth["rank"], ninth["band"]) == ("70.00", 1, "一等奖")


def test_73_answers_with_and_without_those_that_do_not_apply(tmp_path: Path) -> None:
    heads = titles("questions-73")
    data = lay(
        tmp_path / "检查表.csv",
        ["站点代码", "站点名称", *heads],
        ["001", "甲", *["是"] * 73],
        ["010", "乙", *["部分"] * 73],
        ["1", "丙", "不适用", *["是"] * 72],
        ["2", "丁", "", *["是"] * 72],
        ["3", "戊", *["不适用"] * 7, *["否"] * 66],
    )
    stations = rated("questions-73", data, folder=tmp_path)
    assert [(station["code"], station["total"]) for station in stations] == [
        ("001", "100.0"), ("010", "50.0"), ("1", "100.0"), ("2", None), ("3", "0.0"),
    ]  # fmt: skip


def test_an_index_of_49_columns_ends_between_0_and_100(tmp_path: Path) -> None:
    chance = random.Random(1)
    rows = [[f"区{at}", *(chance.randint(1, 900) for _ in range(49))] for at in range(12)]
    stations = rated("index-49", lay(tmp_path / "指数.csv", ["区名称", *titles("index-49")], *rows), folder=tmp_path)
    totals = {station["rank"]: float(station["total"]) for station in stations}
    assert sorted(totals) == list(range(1, 13))
    assert [totals[rank] for rank in range(1, 13)] == sorted(totals.values(), reverse=True)
    assert 0 < totals[12] < totals[1] < 100


def test_cut_points_by_kind_and_coverage_without_a_roster(tmp_path: Path) -> None:
    data = lay(
        tmp_path / "填报.csv",
        ["站点名称", "类型", "走访户数", "个案数", "服务小时", "培训人次"],
        ["甲", "城区", 250, 30, 1200, 100],
        ["乙", "镇", 250, 30, 1200, 100],
        ["丙", "乡", 250, 30, 1200, 100],
        ["丁", "镇", "", "", 1200, 100],
    )
    stations = rated("cut-points-by-kind", data, folder=tmp_path)
    assert [(station["total"], station["rank_group"], station["rank"]) for station in stations] == [
        ("16.0", "城区", 1), ("17.0", "镇", 1), ("20.0", "乡", 1), (None, "镇", None),
    ]  # fmt: skip


def test_points_that_do_not_apply_are_shared_among_siblings(tmp_path: Path) -> None:
    data = lay(
        tmp_path / "填报.csv",
        ["站点名称", *titles("shared-among-siblings")],
        ["甲", "80%", "不适用", "50%", "不适用", "不适用", "60%"],
        ["乙", "不适用", "合理缺项", "50%", "100%", "100%", "100%"],
    )
    stations = rated("shared-among-siblings", data, folder=tmp_path)
    assert [station["total"] for station in stations] == ["67.14", "80.00"]
    assert stations[0]["dimensions"]["second"]["points"] is None
