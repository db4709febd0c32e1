"""Titles, clauses and evidence of a draft."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.workshop.paper.draft_tree import Drafting, shortened, split_evidence, tree_of
from rating.workshop.paper.parts import PaperItem, PaperText


@pytest.mark.parametrize(
    ("text", "materials"),
    [
        ("1.制度汇编；2.会议记录", ["制度汇编", "会议记录"]),
        ("①花名册②劳动合同", ["花名册", "劳动合同"]),
        ("台账\n照片不作要求", ["台账", "照片不作要求"]),
        ("花名册、合同（含聘书、协议）", ["花名册", "合同（含聘书、协议）"]),
        ("无", []),
        ("", []),
        ("2024年度总结", ["2024年度总结"]),
    ],
)
def test_materials_are_listed_one_by_one(text: str, materials: list[str]) -> None:
    assert split_evidence(text) == materials


def test_a_long_title_is_kept_whole_in_the_clause() -> None:
    words = "服务对象满意度" * 8
    item = PaperItem(
        (PaperText("成效", "A2"), PaperText(words, "B2")), (None, Decimal(5)), Decimal(5), "C2", PaperText("x", "D2")
    )
    (dimension,) = tree_of(Drafting([item], [None], {0: Decimal(5)}), [0])
    (leaf,) = dimension["indicators"]
    assert leaf["title"] == shortened(words)
    assert len(leaf["title"]) == 40
    assert leaf["clause"]["text"] == f"{words}\nx"


def test_requirements_stand_before_the_scoring_sentence() -> None:
    item = PaperItem(
        (PaperText("制度", "B2"),),
        (Decimal(5),),
        Decimal(5),
        "C2",
        PaperText("缺一项扣1分", "D2"),
        requirement=PaperText("有制度", "E2"),
    )
    (leaf,) = tree_of(Drafting([item], [None], {0: Decimal(5)}), [0])
    assert leaf["clause"] == {"source": "paper", "text": "有制度\n缺一项扣1分", "article": "原件 D2"}


def test_a_branch_says_its_points_only_when_they_are_the_sum() -> None:
    def dimension(stated: int) -> dict[str, object]:
        item = PaperItem(
            (PaperText("组织", "A2"), PaperText("制度", "B2")),
            (Decimal(stated), Decimal(5)),
            Decimal(5),
            "",
            PaperText("x"),
        )
        return tree_of(Drafting([item], [None], {0: Decimal(5)}), [0])[0]

    assert dimension(5)["full_marks"] == "5"
    assert "full_marks" not in dimension(6)
