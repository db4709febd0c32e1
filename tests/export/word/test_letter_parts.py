from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rating.export.word import letter_parts as parts
from rating.export.word.blocks import Paragraph, Table
from rating.export.word.facts import round_facts
from rating.insight.explain import explain
from rating.insight.feedback import feedback
from rating.insight.next_star import NextStar, Step
from rating.insight.since import Since
from tests.insight.example import example

FACTS = round_facts(example())


def told(row: int):  # type: ignore[no-untyped-def]
    return feedback(example(), row)


def lines(blocks: parts.Blocks) -> list[tuple[str, ...]]:
    return [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]


def said(blocks: parts.Blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_points_by_dimension_add_up_to_the_total() -> None:
    """乙站: 持证率 80 % → 6, 35 m² → 5: 11 of 15; 8 + 8 + 5 = 21 of 25; 32 of 40 = 80 %."""
    assert lines(parts.result_table(told(1))) == [
        ("队伍建设", "11", "15", "73.3%", "11"),
        ("服务成效", "21", "25", "84%", "22"),
        ("总分", "32.0", "40", "80%", "—"),
    ]


def test_without_medians_there_is_no_column_for_them() -> None:
    hidden = replace(
        told(1), dimensions=tuple(replace(each, median=None, median_share=None) for each in told(1).dimensions)
    )
    assert {len(line) for line in lines(parts.result_table(hidden))} == {4}


def test_a_share_is_cut_and_never_rounded_up() -> None:
    assert parts.percent(Decimal("19.99"), Decimal(20)) == "99.9%"
    assert parts.percent(Decimal(20), Decimal(20)) == "100%"
    assert parts.percent(None, Decimal(20)) == parts.percent(Decimal(1), Decimal(0)) == "—"


def test_what_was_lost_stands_in_the_order_of_the_points() -> None:
    """乙站 loses 2 at 持证率 (6 / 8), 2 at 场地面积 (5 / 7), 2 at 服务质量 (8 / 10), 2 at 居民满意 (80 %)."""
    found = lines(parts.lost(told(1)))
    assert [line[1:4] for line in found] == [
        ("持证率", "6 / 8", "2"), ("场地面积", "5 / 7", "2"), ("服务质量", "8 / 10", "2"), ("居民满意", "8 / 10", "2"),
    ]  # fmt: skip
    assert "4 项指标共失 8 分" in said(parts.lost(told(1)))


def test_each_indicator_is_told_from_what_was_asked_to_the_clause() -> None:
    line = explain(example(), 1, "licensed_share")
    labels = dict(parts.labelled(line))
    assert labels["看到什么"].startswith("持证社工数 8 人（") and "驻站社工数 10 人（" in labels["看到什么"]
    assert labels["评什么"] == line.asked and labels["为什么"] == line.why
    assert labels["怎样补回"].startswith(line.earn.rstrip("。")) and "组织未持证人员报考" in labels["怎样补回"]
    assert labels["依据条款"] == "第三条 持证比例达到 100%（《工作指引》）"
    full = lines(parts.lost_in_full(told(1)))
    assert full[0] == ("1．持证率（队伍建设）：得 6 / 8 分，失 2 分",)
    assert [pair[0] for pair in full[1:7]] == ["评什么", "看到什么", "为什么", "怎样补回", "同类情况", "依据条款"]


def test_a_figure_of_ours_is_called_an_example() -> None:
    assert parts.clause_text(explain(example(), 1, "space")).endswith("【示例】")


def test_nothing_lost_nothing_good_no_next_star_are_said() -> None:
    nothing = replace(told(0), lost=(), good=(), strengths=(), next_star=None)
    assert said(parts.lost(nothing)) == "没有失分的指标。" and parts.lost_in_full(nothing) == ()
    assert said(parts.good(nothing)) == "本次没有得满分的指标。"
    assert said(parts.next_star(nothing)) == "已是最高星级，请继续保持。"


def test_a_station_that_is_not_rated_is_not_called_the_highest_even_where_ranks_are_hidden() -> None:
    for row in (4, 5, 7):  # veto, blank, raters too far apart
        way = said(parts.next_star(replace(told(row), rank="", next_star=None)))
        assert way.startswith("本轮没有评定星级")


def test_what_was_not_scored_is_told_apart() -> None:
    assert lines(parts.others(told(6)))[0][:2] == ("场地面积", "合理缺项")
    assert parts.others(told(1)) == ()


def test_how_to_object_and_until_when() -> None:
    facts = replace(FACTS, object_until=date(2026, 12, 1), object_how="向区中心书面提出。")
    assert "请于2026年12月1日前（含当日）向区中心书面提出。" in said(parts.objection(told(1), facts))
    assert "请在公示期内" in said(parts.objection(told(1), FACTS))


def test_files_stand_in_one_row_of_the_basis() -> None:
    facts = replace(
        FACTS, filing_number="备〔2026〕1 号", basis=(("来源文件", "甲"), ("版本", "1"), ("来源文件", "乙"))
    )
    assert lines(parts.basis(facts)) == [("备案文号", "备〔2026〕1 号"), ("来源文件", "甲\n乙"), ("版本", "1")]


def test_annexes_are_named_above_the_signature_and_begin_a_page() -> None:
    named, pages = parts.annexes([("空的", ()), ("说明", (Paragraph("甲"),)), ("依据", (Paragraph("乙"),))])
    assert said(named) == "附件：1．说明\n　　　2．依据"
    heads = [block for block in pages if isinstance(block, Paragraph) and block.new_page]
    assert [head.text for head in heads] == ["附件 1　说明", "附件 2　依据"]


def test_the_signature_has_a_place_for_the_date() -> None:
    facts = replace(FACTS, issuer="区中心", issued_on=date(2026, 11, 22), contact="王老师")
    assert said(parts.signature(facts)) == "（联系人：王老师）\n区中心\n2026年11月22日"
    assert said(parts.signature(FACTS)).startswith("（盖章）")


def test_the_name_stands_in_the_middle_above_the_date() -> None:
    """2026年11月22日 is 8 × ½ + 3 = 7 characters wide and ends 4 from the edge: its middle is 7.5 from the edge.

    区中心 (3 wide) ends 7.5 − 1.5 = 6 from the edge. 12 characters end 2 from it, their middle is at 8: the date ends
    at 8 − 3.5 = 4.5.
    """
    day = "2026年11月22日"
    for name, of_name, of_day in (("区中心", 6.0, 4.0), ("示例区社会工作指导中心一", 2.0, 4.5)):
        found = [block.right for block in parts.signed(name, day) if isinstance(block, Paragraph)]
        assert found == [of_name, of_day]
    assert all(0 <= (block.right or 0) < 12 for block in parts.signed("长" * 500, day) if isinstance(block, Paragraph))


def test_no_row_of_an_indicator_stands_alone_on_another_page() -> None:
    line = told(8).lost[0]
    held = [row.with_next for row in parts._indicator(1, line)]
    assert held[:2] == [True, True] and held[-2:] == [True, False] and not all(held[2:-2])


def test_only_the_last_line_about_objections_stays_with_the_signature() -> None:
    first, last = parts.objection(told(8), FACTS)
    assert isinstance(first, Paragraph) and isinstance(last, Paragraph)
    assert (first.with_next, last.with_next) == (False, True)


def test_a_single_annex_has_no_number() -> None:
    named, pages = parts.annexes([("依据", (Paragraph("乙"),))])
    assert said(named) == "附件：依据" and said(pages[:1]) == "附件　依据"


def test_a_chart_has_its_finding_below_it() -> None:
    assert parts.chart(None, "甲") == ()
    assert said(parts.chart(b"png", "甲低于乙")).startswith("甲低于乙\n")


def test_strengths_and_weaknesses_beside_the_kind_are_told() -> None:
    """甲站 stands above the median of its kind in 持证率; the sentences are those of the insight."""
    best = told(0)
    assert best.strengths and all(each.sentence in said(parts.good(best)) for each in best.strengths)
    weak = next(told(row) for row in range(9) if told(row).weaknesses and told(row).lost)
    assert all(each.sentence in said(parts.lost(weak)) for each in weak.weaknesses)


def test_other_ways_and_what_is_out_of_reach_stand_below_the_steps() -> None:
    step = Step("a", "持证率", Decimal(2), "增至 10 人。")
    way = NextStar(
        4, "四星", Decimal(2), (), (step,), True, "还差 2 分", ((step,),), ("面积本年度不能改变。",), ("会议次数",)
    )
    read = said(parts.next_star(replace(told(8), next_star=way)))
    assert "也可以这样做：「持证率」增至 10 人（＋2 分）。" in read
    assert "本年度难以改变的：面积本年度不能改变。" in read and "不建议采用的：会议次数。" in read


def test_the_round_before_is_told_only_where_there_was_one() -> None:
    assert parts.since(told(1)) == ()
    before = Since("2025 年度", None, None, None, None, None, None, None, (), "比 2025 年度多 2 分")
    assert said(parts.since(replace(told(1), since=before))) == "比 2025 年度多 2 分。"
