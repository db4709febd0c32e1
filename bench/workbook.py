"""Part (b): `python -m rating rate` from workbook to ranking.xlsx, as a whole process.

Held against the least any program could do, reading the same workbook with calamine and writing the
cells of our own ranking.xlsx with XlsxWriter, and against pandas with openpyxl doing the same.
Neither rival checks, scores, stars, ranks or formats anything.  Starting Python and importing
count for us and not for them; loading the cells to be written does not count for them either.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from bench.synthetic import synthetic_plan, synthetic_roster, synthetic_values
from bench.table import Line, memory_line, ratio_line, time_line
from bench.timing import Timing, time_process
from rating.rubric.nouns import Rubric

OURS = "ours: `rate`, whole process"
BARE, PANDAS = "bare: calamine read + XlsxWriter write of the same cells", "pandas with openpyxl, the same"
WITHIN, FASTER, MEMORY = 1.6, 4.0, 1200.0
HEADER = ("站点代码", "站点名称", "类型", "街道")


def measure_workbook(rows: int, columns: int, runs: int) -> list[Line]:
    """`columns` counts the four naming columns too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rubric = write_rubric(folder / "bench.yaml", columns - len(HEADER))
        write_workbook(folder / "data.xlsx", rubric, rows)
        _time_ours(folder)
        keep_cells(folder / "ranking.xlsx", folder / "cells.pickle")
        ours, bare, pandas = zip(*(_one_round(folder) for _ in range(runs)), strict=True)
    seconds = Timing(tuple(one.median for one in ours), max(one.peak_megabytes for one in ours))
    return _lines(seconds, Timing(bare), Timing(pandas))


def _one_round(folder: Path) -> tuple[Timing, float, float]:
    """Each side once, one after the other, so that a busy moment hits all alike."""
    return _time_ours(folder), _time_rival(folder, "bare"), _time_rival(folder, "pandas")


def _lines(ours: Timing, bare: Timing, pandas: Timing) -> list[Line]:
    return [
        time_line(OURS, ours),
        time_line(BARE, bare),
        ratio_line("ours ÷ bare", ours.median / bare.median, at_most=WITHIN),
        time_line(PANDAS, pandas),
        ratio_line("pandas with openpyxl ÷ ours", pandas.median / ours.median, at_least=FASTER),
        memory_line("ours: peak memory, all processes", ours.peak_megabytes, MEMORY),
    ]


def write_rubric(path: Path, columns: int) -> Rubric:
    """The synthetic rubric as a file; JSON is YAML too."""
    plan = synthetic_plan(columns)
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=1), encoding="utf-8")
    return Rubric.model_validate(plan)


def write_workbook(path: Path, rubric: Rubric, rows: int) -> None:
    """One data sheet with a title row, as an office would hand it in; shares carry a percent format."""
    roster = synthetic_roster(rows)
    columns: list[tuple[str, Any]] = list(
        zip(HEADER, (roster.code, roster.name, roster.kind, roster.street), strict=True)
    )
    for code, (scaled, decimals) in synthetic_values(rubric, rows).items():
        columns.append((rubric.fields[code].title, _as_typed(rubric, code, scaled.tolist(), decimals)))
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        percent = book.add_format({"num_format": "0.00%"})
        looks = [percent if _kind(rubric, title) == "share" else None for title, _ in columns]
        sheet.write_string(0, 0, "测速数据（示例数据）")
        sheet.write_row(1, 0, [title for title, _ in columns])
        for at, row in enumerate(zip(*(values for _, values in columns), strict=True), start=2):
            for column, value in enumerate(row):
                sheet.write(at, column, value, looks[column])


def _kind(rubric: Rubric, title: str) -> str:
    return next((field.kind for field in rubric.fields.values() if field.title == title), "")


def _as_typed(rubric: Rubric, code: str, scaled: list[int], decimals: int) -> list[Any]:
    field = rubric.fields[code]
    words = {"yes_no": ["否", "是"], "choice": field.choices}.get(field.kind)
    return [words[one] for one in scaled] if words else [one / 10**decimals for one in scaled]


def _time_ours(folder: Path) -> Timing:
    command = [sys.executable, "-m", "rating", "rate", "--rubric", str(folder / "bench.yaml")]
    return time_process([*command, str(folder / "data.xlsx"), "--out", str(folder / "ranking.xlsx")], 1)


def keep_cells(workbook: Path, kept: Path) -> None:
    """Sheet name → rows of our own output, for the rivals to write again."""
    with workbook.open("rb") as file:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    kept.write_bytes(pickle.dumps(sheets))


def _time_rival(folder: Path, how: str) -> float:
    """Seconds of reading and writing, measured inside a fresh process."""
    command = [sys.executable, "-m", "bench.rivals", how, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)
