"""Cells of 评分标准: each figure once, in reading order."""

from __future__ import annotations

from decimal import Decimal

from rating.export.ranking_book.criteria import FIRST_ROW, cut_points
from rating.rubric.policies import Band
from tests.export.ranking_book.columns_of import plan, plan_of, written
from tests.insight.example import EXAMPLE


def test_blocks_follow_one_another() -> None:
    """持证率 three steps, 面积 two, 服务质量 and 居民满意 one row, 投诉 three: 每, 扣, 最低."""
    blocks = list(plan().book.criteria.blocks.values())
    assert [(block.first, len(block.lines)) for block in blocks] == [
        (FIRST_ROW, 3), (FIRST_ROW + 3, 2), (FIRST_ROW + 5, 0), (FIRST_ROW + 6, 0), (FIRST_ROW + 7, 3),
    ]  # fmt: skip


def test_kinds_that_share_a_rule_share_its_cells() -> None:
    terms = plan().book.items[0].terms
    assert written(terms["综合"]) == written(terms["专项"])


def test_cut_scores_are_shares_of_the_cell_with_the_full_marks() -> None:
    criteria = plan().book.criteria
    share, formula = criteria.cut_formula(criteria.bands[0]) or (Decimal(0), "")
    assert share == Decimal("0.8")
    assert formula == f"=ROUND(ROUND($C${criteria.branches[''] + 1}*0.8,10),10)"


def test_kinds_with_other_full_marks_have_their_own_column_and_table() -> None:
    team = EXAMPLE["dimensions"][0]
    more = {**team["indicators"][1], "full_marks": {"综合": 7, "专项": 9}}
    made = plan_of(
        dimensions=[{**team, "indicators": [team["indicators"][0], more]}, EXAMPLE["dimensions"][1]],
        scale={"full_marks": {"综合": 40, "专项": 42}, "decimals": 1, "round": "indicator"},
    )
    assert made.book.criteria.kinds == ("综合", "专项")
    assert [row.table for row in made.book.criteria.bands] == ["综合"] * 3 + ["专项"] * 3


def test_points_of_a_cut_score() -> None:
    assert cut_points(Band.model_validate({"stars": 1, "above": "60%"}), Decimal(130)) == 78
    assert cut_points(Band.model_validate({"stars": 1}), Decimal(130)) is None
