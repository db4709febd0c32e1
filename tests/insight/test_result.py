"""RESULT.json and check --json: the contract other programs rely on."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from rating.insight.goal_board import stars_of, stars_of_result
from rating.insight.result import previous_stars, result, write_result
from rating.problems import Refused
from tests.insight.example import example, rated, without_bands


def station(code: str) -> dict[str, Any]:
    return next(each for each in result(example())["stations"] if each["code"] == code)


def test_head_names_the_rubric() -> None:
    assert result(example())["rubric"] == {
        "code": "example",
        "title": "示例评分标准",
        "version": "1.0",
        "fingerprint": example().rubric.fingerprint,
        "standing": "example",
    }


def test_a_rated_station() -> None:
    found = station("S4")
    assert (found["total"], found["full_marks"], found["stars"], found["rank"]) == ("32.0", "40", 3, 4)
    assert (found["complete"], found["tied"], found["rank_group"], found["band"]) == (True, False, "综合", "★★★")
    assert found["gates"] == [{"code": "too_few_licensed", "title": "持证率低于 60%", "effect": "cap", "hit": True}]
    assert found["dimensions"]["team"] == {"points": "7.0", "full_marks": "15.0"}
    assert found["indicators"]["space"] == {
        "status": "reported", "value": "50", "text": "50", "points": "7.0", "full_marks": "7.0",
        "file": "测试.xlsx", "sheet": "填报表", "cell": "C5",
    }  # fmt: skip


def test_unknown_is_null_never_zero() -> None:
    found = station("S6")
    assert (found["complete"], found["total"], found["stars"], found["rank"], found["band"]) == (
        False, None, None, None, None,
    )  # fmt: skip
    blank = found["indicators"]["licensed_share"]
    assert (blank["status"], blank["value"], blank["points"]) == ("blank", None, None)
    assert found["dimensions"]["team"]["points"] is None
    assert found["gates"][0]["hit"] is None
    assert station("S7")["indicators"]["space"]["points"] is None


def test_a_shared_rank_is_a_decimal_text() -> None:
    shared = result(rated(ranking={"by": ["total"], "ties": "shared", "within": "kind"}))
    assert [each["rank"] for each in shared["stations"]][:4] == [1, 3, 3, 3]


def test_streamed_text_is_the_same_result() -> None:
    stream = io.StringIO()
    write_result(example(), stream)
    assert json.loads(stream.getvalue()) == json.loads(json.dumps(result(example())))


def test_no_floats_anywhere() -> None:
    def floats(part: Any) -> bool:
        if isinstance(part, dict):
            return any(floats(each) for each in part.values())
        return any(floats(each) for each in part) if isinstance(part, list) else isinstance(part, float)

    assert not floats(result(example()))


def test_previous_stars_are_matched_by_code() -> None:
    before = {"stations": [{"code": "S2", "stars": 3}, {"code": "S1", "stars": None}, {"code": "X", "stars": 5}]}
    assert previous_stars(before, example().roster) == {1: 3}
    assert previous_stars(result(example()), example().roster) == {0: 5, 1: 5, 2: 5, 3: 3, 6: 5, 8: 3}


@pytest.mark.parametrize(
    "bad",
    [
        {}, [], {"stations": {}}, {"stations": [1]}, {"stations": [{"stars": 3}]},
        {"stations": [{"code": "A", "stars": "5"}]}, {"stations": [{"code": "A", "stars": -1}]},
        {"stations": [{"code": "A", "stars": True}]}, {"stations": [{"code": "A", "stars": 4.5}]},
    ],
)  # fmt: skip
def test_what_is_not_a_result_is_refused(bad: Any) -> None:
    with pytest.raises(Refused) as refused:
        previous_stars(bad, example().roster)
    assert refused.value.problems[0].code == "result_unreadable"


def test_without_bands_there_is_nothing_to_award() -> None:
    plain = without_bands()
    found = [(each["band"], each["stars"], each["stars_by_score"]) for each in result(plain)["stations"]]
    assert set(found) == {(None, None, None)}
    assert result(plain)["stations"][0]["rank"] == 1
    assert previous_stars(result(plain), plain.roster) == {}
    assert [each.stars for each in stars_of(plain).stations] == [
        each.stars for each in stars_of_result(result(plain)).stations
    ]
