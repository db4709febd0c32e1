from __future__ import annotations

from dataclasses import replace

from rating.screens.comparison_sections.kind_view import KindView, asked_for, kind_view
from tests.screens.comparison_sections.test_comparison_tables import found


def view() -> KindView:
    """In the order of the later ranks: A 78 → 79.2 (one star both), B 58 → 78.2 (none → one), C 98 → 54 (two → one)."""
    three = found()
    streets = {"A": "东街", "B": "东街", "C": "西街"}
    moves = [replace(each, street=streets[each.station_code], kind="综合") for each in three.stations]
    return kind_view(replace(three, stations=tuple(moves)), "综合")


def codes(**asked: str) -> str:
    return "".join(each.station_code for each in asked_for(view(), **asked))


def test_nothing_asked_for_is_everything_in_the_order_of_the_later_ranks() -> None:
    whole = view()
    assert asked_for(whole) is whole.moves
    assert codes() == "ABC"
    assert whole.streets == ("东街", "西街")


def test_street_movement_and_words_narrow_it_down_together() -> None:
    assert codes(street="东街") == "AB"
    assert codes(way="降星") == "C" and codes(way="总分降") == "C"
    assert codes(way="总分升") == "AB"
    assert codes(street="东街", way="降星") == ""
    assert codes(words="C站") == "C" and codes(words="B") == "B"


def test_only_what_parts_the_stations_is_offered() -> None:
    assert "总分暂缺" not in view().ways and "降星" in view().ways
    unknown = replace(view().moves[0], change=None)
    three = replace(found(), stations=(unknown, *view().moves[1:]))
    some = kind_view(three, "综合")
    assert "总分暂缺" in some.ways
    assert [each.station_code for each in asked_for(some, way="总分暂缺")] == ["A"]
    alone = kind_view(replace(three, stations=view().moves[:1]), "综合")
    assert alone.streets == () and alone.ways == ()


def test_another_kind_is_another_view() -> None:
    assert kind_view(replace(found(), stations=view().moves), "专项").moves == ()
