"""What `announce` does beside the tables (tests/district/rounds/test_publication.py): progress, and its parts."""

from __future__ import annotations

from rating.district.storage.columns import unpacked
from rating.district.storage.database import Database
from rating.insight.feedback import feedback
from rating.insight.feedback_record import from_plain
from rating.insight.result import result
from rating.insight.shared_words import WORDS
from rating.scoring.evaluation import Evaluation
from rating.workflow.publication import STEP, prepared
from tests.district.announced import ready


def test_everything_of_every_station_is_prepared_without_a_database(sample_evaluation: Evaluation) -> None:
    made = prepared(sample_evaluation)
    assert [each.code for each in made.stations] == list(sample_evaluation.roster.code)
    assert unpacked(made.stations[3].result) == result(sample_evaluation)["stations"][3]
    words = made.facts[WORDS]
    assert from_plain(unpacked(made.stations[3].feedback), words) == feedback(sample_evaluation, 3)
    assert made.fields["staff"] == sample_evaluation.rubric.fields["staff"].title
    assert set(unpacked(made.listing)) <= set(sample_evaluation.roster.kind)


def test_progress_rises_from_nothing_and_never_beyond_the_whole(sample_evaluation: Evaluation) -> None:
    told: list[tuple[str, float]] = []
    prepared(sample_evaluation, lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert {step for step, _ in told} == {STEP}
    assert shares[0] == 0 and shares == sorted(shares) and len(shares) > 1 and shares[-1] < 1


def test_the_announced_round_comes_back(database: Database) -> None:
    it = ready(database)
    moved = it.announce()
    assert moved == it.round
