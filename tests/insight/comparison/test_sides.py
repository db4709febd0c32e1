"""An Evaluation and its own RESULT.json are the same side."""

from __future__ import annotations

from decimal import Decimal

from rating.insight.comparison.sides import side_of
from rating.insight.result import result
from tests.insight.comparison.two_rounds import FIRST, rated
from tests.screens.opening import district

ROUND = rated(FIRST, {"A": {"staff": 8, "area": 50, "share": "90%"}, "B": {"staff": 4, "area": 50}}, "2024")


def test_a_station_as_it_stood() -> None:
    stood = side_of(ROUND).station("A")
    assert stood is not None
    assert (stood.total, stood.full_marks, stood.stars, stood.rank) == (Decimal(78), Decimal(100), 1, "1")
    assert {code: leaf.points for code, leaf in stood.indicators.items()} == {"staff": 40, "area": 20, "share": 18}


def test_what_is_not_known_is_none() -> None:
    stood = side_of(ROUND).station("B")
    assert stood is not None and stood.total is None and stood.stars is None and stood.rank == ""
    assert stood.indicators["share"].points is None and stood.indicators["share"].state == "空白"
    assert side_of(ROUND).station("C") is None


def test_a_result_file_says_the_same() -> None:
    for evaluation in (ROUND, district(9)):
        whole, filed = side_of(evaluation), side_of(result(evaluation))
        assert whole.rows == filed.rows and filed.rubric is None
        assert (whole.title, whole.code, whole.version, whole.fingerprint) == (
            filed.title,
            filed.code,
            filed.version,
            filed.fingerprint,
        )
        assert [whole.station(code) for code in whole.rows] == [filed.station(code) for code in filed.rows]


def test_a_result_file_of_other_programs_may_be_scant() -> None:
    side = side_of({"stations": [{"code": "A"}]})
    stood = side.station("A")
    assert stood is not None and stood.total is None and stood.indicators == {} and side.fingerprint == ""
