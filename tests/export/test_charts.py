"""Charts of a rating state their finding, keep the order, start at 0 and load nothing from elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.export import charts
from rating.insight.lost_points import LostPoints, lost_points
from rating.insight.tables import ranked_rows
from tests.export.drawn import no_english_and_no_address, title
from tests.insight.example import ROWS, example, rated


def ranked(group: str = "综合") -> charts.Chart:
    return charts.ranked_bars(example(), [int(row) for row in ranked_rows(example(), group)])


ALL = {
    "stars": lambda: charts.stars_by_kind(example()),
    "ranked": ranked,
    "lost": lambda: charts.most_lost(lost_points(example())),
}


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("stars", "9 个站点中 4 个评为五星"),
        ("ranked", "综合站最高 38.8 分，最低 "),
        ("lost", "失分最多的是「"),
    ],
)
def test_the_title_states_the_finding(name: str, finding: str) -> None:
    assert title(ALL[name]()).startswith(finding)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_loaded_and_no_english_is_shown(name: str) -> None:
    no_english_and_no_address(ALL[name]())


def test_bars_start_at_nought_and_keep_the_order_of_the_table() -> None:
    bar = ranked().to_dict()["layer"][0]["encoding"]
    assert bar["x"]["scale"]["domain"][0] == 0
    assert bar["y"]["sort"] == ["1 甲站", "2 乙站", "2 丙站", "4 丁站", "5 壬站"]


def test_names_are_those_of_the_table_beside_it() -> None:
    rows = [int(row) for row in ranked_rows(example(), "综合")]
    chart = charts.ranked_bars(example(), rows, {row: f"站{row}" for row in rows})
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["sort"][0] == f"1 站{rows[0]}"


def test_the_best_stand_at_the_common_line() -> None:
    chart = ALL["stars"]().to_dict()
    bar = chart["layer"][0]["encoding"]
    assert bar["order"]["sort"] == "descending"
    assert bar["color"]["scale"]["range"][0] == charts.star_colours(5)[5]


def test_nothing_to_show_is_said() -> None:
    nobody = rated([{**ROWS[0], "licensed": None}])
    assert title(charts.stars_by_kind(nobody)) == "还没有站点完成评定"
    assert title(charts.ranked_bars(nobody, [])) == "还没有可排名的站点"


def test_a_rubric_without_stars_is_not_said_to_give_any() -> None:
    plain = rated(bands=[])
    assert "本标准不分等级" in title(charts.stars_by_kind(plain))
    rows = [int(row) for row in ranked_rows(plain)]
    assert "星" not in title(charts.ranked_bars(plain, rows))


def test_a_share_of_all_stations_is_never_rounded_up() -> None:
    nearly = LostPoints("a", "持证率", "队伍", 9, 8, Decimal("1999"), Decimal("2000"))
    assert charts.most_lost([nearly]).to_dict(validate=False)["datasets"].popitem()[1][0]["失分"] == "99.9%，共失 1 分"
    assert title(charts.most_lost([])) == "没有失分的指标"
