"""From the tree to indicators: rows that stand alone, weights, signs."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.amounts import read_points
from rating.workshop.paper.items import bare_titles, item_of, leaves, settle_signs, settle_units, split_rows, value_of
from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.tree import ROOT, SECTION, Node, RowPart, Stated


def stated(text: str, where: str = "D2") -> Stated:
    points = read_points(text)
    assert points is not None
    return Stated(points, where)


def row(key: int, sentence: str, points: str = "") -> RowPart:
    texts = {"standard": [PaperText(sentence, f"E{key}")]} if sentence else {}
    return RowPart(f"A{key}", texts, [stated(points)] if points else [], key=(0, key))


def tree(*rows: RowPart) -> tuple[Node, Node]:
    root = Node(ROOT, PaperText())
    node = root.under(0, PaperText("组织", "A2")).under(1, PaperText("制度", "B2"))
    node.rows.extend(rows)
    return root, node


def test_rows_with_points_of_their_own_become_indicators() -> None:
    root, _ = tree(row(2, "有制度得2分", "2"), row(3, "并公开"), row(4, "上墙得3分", "3"))
    split_rows(root)
    items = [item_of(leaf, value_of(leaf)) for leaf in leaves(root)]
    assert [(item.title, item.standard.text, item.points) for item in items] == [
        ("有制度得2分", "有制度得2分\n并公开", Decimal(2)),
        ("上墙得3分", "上墙得3分", Decimal(3)),
    ]
    assert items[0].level_points == (None, None, Decimal(2))


def test_a_row_of_a_title_that_has_parts_stands_beside_them() -> None:
    root, node = tree(row(2, "总的要求得1分", "1"))
    node.under(2, PaperText("健全")).rows.append(row(3, "a", "4"))
    split_rows(root)
    assert [(leaf.title, value_of(leaf)) for leaf in leaves(root)] == [("总的要求得1分", 1), ("健全", 4)]


def test_shares_of_the_level_above_are_multiplied() -> None:
    root = Node(ROOT, PaperText())
    for title, share, parts in (("组织", "40%", ("25%", "75%")), ("服务", "60%", ("100%",))):
        node = root.under(0, PaperText(title))
        node.stated.append(stated(share))
        for part in parts:
            node.under(1, PaperText(part)).stated.append(stated(part))
    said = settle_units(root, True)
    assert [value_of(leaf) for leaf in leaves(root)] == [10, 30, 60]
    assert "逐级相乘" in said[0]


def test_halves_that_sum_to_one_are_points_unless_a_heading_says_weights() -> None:
    for weighted, points in ((False, Decimal("0.5")), (True, Decimal(50))):
        root = Node(ROOT, PaperText())
        for title in "甲乙":
            root.under(0, PaperText(title)).stated.append(stated("0.5"))
        settle_units(root, weighted)
        assert [value_of(leaf) for leaf in leaves(root)] == [points, points]


def test_signs_tell_bonus_and_deduction() -> None:
    root = Node(ROOT, PaperText())
    for text in ("+5", "-3", "5"):
        root.under(0, PaperText(text)).stated.append(stated(text))
    settle_signs(root)
    assert [leaf.kind for leaf in leaves(root)] == ["bonus", "deduction", "scored"]


def test_sections_with_nothing_under_them_are_taken_out() -> None:
    root, node = tree(row(2, "a", "5"))
    root.under(SECTION, PaperText("第二部分", "A9"))
    assert [taken.title for taken in bare_titles(root)] == ["第二部分"]
    assert leaves(root) == [node]
