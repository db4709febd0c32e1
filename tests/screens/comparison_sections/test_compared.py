from __future__ import annotations

from rating.screens.comparison_sections.compared import Compared
from tests.screens.comparison_sections.test_comparison_tables import found


def test_drawn_once_and_never_shared_with_another_comparison() -> None:
    one, other = Compared(found()), Compared(found())
    times = []
    for kept in (one, one, other):
        assert kept.once("一", lambda: times.append(1) or "drawn") == "drawn"
    assert len(times) == 2
    assert one.once("二", lambda: "second") == "second"
