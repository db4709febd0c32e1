from __future__ import annotations

import html
import re
from dataclasses import replace
from decimal import Decimal

from rating.insight.feedback import Condition, Feedback, feedback
from rating.insight.next_star import NextStar, Step
from rating.screens.result_sections.next_star_part import conditions_part, next_star_part
from tests.screens.opening import district

FIRST = Step("a", "持证率", Decimal(3), "持证社工数由 3 人增至 4 人", Decimal(5))
OTHER = Step("b", "资源链接", Decimal("1.5"), "链接项目数由 2 个增至 3 个", Decimal("1.5"))
JUDGED = Step("c", "项目策划", Decimal(1), "由评估人打分", Decimal(1), certain=False)
AHEAD = NextStar(4, "四星级", Decimal("2.5"), (), (FIRST, OTHER), True, "")


def words(markup: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def told(ahead: NextStar | None, *conditions: Condition, stars: int | None = 3) -> Feedback:
    return replace(feedback(district(4), 0), next_star=ahead, conditions=conditions, stars=stars)


def part(ahead: NextStar, *conditions: Condition) -> str:
    return words(next_star_part(told(ahead, *conditions)))


def test_the_fewest_steps_are_numbered_with_their_points() -> None:
    shown = part(AHEAD)
    assert "到四星级 距四星级分数线还差 2.5 分。 最少改进 2 项：" in shown
    assert "持证率 ＋5 分 （总分 ＋3 分） ：持证社工数由 3 人增至 4 人" in shown, "a cap takes 2 of the 5 points"
    assert "资源链接 ＋1.5 分 ：链接项目数由 2 个增至 3 个" in shown
    assert str(next_star_part(told(AHEAD))).count("<ol>") == 1


def test_a_way_that_is_not_proved_the_shortest_is_not_called_so() -> None:
    shown = part(replace(AHEAD, proved=False))
    assert "改进 2 项可以达到（可行的组合太多，没有逐一比较，可能还有项数更少的办法）：" in shown
    assert "最少" not in shown


def test_conditions_come_first_each_with_what_to_do_about_it() -> None:
    floor = "「服务成效」得 13 分，达到四星级须得 14 分，还差 1 分"
    shown = part(replace(AHEAD, conditions=(floor,)), Condition("服务成效", "得分率低于 70%", "优先提高失分项目"))
    assert (
        shown.index("先满足 1 项条件") < shown.index(floor) < shown.index("优先提高失分项目") < shown.index("距四星级")
    )


def test_a_condition_is_told_once_and_one_that_does_not_stand_in_the_way_of_this_star_apart() -> None:
    ahead = replace(AHEAD, conditions=("因「持证率低于 80%」，最高评四星",))
    same, other = Condition("持证率低于 80%", "最高评 4 星", "补足"), Condition("场所", "最高评 4 星", "扩大场所")
    assert conditions_part(told(ahead, same)) is None
    assert "扩大场所" in words(conditions_part(told(ahead, same, other)))
    assert "补足" not in words(conditions_part(told(ahead, same, other)))
    assert "补足" in words(conditions_part(told(None, same, stars=None)))


def test_other_ways_and_what_is_not_advised_are_folded_away_with_why() -> None:
    ahead = replace(AHEAD, alternatives=((OTHER,), (FIRST,)), left_out=("「宣传报道」涉及报道：不建议为此增加工作",))
    shown = str(next_star_part(told(ahead)))
    assert shown.count("<details") == 2 and "也可以（另有 2 种办法）" in shown
    assert "不列入建议的 1 项" in shown and "不建议为此增加工作" in shown


def test_what_cannot_be_had_this_year_stands_before_everything() -> None:
    ahead = replace(AHEAD, out_of_reach=("逐级晋升，本轮最多升一级",), conditions=("先补足面积",))
    shown = part(ahead)
    assert shown.index("今年做不到") < shown.index("逐级晋升") < shown.index("先补足面积")


def test_where_everything_together_does_not_suffice_it_is_said_without_steps() -> None:
    ahead = replace(AHEAD, steps=(), reachable=False, left_out=("「会议」涉及会议",))
    shown = part(ahead)
    assert "距四星级分数线还差 2.5 分；除不列入建议的 1 项外，现有指标全部补足也达不到四星级的要求。" in shown
    assert "最少改进" not in shown


def test_only_conditions_stand_in_the_way() -> None:
    ahead = replace(AHEAD, gap=Decimal(0), steps=(), conditions=("因「面积」，最高评三星",))
    assert "总分已达到四星级分数线。" in part(ahead)


def test_a_search_that_was_stopped_claims_no_least_number_and_others_marks_are_not_promised() -> None:
    assert "最少" not in part(replace(AHEAD, proved=False))
    assert "由他人评定" in part(replace(AHEAD, steps=(JUDGED,)))


def test_the_highest_star_and_a_station_that_is_not_rated() -> None:
    assert "已是最高等级" in words(next_star_part(told(None, stars=5)))
    assert next_star_part(told(None, stars=None)) is None
