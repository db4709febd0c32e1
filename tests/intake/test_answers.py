"""Answers are found under the very key they were filed under, and later ones win."""

from __future__ import annotations

from rating.intake.answers import NO_ANSWERS, NOT_USED, Answers


def test_an_answer_is_found_by_its_whole_key() -> None:
    answers = Answers({("station", "甲站"): "A1"})
    assert answers.of("station", "甲站") == "A1"
    assert answers.of("station", "乙站") is None
    assert answers.of("column", "甲站") is None


def test_a_later_answer_replaces_an_earlier_one() -> None:
    answers = NO_ANSWERS.with_more({("station", "甲站"): "A1"}).with_more({("station", "甲站"): NOT_USED})
    assert answers.of("station", "甲站") == NOT_USED
    assert NO_ANSWERS.by_key == {}


def test_an_answer_about_a_text_holds_however_it_is_spaced() -> None:
    spoken = Answers({("station", "定海 路"): "A1", ("station", "定海路"): "A2", ("column", "x", "定海"): "B"}).about(
        "station"
    )
    assert (spoken.of("定海 路"), spoken.of("定海路"), spoken.of("定　海　路")) == ("A1", "A2", "A2")
    assert spoken.of("定海") is None
    assert Answers({("column", "x", "ＡＢ"): "B"}).about("column", "x").of("AB") == "B"
    assert NO_ANSWERS.about("station").of("定海路") is None
