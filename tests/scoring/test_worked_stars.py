"""Gates, bands, quotas, ladder and ranks, worked out by hand (field guide §3.3, §3.4, §8.4)."""

from __future__ import annotations

from typing import Any

import pytest

from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import rubric
from tests.scoring.worked import rate

BANDS: list[dict[str, Any]] = [{"stars": 5, "at_least": 90}, {"stars": 4, "at_least": 80}, {"stars": 3, "at_least": 60}]


def rated(bands: list[dict[str, Any]] | None = None, **parts: Any) -> Rubric:
    """Two sections of 50 (a, b: points as reported) and a yes/no field for conditions."""
    sections = [
        {
            "code": code,
            "title": code,
            "full_marks": 50,
            "value": f"{code}0",
            "rule": {"linear": {"zero": 0, "full": 50}},
        }
        for code in ("a", "b")
    ]
    fields = {
        "a0": {"title": "甲"},
        "b0": {"title": "乙"},
        "bad": {"title": "情形", "kind": "yes_no"},
        "size": {"title": "人数"},
    }
    return rubric(fields=fields, dimensions=sections, bands=BANDS if bands is None else bands, **parts)


def row(total: Any, bad: Any = "否", **more: Any) -> dict[str, Any]:
    """A station with `total` points, section a filled first."""
    first = min(float(total), 50)
    return {"a0": str(first), "b0": str(round(float(total) - first, 4)), "bad": bad, **more}


def stars(evaluation: Evaluation) -> list[int]:
    return [int(number) for number in evaluation.ratings.stars]


def ranks(evaluation: Evaluation) -> list[float | None]:
    return [None if rank != rank else float(rank) for rank in evaluation.ratings.rank]


def reasons(evaluation: Evaluation, station: int) -> set[str]:
    return {reason.code for reason in evaluation.ratings.reasons[station]}


def test_bands_by_cut_score_on_the_rounded_total() -> None:
    """89.95 is 90.0 at one decimal; 89.94 is 89.9."""
    evaluation = rate(rated(), [row(90), row("89.95"), row("89.94"), row(80), row(60), row("59.9")])
    assert stars(evaluation) == [5, 5, 4, 4, 3, 0]
    assert evaluation.ratings.band[5] == "不定星级"


def test_strict_limits() -> None:
    """社会组织: >950 of 1000 is 5A: 95 exactly is not."""
    assert stars(rate(rated([{"stars": 5, "above": 95}, {"stars": 4, "above": "90%"}]), [row(95), row("95.1")])) == [
        4,
        5,
    ]


def test_cut_scores_as_shares_of_the_converted_full_marks() -> None:
    """84.6 of 130 converted… here 45 of 100 → 67.5 of 150: 45 % of 150 is 67.5: reached."""
    form = rated(
        [{"stars": 1, "at_least": "45%"}],
        scale={"full_marks": 100, "decimals": 1, "round": "indicator", "convert_to": 150},
    )
    assert stars(rate(form, [row(45), row("44.9")])) == [1, 0]


def test_bonus_may_or_may_not_buy_a_star() -> None:
    """85 + 6 of bonus = 91: five stars only when the bonus counts (Hunan, field guide §2.1)."""
    extra = {
        "code": "extra",
        "title": "加分",
        "full_marks": 10,
        "bonus": True,
        "value": "size",
        "rule": {"per_unit": {"points": 1}},
    }
    for buys, expected in ((True, 5), (False, 4)):
        plain = rated()
        form = rubric(
            fields=plain.model_dump()["fields"],
            bands=BANDS,
            dimensions=[*plain.model_dump()["dimensions"], extra],
            scale={"full_marks": 100, "decimals": 1, "round": "indicator", "bonus_buys_stars": buys},
        )
        evaluation = rate(form, [row(85, size=6)])
        assert (str(evaluation.total(0)), stars(evaluation)) == ("91.0", [expected])


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"effect": "veto"}, -1),
        ({"effect": "veto", "veto_means": "lowest"}, 0),
        ({"effect": "unrated"}, -1),
        ({"effect": "cap", "stars": 3}, 3),
    ],
)
def test_gates(effect: dict[str, Any], expected: int) -> None:
    """总分 96，因必备条件未满足，最高 3 星 (field guide §8.4)."""
    form = rated(gates=[{"code": "g", "title": "提供虚假材料", "when": "bad = 是", **effect}])
    evaluation = rate(form, [row(96, "是"), row(96)])
    assert stars(evaluation) == [expected, 5]
    assert evaluation.ratings.stars_by_score.tolist() == [5, 5]
    assert ranks(evaluation) == ([1.0, 1.0] if effect["effect"] == "cap" else [None, 1.0])
    assert effect["effect"] in reasons(evaluation, 0)


@pytest.mark.parametrize(("policy", "expected"), [("incomplete", -1), ("pass", 5)])
def test_a_gate_whose_data_are_missing(policy: str, expected: int) -> None:
    form = rated(gates=[{"code": "g", "title": "条件", "when": "bad", "effect": "veto", "if_blank": policy}])
    assert stars(rate(form, [row(96, None)])) == [expected]


def test_gate_for_one_kind_and_on_a_section() -> None:
    gates = [
        {"code": "g", "title": "甲不足六成", "when": "share(a) < 60%", "effect": "cap", "stars": 3, "kinds": ["综合"]}
    ]
    form = rated(
        gates=gates, kinds=["综合", "专项"], bands=[{"stars": 5, "at_least": 60}, {"stars": 3, "at_least": 40}]
    )
    rows = [{"kind": kind, "a0": 29, "b0": 50, "bad": "否"} for kind in ("综合", "专项")]
    assert stars(rate(form, rows)) == [3, 5]


def test_section_floors() -> None:
    """长沙: total reached AND every section ≥ 90 % for five stars: 50 + 44 has a section at 88 %."""
    form = rated([{"stars": 5, "at_least": 90, "each_dimension": "90%"}, {"stars": 4, "at_least": 80}])
    evaluation = rate(form, [{"a0": 50, "b0": 44}, {"a0": 48, "b0": 45}])
    assert stars(evaluation) == [4, 5]
    assert reasons(evaluation, 0) == {"dimension_floor"}


def test_named_minimum() -> None:
    form = rated(
        [{"stars": 5, "at_least": 80, "minimum": {"b": 40}}, {"stars": 4, "at_least": 80, "minimum": {"b": "60%"}}]
    )
    assert stars(rate(form, [{"a0": 50, "b0": 40}, {"a0": 50, "b0": "39.9"}, {"a0": "50", "b0": 30}])) == [5, 4, 4]


def test_mandatory_condition_of_a_star() -> None:
    five = {"stars": 5, "at_least": 90, "requires": [{"title": "专职人员不少于 5 人", "when": "size >= 5"}]}
    evaluation = rate(rated([five, *BANDS[1:]]), [row(95, size=5), row(95, size=4), row(95)])
    assert stars(evaluation) == [5, 4, 4]
    assert reasons(evaluation, 1) == {"requirement"}


def test_bands_by_kind() -> None:
    form = rated(bands_by_kind={"专项": [{"stars": 5, "at_least": 70}]}, kinds=["综合", "专项"])
    assert stars(rate(form, [row(75, kind="综合"), row(75, kind="专项")])) == [3, 5]


QUOTAS: list[dict[str, Any]] = [
    {"stars": 5, "at_least": 60, "quota": 1},
    {"stars": 4, "at_least": 60, "quota": "50%"},
    {"stars": 3},
]


def test_quota_by_number_and_by_share() -> None:
    """石狮: one 5★; half of five = 2 (floor of 2.5) 4★ among the rest that reach 60; the others 3★."""
    rows = [row(total) for total in (70, 95, 80, 65, 59)]
    assert stars(rate(rated(QUOTAS, award={"quota_within": "all"}), rows)) == [4, 5, 4, 3, 3]


def test_cut_score_and_quota_together() -> None:
    """The quota is not filled with stations below 60."""
    assert stars(rate(rated(QUOTAS, award={"quota_within": "all"}), [row(50), row(40)])) == [3, 3]


@pytest.mark.parametrize(("ties", "expected"), [("include", [5, 5, 3]), ("exclude", [4, 3, 3])])
def test_a_tie_across_the_quotas_border(ties: str, expected: list[int]) -> None:
    """One place, two equals. `exclude`: none gets it; then half of three (1) again meets the two."""
    evaluation = rate(rated(QUOTAS, award={"quota_within": "all", "quota_ties": ties}), [row(90), row(90), row(50)])
    found = stars(evaluation)
    assert found == (expected if ties == "include" else [3, 3, 3])


def test_quota_within_kinds() -> None:
    rows = [row(90, kind="甲"), row(80, kind="甲"), row(70, kind="乙")]
    assert stars(rate(rated(QUOTAS, kinds=["甲", "乙"]), rows)) == [5, 4, 5]


def test_ladder_and_first_time_ceiling() -> None:
    """One step up from 3 is 4; a first-timer gets 3 at most; falling is free (长沙, 上海养老)."""
    form = rated(award={"ladder": {"up": 1, "first_time": 3}})
    evaluation = rate(form, [row(95), row(95), row(65)], previous_stars={0: 3, 2: 5})
    assert stars(evaluation) == [4, 3, 3]
    assert (reasons(evaluation, 0), reasons(evaluation, 1)) == ({"ladder"}, {"first_time"})


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("standard", [1, 2, 2, 4]),
        ("dense", [1, 2, 2, 3]),
        ("shared", [1, 2.5, 2.5, 4]),
    ],
)
def test_ties(ties: str, expected: list[float]) -> None:
    form = rated(ranking={"by": ["total"], "ties": ties, "within": "all"})
    evaluation = rate(form, [row(90), row(80), row(80), row(70)])
    assert ranks(evaluation) == expected
    assert evaluation.ratings.tied.tolist() == [False, True, True, False]


def test_ranking_keys_in_turn() -> None:
    """Equal totals: the better section b first; then the smaller station; then a real tie."""
    by = ["stars", "total", "b", {"key": "size", "better": "lower"}]
    form = rated(ranking={"by": by, "ties": "standard", "within": "all"})
    rows = [
        {"a0": 50, "b0": 30, "size": 4},
        {"a0": 40, "b0": 40, "size": 6},
        {"a0": 40, "b0": 40, "size": 5},
        {"a0": 50, "b0": 30, "size": 4},
        {"a0": 40, "b0": 40},
    ]
    assert ranks(rate(form, rows)) == [4, 2, 1, 4, 3]


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("kind", [1, 1, 2, 2]),
        ("street", [1, 2, 1, 2]),
        ("district", [1, 2, 3, 1]),
        ("all", [1, 2, 3, 4]),
    ],
)
def test_rank_groups(within: str, expected: list[float]) -> None:
    form = rated(ranking={"by": ["total"], "ties": "standard", "within": within}, kinds=["甲", "乙"])
    rows = [
        row(90, kind="甲", street="东", district="一"),
        row(80, kind="乙", street="东", district="一"),
        row(70, kind="甲", street="西", district="一"),
        row(60, kind="乙", street="西", district="二"),
    ]
    assert ranks(rate(form, rows)) == expected


def test_incomplete_and_vetoed_stations_are_never_silently_last() -> None:
    form = rated(gates=[{"code": "g", "title": "虚假材料", "when": "bad", "effect": "veto"}])
    evaluation = rate(form, [row(90), {"a0": 40, "bad": "否"}, row(95, "是")])
    assert ranks(evaluation) == [1, None, None]
    assert ("incomplete" in reasons(evaluation, 1), "veto" in reasons(evaluation, 2)) == (True, True)
