"""The station's side of rectification: its own items, words and evidence, handed in on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.states import State
from rating.district.storage import columns, schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import rectification as work
from rating.workflow.scoring_round import files_of
from tests.district.published_round import Published, published
from tests.workflow.test_rectification import DONE, PDF, opened


@pytest.fixture
def here(database: Database) -> Published:
    return published(database).move(State.FINAL, State.RECTIFICATION)


def _submit(here: Published, item: Any, done: str = DONE) -> Any:
    return work.submit(here.database, here.head, item.id, item.version, done)


def test_words_are_kept_while_they_are_typed_and_handed_in_on_purpose(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    saved = work.save_report(here.database, here.head, item.id, item.version, "正在找场所")
    assert (saved.state, saved.done) == ("open", "正在找场所")
    (file,) = work.attach(here.database, here.head, item.id, [PDF])
    sent = _submit(here, saved)
    assert (sent.state, sent.done, sent.done_by_name, sent.title) == ("submitted", DONE, "站长丁", "待验收")
    upload = {row.id: row for row in here.rows(schema.upload)}[file]
    assert (upload.purpose, upload.state, upload.rectification_id) == ("evidence", "taken", item.id)
    (told,) = work.items(here.database, here.evaluator, here.part_id, "S001")
    assert [each.name for each in told.files] == ["证书.pdf"]


def test_evidence_is_the_stations_and_opened_by_each_of_its_heads(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    (file,) = work.attach(here.database, here.head, item.id, [PDF])
    second_head = replace(here.other_head, stations=here.head.stations)
    assert files_of(here.database, second_head, [file]) == (PDF,)
    for nobody in (here.other_head, here.evaluator, here.viewer, here.rater):
        with pytest.raises(NotAllowed):
            files_of(here.database, nobody, [file])
    _submit(here, item)
    assert files_of(here.database, second_head, [file]) == files_of(here.database, here.evaluator, [file]) == (PDF,)
    for nobody in (here.other_head, here.viewer, here.rater):
        with pytest.raises(NotAllowed):
            files_of(here.database, nobody, [file])


@pytest.mark.parametrize("done", ["", " ", "好了"])
def test_without_words_it_is_not_handed_in(here: Published, done: str) -> None:
    (item,) = opened(here, ("S001", "room"))
    with pytest.raises(Refused):
        _submit(here, item, done)


def test_what_was_handed_in_stays_as_it_is(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    (file,) = work.attach(here.database, here.head, item.id, [PDF])
    sent = _submit(here, item)
    for late in (
        lambda: work.save_report(here.database, here.head, item.id, sent.version, "另外"),
        lambda: _submit(here, sent),
        lambda: work.attach(here.database, here.head, item.id, [("b.pdf", b"%PDF-2")]),
        lambda: work.detach(here.database, here.head, item.id, file),
    ):
        with pytest.raises(Refused, match="待验收"):
            late()


def test_two_windows_the_second_is_told(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    work.save_report(here.database, here.head, item.id, item.version, "一")
    with pytest.raises(Refused) as refused:
        work.save_report(here.database, here.head, item.id, item.version, "二")
    assert refused.value.problems[0].code == "changed_meanwhile"


def test_the_head_of_another_station_sees_and_does_nothing(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    for attempt in (
        lambda: work.items(here.database, here.other_head, here.part_id, "S001"),
        lambda: work.items(here.database, here.other_head, here.part_id),
        lambda: work.save_report(here.database, here.other_head, item.id, item.version, "一"),
        lambda: work.submit(here.database, here.other_head, item.id, item.version, DONE),
        lambda: work.attach(here.database, here.other_head, item.id, [PDF]),
        lambda: work.submit(here.database, here.evaluator, item.id, item.version, DONE),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_nothing_after_the_round_has_ended(here: Published) -> None:
    (item,) = opened(here, ("S001", "room"))
    here.put(state=State.CLOSED.value)
    for late in (
        lambda: work.save_report(here.database, here.head, item.id, item.version, "一"),
        lambda: _submit(here, item),
        lambda: work.attach(here.database, here.head, item.id, [PDF]),
        lambda: work.judge(here.database, here.evaluator, item.id, item.version, "accepted"),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert refused.value.problems[0].code == "not_now"


def test_a_passed_deadline_is_shown_and_still_lets_the_station_hand_in(
    here: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    (item,) = opened(here, ("S001", "room"))
    with here.database.writing() as at:
        at.execute(schema.rectification.update().values(until=date(2026, 3, 9)))
    (told,) = work.items(here.database, here.head, here.part_id, "S001")
    monkeypatch.setattr(columns, "moment", lambda: datetime(2026, 3, 9, 15, 59, tzinfo=UTC))
    assert not told.item.overdue
    monkeypatch.setattr(columns, "moment", lambda: datetime(2026, 3, 9, 16, 0, tzinfo=UTC))
    assert told.item.overdue
    monkeypatch.undo()
    sent = _submit(here, item)
    assert not sent.overdue
    assert sent.late
