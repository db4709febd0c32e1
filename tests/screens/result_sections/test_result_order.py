from __future__ import annotations

from dataclasses import replace

import pytest

from rating.insight.feedback import feedback
from rating.screens.result_sections import result_order
from rating.screens.result_sections.result_order import section, show_result
from tests.screens.opening import district


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(result_order, "put", lambda *parts: found.append(" ".join(map(str, parts))))
    return found


def test_the_way_ahead_stands_before_the_profile_and_the_profile_before_the_indicators(drawn: list[str]) -> None:
    told = feedback(district(24), 1)
    show_result(told, lambda: drawn.append("图"))
    whole = "\n".join(drawn)
    places = [whole.index(each) for each in ("图", "长处和短处", "逐项说明", f"失分的 {len(told.lost)} 项", "得满分的")]
    assert places == sorted(places) and whole.index(told.next_star.title if told.next_star else "最高") < places[0]
    assert "与上一轮相比" not in whole, "there was no earlier round"


def test_without_any_points_nothing_is_drawn(drawn: list[str]) -> None:
    told = feedback(district(4), 0)
    blank = tuple(replace(each, points=None, share=None) for each in told.dimensions)
    show_result(replace(told, dimensions=blank), lambda: drawn.append("图"))
    assert "图" not in drawn


def test_a_part_without_content_has_no_heading(drawn: list[str]) -> None:
    section("标题", None)
    assert drawn == []
