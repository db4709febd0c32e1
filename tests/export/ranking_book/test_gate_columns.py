"""Gates, caps and the ladder as columns."""

from __future__ import annotations

from rating.export.plan import make_plan
from tests.export.ranking_book.columns_of import award
from tests.insight.example import rated


def test_hit_and_not() -> None:
    assert award("提供虚假材料") == [0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert award("持证率低于 60%") == [0, 0, 0, 1, 0, "无法判断", 0, 0, 0]
    assert award("最高可评")[3] == 3
    assert award("待复核")[7] == 1
    assert award("参加评星") == [1, 1, 1, 1, 0, 0, 1, 0, 1]


def test_the_ladder_reads_last_year_s_stars() -> None:
    """甲 had 3: one up is 4; 乙 is new: at most 2, and the lowest band has three stars."""
    made = make_plan(rated(previous={0: 3}, award={"ladder": {"up": 1, "first_time": 2}}))
    assert award("上轮星级", made)[:2] == [3, ""]
    assert award("最高可评", made)[:2] == [4, 2]
    assert award("星级", made)[:2] == [4, 0]
