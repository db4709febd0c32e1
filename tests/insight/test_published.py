from __future__ import annotations

import json
from dataclasses import replace

from rating.insight.feedback import feedback
from rating.insight.feedback_record import from_plain
from rating.insight.published import (
    OF_THE_RANKING,
    as_shown,
    facts_from,
    facts_of,
    listed,
    listing_of,
    places,
    records,
    result_as_shown,
)
from rating.insight.result import result
from rating.insight.since import Since
from rating.scoring.evaluation import Evaluation
from tests.district.announced import rated


def test_records_are_the_result_and_the_feedback_of_each_station(sample_evaluation: Evaluation) -> None:
    found = list(records(sample_evaluation))
    assert [code for code, _, _ in found] == list(sample_evaluation.roster.code)
    assert [told for _, told, _ in found] == result(sample_evaluation)["stations"]
    assert from_plain(found[7][2]) == feedback(sample_evaluation, 7)


def test_facts_come_back_equal(sample_evaluation: Evaluation) -> None:
    written = json.loads(json.dumps(facts_of(sample_evaluation), ensure_ascii=False, allow_nan=False))
    facts = facts_from(written)
    rubric = sample_evaluation.rubric
    assert (facts.rubric_title, facts.rubric_version, facts.fingerprint) == (
        rubric.title,
        rubric.version,
        rubric.fingerprint,
    )
    assert facts == facts_from(facts_of(sample_evaluation))
    assert facts.spreads["综合"].total is not None and facts.spreads["治理专项"].total is None


def test_without_ranks_no_word_of_a_rank_is_left(sample_evaluation: Evaluation) -> None:
    spread = facts_from(facts_of(sample_evaluation)).spreads
    for row in range(len(sample_evaluation.roster)):
        told = feedback(sample_evaluation, row)
        shown = as_shown(told, spread.get(told.kind), ranks=False)
        assert shown.rank == "" and "名" not in shown.headline.replace("虚假", "")
        assert as_shown(told, spread.get(told.kind), ranks=True).headline == told.headline


def test_medians_that_would_give_others_away_are_left_out() -> None:
    evaluation = rated()
    facts = facts_from(facts_of(evaluation))
    few, many = feedback(evaluation, 6), feedback(evaluation, 0)
    assert few.dimensions[0].median is not None, "two stations: the median tells the other's points"
    assert as_shown(few, facts.spreads["专项"], ranks=True).dimensions[0].median is None
    assert as_shown(many, facts.spreads["综合"], ranks=True).dimensions[0].median == many.dimensions[0].median
    hidden = as_shown(many, None, ranks=True).dimensions[0]
    assert hidden.median is None and hidden.median_share is None and hidden.points == many.dimensions[0].points


def test_the_result_of_the_ranking_goes_with_the_switch() -> None:
    whole = result(rated())["stations"][0]
    assert result_as_shown(whole, ranks=True) == whole
    assert set(whole) - set(result_as_shown(whole, ranks=False)) == set(OF_THE_RANKING)


def test_the_listing_has_the_rated_stations_of_each_kind() -> None:
    lines = listing_of(rated())
    assert [line[0] for line in lines["专项"]] == ["庚特色社工站", "辛特色社工站"]
    assert "己街道社工站" not in {line[0] for line in lines["综合"]}, "vetoed: not rated"


def test_names_without_ranks_come_without_totals_and_not_in_the_order_of_the_ranking() -> None:
    lines = listing_of(rated())["综合"]
    plain, ranked = listed(lines, ranks=False), listed(lines, ranks=True)
    assert {(each.rank, each.total) for each in plain} == {("", "")}
    assert [each.stars for each in plain] == sorted((each.stars for each in plain), reverse=True)
    four = [each.name for each in plain if each.stars == 4]
    assert four == ["乙街道社工站", "戊街道社工站"], "in the order of the roster"
    assert [each.rank for each in ranked] == ["1", "2", "3", "4", "5"]
    assert ranked[0].total == "20.0"


def test_places_name_the_total_first_and_nothing_without_a_spread() -> None:
    evaluation = rated()
    told, spread = feedback(evaluation, 0), facts_from(facts_of(evaluation)).spreads["综合"]
    assert [place.title for place in places(told, spread)] == ["总分", "队伍"]
    assert places(told, None) == () and places(replace(told, total=""), spread)[0].points is None


def test_what_compares_with_others_goes_where_the_round_shows_no_spread(sample_evaluation: Evaluation) -> None:
    told = feedback(sample_evaluation, sample_evaluation.roster.code.index("0102"))
    assert told.strengths and any(line.among for line in told.lost)
    shown = as_shown(told, None, ranks=True)
    assert (shown.strengths, shown.weaknesses) == ((), ())
    assert not any(line.among for line in (*shown.lost, *shown.good, *shown.others))


def test_what_changed_since_goes_into_the_record_of_its_station(sample_evaluation: Evaluation) -> None:
    since = Since("上轮", None, None, None, None, None, None, None, (), "不作比较")
    found = {code: told["since"] for code, _, told in records(sample_evaluation, {"0102": since})}
    assert found["0102"]["sentence"] == "不作比较" and found["0101"] is None
