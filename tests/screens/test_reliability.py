"""可靠性: the sentence that answers, every section with its table or its plain sentence, worked out once."""

from __future__ import annotations

from typing import Any

import pytest

from rating.district.storage.database import Database
from rating.insight.certainty import certainty
from rating.insight.certainty.close_calls import by_cut, raters_apart
from rating.scoring.evaluate import evaluate
from rating.screens.parts.round_link import REVIEW
from rating.screens.reliability import FEW, MOST_CLOSE
from rating.screens.reliability_sections.certainty_words import cut_title
from rating.screens.visit.session import Shown
from tests.insight.certainty.samples_of_shipped import SHIPPED, round_of
from tests.insight.certainty.test_close_calls import RATERS, marked
from tests.scoring.build import reported
from tests.screens import opening
from tests.screens.conftest import SignIn
from tests.screens.in_district import rated, round_made
from tests.screens.opening import open_screen, shown, text_of

SECTIONS = (
    "名次区间和星级稳定性", "临界", "去掉某项指标会怎样", "去掉某位评估人会怎样", "评估人：宽严、离散、一致性",
    "建议复核的打分", "问卷样本", "这说明什么、不说明什么",
)  # fmt: skip


def test_the_sample_is_answered_in_one_sentence() -> None:
    run = open_screen("reliability")
    text = text_of(run)
    assert "33 个站点中 29 个的星级在 1,000 次权重扰动中保持不变；1 个临界。" in text
    assert all(section in text for section in SECTIONS)
    assert "控江路街道未成年人保护社工站" in text.split("建议复核的打分")[1]
    assert len(run.get("vega_lite_chart")) == 1
    assert not run.get("progress")
    assert not [each for each in run.button if each.key == "certainty_review"], "the try-out has no rounds"


def test_a_kind_can_be_chosen_and_a_close_call_leads_to_its_station() -> None:
    run = open_screen("reliability")
    run.segmented_control(key="certainty_group").set_value("治理专项").run()
    assert not run.exception
    assert "只有一个已评定的单位" in text_of(run)
    (pills,) = [each for each in run.button_group if each.key == "close_station"]
    pills.set_value(1).run()
    assert not run.exception
    assert "逐项说明" in text_of(run) and "平凉路街道社工站" in text_of(run)


@pytest.mark.parametrize("rows", [1, 37, 215])
def test_districts_of_any_size(rows: int) -> None:
    text = text_of(open_screen("reliability", shown(rows)))
    assert f"{rows} 个站点中 {rows} 个的星级" in text
    assert all(section in text for section in SECTIONS)


def test_no_station_and_nobody_rated() -> None:
    empty = open_screen("reliability", shown(0))
    assert "还没有单位" in text_of(empty) and empty.button(key="to_import").label == "去导入数据"
    assert "还没有单位完成评定" in text_of(open_screen("reliability", shown(1, staff=None)))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_rubric_has_its_sentence_where_something_means_nothing(name: str) -> None:
    evaluation = round_of(name)
    text = text_of(open_screen("reliability", Shown(evaluation, "本次导入的数据", sample=False)))
    assert all(section in text for section in SECTIONS)
    assert "nan" not in text and "None" not in text
    if not evaluation.reported.marks:
        assert "没有评估人打分，无从比较" in text and "没有计入得分的评估人打分" in text
    if not evaluation.rubric.has_bands:
        assert "没有设等级" in text


def test_one_rater_is_said_to_be_one() -> None:
    raters, opening.RATERS = opening.RATERS, opening.RATERS[:1]
    try:
        text = text_of(open_screen("reliability", shown(3)))
    finally:
        opening.RATERS = raters
    assert "只有一位评估人，去掉以后没有打分可用" in text
    assert "只有一位评估人打分，无从比较宽严和一致性" in text


def test_in_a_district_it_is_worked_out_once_and_never_for_raters_and_heads(
    one_database: Database, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = round_made(one_database)
    rated(one_database, there, name="只算一次的社工站")
    how_sure, times = certainty.how_sure, []

    def counting(*given: Any) -> Any:
        times.append(given)
        return how_sure(*given)

    monkeypatch.setattr(certainty, "how_sure", counting)
    for person in (there.evaluator, there.viewer, there.admin):
        sign_in(person)
        assert "名次区间" in text_of(open_screen("reliability"))
    for person in (there.rater, there.head):
        sign_in(person)
        assert "名次区间" not in text_of(open_screen("reliability"))
    assert len(times) == 1


def wide_apart(rows: int) -> Shown:
    """7 and 8.5 make 7.8, and 8.5 is above 8; 5 and 9 make 7, between 6 and 8: everybody is in doubt."""
    form = marked()
    marks = [{"m": {"e1": 7, "e2": "8.5"} if row % 3 else {"e1": 5, "e2": 9}} for row in range(rows)]
    table = reported(
        form, [{"code": f"S{row:03d}", "name": f"{row} 号站", **each} for row, each in enumerate(marks)], RATERS
    )
    return Shown(evaluate(form, table), "本次导入的数据", sample=False)


def test_raters_far_apart_are_the_finding_and_no_close_call_is_cut_off() -> None:
    now = wide_apart(60)
    found = certainty.how_sure(now.evaluation)
    calls = len({call.row for call in found.close_calls})
    assert raters_apart(now.evaluation, found.close_calls) and calls > FEW
    run = open_screen("reliability", now)
    text = text_of(run)
    assert f"{calls} 个临界，评估人分歧普遍较大，宜先复核。" in text
    assert "临界名单意义有限，宜先复核" in text
    for of_cut in by_cut(found.close_calls):
        assert cut_title(of_cut) in text
        rest = len(of_cut.calls) - MOST_CLOSE
        assert (f"另有 {rest} 行，请下载表格查看" in text) == (rest > 0)
    assert "导出临界站点（CSV）" in [each.label for each in run.get("download_button")]
    (pills,) = [each for each in run.button_group if each.key == "close_station"]
    assert len(pills.options) == FEW, "the nearest can be picked"


def test_the_way_to_review_leads_to_that_section(one_database: Database, sign_in: SignIn) -> None:
    """6, 4 and 2: nobody stands out beside the two others, but they are 4 apart and the rubric allows 2."""
    there = round_made(one_database)
    rated(one_database, there, delivery_mark={"e1": 6, "e2": 4, "e3": 2})
    sign_in(there.evaluator)
    run = open_screen("reliability")
    (way,) = [each for each in run.button if each.key == "certainty_review"]
    way.click().run()
    assert not run.exception
    (sections,) = [each for each in run.segmented_control if (each.key or "").startswith("round_section_")]
    assert sections.value == REVIEW
