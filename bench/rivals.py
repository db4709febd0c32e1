"""What part (b) is measured against, each in a process of its own: `python -m bench.rivals bare FOLDER`.

Prints the seconds of reading data.xlsx and writing the kept cells.  The bare writer is timed with
and without constant memory, and the faster counts.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Sheets = dict[str, list[list[Any]]]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(folder: Path, sheets: Sheets) -> float:
    import python_calamine
    import xlsxwriter

    def read() -> None:
        with (folder / "data.xlsx").open("rb") as file:
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    def write(constant_memory: bool) -> None:
        with xlsxwriter.Workbook(str(folder / "bare.xlsx"), {"constant_memory": constant_memory}) as book:
            for name, rows in sheets.items():
                _write_rows(book.add_worksheet(name), rows)

    return _seconds(read) + min(_seconds(lambda: write(True)), _seconds(lambda: write(False)))


def _write_rows(sheet: Any, rows: list[list[Any]]) -> None:
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(at, column, value)
            else:
                sheet.write(at, column, value)


def pandas(folder: Path, sheets: Sheets) -> float:
    import pandas

    def read() -> None:
        pandas.read_excel(folder / "data.xlsx", sheet_name=None, header=None, engine="openpyxl")

    frames = {name: pandas.DataFrame(rows) for name, rows in sheets.items()}

    def write() -> None:
        with pandas.ExcelWriter(folder / "pandas.xlsx", engine="openpyxl") as book:
            for name, frame in frames.items():
                frame.to_excel(book, sheet_name=name, header=False, index=False)

    return _seconds(read) + _seconds(write)


if __name__ == "__main__":
    how, folder = sys.argv[1], Path(sys.argv[2])
    kept = pickle.loads((folder / "cells.pickle").read_bytes())  # noqa: S301  written by bench/workbook.py just before
    print({"bare": bare, "pandas": pandas}[how](folder, kept))
