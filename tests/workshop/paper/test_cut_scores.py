"""Cut scores told in sentences."""

from __future__ import annotations

import pytest

from rating.workshop.paper.cut_scores import cut_scores
from rating.workshop.paper.parts import PaperText


def told(*texts: str) -> list[tuple[int, str, bool]]:
    return [(one.stars, str(one.at_least), one.above) for one in cut_scores([PaperText(text, "A1") for text in texts])]


@pytest.mark.parametrize(
    "text",
    [
        "90分以上为五星级，80—89分为四星级，70分（含）以上为三星级。",
        "总分90分（含90分）以上的评为五星级；80分至90分（不含90分）的评为四星级；70-79分的评为三星级",
        "五星级：90分及以上；四星级：80~89分；三星级：70~79分",
        "≥90分为五星，≥80分为四星，≥70分为三星",
        "5星 90分以上\n4星 80-89分\n3星 70-79分",
        "得分达到90分的，评定为五星级社工站；达到80分的，评定为四星级社工站；达到70分的，评定为三星级社工站。",
    ],
)
def test_three_stars_in_many_words(text: str) -> None:
    assert told(text) == [(5, "90", False), (4, "80", False), (3, "70", False)]


def test_above_is_told_from_at_least() -> None:
    assert told("高于90分为五星级，80分以上为四星级") == [(5, "90", True), (4, "80", False)]


def test_nothing_is_supposed_where_sentences_contradict_or_say_nothing() -> None:
    assert told("90分以上为五星级", "85分以上为五星级") == []
    assert told("80分以上为五星级，90分以上为四星级") == []
    assert told("优秀单位给予表彰", "五星级社工站优先承接项目") == []


def test_the_place_is_kept() -> None:
    assert cut_scores([PaperText("90分以上为五星级", "第 3 段")])[0].where == "第 3 段"
