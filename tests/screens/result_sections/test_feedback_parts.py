from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rating.district.rounds.local_day import today
from rating.district.rounds.own_results import OwnRound
from rating.district.rounds.published_changes import Behind, Change, Points, Standing
from rating.district.rounds.states import State
from rating.insight.feedback_record import from_plain
from rating.insight.published import as_shown, facts_from, facts_of, listed, listing_of, records
from rating.screens.result_sections import feedback_parts as parts
from rating.screens.result_sections.indicator_parts import lost_part
from rating.workflow.own_feedback import OwnFeedback, Past
from tests.district.announced import rated


def own_round(**changes: Any) -> OwnRound:
    found = OwnRound(
        id=7, part_id=3, district=1, title="2025 年度", state=State.ANNOUNCED, filing_number="区社工〔2025〕1号",
        fill_until=None, score_until=None, object_until=today() + timedelta(days=3), rectify_until=None,
        show_spread=True, show_names=False, show_ranks=False, publication_reason="", part_title="", evaluation_id=1,
        station_id=4, code="01", name="甲街道社工站", kind="综合", street="甲街道",
    )  # fmt: skip
    return replace(found, **changes)


def own(row: int = 0, changes: tuple[Change, ...] = (), **switches: Any) -> OwnFeedback:
    evaluation = rated()
    _, result, record = list(records(evaluation))[row]
    facts, told = facts_from(facts_of(evaluation)), from_plain(record)
    of_round = own_round(kind=told.kind, code=told.code, name=told.name, **switches)
    spread = facts.spreads[told.kind] if of_round.show_spread else None
    lines = listing_of(evaluation)[told.kind] if of_round.show_names else []
    shown = as_shown(told, spread, ranks=of_round.show_ranks)
    when = datetime(2026, 3, 1, tzinfo=UTC)
    return OwnFeedback(
        of_round, shown, result, facts, spread, listed(lines, ranks=of_round.show_ranks), changes, 1, when, when
    )


def words(markup: object) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", str(markup)))


def test_a_round_that_is_not_announced_says_how_far_it_is_and_until_when() -> None:
    day = today() + timedelta(days=2)
    told = words(parts.waiting_part(own_round(state=State.OPEN, fill_until=day)))
    assert "「填报」阶段" in told and f"填报截止 {day.isoformat()}（还有 2 天）" in told
    assert "截止" not in words(parts.waiting_part(own_round(state=State.REVIEWED)))


def test_every_indicator_leads_to_an_objection_while_one_may_object() -> None:
    told = own(4)
    table = str(lost_part(told.told.lost, parts.objection_to(told.own, objecting=True)))
    assert 'href="my_objections?round=7&amp;indicator=share"' in table
    assert parts.objection_to(told.own, objecting=False) is None


def test_the_spread_names_nobody_and_says_where_one_stands() -> None:
    told = parts.spread_part(own(1))
    assert "「综合」类站点中 6 个有总分，本站总分低于中位数。" in words(told)
    assert "13.5" in words(told) and "丙街道" not in words(told)


def test_too_few_stations_or_a_switch_give_a_sentence_and_no_figure() -> None:
    few = words(parts.spread_part(own(6)))
    assert "不足 5 个" in few and not re.search(r"\d\d\.\d", few)
    assert words(parts.spread_part(own(1, show_spread=False))).strip() == "本轮不公布同类站点的得分分布。"


def test_names_are_shown_only_by_the_switch_and_totals_only_with_ranks() -> None:
    assert parts.listing_part(own(0)) is None
    named = words(parts.listing_part(own(0, show_names=True, publication_reason="经区民政局同意")))
    assert "乙街道社工站" in named and "四星级" in named and "经区民政局同意" in named
    assert "15.0" not in named and "名次" not in named
    ranked = words(parts.listing_part(own(0, show_names=True, show_ranks=True)))
    assert "15.0" in ranked and "名次" in ranked


def test_why_there_is_no_ranking_is_told_where_there_is_none() -> None:
    assert "整治形式主义" in words(parts.why_no_ranking(own(0)))
    assert parts.why_no_ranking(own(0, show_ranks=True)) is None


def test_what_was_corrected_is_told_with_the_decision() -> None:
    when = datetime(2026, 3, 1, tzinfo=UTC)
    change = Change(
        when, "objection", Standing("20.0", 5, "五星级"), Standing("15.0", 4, "四星级"),
        (Points("share", "10.0", "5.0"),), (Behind("objection", "持证数", "5 人", "4 人", "证书过期"),),
    )  # fmt: skip
    told = words(parts.changes_part(own(0, changes=(change,))))
    assert "总分 20.0 → 15.0" in told and "「持证率」10.0 → 5.0 分" in told and "证书过期" in told
    assert parts.changes_part(own(0)) is None


def test_a_changed_rubric_is_said_in_the_history() -> None:
    newer = Past(2, "2026 年度", State.FINAL, "90.0", "100", 5, "五星级", "新标准 2.0 版", other_rubric=True)
    older = Past(1, "2025 年度", State.CLOSED, None, "100", None, None, "旧标准 1.0 版", other_rubric=False)
    told = words(parts.history_part((newer, older)))
    assert told.count("评分标准不同") == 1 and "暂缺 / 100" in told and "未评定" in told


def test_ways_on_lead_to_the_own_files_and_to_gates_that_took_effect() -> None:
    told = str(parts.ways_on(own(5), objecting=True))
    assert 'href="files/feedback/4/7.xlsx"' in told and "indicator=gate%3Afalse_documents" in told
    assert "gate%3A" not in str(parts.ways_on(own(5), objecting=False))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", '"><img src=x>'])
def test_hostile_text_stays_text(name: str) -> None:
    told = own(0, show_names=True)
    hostile = replace(told, own=replace(told.own, title=name), listing=(replace(told.listing[0], name=name),))
    markup = str(parts.listing_part(hostile)) + str(parts.about_part(hostile))
    assert "<script>" not in markup and "<img src=x>" not in markup
