"""The sheet as it circulates."""

from __future__ import annotations

from rating.rubric.file import load_rubric
from rating.workshop.sheets.marks import Marks
from rating.workshop.sheets.names import names_of
from rating.workshop.sheets.plan import Plan
from rating.workshop.sheets.readable import layout_of, leaf_cells, level_heading, readable_plan
from tests.scoring.build import one_indicator
from tests.workshop.sheets.edited import HUNAN, YICHANG


def _plan(file: str) -> Plan:
    rubric = load_rubric(file)
    return readable_plan(rubric, names_of(rubric), Marks(rubric, leaf_cells(rubric), {}))


def test_three_levels_have_three_columns_and_two_sums() -> None:
    plan = _plan(HUNAN)
    titles = [heading.title for heading in plan.headings]
    assert titles[:7] == ["一级指标", "一级满分", "二级指标", "二级满分", "三级指标", "分值", "评分标准"]
    assert titles[plan.printed :] == ["一级代码", "二级代码", "三级代码", "核对"]
    assert (0, 0, 2, 0) in plan.merged
    assert plan.title[0] == load_rubric(HUNAN).title


def test_the_kinds_stand_beside_the_rule_where_there_are_kinds() -> None:
    assert "适用类型" in [heading.title for heading in _plan(YICHANG).headings]
    assert "适用类型" not in [heading.title for heading in _plan(HUNAN).headings]


def test_there_are_always_two_levels() -> None:
    rubric = one_indicator({"steps": [[1, 10]]})
    assert layout_of(rubric).depth == 2
    leaf = rubric.model_copy(update={"dimensions": [rubric.indicators[0]]})
    plan = readable_plan(leaf, names_of(leaf), Marks(leaf, leaf_cells(leaf), {}))
    assert plan.rows[0][0] == "指标"
    assert (0, 0, 0, 2) in plan.merged, "a first level without others under it covers the second one's columns"


def test_the_total_is_the_last_row() -> None:
    plan = _plan(HUNAN)
    assert plan.rows[-1][0] == "合计（不含加分项）"
    assert plan.bold == {len(plan.rows) - 1}
    assert level_heading(0) == "一级指标"
