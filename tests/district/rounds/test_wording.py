"""Words that people type: not empty, not endless, otherwise as they are."""

from __future__ import annotations

import pytest

from rating.district.rounds.wording import LONGEST, short, written
from rating.problems import Refused


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200e"])
def test_nothing_to_see_is_nothing_written(text: str) -> None:
    with pytest.raises(Refused) as refused:
        written(text, "异议理由")
    assert refused.value.problems[0].code == "not_filled"


def test_too_short_says_how_short() -> None:
    with pytest.raises(Refused, match=r"2 个字.*至少 5 个字"):
        written("不服", "异议理由", 5)


def test_too_long_is_refused_and_the_limit_is_not() -> None:
    assert written("字" * LONGEST, "答复") == "字" * LONGEST
    with pytest.raises(Refused, match=f"{LONGEST + 1} 个字"):
        short("字" * (LONGEST + 1), "答复")


def test_lines_within_stay() -> None:
    assert written("  第一行\n第二行  ", "答复") == "第一行\n第二行"
    assert short("  ", "答复") == ""
