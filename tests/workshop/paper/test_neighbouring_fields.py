"""Layouts of neighbouring fields: grades in columns, points of elements, lists of √ and ×, conditions before the table."""

from __future__ import annotations

from decimal import Decimal

from rating.workshop.paper.paper import Paper, PaperItem, read_paper
from tests.workshop.paper.papers import Page, as_excel, as_word
from tests.workshop.paper.test_paper import codes, sheet, titles


def word(before: list[str], *rows: list[object], after: tuple[str, ...] = ()) -> Paper:
    return read_paper(as_word([Page([list(row) for row in rows], before=before)], after), "标准.docx")  # type: ignore[arg-type]


def kinds(paper: Paper, kind: str) -> list[PaperItem]:
    return [item for item in paper.items if item.kind == kind]


def test_grades_in_columns_of_their_own_make_one_standard() -> None:
    ranges = sheet(
        ["一级指标", "二级指标", "评估要点", "优", "良", "中", "差", "得分"],
        ["项目管理（30分）", "管理制度（10分）", "制度健全", "9-10分", "7-8分", "5-6分", "0-4分", ""],
        ["", "人员管理（20分）", "人员稳定", "17-20分", "13-16分", "9-12分", "0-8分", ""],
    )
    assert titles(ranges) == ["项目管理/管理制度", "项目管理/人员管理"]
    assert ranges.items[0].standard.text == "优：9-10分；良：7-8分；中：5-6分；差：0-4分"
    assert ranges.items[1].points == 20 and codes(ranges) == []
    words = sheet(
        ["序号", "评价维度", "评价指标", "分值", "A（1.0）", "B（0.8）", "C（0）"],
        [1, "服务", "需求评估", 10, "全面", "较全面", "未评估"],
        [2, "", "服务计划", 10, "科学", "较科学", "无计划"],
    )
    assert words.items[1].standard.text == "A（1.0）：科学；B（0.8）：较科学；C（0）：无计划"


def test_factors_and_the_points_of_elements() -> None:
    tender = sheet(["评分项", "评分因素", "分值", "评分标准"], ["技术（20分）", "方案", 20, "优：16-20分；良：0-15分"])
    assert titles(tender) == ["技术/方案"]
    elements = sheet(
        ["一级指标", "二级指标", "分值", "评分要素", "要素分值", "评分说明"],
        ["阵地（10分）", "选址", 10, "位置醒目", 4, "符合得4分"],
        ["", "", "", "设有标识", 6, "有得6分，无得0分"],
    )
    assert [item.points for item in elements.items] == [4, 6]
    assert elements.items[0].level_points == (Decimal(10), Decimal(10), Decimal(4))
    assert codes(elements) == []


def test_where_one_looks_is_not_how_points_are_given() -> None:
    paper = sheet(["指标", "分值", "评分细则", "评分依据"], ["社工", 10, "3名得10分，2名得6分", "劳动合同"])
    assert (paper.items[0].standard.text, paper.items[0].method.text) == ("3名得10分，2名得6分", "劳动合同")
    alone = sheet(["指标", "分值", "评分依据"], ["社工", 10, "3名得10分，2名得6分"])
    assert alone.items[0].standard.text == "3名得10分，2名得6分"


def test_a_list_of_signs_without_points_is_read_and_told() -> None:
    paper = word(
        ["现场审查表（※为关键项）"],
        ["项目", "序号", "审查内容", "审查结果", "备注"],
        ["场所", "1", "※远离污染源25米以上", "", ""],
        ["", "2", "地面平整", "", ""],
    )
    assert titles(paper) == ["场所/※远离污染源25米以上", "场所/地面平整"]
    assert paper.items[0].standard.text == "※远离污染源25米以上"
    assert codes(paper).count("paper_no_points") == 2


def test_conditions_before_the_table_are_conditions() -> None:
    paper = word(
        ["一、基本条件", "（一）有固定服务场所；", "（二）有2名以上专职社工。", "二、评分细则"],
        ["指标", "分值", "评分细则"],
        ["持证", "100", "50%以上持证得100分"],
        after=("三、等级划分", "总分≥90分评定为五星，80≤总分＜90评定为四星，70≤总分＜80评定为三星。"),
    )
    assert [item.title for item in kinds(paper, "condition")] == ["有固定服务场所", "有2名以上专职社工"]
    assert titles(paper)[0] == "持证"
    assert [(one.stars, one.at_least) for one in paper.cut_scores] == [(5, 90), (4, 80), (3, 70)]
    assert codes(paper) == []


def test_circumstances_of_veto_after_other_words_on_the_line() -> None:
    paper = word(
        [],
        ["指标", "分值", "评分标准"],
        ["活动", "100", "每少一次扣1分"],
        after=("说明：1.实行百分制。2.有下列情形之一的，取消评优资格：（1）发生重大舆情的；（2）弄虚作假的。",),
    )
    assert [item.title for item in kinds(paper, "veto")] == ["发生重大舆情", "弄虚作假"]


def test_a_bonus_section_with_its_points_in_brackets() -> None:
    paper = sheet(
        ["指标（满分120分，其中基础分100分，创新加分20分）", "", "", ""],
        ["一级指标", "二级指标", "分值", "评分标准"],
        ["规范化（100分）", "场所", 100, "有得100分"],
        ["创新加分（20分）", "表彰", 20, "每项加5分，最高20分"],
    )
    assert [(item.kind, item.cap) for item in paper.items] == [("scored", None), ("bonus", 20)]
    assert (paper.total, paper.full_marks, codes(paper)) == (100, 100, [])


def test_weights_say_that_they_are_weights() -> None:
    weights = sheet(["一级指标", "权重", "评分标准"], ["场所", "40%", "达标得100分"], ["人员", "60%", "达标得100分"])
    assert weights.weighted
    assert not sheet(["指标", "分值", "评分标准"], ["场所", 40, "达标得40分"]).weighted


def test_a_sheet_that_only_adds_up_is_no_standard() -> None:
    pages = [
        Page([["考评内容", "标准分", "评分办法"], ["场所", 40, "缺1件扣2分"]], title="一、阵地建设（40分）"),
        Page([["考评内容", "标准分", "评分办法"], ["个案", 60, "每个3分，最高60分"]], title="二、服务（60分）"),
        Page([["项目", "标准分", "得分"], ["阵地建设", 40, ""], ["服务", 60, ""], ["合计", 100, ""]], title="汇总"),
    ]
    paper = read_paper(as_excel(pages), "标准.xlsx")
    assert (titles(paper), paper.total) == (["阵地建设/场所", "服务/个案"], 100)
    assert codes(paper) == ["paper_table"]


def test_a_header_with_reviews_below_it_and_dates_under_the_points() -> None:
    paper = sheet(
        ["序号", "指标", "", "评分标准", "分值", "得分", ""],
        ["", "一级", "二级", "", "", "自评", "复核"],
        [1, "场地", "面积", "达标得10分", 10, "", ""],
        ["评估人签字：", "", "", "", "日期：", "", ""],
        merges=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (0, 4, 1, 4), (0, 5, 0, 6)],
    )
    assert (titles(paper), codes(paper)) == (["场地/面积"], [])


def test_points_told_in_words() -> None:
    paper = sheet(
        ["指标", "分值", "评分标准"],
        ["走访", "5分/项，最高20分", "每项5分，最高20分"],
        ["培训", "3×10=30", "每次3分，最高30分"],
        ["个案", "50（含质量20）", "完成10个得50分"],
    )
    assert [item.points for item in paper.items] == [20, 30, 50]
    assert codes(paper) == ["paper_points_unclear"] * 3


def test_points_of_one_kind_of_station_beside_another() -> None:
    paper = sheet(["指标", "综合站分值", "未保站分值", "评分标准"], ["面积", 10, 20, "达标得满分，不达标不得分"])
    assert paper.items[0].points == 10
    assert "「未保站分值」" in paper.problems[0].found


def test_grades_under_one_wide_heading() -> None:
    paper = sheet(
        ["评估内容", "标准分", "评分等级", ""],
        ["", "", "A", "B"],
        ["需求调研", 5, "3-5分", "0-2分"],
        merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)],
    )
    assert paper.items[0].standard.text == "A：3-5分；B：0-2分"
