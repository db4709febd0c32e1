"""Mutated workbooks thrown at `check`: `python -m bench.fuzz [--seconds 60] [--seed 1] [--keep FOLDER]`.

The sample district's files and some built here are spoilt at random: bytes, zip parts, XML, cells,
lines of text.  Whatever comes of it must end 0 or 2, with a reason of five parts (docs/decisions/0012)
where it ends 2, within CPU_SECONDS and MEGABYTES; an annotated copy must open again.  What does not is
kept in FOLDER and the command exits 1.  The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from bench.spoiling import mutated
from rating.__main__ import main as rating

HOME = Path(__file__).resolve().parent.parent
RUBRIC = HOME / "rubrics" / "yichang-five-star.yaml"
CPU_SECONDS, MEGABYTES, WALL_SECONDS = 10.0, 2048.0, 120
ANNOTATED_EACH = 4
LINE = re.compile(r"[a-z_]+ [^\n]+?: [^\n]+")


@dataclass
class Tally:
    """What a run has seen."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    violations: list[str] = field(default_factory=list)


def seeds() -> dict[str, bytes]:
    """Sound files of every format, by name."""
    found = {
        path.name: path.read_bytes() for path in sorted((HOME / "sample_data").glob("*.[xc]*")) if path.suffix != ".py"
    }
    found |= {path.name: path.read_bytes() for path in sorted((HOME / "tests" / "intake" / "samples").glob("*.*"))}
    text = "站点代码,站点名称,类型,驻站社工数,持证社工数\n" + "".join(
        f"{n:03},站{n},综合,{n},{n - 1}\n" for n in range(1, 30)
    )
    return found | {
        "各种格.xlsx": _odd_workbook(),
        "甲.csv": text.encode("gb18030"),
        "乙.tsv": text.replace(",", "\t").encode("utf-16"),
    }


def _odd_workbook() -> bytes:
    """Merged headers, percentages, errors, formulas without a result, hidden rows and sheets."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["2025年度填报表"],
        ["站点名称", "类型", "社工", None, "居民满意率"],
        [None, None, "驻站社工数", "持证社工数", None],
    ):
        sheet.append(row)
    for number in range(4, 20):
        sheet.append([f"站{number}", "综合", number, f"=C{number}-1", number / 20])
        sheet.cell(number, 5).number_format = "0%"
    sheet["C9"], sheet["C10"], sheet["D11"] = "#N/A", "约85", True
    for area in ("A1:E1", "C2:D2", "A2:A3", "B2:B3", "E2:E3"):
        sheet.merge_cells(area)
    sheet.row_dimensions[12].hidden = True
    book.create_sheet("草稿").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def run(seconds: float, seed: int, keep: Path, most: int = 10**9) -> Tally:
    """Files until the time is up, or `most` of them."""
    tally, sound = Tally(), seeds()
    names, end = sorted(sound), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        for number in range(most):
            if time.monotonic() > end:
                break
            chance = random.Random(f"{seed}:{number}")
            name = chance.choice(names)
            data, how = mutated(chance, sound[name])
            label = f"{seed}-{number} {how} {name}"
            trouble = _one(Path(folder), name, data, number % ANNOTATED_EACH == 0, label, tally)
            if trouble:
                tally.violations.append(f"{label}: {trouble}")
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{number}-{name}").write_bytes(data)
    return tally


def _one(folder: Path, name: str, data: bytes, annotated: bool, label: str, tally: Tally) -> str:
    """Check one file; "" or what it did against the promise."""
    path, copy = folder / name, folder / "批注版.xlsx"
    path.write_bytes(data)
    copy.unlink(missing_ok=True)
    said, before = io.StringIO(), _cpu()
    words = ["check", "--rubric", str(RUBRIC), str(path), *(["--annotated", str(copy)] if annotated else [])]
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()), _patience():
        try:
            code = rating(words)
        except BaseException as fault:  # noqa: BLE001 - whatever comes out is the finding
            return f"raised {type(fault).__name__}: {fault}"
    told, cpu = said.getvalue().splitlines(), _cpu() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    tally.outcomes[f"{code} {told[0].split(' ')[0] if told and code else ''}".strip()] += 1
    tally.slowest, tally.largest = max(tally.slowest, (cpu, label)), max(tally.largest, (peak, label))
    return _broken_promise(code, told, cpu, peak) or (_unreadable(copy) if copy.exists() else "")


def _broken_promise(code: int, told: list[str], cpu: float, peak: float) -> str:
    if code not in (0, 2) or (code == 2 and not told):
        return f"ended {code}, said {told[:1]}"
    wrong = next((line for line in told if not LINE.fullmatch(line) or line.count("; ") != 2), None)
    if wrong is not None:
        return f"a line without five parts: {wrong[:200]}"
    if cpu > CPU_SECONDS or peak > MEGABYTES:
        return f"took {cpu:.1f} s of CPU, {peak:.0f} MB"
    return ""


def _unreadable(copy: Path) -> str:
    try:
        openpyxl.load_workbook(copy).close()
    except Exception as fault:  # noqa: BLE001 - whatever openpyxl stumbles over is the finding
        return f"the annotated copy does not open: {type(fault).__name__}: {fault}"
    return ""


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TimeoutError(f"no answer after {WALL_SECONDS} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(WALL_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz-findings"), help="folder for files that break the promise"
    )
    chosen = parser.parse_args(arguments)
    tally = run(chosen.seconds, chosen.seed, chosen.keep)
    print(f"{tally.outcomes.total()} files, {len(tally.violations)} broken promises")
    for outcome, count in tally.outcomes.most_common():
        print(f"{count:7}  {outcome}")
    print(f"slowest {tally.slowest[0]:.1f} s of CPU: {tally.slowest[1]}")
    print(f"largest child so far {tally.largest[0]:.0f} MB: {tally.largest[1]}")
    for violation in tally.violations:
        print(f"BROKEN {violation}")
    return 1 if tally.violations else 0


if __name__ == "__main__":
    sys.exit(main())
