"""What the child answers for each job; its memory limit."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rating.intake.files import isolation
from rating.intake.files.child import MEMORY_LIMIT, answer
from tests.intake.workbooks import xlsx

DATA = xlsx([["站点", "服务时长"], ["甲", 1]])


def test_jobs() -> None:
    assert set(answer(DATA, "both")) == {"format", "macros", "sheets", "traits"}
    assert set(answer(DATA, "sheets")) == {"format", "macros", "sheets"}
    assert set(answer(DATA, "traits")) == {"format", "macros", "traits"}
    assert answer(b"a,b", "both")["format"] == "text"
    assert answer(b"%PDF", "both")["refused"][0] == "file_format"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 resource 模块")
def test_memory_beyond_the_limit_is_refused_by_the_system() -> None:
    program = f"import sys; sys.path.insert(0, {str(isolation._ROOT)!r})\nfrom rating.intake.files.child import limit_resources\nlimit_resources(10)\n"
    command = [sys.executable, "-c", program + f"bytearray({MEMORY_LIMIT})"]
    assert b"MemoryError" in subprocess.run(command, capture_output=True, check=False).stderr
