"""The title of a paper and the dimensions that tables stand for."""

from __future__ import annotations

from rating.workshop.paper.paper import Paper, read_paper
from tests.workshop.paper.papers import Page, as_excel, as_word

HEAD: list[str | int | float | None] = ["序号", "考核内容", "分值", "评分标准"]


def page(title: str, *before: str, sheet: str = "Sheet1") -> Page:
    return Page([list(HEAD), [1, title, 5, "a"]], before=list(before), title=sheet)


def tops(paper: Paper) -> list[str]:
    return [item.levels[0].text for item in paper.items]


def test_a_line_before_each_word_table_is_its_dimension() -> None:
    content = as_word([page("制度", "附件1", "社工站考核细则", "一、组织建设"), page("个案", "二、服务（5分）")])
    paper = read_paper(content, "a.docx")
    assert tops(paper) == ["组织建设", "服务"]
    assert paper.title == "社工站考核细则"


def test_one_heading_before_one_table_is_none_unless_it_has_points() -> None:
    assert tops(read_paper(as_word([page("制度", "二、评分标准")]), "a.docx")) == ["制度"]
    assert tops(read_paper(as_word([page("制度", "考核细则", "二、具体内容")]), "a.docx")) == ["制度"]
    assert tops(read_paper(as_word([page("制度", "一、组织建设（5分）")]), "a.docx")) == ["组织建设"]


def test_names_of_sheets() -> None:
    assert tops(read_paper(as_excel([page("制度", sheet="组织建设"), page("个案", sheet="服务")]), "a.xlsx")) == [
        "组织建设",
        "服务",
    ]
    assert tops(read_paper(as_excel([page("制度", sheet="Sheet1"), page("个案", sheet="Sheet2")]), "a.xlsx")) == [
        "制度",
        "个案",
    ]


def test_the_file_names_a_paper_without_title() -> None:
    assert read_paper(as_excel([page("制度")]), "社工站标准.xlsx").title == "社工站标准"
