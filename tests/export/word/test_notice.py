from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rating.export.word.facts import EXAMPLE_MARK, round_facts
from rating.export.word.notice import Demand, rectification_notice
from rating.shown import visible
from tests.export.word.reading import opened, tables, words
from tests.hostile import HOSTILE
from tests.insight.example import example

FACTS = replace(round_facts(example()), issuer="区指导中心", issued_on=date(2026, 11, 22), filing_number="备 3 号")
DEMANDS = (
    Demand("场地面积", "面积 28 平方米，得 0 / 7 分", "面积达到 30 平方米", ("租赁合同", "平面图"), date(2027, 1, 31)),
    Demand("持证率", "持证 5 人 ÷ 10 人", "持证率达到 60%"),
)


def test_items_requirements_deadlines_and_proofs_stand_in_a_table() -> None:
    found = tables(rectification_notice("甲站", DEMANDS, FACTS))[0]
    assert found[0] == ["序号", "整改事项", "发现的情况", "整改要求", "需提交的材料", "完成期限"]
    assert found[1] == [
        "1",
        "场地面积",
        "面积 28 平方米，得 0 / 7 分",
        "面积达到 30 平方米",
        "租赁合同、平面图",
        "2027年\n1月31日",
    ]
    assert found[2][4:] == ["能够说明整改情况的材料", "另行约定"]


def test_it_names_the_station_the_round_and_the_last_day() -> None:
    read = words(rectification_notice("甲站", DEMANDS, FACTS))
    assert read.startswith("2026 年度社工站星级评定\n整改通知\n甲站：")
    assert "2 项内容" in read and "备案文号：备 3 号" in read and "至迟于2027年1月31日" in read
    assert "在约定的期限内" in words(rectification_notice("甲站", DEMANDS[1:], FACTS))


def test_the_slip_to_answer_on_begins_a_page_and_has_room() -> None:
    content = rectification_notice("甲站", DEMANDS, FACTS)
    slip = tables(content)[1]
    assert slip[0] == ["序号", "整改事项", "整改措施和完成情况", "所附材料", "完成日期"]
    assert slip[1:] == [["1", "场地面积", "", "", ""], ["2", "持证率", "", "", ""]]
    title = next(each for each in opened(content).paragraphs if each.text == "整改情况回执")
    assert title.paragraph_format.page_break_before
    assert opened(content).tables[1].rows[1].height.mm == pytest.approx(22, abs=0.1)
    assert words(content).index("整改情况回执") < words(content).index("甲站（盖章）")


def test_it_bears_the_mark() -> None:
    assert opened(rectification_notice("甲站", DEMANDS, FACTS)).sections[0].header.paragraphs[0].text == EXAMPLE_MARK


def test_a_notice_without_a_demand_is_no_notice() -> None:
    with pytest.raises(ValueError, match="demand"):
        rectification_notice("甲站", (), FACTS)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str) -> None:
    text = HOSTILE[name]
    found = tables(rectification_notice(text, (Demand(text, text, text, (text,)),), FACTS))[0][1]
    assert found[1:4] == [visible(text).replace("\r", "")] * 3
