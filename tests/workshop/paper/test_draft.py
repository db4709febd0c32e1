"""A paper and its proposals become a rubric that always loads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.rubric.file import parse_rubric
from rating.rubric.nouns import Node, Rubric
from rating.workshop.paper.draft import drafted
from rating.workshop.paper.paper import read_paper
from rating.workshop.paper.parts import KINDS, CutScore, Paper, PaperItem, PaperText
from rating.workshop.phrasing.phrase import ProposedField
from rating.workshop.phrasing.proposal import Proposal, propose
from tests.workshop.paper.papers import Page, as_excel

NONE = PaperText()


def text(words: str, where: str = "Sheet1!E3") -> PaperText:
    return PaperText(words, where)


def item(
    *titles: str, points: str | None = "5", standard: str = "有制度得5分", kind: str = "scored", **more: object
) -> PaperItem:
    amount = None if points is None else Decimal(points)
    levels = tuple(text(title, f"Sheet1!{title}") for title in titles)
    above = tuple(more.pop("above", ()) or [None] * (len(titles) - 1))  # type: ignore[call-overload]
    return PaperItem(levels, (*above, amount), amount, "Sheet1!D3", text(standard), kind=kind, **more)  # type: ignore[arg-type]


def paper(*items: PaperItem, **more: object) -> Paper:
    return Paper("社工站评分标准（示例）", items, (), (), (), name="标准.xlsx", **more)  # type: ignore[arg-type]


def rubric(source: Paper, proposals: Sequence[Proposal | None] = (), unit: str = "station") -> Rubric:
    found, problems = parse_rubric(
        drafted(source, proposals, title="某区标准（示例）", code="trial", version="2025.1", unit=unit), "x"
    )
    assert found is not None, [problem.line for problem in problems]
    return found


def leaf(found: Rubric, title: str) -> Node:
    return next(node for node in found.indicators if node.title == title)


def test_without_proposals_every_indicator_is_a_raters_mark_with_its_full_marks() -> None:
    source = paper(
        item(
            "组织",
            "制度",
            points="2.5",
            above=(Decimal(10),),
            method=text("查资料"),
            evidence=text("1.制度汇编；2.会议记录"),
        ),
        item("组织", "人员", points="7.5", above=(Decimal(10),), standard="按情况给分"),
    )
    found = rubric(source)
    assert (found.title, found.version, found.standing, found.scale.full_marks) == (
        "某区标准（示例）",
        "2025.1",
        "example",
        10,
    )
    assert [node.rule.kind for node in found.indicators if node.rule] == ["mark", "mark"]
    assert found.dimensions[0].full_marks == 10
    first = leaf(found, "制度")
    assert first.full_marks == Decimal("2.5")
    assert found.fields[str(first.value)].at_most == Decimal("2.5")
    assert first.clause is not None
    assert (first.clause.text, first.clause.article) == ("有制度得5分", "原件 Sheet1!E3")
    assert found.source(first.clause.source).title == "社工站评分标准（示例）"
    assert (first.check, first.evidence) == ("查资料", ["制度汇编", "会议记录"])
    assert found.raters is not None
    assert (found.raters.combine, found.raters.minimum) == ("mean", 1)
    assert "平均" in found.notes


def test_proposals_bring_their_rules_with_fields_of_their_own() -> None:
    sentence = "每缺一项扣0.5分，扣完为止"
    source = paper(item("组织", "制度", standard=sentence), item("组织", "档案", standard=sentence))
    found = rubric(source, [propose(sentence, Decimal(5), one.title) for one in source.items])
    assert [node.rule.kind for node in found.indicators if node.rule] == ["deduct", "deduct"]
    assert len(found.fields) == 2
    assert len({field.title for field in found.fields.values()}) == 2
    assert {node.value for node in found.indicators} == set(found.fields)


def test_a_proposal_that_does_not_fit_goes_back_to_raters_and_is_said() -> None:
    wrong = Proposal("x", "yes_no", {"yes_no": {"yes": "50"}}, "f1", (ProposedField("f1", "有制度", "yes_no"),))
    broken = Proposal("x", "steps", {"steps": "?"}, "f1 +", (ProposedField("f1", "人数"),))
    right = propose("有制度得5分，无制度不得分", Decimal(5), "甲")
    source = paper(item("组织", "甲"), item("组织", "乙"), item("组织", "丙"))
    found = rubric(source, [right, wrong, broken])
    assert [node.rule.kind for node in found.indicators if node.rule] == ["yes_no", "mark", "mark"]
    assert "「乙」的计分规则与分值不合" in found.notes


def test_bonus_deductions_gates_and_stars() -> None:
    source = paper(
        item("组织", "制度", points="100"),
        item("加分项", "创新", kind="bonus", cap=Decimal(10), above=(Decimal(10),)),
        item("扣分项", "投诉", kind="deduction"),
        item("一票否决", "发生安全事故", points=None, kind="veto"),
        item("必备条件", "运行满一年", points=None, kind="condition"),
        cut_scores=(
            CutScore("五星级", 5, Decimal(90), "第 3 段"),
            CutScore("四星级", 4, Decimal(80), "第 3 段", above=True),
        ),
    )
    found = rubric(source)
    bonus, deduction = found.dimensions[1:]
    assert (bonus.bonus, bonus.cap) == (True, 10)
    rule = deduction.indicators[0].rule
    assert rule is not None
    assert rule.deduct is not None
    assert (deduction.indicators[0].full_marks, rule.deduct.floor) == (0, -5)
    assert found.scale.full_marks == 100
    assert [(gate.title, gate.when.split(" = ")[1], gate.effect) for gate in found.gates] == [
        ("发生安全事故", "是", "veto"),
        ("运行满一年", "否", "veto"),
    ]
    assert [(band.stars, str(band.at_least or band.above)) for band in found.bands] == [(5, "90"), (4, "80")]
    assert found.ranking.by[0].key == "stars"
    assert "第 3 段" in found.notes


def test_cut_scores_that_nobody_can_reach_are_left_out_and_said() -> None:
    found = rubric(paper(item("组织", "制度"), cut_scores=(CutScore("五星级", 5, Decimal(90), "第 3 段"),)))
    assert found.bands == []
    assert "星级分数线" in found.notes


def test_indicators_without_points_take_what_the_title_leaves_or_one_point() -> None:
    source = paper(
        item("组织", "甲", points="4", above=(Decimal(10),)),
        item("组织", "乙", points=None, above=(Decimal(10),)),
        item("组织", "丙", points=None, above=(Decimal(10),)),
        item("服务", "丁", points=None),
    )
    found = rubric(source)
    assert [node.full_marks for node in found.indicators] == [4, 3, 3, 1]
    assert "「乙」没有写分值，按上级剩余的分值暂定 3 分" in found.notes
    assert "「丁」没有写分值，暂按 1 分" in found.notes


def test_three_levels_stay_and_a_fourth_is_joined() -> None:
    found = rubric(paper(item("组织", "制度", "健全", "有制度"), item("组织", "制度", "健全", "上墙")))
    assert [node.title for node in found.nodes] == ["组织", "制度", "健全：有制度", "健全：上墙"]
    assert "第 4 级" in found.notes


@pytest.mark.parametrize("kind", ["veto", "bonus", "deduction"])
def test_a_paper_without_scored_indicators_still_loads(kind: str) -> None:
    found = rubric(paper(item("事项", "甲", kind=kind)))
    assert "待补充的指标" in [node.title for node in found.indicators]


WORDS = st.text(st.sampled_from("制度人员一1.5分%（）：“”'\"#-|>&*!?{}[],\n \\éxyz😀"), max_size=60)
SENTENCES = st.sampled_from(
    [
        "每缺一项扣0.5分，扣完为止",
        "达到80%得5分，60%得3分，以下不得分",
        "有得5分，无得0分",
        "优5分良3分差0分",
        "※必须持证",
    ]
)
ITEMS = st.builds(
    lambda titles, points, standard, kind, cap: PaperItem(
        tuple(PaperText(title, "A1") for title in titles), (*[None] * (len(titles) - 1), points), points, "A1",
        PaperText(standard, "B2"), PaperText(standard), PaperText(standard), PaperText(standard), kind, cap=cap,
    ),
    st.lists(WORDS, min_size=1, max_size=5),
    st.none() | st.decimals(0, 5000, places=2),
    WORDS | SENTENCES,
    st.sampled_from(KINDS),
    st.none() | st.decimals(0, 100, places=1),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=st.lists(ITEMS, min_size=1, max_size=8), proposing=st.booleans())
def test_whatever_was_read_the_draft_loads(items: list[PaperItem], proposing: bool) -> None:
    source = paper(*items, cut_scores=(CutScore("五星级", 5, Decimal(90), "A1"),))
    proposals = [propose(one.standard.text, one.points, one.title) if proposing else None for one in items]
    found = rubric(source, proposals)
    count = sum(one.kind in ("scored", "bonus", "deduction") for one in items)
    assert len([node for node in found.indicators if node.title != "待补充的指标"]) == count
    assert len(found.gates) == len(items) - count


def test_a_sheet_becomes_a_rubric_of_every_unit() -> None:
    rows: list[list[str | int | float | None]] = [
        ["一级指标", "二级指标", "分值", "评分标准"],
        ["组织", "制度", 5, "有得5分，无得0分"],
    ]
    source = read_paper(as_excel([Page(rows)]), "标准.xlsx")
    for unit in ("station", "street", "district", "person", "project"):
        assert rubric(source, [None], unit).unit == unit


@pytest.mark.parametrize(
    "name", ["社工站星级评定标准（示例）.docx", "社工站考核细则（示例）.xlsx", "未保站评定标准（示例）.xlsx"]
)
def test_the_samples_become_rubrics(name: str, root: Path) -> None:
    source = read_paper((root / "sample_data" / "papers" / name).read_bytes(), name)
    proposals = [propose(one.standard.text, one.points, one.title) for one in source.items]
    found = rubric(source, proposals)
    assert 12 <= len(found.indicators) <= 20
    understood = sum(node.rule is not None and node.rule.kind != "mark" for node in found.indicators)
    assert understood >= len(found.indicators) / 2
