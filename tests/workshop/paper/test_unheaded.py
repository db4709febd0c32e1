"""Tables whose header says nothing known."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.paper import read_paper
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.unheaded import supposed_layout, told_roles
from tests.workshop.paper.papers import Page, as_excel

ROWS: list[list[str | int | float | None]] = [
    [1, "组织", "制度", 5, "每缺一项扣1分，扣完为止"],
    [2, None, "人员", 10, "每缺1人扣2分，扣完为止"],
    [3, "服务", "个案", 15, "每完成一个得1分，最高15分"],
]


def test_columns_are_told_by_their_content_and_it_is_said() -> None:
    for head in ([], [["甲", "乙", "丙", "丁", "戊"]]):
        paper = read_paper(as_excel([Page([*head, *ROWS])]), "a.xlsx")  # type: ignore[list-item]
        assert [("/".join(level.text for level in item.levels), item.points) for item in paper.items] == [
            ("组织/制度", Decimal(5)),
            ("组织/人员", Decimal(10)),
            ("服务/个案", Decimal(15)),
        ]
        (problem,) = paper.problems
        assert problem.code == "paper_header"
        assert "第 4 列为分值、第 5 列为评分标准" in problem.found


def test_lists_without_figures_or_sentences_are_no_standard() -> None:
    assert supposed_layout(Sheet("表", (("张三", "1"), ("李四", "2"), ("王五", "3")))) is None
    assert supposed_layout(Sheet("表", (("甲", "乙"), ("丙", "丁")))) is None


def test_roles_are_named_for_the_question() -> None:
    layout = supposed_layout(Sheet("表", tuple(("制度", str(at), "每缺一项扣1分，扣完为止") for at in (5, 9, 5))))
    assert layout is not None
    assert told_roles(layout) == "第 1 列为指标、第 2 列为分值、第 3 列为评分标准"
