"""One spelling for signs, numbers, numbering, brackets and the words that give points."""

from __future__ import annotations

import pytest

from rating.workshop.phrasing.wording import number_of, one_spelling


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("达到８０％，得５分。", "达到80%,得5分"),
        ("百分之八十五点五以上", "85.5%以上"),
        ("60%至80%、3人到5人", "60%-80%、3人-5人"),
        ("①有制度；②有档案", "¶有制度¶有档案"),
        ("1.有制度得1分\n2、有档案得2分", "¶有制度得1分¶有档案得2分"),
        ("（一）制度（2分）", "¶制度2分"),
        ("场地100㎡", "场地100平方米"),
        ("该项不得分，计0分，不予计分", "不得分,不得分,不得分"),
        ("计5分，给满分，扣除1分", "得5分,得满分,扣1分"),
        ("80%（含）以上，60%（不含）以下", "80%⊃以上,60%⊅以下"),
        ("年服务1万人次", "年服务10000人次"),
        ("省（市）级", "省（市）级"),
        ("满意度测评90分", "满意度测评90分"),
    ],
)
def test_one_spelling(typed: str, meant: str) -> None:
    assert one_spelling(typed) == meant


def test_numbers_that_only_a_space_parts_stay_apart() -> None:
    assert "805" not in one_spelling("80 5分")
    assert "1.52" not in one_spelling("得1.5 2分")


def test_a_line_broken_by_the_width_of_a_cell_is_one_line() -> None:
    assert one_spelling("每缺一项扣\n0.5分\n扣完为止") == "每缺一项扣0.5分;扣完为止"


@pytest.mark.parametrize(
    ("text", "digits"), [("两", "2"), ("十", "10"), ("二十五", "25"), ("一百二十", "120"), ("0.5", "0.5")]
)
def test_chinese_numerals(text: str, digits: str) -> None:
    assert number_of(text) == digits
