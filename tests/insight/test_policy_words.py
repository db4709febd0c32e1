"""Gates, bands, raters, blanks, rounding and ranking in plain sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rating.insight.policy_words import (
    amount_in_words,
    award_in_words,
    band_in_words,
    combine_in_words,
    coverage_in_words,
    gate_in_words,
    limit_points,
    missing_in_words,
    quota_in_words,
    ranking_in_words,
    raters_in_words,
    rounding_in_words,
    stars_in_words,
)
from rating.rubric.numbers import Amount
from rating.rubric.policies import Award, Band, Coverage, Gate, Ranking, Raters, Role, Scale
from tests.insight.example import example, rubric

FORM = example().rubric


def test_gates() -> None:
    veto, cap = FORM.gates
    assert gate_in_words(veto, FORM) == "虚假材料为「是」：一票否决，不予评定"
    assert gate_in_words(cap, FORM) == "持证社工数 ÷ 驻站社工数 ＜ 60%：最高评为三星"
    lowest = Gate.model_validate({"code": "g", "title": "t", "when": "a > 1", "effect": "veto", "veto_means": "lowest"})
    unrated = Gate.model_validate({"code": "g", "title": "t", "when": "a > 1", "effect": "unrated"})
    assert gate_in_words(lowest) == "a ＞ 1：一票否决，不授予星级"
    assert gate_in_words(unrated) == "a ＞ 1：不参加评定"


@pytest.mark.parametrize(
    ("band", "words", "limit"),
    [
        ({"stars": 5, "at_least": 90}, "总分达到 90 分", 90),
        ({"stars": 5, "above": "90%", "at_most": 120}, "总分高于 108 分、不超过 120 分", 108),
        ({"stars": 3, "quota": "10%"}, "名额为参评单位的 10%", None),
        ({"stars": 3, "quota": 4, "below": 80}, "总分低于 80 分，名额 4 个", None),
        ({"stars": 3, "minimum": {"team": "60%"}}, "「队伍建设」不低于 满分的 60%", None),
        ({"stars": 3, "requires": [{"title": "有场地", "when": "area > 0"}]}, "满足「有场地」", None),
        ({"stars": 3}, "不设分数线", None),
    ],
)
def test_bands(band: dict[str, Any], words: str, limit: int | None) -> None:
    shaped = Band.model_validate(band)
    assert band_in_words(shaped, Decimal(120), FORM) == words
    assert limit_points(shaped, Decimal(120)) == limit


def test_stars_and_amounts() -> None:
    assert [stars_in_words(stars) for stars in (0, 1, 5, 11)] == ["不授予星级", "一星", "五星", "11 星"]
    assert amount_in_words(Amount.model_validate("60%")) == "满分的 60%"
    assert amount_in_words(Amount.model_validate(6)) == "6 分"


@pytest.mark.parametrize(
    ("raters", "words"),
    [
        ({"combine": "mean", "if_missing": "wait"}, "取各评估人打分的平均值；有评估人未打分时等待补齐"),
        (
            {"combine": "trimmed_mean", "trimmed": {"at_least": 5}, "if_missing": "exclude", "minimum": 3},
            "去掉 1 个最高分和 1 个最低分后取平均值，不足 5 人时取平均值；至少 3 人打分；有评估人未打分时按已打分的计算",
        ),
        (
            {
                "combine": "median",
                "standardise": {},
                "if_missing": "wait",
                "spread": {"limit": 20, "until_adjudicated": "hold"},
            },
            (
                "取各评估人打分的中位数；合成前按评估人标准化（50＋10×标准分）；有评估人未打分时等待补齐；"
                "最高分与最低分相差超过 20 分的须复核，复核前暂不评定"
            ),
        ),
    ],
)
def test_raters(raters: dict[str, Any], words: str) -> None:
    assert raters_in_words(Raters.model_validate(raters)) == words


def test_weights_of_roles() -> None:
    roles = [Role(code="a", title="专家", weight=Decimal("0.7")), Role(code="b", title="居民", weight=Decimal("0.3"))]
    raters = Raters.model_validate({"combine": "role_weighted", "within_role": "median", "if_missing": "wait"})
    text = raters_in_words(raters, roles)
    assert "权重：专家 0.7、居民 0.3" in text
    assert "同一评估主体内取中位数" in text


def test_kinds_of_nothing() -> None:
    text = missing_in_words(FORM)
    assert text.startswith("空白：该站暂不评定；未检查：该站暂不评定")
    assert "在本级内按比例分摊" in text
    node = FORM.indicators[0].model_copy(update={"if_blank": "zero"})
    assert missing_in_words(FORM, node).startswith("空白：该项得 0 分")
    shared = rubric(missing={"not_applicable": "over_all", "coverage": {"share": "60%", "if_below": "leave_out"}})
    assert missing_in_words(shared).endswith("全站已评部分不低于分值的 60%，否则该部分不计入")
    assert coverage_in_words(Coverage(count=3)) == "已评指标不少于 3 项，否则暂不评定"


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ({"decimals": 1, "round": "indicator"}, "每个指标得分四舍五入保留 1 位小数，其余各处不再取舍"),
        ({"decimals": 0, "round": "total"}, "总分四舍五入取整数，其余各处不再取舍"),
        (
            {"decimals": 2, "round": "dimension", "convert_to": 100},
            "每个一级指标得分四舍五入保留 2 位小数，其余各处不再取舍；总分折算为 100 分制后再取舍一次",
        ),
    ],
)
def test_rounding(scale: dict[str, Any], words: str) -> None:
    assert rounding_in_words(Scale.model_validate({"full_marks": 150, **scale})) == words


def test_ranking_award_and_combining() -> None:
    ranking = Ranking.model_validate(
        {"by": ["stars", {"key": "complaints", "better": "lower"}], "ties": "shared", "within": "street"}
    )
    text = ranking_in_words(ranking, FORM)
    assert text.startswith("在同街道单位中依次按星级、「有效投诉数」（低者在前）排名")
    assert "1、2.5、2.5、4" in text
    award = Award.model_validate({"ladder": {"up": 1, "first_time": 3}, "quota_ties": "exclude", "quota_within": "all"})
    assert award_in_words(award) == "未达到最低等级的记为「不定星级」；较上一轮最多升 1 星；首次参评最高评为三星"
    assert quota_in_words(award) == "名额在全部单位中计算，名额边界并列的全部不入选"
    assert combine_in_words(FORM.scale) == "各项得分相加"
