"""Most tests of intake look at meaning: they parse in this very process, which takes a hundredth of the time.

The tests of what the child process is for (limits, hostile and foreign files, the door as a whole)
go through the real one.
"""

from __future__ import annotations

from typing import Any

import pytest

from rating.intake.files import upload
from rating.intake.files.child import answer

THROUGH_THE_CHILD = ("test_formats", "test_guard", "test_hostile", "test_isolation", "test_read")


def parse_here(data: bytes) -> dict[str, Any]:
    return answer(data, "both")


@pytest.fixture(autouse=True)
def _parse_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.module.__name__.endswith(THROUGH_THE_CHILD):
        monkeypatch.setattr(upload, "parse_in_child", parse_here)
