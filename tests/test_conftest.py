"""Under CI a skipped test is a failed test; elsewhere it is a skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILES = {
    "test_marked.py": "import pytest\n\n@pytest.mark.skip\ndef test_one():\n    pass\n",
    "test_inside.py": "import pytest\n\ndef test_one():\n    pytest.skip('no browser')\n",
    "test_whole.py": "import pytest\n\npytest.importorskip('no_such_module')\n\ndef test_one():\n    pass\n",
    "test_usual.py": "def test_one():\n    assert True\n",
}


@pytest.mark.parametrize(
    ("ci", "summary"), [("true", "1 failed, 1 passed, 2 errors"), ("", "1 passed, 3 skipped")], ids=["CI", "elsewhere"]
)
def test_skips_are_forbidden_under_ci(tmp_path: Path, ci: str, summary: str) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    for name, content in {**FILES, "pytest.ini": "[pytest]\n"}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "--continue-on-collection-errors", "-p", "no:cacheprovider"]
    environment = {**os.environ, "CI": ci}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1].startswith(summary)
    assert (done.returncode == 0) is (ci == "")
