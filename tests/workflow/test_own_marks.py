from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from rating.district.people.roles import NotAllowed
from rating.district.storage.database import Database
from rating.problems import Refused
from rating.workflow.own_marks import own_template, own_work, template_of_part
from tests.district.made import made
from tests.workflow.three_stations import Begun, assigned


def codes_in(content: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    return {code for code in ("S001", "S002", "S003") if code in cells}


def test_a_rater_is_told_their_own_stations_and_recusals(database: Database, opened: Begun) -> None:
    assigned(database, opened, opened.rater.id or 0, "S003", "S001")
    assigned(database, opened, opened.rater.id or 0, "S002", recused=True)
    work = own_work(database, opened.rater, opened.part.id)
    assert [each.station.code for each in work.to_mark] == ["S001", "S003"]
    assert [(each.station.code, each.assignment.reason) for each in work.recused] == [("S002", "亲属")]
    assert own_work(database, opened.head, opened.part.id).stations == ()


def test_a_template_is_for_the_stations_of_the_part(database: Database, opened: Begun) -> None:
    assert codes_in(template_of_part(database, opened.evaluator, opened.part.id)) == {"S001", "S002", "S003"}
    with pytest.raises(Refused) as told:
        template_of_part(database, opened.evaluator, opened.part.id, "street")
    assert [problem.code for problem in told.value.problems] == ["rater_unknown"]
    for rater in ("复核", "复核分"):  # read back, such a sheet would not be a rater's
        with pytest.raises(Refused, match="评估人姓名"):
            template_of_part(database, opened.evaluator, opened.part.id, "expert", rater)
    for person in (opened.head, opened.viewer, made(database, name="另一区").evaluator):
        with pytest.raises(NotAllowed):
            template_of_part(database, person, opened.part.id)


def test_without_a_station_to_mark_there_is_no_sheet(database: Database, opened: Begun) -> None:
    assigned(database, opened, opened.rater.id or 0, "S002", recused=True)
    with pytest.raises(Refused) as told:
        own_template(database, opened.rater, opened.part.id, "expert")
    assert [problem.code for problem in told.value.problems] == ["not_now"]
