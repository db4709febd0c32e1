from __future__ import annotations

import pytest

from rating.insight.certainty.certainty import Certainty
from rating.screens.reliability_sections import working_out
from rating.screens.visit.session import IMPORTED
from tests.screens.opening import open_screen, shown, text_of


def test_very_many_stations_wait_for_the_button(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_out, "AT_ONCE", 2)
    now = shown(3)
    run = open_screen("reliability", now)
    assert "3 个单位的可靠性还没有计算" in text_of(run) and working_out.waits_for_the_button(now)
    run.button(key="certainty_begin").click().run()
    assert not run.exception and "3 个站点中" in text_of(run)
    assert isinstance(run.session_state[IMPORTED].drawn[working_out.KEPT], Certainty)
    run.run()
    assert "3 个站点中" in text_of(run), "the second time nobody need ask"


def test_few_stations_wait_for_nothing() -> None:
    assert not working_out.waits_for_the_button(shown(3))
