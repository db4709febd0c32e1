"""影响: past figures by the draft; who gains or loses a star and because of what."""

from __future__ import annotations

from decimal import Decimal

from rating.district.rounds.states import State
from rating.district.storage.database import Database
from rating.rubric import edits
from rating.screens.workshop_sections.effects_section import moved_places, signed
from rating.workflow import HOME, rubric_drafts
from tests.screens.conftest import SignIn
from tests.screens.drafting import in_a_district, loose, on_the_desk
from tests.screens.opening import text_of
from tests.workflow.three_stations import RUBRIC, accepted, begun, figures, marks

YICHANG = (HOME / "rubrics" / "yichang-five-star.yaml").read_text(encoding="utf-8")


def test_a_higher_cut_score_names_who_loses_the_star_and_why() -> None:
    stricter = edits.put(YICHANG, ("bands", 0, "at_least"), "94")
    told = text_of(on_the_desk(loose(stricter), "影响"))
    assert "按修订稿重算 2025 年度（示例）" in told and "降星" in told
    assert "与当时标准的差异（1 处）" in told and "星级有变动的站点" in told and "五星" in told
    assert "没有站点得到的分" in told and "名义权重" in told


def test_no_difference_is_said() -> None:
    assert "草稿与当时使用的标准没有差异" in text_of(on_the_desk(loose(YICHANG), "影响"))


def test_another_rubric_altogether_is_not_pretended_to_compare() -> None:
    told = text_of(on_the_desk(loose(RUBRIC.replace("kinds: [综合]\n", "")), "影响"))
    assert "不能重算的" in told or "不能按修订稿重算" in told


def test_where_nobody_has_a_total_no_goal_is_met_or_missed() -> None:
    strange = RUBRIC.replace("kinds: [综合]\n", "")
    for known, other in (("staff", "crew"), ("licensed", "holders"), ("service", "care")):
        strange = strange.replace(known, other)
    told = text_of(on_the_desk(loose(strange), "影响"))
    assert "算不出总分" in told and "目标不低于" not in told


def test_before_the_first_rating_a_district_has_nothing_to_compare(one_database: Database, sign_in: SignIn) -> None:
    there = begun(one_database)
    sign_in(there.evaluator)
    draft = rubric_drafts.begin_revision(one_database, there.evaluator, there.part.rubric_id)
    assert "本区还没有评定过的轮次" in text_of(in_a_district(draft, "影响"))


def test_a_rated_round_of_the_district_is_scored_by_the_draft(one_database: Database, sign_in: SignIn) -> None:
    there = begun(one_database, State.SCORING)
    accepted(one_database, there, figures(), marks("甲"))
    sign_in(there.evaluator)
    draft = rubric_drafts.begin_revision(one_database, there.evaluator, there.part.rubric_id)
    text = edits.put(RUBRIC, ("bands", 0, "at_least"), "29.5")
    rubric_drafts.keep(one_database, there.evaluator, draft, 1, text)
    told = text_of(in_a_district(draft, "影响"))
    assert "按修订稿重算 2026 年度" in told


def test_whose_place_moves_is_told_the_furthest_first() -> None:
    heavier = edits.put(YICHANG, ("dimensions", 0, "indicators", 0, "rule"), {"steps": [["100%", "8"]]})
    told = text_of(on_the_desk(loose(heavier), "影响"))
    assert "名次有变动的站点" in told and " 位" in told


def test_changes_are_signed_for_the_eye() -> None:
    assert [signed(number) for number in (2, -1, 0)] == ["＋2", "－1", "0"]
    assert [moved_places(Decimal(places)) for places in (2, -1)] == ["升 2 位", "降 1 位"]
