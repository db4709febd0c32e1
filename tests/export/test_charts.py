"""Charts state their finding, keep the order, start at 0 and load nothing from elsewhere."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from rating.export import charts
from tests.insight.example import ROWS, example, rated
from tests.insight.rules import RULES, form_of

GOALS = pd.DataFrame(
    {
        "目标": ["五星级社工站比例", "社会工作人才", "无目标"],
        "单位": ["%", "人", "人"],
        "基期": [float("nan"), 3000.0, 1.0],
        "现值": [46.2, 5200.0, float("nan")],
        "目标值": [50.0, 5000.0, float("nan")],
        "年份": ["2025", "2025", "2025"],
        "状态": ["未达到", "达到", "不能判断"],
    }
)
ALL = {
    "stars": lambda: charts.stars_by_kind(example()),
    "ranked": lambda: charts.ranked_bars(example(), "综合"),
    "profile": lambda: charts.dimension_profile(example(), 1),
    "goals": lambda: charts.goal_bullets(GOALS),
    "ladder": lambda: charts.band_ladder(example().rubric, "综合"),
}


def title(chart: Any) -> str:
    return str(chart.to_dict()["title"]["text"])


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("stars", "9 个站点中 4 个评为五星"),
        ("ranked", "综合站最高 38.8 分：甲站"),
        ("profile", "「服务成效」低于同类中位水平最多（竖线为同类中位）"),
        ("goals", "2 项目标中 1 项达到（粗竖线为目标，细竖线为基期）"),
        ("ladder", "满分 40，3 个等级"),
    ],
)
def test_the_title_states_the_finding(name: str, finding: str) -> None:
    assert title(ALL[name]()) == finding


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_loaded_and_no_english_is_shown(name: str) -> None:
    chart = ALL[name]().to_dict()
    text = json.dumps({key: part for key, part in chart.items() if key != "$schema"}, ensure_ascii=False)
    assert "http" not in text
    shown = re.findall(r'"title": "([^"]*)"', text)
    assert [words for words in shown if re.search("[A-Za-z]", words)] == []


def test_stars_are_one_ordered_ramp() -> None:
    colours = charts.star_colours(5)
    assert [colours[stars] for stars in range(1, 6)] == list(charts.STAR_RAMP)
    assert charts.star_colours(3)[3] == charts.STAR_RAMP[-1]
    assert charts.star_colours(1)[1] == charts.STAR_RAMP[0]


def test_bars_start_at_nought_and_keep_the_order_of_the_table() -> None:
    chart = ALL["ranked"]().to_dict()
    bar = chart["layer"][0]["encoding"]
    assert bar["x"]["scale"]["domain"][0] == 0
    assert bar["y"]["sort"] == ["1 甲站", "2 乙站", "2 丙站", "4 丁站", "5 壬站"]


@pytest.mark.parametrize("kind", RULES)
def test_a_small_curve_for_rules_of_one_number(kind: str) -> None:
    chart = charts.rule_curve(form_of(kind).indicators[0].rule, Decimal(10))  # type: ignore[arg-type]
    assert chart is None or chart.to_dict()["width"] == 220


def test_nothing_to_show_is_said() -> None:
    nobody = rated([{**ROWS[0], "licensed": None}])
    assert title(charts.stars_by_kind(nobody)) == "还没有站点完成评定"
    assert title(charts.ranked_bars(nobody, "综合")) == "综合站还没有可排名的站点"
    assert title(charts.dimension_profile(nobody, 0)).startswith("各一级指标")
    assert title(charts.goal_bullets(GOALS.iloc[2:])) == "还没有可显示的目标"
    assert title(charts.band_ladder(rated(bands=[]).rubric)) == "没有设等级"
