from __future__ import annotations

from typing import Any

import pytest

from rating.district.storage.database import Database
from rating.screens.result_sections import since_at_hand as module
from rating.screens.result_sections.since_at_hand import since_at_hand
from rating.screens.visit.session import Shown, sample
from tests.district.announced import rated, ready
from tests.screens.opening import district, open_screen, text_of
from tests.workflow.test_since_before import LATER


def test_the_sample_is_held_against_its_own_earlier_result() -> None:
    now = sample()
    since = since_at_hand(now, now.evaluation.roster.code.index("0102"))
    assert since is not None and since.before_round == "2024年度（示例数据）"
    assert (str(since.total_before), str(since.total_after)) == ("79.6", "89.9")
    assert since.by_rubric == 0 and since.change == since.by_performance


def test_files_without_an_earlier_result_tell_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "imported_with", lambda: None)
    assert since_at_hand(Shown(district(4), "本次导入的数据", sample=False), 0) is None


@pytest.mark.parametrize("content", [b"", b"{}", b'{"stations": [{"code": "S001", "total": "x"}]}'])
def test_a_file_that_cannot_be_used_tells_of_none(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(module, "imported_with", lambda: ("上一轮.json", content))
    assert since_at_hand(Shown(district(4), "本次导入的数据", sample=False), 0) is None


def test_in_a_district_it_is_what_was_announced_before(one_database: Database, sign_in: Any) -> None:
    first = ready(one_database)
    second = ready(one_database, "2026 年度", first.made, rated(LATER))
    sign_in(second.evaluator)
    query = {"station": "01", "round": str(second.round_id)}
    assert "与上一轮相比" not in text_of(open_screen("station", query=query)), "nothing is announced yet"
    first.announce()
    told = text_of(open_screen("station", query=query))
    assert "与「2025 年度」相比，总分由 20.0 分变为 15.0 分，－5 分" in told
    third = ready(one_database, "2027 年度", first.made)
    assert "与「2025 年度」相比" in text_of(
        open_screen("station", query={"station": "01", "round": str(third.round_id)})
    )
