"""A clause is one phrase, whole, or is not understood."""

from __future__ import annotations

import pytest

from rating.workshop.phrasing.recognition import recognised


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("满分5分", "full"),
        ("5分", "full"),
        ("扣完为止", "floor"),
        ("扣完本项分值为止", "floor"),
        ("可扣至负分", "no_floor"),
        ("最多扣5分", "most_lost"),
        ("扣完2分为止", "most_lost"),
        ("最高不超过10分", "most"),
        ("封顶5分", "most"),
        ("得满为止", "most"),
        ("最低得1分", "least"),
        ("基础分3分", "base"),
        ("取最高分", "highest"),
        ("就高不就低", "highest"),
        ("同一活动不重复计分", "once"),
        ("可累计", "added"),
        ("否则不得分", "rest"),
        ("其余得1分", "rest"),
        ("各得1分", "each_part"),
        ("建立制度得2分", "grant"),
        ("未建立不得分", "refusal"),
        ("未公示扣1分", "penalty"),
        ("优秀9-10分", "range"),
        ("酌情给分", "judged"),
        ("是否建立制度", "whether"),
        ("查阅资料", "note"),
        ("需提供佐证材料", "note"),
        ("制度健全", "context"),
    ],
)
def test_a_clause_is_one_phrase(clause: str, kind: str) -> None:
    phrase = recognised(clause)
    assert phrase is not None and phrase.kind == kind


@pytest.mark.parametrize(
    "clause", ["扣分标准另行制定", "其他由专家组认定", "得5分", "缺2项扣3分", "每季度1分", "<80%", "每低5%", "一票否决"]
)
def test_a_clause_that_fits_no_shape_is_not_understood(clause: str) -> None:
    assert recognised(clause) is None


def test_the_number_of_the_point_is_kept() -> None:
    phrase = recognised("有制度得1分", 3)
    assert phrase is not None and phrase.item == 3
