from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from rating.rubric.policies import Band, Coverage, Gate, RankKey, Raters, Trimmed

GATE = {"code": "g", "title": "条件", "when": "a"}


@pytest.mark.parametrize(
    ("shape", "content", "told"),
    [
        (Coverage, {}, "至少写一个"),
        (Trimmed, {"drop": 2, "at_least": 4}, "必须大于去掉的人数"),
        (Raters, {"combine": "trimmed_mean", "if_missing": "wait"}, "必须同时写"),
        (Raters, {"combine": "mean", "if_missing": "wait", "trimmed": {"at_least": 5}}, "必须同时写"),
        (Gate, {**GATE, "effect": "cap"}, "必须写 stars"),
        (Gate, {**GATE, "effect": "veto", "stars": 3}, "其他 effect 不写"),
        (Band, {"stars": 1, "at_least": 1, "above": 1}, "at_least 与 above"),
        (Band, {"stars": 1, "below": 1, "at_most": 1}, "below 与 at_most"),
    ],
)
def test_policies_that_contradict_themselves_are_refused(
    shape: type[BaseModel], content: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        shape.model_validate(content)


def test_a_band_is_called_by_its_label_or_its_stars() -> None:
    assert Band.model_validate({"stars": 3}).title == "★★★"
    assert Band.model_validate({"stars": 3, "label": "良好"}).title == "良好"


def test_a_ranking_key_may_be_a_word() -> None:
    assert RankKey.model_validate("total") == RankKey(key="total", better="higher")
