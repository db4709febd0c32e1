"""`python -m tests.intake.nasty --out FOLDER`: every nasty file on disk, with a list of what must come of each."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from rating.problems import CATALOGUE
from tests.intake.nasty import NASTY
from tests.intake.nasty.case import Case


def write_all(folder: Path) -> int:
    """One folder a case, numbered as in the table; the number of files written."""
    folder.mkdir(parents=True, exist_ok=True)
    files, told = 0, ["# 刁难文件", "", "| 文件夹 | 填表人做了什么 | 应报问题 | 未采用 |", "|---|---|---|---|"]
    for number, case in enumerate(NASTY, 1):
        place = folder / f"{number:03d}_{case.name}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        named = [*case.uploads, *([case.listed] if case.listed else [])]
        for at, (name, data) in enumerate(named, 1):
            (place / _plain(name, place, at)).write_bytes(data)
            files += 1
        told.append(f"| {place.name} | {case.did} | {_problems(case)} | {case.left_out or ''} |")
    (folder / "README.md").write_text("\n".join(told) + "\n", "utf-8")
    return files


def _plain(name: str, place: Path, at: int) -> str:
    """A name that stays inside the folder and takes no other file's place."""
    last = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable())
    return f"{at}_{last}" if (place / last).exists() else last


def _problems(case: Case) -> str:
    codes = dict.fromkeys(line.split("@")[0] for line in case.problems)
    return "、".join(CATALOGUE[code].title for code in codes)


def main() -> None:
    parser = argparse.ArgumentParser(description="写出全部刁难文件")
    parser.add_argument("--out", type=Path, required=True, help="写到这个文件夹")
    folder = parser.parse_args().out
    print(f"{len(NASTY)} 例，{write_all(folder)} 个文件，写到 {folder}")  # noqa: T201


if __name__ == "__main__":
    main()
