from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rating.export.listing import Listing, csv_file
from rating.insight.certainty.certainty import Certainty, how_sure
from rating.insight.certainty.close_calls import by_cut
from rating.insight.certainty.leave_out import LeftOut, StarChange
from rating.screens.reliability_sections import certainty_tables as made
from rating.screens.reliability_sections.certainty_words import cut_title
from rating.screens.visit.session import sample
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of


@pytest.fixture(scope="module")
def found() -> Certainty:
    return how_sure(sample().evaluation)


def column(listing: Listing, head: str) -> list[str]:
    return [row[listing.heads.index(head)] for row in listing.rows]


def test_the_stations_of_a_group_with_interval_and_stars(found: Certainty) -> None:
    """平凉路: rank 6, 5–6 in nine draws of ten, four stars or five, and close to the cut."""
    listing = made.stability(sample().evaluation, found, "综合")
    assert len(listing) == 12 and not {"类型", "总分"} & set(listing.heads)
    (line,) = [row for row in listing.rows if row[0] == "平凉路街道"]
    assert line[1:] == ("6", "5–6", "四星", "57.9%", "四星至五星", "临界")
    assert column(listing, "名次") == sorted(column(listing, "名次"), key=float)


def test_all_stations_have_their_kind(found: Certainty) -> None:
    listing = made.stability(sample().evaluation, found)
    assert len(listing) == 33
    assert column(listing, "总分")[0] == "96.1"
    assert set(column(listing, "类型")) == {"综合", "未成年人保护", "特色专项", "治理专项"}


def test_the_largest_effect_stands_first(found: Certainty) -> None:
    listing = made.left_out_table(found.indicators, "去掉的指标", stars=True)
    assert listing.rows[0][0] == "居民满意度"
    changed = [int(cell) for cell in column(listing, "星级变化")]
    assert changed == sorted(changed, reverse=True)
    assert "等 7 个" in listing.rows[0][4], "six are named, the seventh is counted"
    without = made.left_out_table(found.indicators, "去掉的指标", stars=False)
    assert without.heads == ("去掉的指标", "名次变动", "最多几位", "与原名次一致程度")


def test_who_cannot_be_rated_any_more_is_said() -> None:
    gone = LeftOut("a", "甲", 0, 0, (StarChange("1", "一站", 3, 4),), None, no_longer=2)
    (line,) = made.left_out_table([gone], "去掉的评估人", stars=True).rows
    assert line == ("甲", "0", "", "1", "一站 三星→四星；2 个因此无法评定", "")


def test_raters_agreement_outliers_and_close_calls(found: Certainty) -> None:
    raters = made.raters_table(found)
    assert column(raters, "宽严") == ["+0.6%", "−1.2%", "+0.6%"]
    agreement = made.agreement_table(found)
    assert column(agreement, "一致性 α") == ["0.72", "0.60", "0.56"], "cut, not rounded"
    (line,) = made.outliers_table(found).rows
    assert line[2:6] == ("专家丙", "2.5", "5、5.5", "专家评分表_丙.xlsx → 评分表!F23")
    (of_cut,) = by_cut(found.close_calls)
    (close,) = made.close_calls_table(of_cut).rows
    assert close[:4] == ("平凉路街道社工站", "综合", "89.9", "0.1")
    assert cut_title(of_cut) == "五星级分数线 90 分：1 个临界，最近的差 0.1 分"
    (whole,) = made.all_close_calls(found).rows
    assert whole[:8] == ("平凉路街道社工站", "0102", "综合", "五星级", "90", "89.9", "0.1", "评估人打分差异")
    assert len(made.rater_sentences(found)) == 3


def test_a_column_of_close_calls_has_one_style_of_decimals(found: Certainty) -> None:
    """91 and 90.9 under each other would read as different grades of exactness."""
    even = replace(found.close_calls[0], total=Decimal("91.0"), gap=Decimal("1.0"))
    (of_cut,) = by_cut([even])
    assert made.close_calls_table(of_cut).rows[0][2:4] == ("91.0", "1.0")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_rubric_makes_whole_tables(name: str) -> None:
    evaluation = round_of(name)
    found = how_sure(evaluation)
    listings = (
        made.stability(evaluation, found),
        *(made.close_calls_table(of_cut) for of_cut in by_cut(found.close_calls)),
        made.all_close_calls(found),
        made.left_out_table(found.indicators, "去掉的指标", evaluation.rubric.has_bands),
        made.raters_table(found),
        made.agreement_table(found),
        made.outliers_table(found),
        made.samples_table(found),
    )
    for listing in listings:
        assert all(len(row) == len(listing.heads) for row in listing.rows)
        assert listing.figures <= set(listing.heads) | {"星级不变", "星级变化"}
        assert b"nan" not in csv_file(listing)
