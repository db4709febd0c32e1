"""The child process: time limit, memory, bad ends, and nothing trusted that it says."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from rating.intake.files import isolation
from rating.intake.files.isolation import in_child, parse_in_child
from tests.intake.workbooks import xlsx

CSV = "站点,服务时长\n甲,1\n".encode()


def instead_of_child(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(isolation, "_START", program)


def test_a_child_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    instead_of_child(monkeypatch, "import time; time.sleep(60)")
    assert parse_in_child(CSV, wall_seconds=0.5)["refused"][0] == "file_timeout"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 resource 模块")
def test_a_child_that_only_computes_ends_by_its_own_cpu_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    limited = isolation._START.replace(
        "import main; main()", "import limit_resources; limit_resources(int(sys.argv[2]))"
    )
    instead_of_child(monkeypatch, limited + "\nwhile True: pass")
    code, found, _ = parse_in_child(CSV, cpu_seconds=1, wall_seconds=60)["refused"]
    assert (code, "运算 1 秒" in found) == ("file_timeout", True)


def test_waiting_its_turn_is_not_held_against_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    instead_of_child(monkeypatch, "import time; time.sleep(1.5)\n" + isolation._START)
    assert parse_in_child(CSV, cpu_seconds=1)["format"] == "text"
    assert isolation.PATIENCE >= 5


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os; os.abort()", "file_unreadable"),
        ("raise MemoryError", "file_too_large"),
        (
            "import sys; sys.stderr.write('memory allocation of 549755813888 bytes failed'); sys.exit(134)",
            "file_too_large",
        ),
        ("print('not a pickle')", "file_unreadable"),
        ("pass", "file_unreadable"),
        ("import pickle, sys; pickle.dump([1], sys.stdout.buffer)", "file_unreadable"),
    ],
)
def test_a_child_that_ends_badly_is_a_refusal(monkeypatch: pytest.MonkeyPatch, program: str, code: str) -> None:
    instead_of_child(monkeypatch, program)
    assert parse_in_child(CSV)["refused"][0] == code


def test_an_answer_of_more_text_than_any_round_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MOST_ANSWERED", 10)
    assert parse_in_child(CSV)["refused"][0] == "file_too_large"


def test_no_class_is_loaded_from_what_the_child_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    touched = tmp_path / "touched"

    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (touched,))

    saying = pickle.dumps(Evil())
    instead_of_child(monkeypatch, f"import sys; sys.stdout.buffer.write({saying!r})")
    assert parse_in_child(CSV)["refused"][0] == "file_unreadable"
    assert not touched.exists()


def test_large_workbooks_are_read_by_two_children_with_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx([["站点", "满意度"], ["甲", 0.5]], touch=lambda sheet: setattr(sheet["B2"], "number_format", "0%"))
    together = parse_in_child(data)
    monkeypatch.setattr(isolation, "TWO_CHILDREN_FROM", 1)
    assert parse_in_child(data) == together
    assert together["traits"]["Sheet1"]["percent"]


def test_the_child_loads_nothing_heavy() -> None:
    program = (
        f"import sys; sys.path[:0] = {[str(isolation._ROOT), str(isolation._LIBRARIES)]!r}\n"
        "import rating.intake.files.child as child\n"
        f"child.answer({CSV!r}, 'both')\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    assert not {"numpy", "pandas", "pydantic", "streamlit", "openpyxl"} & set(done.stdout.split())


def test_another_reading_program_runs_under_the_same_limits() -> None:
    said = "import pickle, sys; pickle.dump({'size': len(sys.stdin.buffer.read())}, sys.stdout.buffer)"
    assert in_child(said, b"abc") == {"size": 3}
    assert in_child("raise MemoryError", b"")["refused"][0] == "file_too_large"
    assert in_child("import os; os.abort()", b"")["refused"][0] == "file_unreadable"
