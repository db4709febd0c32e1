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
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from rating.__main__ import main as rating

HOME = Path(__file__).resolve().parent.parent
RUBRIC = HOME / "rubrics" / "yichang-five-star.yaml"
CPU_SECONDS, MEGABYTES, WALL_SECONDS = 10.0, 2048.0, 120
ANNOTATED_EACH = 4
LINE = re.compile(r"[a-z_]+ [^\n]+?: [^\n]+")
ODD = (
    "",
    "NaN",
    "1e309",
    "-0",
    "99999999999999999999",
    "１２",
    "85%",
    "=1+1",
    "\u202e甲",
    "#SPILL!",
    "x" * 33_000,
    "0x1F",
    "－",
    "\ufffd",
)
Mutation = Callable[[random.Random, bytes], bytes]


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


def flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def splice(chance: random.Random, data: bytes) -> bytes:
    """A piece left out, written twice, or moved."""
    first, last = sorted(chance.sample(range(len(data) + 1), 2))
    piece, at = data[first : min(last, first + 5000)], chance.randrange(len(data))
    return chance.choice((data[:first] + data[last:], data[:at] + piece + data[at:], piece + data[at:]))


def parts(chance: random.Random, data: bytes) -> bytes:
    """Zip parts dropped, doubled, swapped, renamed."""
    found = _unpacked(data)
    one, other = chance.choice(sorted(found)), chance.choice(sorted(found))
    how = chance.randrange(5)
    if how == 0:
        del found[one]
    elif how == 1:
        found[one], found[other] = found[other], found[one]
    elif how == 2:
        found[one.upper()] = found[other]
    elif how == 3:
        found[f"../{one}"] = found.pop(one)
    else:
        found[one] = found[one][: chance.randrange(len(found[one]) + 1)]
    return _packed(found)


def markup(chance: random.Random, data: bytes) -> bytes:
    """Tokens of one XML part left out, doubled, or with other attributes and texts."""
    found = _unpacked(data)
    telling = [name for name in sorted(found) if re.search(r"sheet|content|workbook|styles|Strings", name)]
    name = chance.choice(telling or sorted(found))
    tokens = re.findall(rb"<[^>]*>|[^<]+", found[name])
    for _ in range(chance.randint(1, 6) if tokens else 0):
        at = chance.randrange(len(tokens))
        spoilt = (b"", tokens[at] * 2, tokens[chance.randrange(len(tokens))])
        tokens[at] = chance.choice((*spoilt, *[_reworded(chance, tokens[at])] * 7))  # mostly still sound XML
    found[name] = b"".join(tokens)
    return _packed(found)


def _reworded(chance: random.Random, token: bytes) -> bytes:
    odd = chance.choice(ODD).encode()
    if not token.startswith(b"<"):
        return odd.replace(b"<", b"&lt;")
    values = re.findall(rb'"([^"]*)"', token)
    kind = chance.choice((b"s", b"str", b"e", b"b", b"d", b"n", b"inlineStr", b"x"))
    changes = (
        lambda: re.sub(rb' t="[^"]*"', b' t="%s"' % kind, token),
        lambda: re.sub(
            rb' r="[^"]*"', b' r="%s"' % chance.choice((b"A0", b"ZZZ1", b"B2", b"A1048577", b"1", b"")), token
        ),
        lambda: re.sub(rb'"\d+"', b'"%d"' % chance.choice((0, 1, 9, 70_000, 2**31, 2**63, 10**12)), token, count=1),
        lambda: token.replace(chance.choice(values), odd.replace(b'"', b""), 1) if values else token,
    )
    return chance.choice(changes)()


def lines(chance: random.Random, data: bytes) -> bytes:
    """Noise in a text table: quotes, zero bytes, long cells, another encoding."""
    noise = chance.choice(
        (
            b'"',
            b'""',
            b"\0",
            b",",
            b"\t",
            b"\r",
            b"\n\n",
            b"\xff",
            b"\x80",
            b"x" * 100_000,
            b"\xef\xbb\xbf",
            "合计".encode(),
        )
    )
    at = chance.randrange(len(data) + 1)
    return data[:at] + noise * chance.randint(1, 5) + data[at:]


ANY: tuple[Mutation, ...] = (flip, truncate, splice)
ZIPPED: tuple[Mutation, ...] = (*ANY, parts, parts, *[markup] * 9)
TEXT: tuple[Mutation, ...] = (*ANY, lines, lines)


def mutated(chance: random.Random, data: bytes) -> tuple[bytes, str]:
    """(bytes, the mutations' names): one to three of them."""
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        able = ZIPPED if zipfile.is_zipfile(io.BytesIO(data)) else ANY if data.startswith(b"\xd0\xcf") else TEXT
        mutation = chance.choice(able)
        try:
            data = mutation(chance, data) or b"\0"
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, IndexError, KeyError, zlib.error):
            data = flip(chance, data)
        told.append(mutation.__name__)
    return data, "+".join(told)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(found: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
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
