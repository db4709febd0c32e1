from __future__ import annotations

import html
import re
from dataclasses import replace
from decimal import Decimal

from rating.insight.feedback import feedback
from rating.insight.since import Since, SinceIndicator
from rating.scoring.evaluation import Evaluation
from rating.screens.result_sections.beside_others_part import MOST_MOVED, since_part, standouts_part
from tests.screens.opening import district


def words(markup: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def moved(code: str, *points: str | None) -> SinceIndicator:
    before, after, rubric, own = (None if each is None else Decimal(each) for each in points)
    return SinceIndicator(code, f"指标{code}", before, after, rubric, own)


def since(*indicators: SinceIndicator) -> Since:
    total = Decimal("80.0"), Decimal("83.0"), Decimal(3), Decimal(0), Decimal(3)
    return Since("2025 年度", *total, 3, 4, indicators, "与「2025 年度」相比，总分由 80.0 分变为 83.0 分")


def test_strengths_and_weaknesses_stand_side_by_side(sample_evaluation: Evaluation) -> None:
    told = feedback(sample_evaluation, sample_evaluation.roster.code.index("0108"))
    assert told.strengths and told.weaknesses
    part = words(standouts_part(told))
    assert all(each.sentence in part for each in (*told.strengths, *told.weaknesses))
    without = words(standouts_part(replace(told, weaknesses=())))
    assert "没有得分率低于同类中位数 10 个百分点以上的指标" in without


def test_of_a_kind_with_too_few_stations_nothing_is_said() -> None:
    told = feedback(district(4), 0)
    assert not any(line.among for line in told.lost)
    assert standouts_part(told) is None


def test_without_an_earlier_round_nothing_is_said() -> None:
    assert since_part(None) is None


def test_what_the_rubric_changed_has_a_column_only_where_it_changed_something() -> None:
    own = words(since_part(since(moved("a", "3", "6", "0", "3"))))
    assert "指标a 3 6 ＋3" in own and "评分标准调整" not in own and own.startswith("与「2025 年度」相比")
    apart = words(since_part(since(moved("a", "3", "6", "1", "2"), moved("b", "5", "4", "0", "-1"))))
    assert "自身表现 评分标准调整" in apart
    assert "指标a 3 6 ＋2 ＋1" in apart and "指标b 5 4 －1 0" in apart


def test_what_cannot_be_told_apart_is_no_zero_and_what_was_not_known_no_change() -> None:
    assert "指标a 3 6 分不清" in words(since_part(since(moved("a", "3", "6", None, None))))
    assert "指标a — 6 —" in words(since_part(since(moved("a", None, "6", None, None))))


def test_many_movements_are_folded_away() -> None:
    many = [moved(str(at), "3", "6", "0", "3") for at in range(MOST_MOVED + 2)]
    part = str(since_part(since(*many)))
    assert "其余 2 项变化" in part and part.count("<tr>") == MOST_MOVED + 2 + 2, "two heads"
