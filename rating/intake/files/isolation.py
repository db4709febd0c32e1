"""Starts the child process that reads an upload, keeps its time, and trusts nothing it says.

A file that kills, hangs or starves the child costs the caller a problem, never more.
"""

from __future__ import annotations

import io
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import python_calamine

CPU_SECONDS, MEGABYTES_A_SECOND = 8, 1
PATIENCE = 6
"""The clock may run so many times longer than the CPU limit: on a busy machine honest files wait their turn."""
TWO_CHILDREN_FROM = 1024 * 1024
MOST_ANSWERED = 192 * 1024 * 1024
"""Twice what the most cells that are allowed take as numbers; what is beyond are texts that no round has."""
_CPU_USED_UP = -getattr(signal, "SIGXCPU", 24)
_ROOT = Path(__file__).resolve().parents[3]
_LIBRARIES = Path(python_calamine.__file__).resolve().parents[1]
_START = "import sys; sys.path[:0] = sys.argv[3:]; from rating.intake.files.child import main; main()"


class _PlainUnpickler(pickle.Unpickler):
    """Numbers, texts and their containers only: no class is ever loaded."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def parse_in_child(data: bytes, cpu_seconds: int | None = None, wall_seconds: float | None = None) -> dict[str, Any]:
    """{"format", "sheets", "traits"} as `child.answer` gives them, or {"refused": (code, found, remedy)}.

    Large workbooks are read by two children at once: cells, and what calamine does not tell.
    A child may use `cpu_seconds` of CPU (8 s, growing with the size), and `wall_seconds` may pass
    until it has ended (PATIENCE times as long).
    """
    cpu = cpu_seconds or CPU_SECONDS + max(0, len(data) // 1024 // 1024 - 10) // MEGABYTES_A_SECOND
    wall = wall_seconds or float(cpu * PATIENCE)
    jobs = ("both",) if len(data) < TWO_CHILDREN_FROM or not data.startswith(b"PK") else ("sheets", "traits")
    with ThreadPoolExecutor(len(jobs)) as pool:
        answers = list(pool.map(lambda job: _run(data, job, cpu, wall), jobs))
    return next((answer for answer in answers if "refused" in answer), {**answers[0], **answers[-1]})


def in_child(start: str, data: bytes) -> dict[str, Any]:
    """The answer of another reading program, under the same limits and trusted as little.

    `start` is Python source like `_START`: it finds "both", the CPU seconds and the paths to import from in `sys.argv`.
    """
    return _run(data, "both", CPU_SECONDS, float(CPU_SECONDS * PATIENCE), start)


def _run(data: bytes, job: str, cpu: int, wall: float, start: str = "") -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", "-c", start or _START, job, str(cpu), str(_ROOT), str(_LIBRARIES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=wall, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": ("file_timeout", f"超过 {wall:.0f} 秒仍未读完", "")}
    except OSError:
        return {"refused": ("file_unreadable", "读取程序无法启动", "请稍后重试，或联系管理员")}
    if done.returncode == _CPU_USED_UP:
        return {"refused": ("file_timeout", f"内容过于繁杂，运算 {cpu} 秒仍未读完", "")}
    if done.returncode != 0:
        return _death(done.stderr)
    if len(done.stdout) > MOST_ANSWERED:
        return {"refused": ("file_too_large", "单元格中的文字过多，内容异常庞大", "")}
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
