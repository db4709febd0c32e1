"""Words of column headings."""

from __future__ import annotations

import pytest

from rating.workshop.paper.headings import Meaning, heading_meaning, is_scoring, joined_meaning, plain_heading

WORDS = {
    "number": ["序号", "编号", "项目序号"],
    "level": [
        "一级指标",
        "二级\n指标",
        "三 级 指 标",
        "业务类别",
        "评估项目",
        "考核内容",
        "指标名称",
        "评估指标",
        "Ⅰ级指标",
        "内容",
        "主要内容",
        "评估内容及分值",
        "评分因素",
    ],
    "points": ["分值", "分值（权重）", "权重(%)", "标准分", "分 值", "满分", "考核分值", "指标权重", "分数", "最高分"],
    "standard": [
        "评分标准",
        "评分细则",
        "计分办法",
        "评分办法",
        "考核标准",
        "评估标准",
        "赋分标准",
        "评分依据",
        "评分标准（100分）",
        "考核内容及标准",
    ],
    "method": ["评定方法", "考核办法", "检查方式", "评估方法", "数据来源", "考核方式", "评审方式及材料"],
    "evidence": ["需提供材料", "佐证材料", "备查材料", "证明材料", "所需资料", "需要提供的证明材料", "台账资料"],
    "requirement": ["考核要求", "评估要点", "指标说明", "建设标准"],
    "remark": ["备注", "说明"],
    "mark": ["自评分", "考核分", "自评", "得分", "专家组", "扣分原因", "街道评分", "评估得分", "自评分值"],
}


@pytest.mark.parametrize(("role", "word"), [(role, word) for role, words in WORDS.items() for word in words])
def test_each_heading_has_its_role(role: str, word: str) -> None:
    meaning = heading_meaning(word)
    assert meaning is not None
    assert meaning.role == role


@pytest.mark.parametrize("word", ["", "责任单位", "组织建设", "制度健全", "每缺一项扣0.5分，扣完为止", "x" * 100])
def test_other_words_have_none(word: str) -> None:
    assert heading_meaning(word) is None


def test_levels_by_their_rank() -> None:
    assert [heading_meaning(word) for word in ("一级指标", "二级指标", "三级", "Ⅲ级指标")] == [
        Meaning("level", 1),
        Meaning("level", 2),
        Meaning("level", 3),
        Meaning("level", 3),
    ]
    assert heading_meaning("一级指标权重") == Meaning("points", 1)


def test_two_rows_of_headings_are_read_together() -> None:
    assert joined_meaning(("评估指标", "二级指标")) == Meaning("level", 2)
    assert joined_meaning(("一级指标", "分值")) == Meaning("points", 1)
    assert joined_meaning(("得分", "自评")) == Meaning("mark")
    assert joined_meaning(("评", "分标准")) == Meaning("standard")


def test_scoring_is_told_from_requirements() -> None:
    assert is_scoring("评分办法")
    assert not is_scoring("评估标准")
    assert plain_heading("分 值\n（ 分 ）") == "分值(分)"
