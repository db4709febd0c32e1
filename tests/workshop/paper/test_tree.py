"""Nodes of the tree: number, points and kind come off the title."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.tree import ROOT, Node, RowPart, common_parent, joined, one_line, same_words, title_from


def test_a_title_gives_up_its_number_points_and_kind() -> None:
    root = Node(ROOT, PaperText())
    node = root.under(0, PaperText("二、组\n织建设（20分）", "A3"))
    assert (node.title, node.number and node.number.parts, node.stated[0].points.value) == (
        "组织建设",
        (2,),
        Decimal(20),
    )
    bonus = root.under(0, PaperText("加分项（最高10分）", "A9"))
    assert (bonus.title, bonus.kind, bonus.cap) == ("加分项", "bonus", Decimal(10))
    assert bonus.under(1, PaperText("创新")).kind == "bonus"
    assert [one.title for one in root.walk()] == ["", "组织建设", "加分项", "创新"]


def test_the_lowest_node_above_several() -> None:
    root = Node(ROOT, PaperText())
    top = root.under(0, PaperText("甲"))
    first, second = top.under(1, PaperText("乙")), top.under(1, PaperText("丙"))
    deep = first.under(2, PaperText("丁"))
    assert common_parent([deep]) is deep
    assert common_parent([deep, first]) is first
    assert common_parent([deep, second]) is top
    assert common_parent([deep, root.under(0, PaperText("戊"))]) is root
    assert deep.trail() == (top, first, deep)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("有固定场所的得5分；没有不得分", "有固定场所的得5分"),
        ("1.制度健全（5分）：有制度得2分", "制度健全"),
        (
            "每年至少开展两次全体居民参加的需求调研活动，形成调研报告并归档的得5分",
            "每年至少开展两次全体居民参加的需求调研活动",
        ),
    ],
)
def test_a_title_from_a_sentence(sentence: str, title: str) -> None:
    assert title_from(PaperText(sentence, "E3")) == PaperText(title, "E3")


def test_words_broken_over_lines() -> None:
    assert one_line("组\n织 建\n设 A B") == "组织建设 A B"
    assert same_words("组 织\n建设", "组织建设")
    assert joined([PaperText("甲", "A1"), PaperText("乙", "A2"), PaperText("甲", "A3")]) == PaperText("甲\n乙", "A1")
    assert RowPart("A1", {"standard": [PaperText("甲", "A1")]}).said("standard").text == "甲"
