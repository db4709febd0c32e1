"""Files of a part: handed in all or none, taken back, looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.answers import answers_of
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow import handing_in
from rating.workflow.handing_in import answer, files_of, hand_in, take_back
from rating.workflow.scoring_round import accept, check_part
from tests.workflow.three_stations import Begun, begun, figures, marks, rows, set_state


@pytest.fixture
def opened(database: Database) -> Begun:
    return begun(database)


def codes(told: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in told.value.problems]


def test_paths_and_uploads_are_kept_in_their_order(database: Database, opened: Begun, tmp_path: Path) -> None:
    file = tmp_path / "乙.csv"
    file.write_bytes(marks("专家乙")[1])
    kept = hand_in(database, opened.evaluator, opened.part.id, [figures(), file])
    assert [each.name for each in kept] == ["站点填报数据.csv", "乙.csv"]
    assert files_of(database, opened.second, [each.id for each in kept]) == (figures(), ("乙.csv", marks("专家乙")[1]))


def test_the_same_file_twice_is_kept_once_and_under_another_name_again(database: Database, opened: Begun) -> None:
    (first,) = hand_in(database, opened.evaluator, opened.part.id, [figures(), figures()])
    assert hand_in(database, opened.evaluator, opened.part.id, [figures()]) == (first,)
    (other,) = hand_in(database, opened.second, opened.part.id, [figures()])
    renamed = hand_in(database, opened.evaluator, opened.part.id, [figures(name="副本.csv")])
    assert len({first.id, other.id, *(each.id for each in renamed)}) == 3
    take_back(database, opened.evaluator, first.id)
    (again,) = hand_in(database, opened.evaluator, opened.part.id, [figures()])
    assert again.id not in {first.id, other.id}, "what was taken back is handed in anew"


def test_one_unusable_file_keeps_all_out(database: Database, opened: Begun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "MOST_BYTES", 300)
    with pytest.raises(Refused) as told:
        hand_in(database, opened.evaluator, opened.part.id, [figures(), ("大.xlsx", b"x" * 301)])
    assert codes(told) == ["file_too_large"] and told.value.problems[0].place.file == "大.xlsx"
    with pytest.raises(Refused) as nothing:
        hand_in(database, opened.evaluator, opened.part.id, [])
    assert codes(nothing) == ["not_filled"]
    assert rows(database, schema.upload) == []


def test_a_fault_at_the_second_file_keeps_neither(
    database: Database, opened: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = handing_in.keep_upload
    kept: list[Any] = []

    def breaks(*given: Any, **named: Any) -> Any:
        if kept:
            raise RuntimeError("a fault of ours")
        kept.append(keep(*given, **named))
        return kept[-1]

    monkeypatch.setattr(handing_in, "keep_upload", breaks)
    with pytest.raises(RuntimeError):
        hand_in(database, opened.evaluator, opened.part.id, [figures(), marks("专家甲")])
    assert rows(database, schema.upload) == []
    assert "upload" not in {row.action for row in rows(database, schema.log)}


def test_a_rater_takes_back_their_own_even_when_taken(database: Database, opened: Begun) -> None:
    (mine,) = hand_in(database, opened.rater, opened.part.id, [marks("专家甲")])
    (theirs,) = hand_in(database, opened.evaluator, opened.part.id, [marks("专家乙")])
    accept(database, opened.rater, opened.part.id, check_part(database, opened.rater, opened.part.id))
    with pytest.raises(NotAllowed):
        take_back(database, opened.rater, theirs.id)
    with pytest.raises(NotAllowed):
        files_of(database, opened.rater, [mine.id, theirs.id])
    assert take_back(database, opened.rater, mine.id).state == "withdrawn"
    with pytest.raises(Refused) as told:
        take_back(database, opened.rater, mine.id)
    assert codes(told) == ["not_now"]
    assert files_of(database, opened.rater, [mine.id]) == (marks("专家甲"),), "the bytes stay"


def test_evidence_is_not_taken_back_here(database: Database, opened: Begun) -> None:
    (mine,) = hand_in(database, opened.evaluator, opened.part.id, [figures()])
    with database.writing() as at:
        at.execute(schema.upload.update().values(purpose="objection"))
    with pytest.raises(Refused) as told:
        take_back(database, opened.evaluator, mine.id)
    assert codes(told) == ["not_now"]


def test_answers_are_for_the_whole_district_while_the_round_is_open(database: Database, opened: Begun) -> None:
    answer(database, opened.rater, opened.part.id, {("station", "甲站"): "S001"})
    with database.reading() as at:
        assert answers_of(at, opened.viewer, opened.here.district).of("station", "甲站") == "S001"
    with pytest.raises(NotAllowed):
        answer(database, opened.viewer, opened.part.id, {("station", "甲站"): "S002"})
    set_state(database, opened, State.ANNOUNCED)
    with pytest.raises(Refused) as told:
        answer(database, opened.evaluator, opened.part.id, {("station", "甲站"): "S002"})
    assert codes(told) == ["not_now"]


def test_an_answer_is_taken_by_the_next_check(database: Database, opened: Begun) -> None:
    name, content = figures()
    odd = content.replace("S001,1 号街道社工站".encode(), ",一号街道的社工站".encode())
    hand_in(database, opened.evaluator, opened.part.id, [(name, odd)])
    seen = check_part(database, opened.evaluator, opened.part.id)
    assert not seen.checked.accepted
    question = next(each for each in seen.reading.questions if each.key[0] == "station")
    answer(database, opened.evaluator, opened.part.id, {question.key: "S001"})
    assert check_part(database, opened.evaluator, opened.part.id).checked.accepted


def test_not_found(database: Database, opened: Begun) -> None:
    with pytest.raises(Refused) as told:
        take_back(database, opened.evaluator, 999)
    assert codes(told) == ["not_found"]
