"""Data items get the title an evaluator would give them."""

from __future__ import annotations

import pytest

from rating.workshop.phrasing.measures import counted_as, is_whole
from rating.workshop.phrasing.proposal import propose


@pytest.mark.parametrize(
    ("sentence", "indicator", "title", "unit"),
    [
        ("每缺一项扣1分", "档案", "缺少项数", "项"),
        ("每发现一处安全隐患扣1分", "安全", "发现安全隐患处数", "处"),
        ("每有1名社工未持证扣1分", "持证", "社工未持证人数", "名"),
        ("有责投诉每发生一起扣1分", "投诉", "有责投诉起数", "起"),
        ("完成目标得满分，每低1个百分点扣1分", "目标", "低于目标的百分点数", "个百分点"),
        ("达到80%得5分", "持证率", "持证率", ""),
        ("达到80%得5分", "持证", "持证比例", ""),
        ("达到5人得5分", "专职社工", "专职社工人数", "人"),
        ("培训时长不少于40学时得5分", "培训", "培训时长", "学时"),
    ],
)
def test_titles(sentence: str, indicator: str, title: str, unit: str) -> None:
    from decimal import Decimal

    (field,) = propose(sentence, Decimal(5), indicator).fields
    assert (field.title, field.unit) == (title, unit)


def test_units() -> None:
    assert counted_as("名") == "人数" and counted_as("砖") == "数量"
    assert is_whole("项") and not is_whole("小时") and not is_whole("%")
