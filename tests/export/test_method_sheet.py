"""口径说明: where the result comes from, and which figures are not formulas, and why."""

from __future__ import annotations

import pytest

from rating.export import plan as planning
from rating.export.method_sheet import write_method
from rating.scoring.evaluation import Evaluation
from tests.export.reading import sheet_of
from tests.insight.example import EXAMPLE, example, rated


def text_of(evaluation: Evaluation) -> str:
    sheet = sheet_of(write_method, evaluation)
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_provenance_files_and_sources() -> None:
    text = text_of(example())
    for part in (example().rubric.fingerprint[:12], "2026-11-22", "测试.xlsx → 填报表", "工作指引"):
        assert part in text


def test_it_says_what_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "是公式" in text_of(example())
    monkeypatch.setattr(planning, "MOST_LIVE", 0)
    assert "全部写为数值，不设公式" in text_of(example())


def test_each_value_that_is_no_formula_has_its_reason() -> None:
    """A rule that looks at the other stations cannot be a formula of the station's own row."""
    team, service = EXAMPLE["dimensions"]
    peer = {**team["indicators"][1], "rule": {"min_max": {"better": "higher", "within": "all"}}}
    text = text_of(rated(dimensions=[{**team, "indicators": [team["indicators"][0], peer]}, service]))
    assert "场地面积：得分取决于其他单位的数值（与同类比较）" in text
    assert "与同类比较" not in text_of(example())


def test_it_says_up_to_how_many_stations_there_is_a_selection(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "次序随名次变动；站点超过 600 个时不设" in text_of(example())
    monkeypatch.setattr(planning, "MOST_FIGURED", 5)
    assert "不列「填报值」和「分类查看」" in text_of(example())
