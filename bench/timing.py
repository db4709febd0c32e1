"""Time a call or a whole process: warmed up, several runs, medians."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000
LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of each run, in order; `peak_megabytes` of the process tree where it was watched."""

    seconds: tuple[float, ...]
    peak_megabytes: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def least(self) -> float:
        return min(self.seconds)

    @property
    def most(self) -> float:
        return max(self.seconds)


def time_in_turn(work: dict[str, Callable[[], object]], runs: int) -> dict[str, Timing]:
    """Every piece of work once to warm up, then `runs` rounds in turn, so that a busy moment hits all alike."""
    for one in work.values():
        one()
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs):
        for name, one in work.items():
            gc.collect()
            start = time.perf_counter()
            one()
            seconds[name].append(time.perf_counter() - start)
    return {name: Timing(tuple(taken)) for name, taken in seconds.items()}


def time_process(command: Sequence[str], runs: int) -> Timing:
    """Wall time of a command from start to end; peak memory summed over its process tree."""
    seconds, peak = [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            watch = MemoryWatch(process.pid)
            printed, _ = process.communicate()
        seconds.append(time.perf_counter() - start)
        peak = max(peak, watch.stop())
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{printed[-3000:]}")
    return Timing(tuple(seconds), peak)


class MemoryWatch:
    """Looks at a process and its descendants every few milliseconds and keeps the largest sum."""

    def __init__(self, process: int) -> None:
        self.process, self.peak, self.ended = process, 0, threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while not self.ended.wait(LOOK_EVERY):
            self.peak = max(self.peak, sum(resident_bytes(one) for one in process_tree(self.process)))

    def stop(self) -> float:
        """Megabytes."""
        self.ended.set()
        self.thread.join()
        return self.peak / MEGABYTE


def process_tree(process: int) -> list[int]:
    """A process and all its living descendants (Linux)."""
    found = [process]
    for one in found:
        for task in _listed(Path(f"/proc/{one}/task")):
            found += [int(child) for child in _text(task / "children").split()]
    return found


def resident_bytes(process: int) -> int:
    """Proportional memory of a process: pages shared with its parent count once; 0 when it has ended."""
    line = next((line for line in _text(Path(f"/proc/{process}/smaps_rollup")).splitlines() if line[:4] == "Pss:"), "")
    return int(line.split()[1]) * 1024 if line else 0


def cpu_seconds(process: int) -> float:
    """User and system time that a process has used so far (Linux)."""
    after_name = _text(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
