from __future__ import annotations

from rating.export.word import report_method
from rating.export.word.blocks import Blocks, Paragraph, Table
from rating.export.word.facts import round_facts
from rating.scoring.evaluation import Evaluation
from tests.insight.example import example, without_bands


def lines(blocks: Blocks) -> list[tuple[str, ...]]:
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


def said(blocks: Blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_how_many_were_rated_by_kind() -> None:
    """戊站 (veto), 己站 (blank) and 辛站 (raters too far apart) are not rated: 8 综合, 5 of them rated; 1 专项."""
    blocks = report_method.situation(example(), round_facts(example(), filing_number="备 3 号"))
    assert lines(blocks) == [("综合", "8", "5", "3"), ("专项", "1", "1", "0"), ("合计", "9", "6", "3")]
    assert "共有 9 个社工站，分属 2 个类型、5 个街镇。已评定 6 个，未评定 3 个" in said(blocks)
    assert "备案文号：备 3 号" in said(blocks)


def test_the_rubric_its_standing_and_its_rules_are_told() -> None:
    blocks = report_method.method(example(), round_facts(example()))
    assert ("队伍建设", "2", "15") in lines(blocks) and ("合计", "5", "40") in lines(blocks)
    assert "示例评分标准" in said(blocks) and "尚未经主管部门确认" in said(blocks)
    assert "取舍：" in said(blocks) and "打分合成：" in said(blocks)
    assert any(line[0] == "提供虚假材料" for line in lines(blocks))


def test_a_rubric_without_stars_says_so() -> None:
    assert "不分等级" in said(report_method.method(without_bands(), round_facts(without_bands())))


def test_the_annex_has_every_indicator_once_under_its_dimension(sample_evaluation: Evaluation) -> None:
    for evaluation in (example(), sample_evaluation):
        found = lines(report_method.rubric_table(evaluation))
        assert len(found) == len(evaluation.rubric.indicators) + len(evaluation.rubric.dimensions)
        titles = [line[0] for line in found]
        assert all(any(title.startswith(node.title) for title in titles) for node in evaluation.rubric.indicators)
    assert lines(report_method.rubric_table(example()))[0] == ("队伍建设（15 分）",)


def test_what_we_chose_is_called_an_example() -> None:
    found = {line[0]: line[-1] for line in lines(report_method.rubric_table(example())) if len(line) > 1}
    assert found["场地面积"].endswith("【示例】") and "【示例】" not in found["持证率"]
