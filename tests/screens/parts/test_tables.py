from __future__ import annotations

import pandas as pd

from rating.screens.frame.style import stylesheet
from rating.screens.parts.tables import MOST_ROWS, height, readable, short_names, wide


def test_an_ending_that_all_share_is_left_out() -> None:
    assert short_names(["定海路街道社工站", "大桥街道社工站"]) == ["定海路街道", "大桥街道"]
    assert short_names(["甲街道社会工作站", "乙街道社会工作站"]) == ["甲街道", "乙街道"]


def test_names_are_kept_when_one_differs_or_nothing_would_remain() -> None:
    assert short_names(["定海路街道社工站", "滨江治理专项站"]) == ["定海路街道社工站", "滨江治理专项站"]
    assert short_names(["社工站", "大桥社工站"]) == ["社工站", "大桥社工站"]
    assert short_names(["大桥社工站"]) == ["大桥社工站"]
    assert short_names([]) == []


def test_texts_lose_what_cannot_be_seen_and_figures_stay() -> None:
    frame = pd.DataFrame({"站点": ["甲\u202e站", None], "总分": [87.5, 90.0]}, index=[4, 7])
    clean = readable(frame)
    assert clean["站点"].iloc[0] == "甲站"
    assert clean["站点"].isna().tolist() == [False, True]
    assert list(clean["总分"]) == [87.5, 90.0]
    assert list(clean.index) == [4, 7]


def test_a_long_table_scrolls() -> None:
    assert height(3) < height(MOST_ROWS) == height(MOST_ROWS * 10)


def test_the_way_to_slide_is_told_only_where_it_is_narrow() -> None:
    assert "左右滑动" in wide() and 'class="narrow"' in wide()
    assert ".sheet .narrow { display: none; }" in stylesheet()
