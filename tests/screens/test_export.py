from __future__ import annotations

from rating.insight.provenance import provenance
from tests.screens.opening import open_screen, shown, text_of


def test_what_a_result_rests_on_is_written_out() -> None:
    now = shown(6)
    text = text_of(open_screen("export", now))
    for label, told in provenance(now.evaluation):
        assert label in text
        assert told in text
