"""The rubric's words are kept once, and every record comes back as it was."""

from __future__ import annotations

import json
from typing import Any

from rating.insight.feedback_record import from_plain
from rating.insight.published import records
from rating.insight.shared_words import LISTS, SAID, with_words, without_words
from rating.scoring.evaluation import Evaluation
from tests.district.announced import rated


def shortened(evaluation: Evaluation) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, dict[str, Any]]]:
    words: dict[str, dict[str, Any]] = {}
    whole = [record for _, _, record in records(evaluation)]
    return whole, [without_words(record, words) for record in whole], words


def test_every_record_comes_back_equal(sample_evaluation: Evaluation) -> None:
    for evaluation in (sample_evaluation, rated()):
        whole, short, words = shortened(evaluation)
        assert [with_words(record, words) for record in short] == whole
        assert [from_plain(record, words) for record in short] == [from_plain(record) for record in whole]


def test_most_of_it_is_said_once(sample_evaluation: Evaluation) -> None:
    whole, short, words = shortened(sample_evaluation)
    lines = [line for record in short[1:] for name in LISTS for line in record[name]]
    assert sum(field in line for line in lines for field in SAID) < len(lines) / 4
    assert len(json.dumps(short)) + len(json.dumps(words)) < 0.75 * len(json.dumps(whole))


def test_nothing_of_a_station_is_among_the_words(sample_evaluation: Evaluation) -> None:
    """They are kept beside the announcement, which every station of it reads."""
    _, _, words = shortened(sample_evaluation)
    assert set(words) == {node.code for node in sample_evaluation.rubric.indicators}
    assert {field for said in words.values() for field in said} == set(SAID)
    told = json.dumps(words, ensure_ascii=False)
    assert not any(name in told for name in sample_evaluation.roster.name)
    backwards = list(records(sample_evaluation))[::-1]
    others: dict[str, dict[str, Any]] = {}
    for _, _, record in backwards:
        without_words(record, others)
    by_kind = {code for code in words if words[code] != others[code]}
    assert all(words[code]["evidence"] == others[code]["evidence"] for code in by_kind)
    assert all(words[code][field] == others[code][field] for code in words for field in set(SAID) - {"asked"})


def test_what_is_said_otherwise_of_another_kind_stays_in_the_record(sample_evaluation: Evaluation) -> None:
    record = next(iter(records(sample_evaluation)))[2]
    words: dict[str, dict[str, Any]] = {}
    first = without_words(record, words)
    code = record["lost"][0]["code"]
    other = {**record, "lost": [{**record["lost"][0], "asked": "另一种说法"}, *record["lost"][1:]]}
    short = without_words(other, words)
    assert short["lost"][0] == {**first["lost"][0], "asked": "另一种说法"}
    assert words[code]["asked"] == record["lost"][0]["asked"]
    assert with_words(short, words) == other and with_words(first, words) == record


def test_a_record_from_before_words_were_shared_is_read_as_it_stands(sample_evaluation: Evaluation) -> None:
    record = next(iter(records(sample_evaluation)))[2]
    assert with_words(record, {}) == record
    assert from_plain(record, {}) == from_plain(record)
