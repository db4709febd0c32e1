from __future__ import annotations

from rating.intake.files.upload import free_name
from rating.screens.import_sections.import_arrival import ADDED, arrive

BASE = (("甲.xlsx", b"1"), ("乙.csv", b"2"))


def test_a_file_of_the_same_name_takes_the_place_of_the_old_one() -> None:
    arrival = arrive(BASE, [("甲.xlsx", b"3"), ("丙.xlsx", b"4")])
    assert arrival.replaces == ("甲.xlsx", ADDED)
    assert arrival.merged == (("甲.xlsx", b"3"), ("乙.csv", b"2"), ("丙.xlsx", b"4"))


def test_our_annotated_copy_comes_back_to_the_file_it_was_made_from() -> None:
    arrival = arrive(BASE, [("乙（批注版）.xlsx", b"3")])
    assert arrival.replaces == ("乙.csv",)
    assert arrival.merged == (("甲.xlsx", b"1"), ("乙（批注版）.xlsx", b"3"))


def test_of_two_with_one_name_none_is_lost() -> None:
    assert arrive((), [("表.xlsx", b"1"), ("表.xlsx", b"2")]).merged == (("表.xlsx", b"1"), ("表（2）.xlsx", b"2"))
    assert arrive(BASE, [("甲.xlsx", b"3"), ("甲.xlsx", b"4")]).merged == (
        ("甲.xlsx", b"3"),
        ("乙.csv", b"2"),
        ("甲（2）.xlsx", b"4"),
    )


def test_a_name_that_resembles_is_added_and_may_be_moved() -> None:
    arrival = arrive(BASE, [("甲 改.xlsx", b"3")])
    assert arrival.replaces == (ADDED,)
    assert arrival.placed(0, "甲.xlsx").merged == (("甲 改.xlsx", b"3"), ("乙.csv", b"2"))
    assert arrival.placed(0, "甲.xlsx").placed(0, ADDED) == arrival


def test_two_files_cannot_take_one_place() -> None:
    arrival = arrive(BASE, [("甲.xlsx", b"3"), ("丙.xlsx", b"4")]).placed(1, "甲.xlsx")
    assert arrival.replaces == (ADDED, "甲.xlsx")
    assert len(arrival.merged) == 3


def test_a_path_in_a_name_is_no_path() -> None:
    assert arrive((), [("..\\..\\etc/评分.xlsx", b"1")]).merged == (("评分.xlsx", b"1"),)


def test_names_without_an_ending_are_told_apart_too() -> None:
    assert free_name("表", ["表", "表（2）"]) == "表（3）"
