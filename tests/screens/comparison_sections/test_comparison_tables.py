from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rating.insight.comparison.compare import Comparison, Summary, compare
from rating.screens.comparison_sections import comparison_tables as made
from tests.insight.comparison.test_compare import AFTER, BEFORE
from tests.insight.comparison.two_rounds import AREA, SHARE, leaf, rated, standard


def found() -> Comparison:
    """C 98 → 54 (two stars → one), B 58 → 78.2, A 78 → 79.2 (one star both)."""
    return compare(BEFORE, AFTER)


def test_one_line_a_station_in_the_order_of_the_later_ranks() -> None:
    moves = made.in_order(found().stations)
    assert [each.station_code for each in moves] == ["A", "B", "C"]
    table = made.movement_table(moves, made.names_of(moves, ""))
    assert table.heads == ("站点", "上一轮", "本轮", "变化", "其中标准调整", "其中工作变化", "星级", "主要指标")
    assert table.rows[2][:7] == ("C站", "98.0", "54.0", "−44.0", "0.0", "−44.0", "二星 → 一星 ↓")
    assert table.rows[0][3:7] == ("+1.2", "0.0", "+1.2", "一星")


def test_what_is_not_known_is_left_empty() -> None:
    (line,) = made.movement_table(
        [
            replace(
                found().stations[0],
                total_after=None,
                change=None,
                by_rubric=None,
                by_performance=None,
                stars_after=None,
            )
        ],
        {"C": "丙"},
    ).rows
    assert line[:7] == ("丙", "98.0", "暂缺", "", "", "", "二星 → 未评定")
    assert made.stars_text(replace(found().stations[0], stars_before=None, stars_after=None)) == ""


def test_the_unranked_stand_last_and_a_name_twice_has_its_code() -> None:
    one, two, three = found().stations
    assert made.in_order([replace(one, rank_after=""), two, three])[-1].station_code == "C"
    named = made.names_of([replace(one, name="同名"), replace(two, name="同名"), three], "")
    assert named == {"C": "同名（C）", "B": "同名（B）", "A": "A站"}


def test_of_one_station_the_indicators_that_moved() -> None:
    table = made.indicator_table(found().stations[0])
    assert table.heads == ("指标", "上一轮", "本轮", "变化"), "the same rubric: nothing to part"
    total = sum(Decimal(row[3].replace("−", "-").replace("+", "")) for row in table.rows)
    assert total == Decimal("-44")


def test_where_the_rubric_changed_each_line_says_how_it_was_parted() -> None:
    stricter = leaf("staff", "人员", "staff", {"steps": [[10, 40], [4, 20]]}, 40)
    later = rated(standard("2", [stricter, AREA, SHARE]), {"A": {"staff": 8, "area": 50, "share": "90%"}}, "2025")
    (each,) = compare(BEFORE, later).stations
    table = made.indicator_table(each)
    assert table.heads[-1] == "怎样分开"
    (line,) = [row for row in table.rows if row[0] == "人员"]
    assert line[4] == line[3] and line[5] == "0" and "重新计分" in line[6]


def test_files_hold_every_station_and_every_move() -> None:
    whole = made.whole_table(found())
    assert whole.heads[:4] == ("站点", "代码", "类型", "街镇") and len(whole) == 3
    moves = made.indicator_moves(found())
    assert len(moves) == sum(len(each.indicators) for each in found().stations)
    for listing in (whole, moves):
        assert all(len(row) == len(listing.heads) for row in listing.rows)
        assert listing.figures <= set(listing.heads)


def test_counts_by_street_add_up() -> None:
    """东街 C and A, median of −44 and +1.2 is −21.4; 西街 B."""
    table = made.summary_table(found().by_street, "街镇")
    assert table.heads == ("街镇", "单位", "升星", "不变", "降星", "总分变化中位数")
    assert table.rows == (("东街", "2", "0", "1", "1", "−21.4"), ("西街", "1", "0", "1", "0", "+20.2"))
    apart = made.summary_table((Summary("", 3, 1, 0, 0, None),), "街镇")
    assert apart.rows == (("（未写明）", "3", "1", "0", "0", "2", ""),)
    assert made.summary_table((Summary("甲", 3, 0, 0, 0, None),), "街镇").heads == ("街镇", "单位", "总分变化中位数")
