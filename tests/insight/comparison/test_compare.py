"""Two whole rounds: who is new, who is gone, and what moved by kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rating.insight.comparison.compare import Summary, compare, moved
from rating.insight.result import result
from tests.insight.comparison.two_rounds import AREA, FIRST, SHARE, leaf, rated, standard
from tests.screens.opening import district

BEFORE = rated(
    FIRST,
    {
        "A": {"staff": 8, "area": 50, "share": "90%", "street": "东街"},
        "B": {"staff": 4, "area": 50, "share": "90%", "street": "西街"},
        "C": {"staff": 8, "area": 100, "share": "90%", "street": "东街"},
        "D": {"staff": 8, "area": 100, "share": "90%"},
    },
    "2024",
)
AFTER = rated(
    FIRST,
    {
        "E": {"staff": 8, "area": 50, "share": "90%"},
        "C": {"staff": 4, "area": 40, "share": "90%", "street": "东街"},
        "B": {"staff": 8, "area": 50, "share": "91%", "street": "西街"},
        "A": {"staff": 8, "area": 52.5, "share": "91%", "street": "东街"},
    },
    "2025",
)


def test_stations_are_the_same_by_code_in_the_order_of_the_later_roster() -> None:
    found = compare(BEFORE, AFTER)
    assert [each.station_code for each in found.stations] == ["C", "B", "A"]
    assert found.new == ("E站",) and found.gone == ("D站",)
    assert (found.before_round, found.after_round) == ("2024", "2025")
    assert found.same_rubric and not found.other_rubric and found.whole and found.rubric_changes == ()
    assert found.before_rubric == "测试标准（示例） 1 版" == compare(result(BEFORE), AFTER).before_rubric


def test_streets_and_kinds() -> None:
    """C: 98 → 54 (two stars → one), B: 58 → 78.2 (one star), A: 78 → 79.2 (one star)."""
    found = compare(BEFORE, AFTER)
    assert found.by_street == (
        Summary("东街", 2, 0, 1, 1, (Decimal("-44.0") + Decimal("1.2")) / 2),
        Summary("西街", 1, 0, 1, 0, Decimal("20.2")),
    )
    (kind,) = found.by_kind
    assert (kind.stations, kind.up, kind.same, kind.down, kind.middle) == (3, 0, 2, 1, Decimal("1.2"))


def test_one_station_alone_is_what_it_is_among_all() -> None:
    stricter = leaf("staff", "人员", "staff", {"steps": [[10, 40], [4, 20]]}, 40)
    later = rated(
        standard("2", [stricter, AREA, SHARE]), {"A": {"staff": 8, "area": 50, "share": "90%"}, "E": {}}, "2025"
    )
    (among,) = compare(BEFORE, later).stations
    assert moved(BEFORE, later, 0) == among and among.by_rubric == -20
    assert moved(BEFORE, later, 1) is None


def test_another_standard_is_said_to_be_one() -> None:
    other = replace(AFTER, rubric=AFTER.rubric.model_copy(update={"code": "other"}))
    assert compare(BEFORE, other).other_rubric
    filed = compare(result(BEFORE), AFTER)
    assert not filed.whole and filed.stations == compare(BEFORE, AFTER).stations


def test_a_round_beside_itself_moved_nothing() -> None:
    evaluation = district(12)
    found = compare(evaluation, evaluation)
    assert len(found.stations) == 12 and not any(each.indicators or each.change for each in found.stations)
    assert {each.sentence for each in found.stations} == {
        f"总分 {evaluation.total(row)} → {evaluation.total(row)}，没有变化" for row in range(12)
    }
