"""Lines of a result and how they are printed and written into docs/benchmarks.md."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.timing import Timing

BEGIN, END = "<!-- figures of {part}: begin -->", "<!-- figures of {part}: end -->"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `met` is None where nothing was promised."""

    what: str
    figure: str
    spread: str = ""
    met: bool | None = None


def time_line(what: str, timing: Timing) -> Line:
    return Line(what, _seconds(timing.median), f"{_seconds(timing.least)} – {_seconds(timing.most)}")


def limit_line(what: str, timing: Timing, at_most: float) -> Line:
    """The median held against a promise in seconds."""
    return Line(what, _seconds(timing.median), f"promised ≤ {_seconds(at_most)}", timing.median <= at_most)


def ratio_line(what: str, ratio: float, at_least: float | None = None, at_most: float | None = None) -> Line:
    """A ratio with the promise it is held against, if any; met without rounding in our favour."""
    if at_least is not None:
        return Line(what, f"{ratio:.2f}", f"promised ≥ {at_least:g}", ratio >= at_least)
    if at_most is not None:
        return Line(what, f"{ratio:.2f}", f"promised ≤ {at_most:g}", ratio <= at_most)
    return Line(what, f"{ratio:.2f}")


def memory_line(what: str, megabytes: float, at_most: float) -> Line:
    return Line(what, f"{megabytes:.0f} MB", f"promised ≤ {at_most:.0f} MB", megabytes <= at_most)


def as_markdown(lines: list[Line], size: str) -> str:
    """The block that stands between the markers of one part."""
    busy = f"load average {os.getloadavg()[0]:.1f} when done"
    measured = f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}; {busy}. Size: {size}."
    head = f"{measured}\n\n| what | median | range, or promise | kept |\n|---|---|---|---|\n"
    marks = {None: "", True: "yes", False: "**no**"}
    return head + "\n".join(f"| {one.what} | {one.figure} | {one.spread} | {marks[one.met]} |" for one in lines)


def write_block(document: Path, part: str, block: str) -> None:
    """Replace one part's block in a document that has its markers; the rest stays as written."""
    begin, end = BEGIN.format(part=part), END.format(part=part)
    text = document.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{document} has no markers for {part}")
    document.write_text(f"{before}{begin}\n{block}\n{end}{after}", encoding="utf-8")


def machine() -> str:
    names = ("numpy", "pandas", "python-calamine", "XlsxWriter", "streamlit")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({_processor()}, {platform.machine()}), Python {platform.python_version()}, {versions}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
