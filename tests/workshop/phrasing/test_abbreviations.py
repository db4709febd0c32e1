"""Shortened forms are written out, everything else stays."""

from __future__ import annotations

from rating.workshop.phrasing.abbreviations import written_out


def test_respectively() -> None:
    assert written_out("优、良、差分别得5、3、0分") == "优得5分,良得3分,差得0分,"


def test_sums_name_their_parts() -> None:
    assert written_out("设备0.5分+导引0.5分+制度1分") == "设备得0.5分,导引得0.5分,制度得1分"
    assert written_out("设备、导引,组合分0.5+1").startswith("设备得0.5分,导引得1分")


def test_lists_of_unequal_length_are_left_alone() -> None:
    assert written_out("优、良、差分别得5、3分") == "优、良、差分别得5、3分"
    assert written_out("0.5+0.5+1") == "0.5+0.5+1"


def test_grades_without_the_word_for_points() -> None:
    assert written_out("优8,良6,差0") == "优得8分,良得6分,差得0分"
    assert written_out("优8") == "优8"
