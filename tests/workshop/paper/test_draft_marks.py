"""Full marks that the paper does not say."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.draft_marks import full_marks_of_items
from rating.workshop.paper.parts import Paper, PaperItem, PaperText
from rating.workshop.phrasing.proposal import propose


def item(title: str, points: str | None, above: str | None = None, kind: str = "scored") -> PaperItem:
    amount, upper = (None if one is None else Decimal(one) for one in (points, above))
    levels = (PaperText("组织", "A2"), PaperText(title, "B2"))
    return PaperItem(levels, (upper, amount), amount, "", PaperText("x"), kind=kind)


def marks(*items: PaperItem) -> list[Decimal | None]:
    paper = Paper("t", items, (), (), ())
    found, _ = full_marks_of_items(paper, [None] * len(items), range(len(items)))
    return [found.get(at) for at in range(len(items))]


def test_stated_points_stay_and_the_rest_is_shared() -> None:
    assert marks(item("甲", "4", "10"), item("乙", None, "10"), item("丙", None, "10")) == [4, 3, 3]


def test_nothing_is_shared_where_the_rest_is_nothing_or_no_plain_number() -> None:
    assert marks(item("甲", "10", "10"), item("乙", None, "10")) == [10, 1]
    assert marks(*[item(title, None, "10") for title in "甲乙丙"]) == [1, 1, 1]
    assert marks(item("甲", None)) == [1]


def test_deductions_have_no_full_marks() -> None:
    assert marks(item("甲", "5", kind="deduction")) == [None]


def test_the_sentence_may_state_them() -> None:
    paper = Paper("t", (item("甲", None),), (), (), ())
    sentence = "每增加1个加1分，最高5分"
    found, said = full_marks_of_items(paper, [propose(sentence, None, "甲")], [0])
    assert found == {0: Decimal(5)}
    assert "按评分标准中的 5 分" in said[0]
