"""Points with their states: what is blank, not inspected or not applicable."""

from __future__ import annotations

from typing import Any

import pytest

from rating.export.plan import make_plan
from rating.export.ranking_book.items import rounds
from rating.reported import Status
from rating.scoring.evaluate import evaluate
from tests.export.ranking_book.columns_of import plan, shown, written
from tests.scoring.build import one_indicator, reported

STATES = [5, None, Status.NOT_INSPECTED, Status.NOT_APPLICABLE, Status.UNREADABLE]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, [5, "未定", "未定", "－", "未定"]),
        ({"if_blank": "zero"}, [5, 0, "未定", "－", "未定"]),
        ({"if_blank": "leave_out", "if_not_inspected": "zero"}, [5, "－", 0, "－", "未定"]),
    ],
)
def test_each_kind_of_nothing(stated: dict[str, Any], expected: list[Any]) -> None:
    form = one_indicator({"mark": {}}, indicator=stated)
    rows = [{"code": f"S{at}", "v": value} for at, value in enumerate(STATES)]
    item = make_plan(evaluate(form, reported(form, rows))).book.items[0]
    assert item.live.all()
    assert shown(item.cells) == expected


def test_a_formula_names_the_value_and_the_figures_of_the_rubric() -> None:
    text = written(plan().book.items[1].terms["综合"])
    assert text.startswith("IF(ISNUMBER('填报值'!$F5),ROUND(ROUND(IF('填报值'!$F5>='评分标准'!$F$9,'评分标准'!$G$9,")
    assert rounds(plan().evaluation.rubric.indicators[0], plan().evaluation.rubric)


def test_what_is_not_for_a_kind_is_nothing() -> None:
    form = one_indicator({"mark": {}}, indicator={"kinds": ["综合"]}, kinds=["综合", "专项"])
    rows = [{"code": "A", "kind": "综合", "v": 1}, {"code": "B", "kind": "专项", "v": 1}]
    item = make_plan(evaluate(form, reported(form, rows))).book.items[0]
    assert shown(item.cells) == [1, ""]
    assert item.terms["专项"] is None
