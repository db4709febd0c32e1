"""Part (d): reading and checking a clean workbook, held against bare calamine in a child process.

Ours is `read_workbooks` in a running process, as the server calls it: children, limits, every cell
checked by its field, stations matched, addresses kept.  The bare child only asks calamine for the
rows; once it throws them away, once it hands them back to its parent, as any program must that
wants to use them.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Line, memory_line, ratio_line, time_line
from bench.timing import MemoryWatch, Timing, time_in_turn
from bench.workbook import HEADER, write_rubric, write_workbook

OURS = "ours: read and checked"
BARE = "bare: calamine in a child, rows thrown away"
HANDED = "bare: calamine in a child, rows handed back"
WITHIN, MEMORY = 1.6, 700.0
_READ = "import python_calamine as c; rows = c.CalamineWorkbook.from_path({path!r}).get_sheet_by_index(0).to_python()"
_HAND = "; import pickle, sys; pickle.dump(rows, sys.stdout.buffer, protocol=5); sys.stdout.flush()"
_END = "; import os; os._exit(0)"


def measure_reading(rows: int, columns: int, runs: int) -> list[Line]:
    """`columns` counts the four naming columns too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rubric = write_rubric(folder / "bench.yaml", columns - len(HEADER))
        write_workbook(folder / "data.xlsx", rubric, rows)
        ours = [sys.executable, "-m", "bench.reading", name]
        peak = _peak(ours)
        sides = {OURS: lambda: _inside(folder), BARE: lambda: _bare(folder), HANDED: lambda: _handed(folder)}
        timings = time_in_turn(sides, runs)
    return _lines(timings, peak)


def _lines(timings: dict[str, Timing], peak: float) -> list[Line]:
    ours, bare, handed = (timings[side] for side in (OURS, BARE, HANDED))
    return [
        time_line(OURS, ours),
        time_line(BARE, bare),
        ratio_line("ours ÷ bare, rows thrown away", ours.median / bare.median, at_most=WITHIN),
        time_line(HANDED, handed),
        ratio_line("ours ÷ bare, rows handed back", ours.median / handed.median, at_most=WITHIN),
        memory_line("ours: peak memory, all processes", peak, MEMORY),
    ]


def _inside(folder: Path) -> None:
    """Our reading in this process; a problem would make the comparison worthless."""
    from rating import load_rubric, read_workbooks

    reported = read_workbooks(load_rubric(folder / "bench.yaml"), [folder / "data.xlsx"])
    if reported.problems:
        raise RuntimeError(reported.problems[0].line)


def _bare(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", _code(folder) + _END], check=True)


def _handed(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _code(folder) + _HAND + _END], check=True, capture_output=True)
    pickle.loads(done.stdout)  # noqa: S301 — what our own child wrote


def _code(folder: Path) -> str:
    return _READ.format(path=str(folder / "data.xlsx"))


def _peak(command: list[str]) -> float:
    """Megabytes of a fresh process that reads the workbook once, with its children."""
    with subprocess.Popen(command) as process:
        watch = MemoryWatch(process.pid)
        process.wait()
    return watch.stop()


def main() -> None:
    """`python -m bench.reading FOLDER`: read once, say how long it took."""
    start = time.perf_counter()
    _inside(Path(sys.argv[1]))
    print(f"{time.perf_counter() - start:.2f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
