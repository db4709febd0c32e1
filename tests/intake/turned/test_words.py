"""Headings of turned tables: labels, points, values, raters; what nobody knows stays unknown."""

from __future__ import annotations

import pytest

from rating.intake.raters import RaterBook
from rating.intake.turned.words import Heading, heading_of, names_office, rater_name, use_of
from tests.intake.forms import form

BOOK = RaterBook(form().roles)


@pytest.mark.parametrize(
    ("label", "use"),
    [("一级指标", "label"), ("评估内容", "label"), ("考核项目", "label"), ("二级", "label"),
     ("分值（权重）", "points"), ("满分", "points"), ("标准分", "points"),
     ("评分标准", "known"), ("备注", "known"), ("计量单位", "known"), ("上年得分", "known"), ("目标值", "known"), ("扣分情况", "known"),
     ("得 分", "score"), ("专家组\n评分", "rater"), ("考核得分", "score"), ("核定得分", "score"), ("评分结果", "score"),
     ("填报值", "figure"), ("实际完成值", "figure"), ("核定", "figure"), ("数值", "figure"),
     ("自评", "own"), ("自评得分（分）", "own"), ("自查情况", "own"),
     ("复核", "adjudicated"), ("复核分", "adjudicated"), ("复核理由", "reason"),
     ("平均分", "derived"), ("合计", "derived"), ("折算分", "derived"),
     ("专家甲", "rater"), ("评委3", "rater"), ("张三评分", "rater"), ("指导中心打分", "rater"),
     ("张三", ""), ("单位名称：甲站", ""), ("评估人签名", ""), ("", ""), ("很" * 30, "")],
)  # fmt: skip
def test_the_use_of_one_heading(label: str, use: str) -> None:
    assert use_of(label, BOOK) == use


@pytest.mark.parametrize(
    ("labels", "heading"),
    [(("专家组评分（40%）",), Heading("rater", "专家组")),
     (("专家评分", "张三"), Heading("rater", "张三", "专家")),
     (("得分", "专家甲"), Heading("rater", "专家甲")),
     (("专家甲", "得分"), Heading("rater", "专家甲")),
     (("得分", "张三"), Heading("rater", "张三")),
     (("得分", "自评"), Heading("own", "自评", "自评")),
     (("自评", "填报值"), Heading("own", "自评", "自评", figure=True)),
     (("自评分",), Heading("own", "自评", "自评")),
     (("专家组评分", "扣分原因"), Heading("known")),
     (("评估项目", "一级指标"), Heading("label")),
     (("填报值",), Heading("figure", figure=True)),
     (("张三",), Heading(""))],
)  # fmt: skip
def test_headings_of_several_rows(labels: tuple[str, ...], heading: Heading) -> None:
    assert heading_of(labels, BOOK) == heading


@pytest.mark.parametrize(("label", "name"), [("专家甲评分", "专家甲"), ("自评情况", "自评"), ("得分", "得分")])
def test_the_name_in_a_heading(label: str, name: str) -> None:
    assert rater_name(label) == name


@pytest.mark.parametrize(("name", "yes"), [("财务", True), ("区民政局", True), ("张三", False), ("专家组", False)])
def test_offices_are_no_persons(name: str, yes: bool) -> None:
    assert names_office(name) is yes
