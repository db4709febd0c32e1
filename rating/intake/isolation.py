"""Starts the child process that reads an upload, keeps its time, and trusts nothing it says.

A file that kills, hangs or starves the child costs the caller a problem, never more.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import python_calamine

SECONDS, SECONDS_PER_MEGABYTE = 10.0, 1.0
TWO_CHILDREN_FROM = 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = Path(python_calamine.__file__).resolve().parents[1]
_START = "import sys; sys.path[:0] = sys.argv[2:]; from rating.intake.child import main; main()"


class _PlainUnpickler(pickle.Unpickler):
    """Numbers, texts and their containers only: no class is ever loaded."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def parse_in_child(data: bytes, seconds: float | None = None) -> dict[str, Any]:
    """{"format", "sheets", "traits"} as `child.answer` gives them, or {"refused": (code, found, remedy)}.

    Large workbooks are read by two children at once: cells, and what calamine does not tell.
    `seconds` overrides the time limit (10 s, growing with the size).
    """
    limit = seconds or SECONDS + SECONDS_PER_MEGABYTE * max(0, len(data) // 1024 // 1024 - 10)
    jobs = ("both",) if len(data) < TWO_CHILDREN_FROM or not data.startswith(b"PK") else ("sheets", "traits")
    with ThreadPoolExecutor(len(jobs)) as pool:
        answers = list(pool.map(lambda job: _run(data, job, limit), jobs))
    return next((answer for answer in answers if "refused" in answer), {**answers[0], **answers[-1]})


def _run(data: bytes, job: str, limit: float) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", "-c", _START, job, str(_ROOT), str(_LIBRARIES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": ("file_timeout", f"超过 {limit:.0f} 秒仍未读完", "")}
    except OSError as fault:
        return {"refused": ("file_unreadable", f"读取程序无法启动（{fault.strerror}）", "请稍后重试，或联系管理员")}
    if done.returncode != 0:
        return _death(done.stderr)
    try:
        answer = _PlainUnpickler(io.BytesIO(done.stdout)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, KeyError, IndexError, AttributeError):
        return _death(done.stderr)
    return answer if isinstance(answer, dict) else _death(b"")


def _death(said: bytes) -> dict[str, Any]:
    """The child ended badly: out of memory when it says so, else the content broke the reader."""
    if b"memory" in said.lower() or b"capacity overflow" in said.lower():
        return {"refused": ("file_too_large", "内容异常庞大，超出读取时允许的内存", "")}
    return {"refused": ("file_unreadable", "文件内容已损坏，读取中断", "")}
