"""`python -m bench [--part PART] [--small] [--write]`: measure, print, keep. The parts are in `PARTS`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bench.table import Line, as_markdown, write_block

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def _scoring(small: bool) -> tuple[list[Line], str]:
    from bench.scoring import measure_scoring

    rows, columns, runs = (300, 24, 2) if small else (100_000, 50, 15)
    return measure_scoring(rows, columns, runs), f"{rows:,} stations × {columns} indicators, {runs} runs"


def _rating(small: bool) -> tuple[list[Line], str]:
    from bench.workbook import measure_workbook

    rows, columns, runs = (60, 20, 1) if small else (40_000, 60, 3)
    return measure_workbook(rows, columns, runs), f"a workbook of {rows:,} rows × {columns} columns, {runs} runs"


def _page(small: bool) -> tuple[list[Line], str]:
    from bench.page import measure_page

    rows, reruns, runs = (12, 3, 1) if small else (215, 60, 5)
    return measure_page(rows, reruns, runs), f"{rows} rows, {runs} rounds of {reruns} reruns"


def _reading(small: bool) -> tuple[list[Line], str]:
    from bench.reading import measure_reading

    rows, columns, runs = (60, 20, 1) if small else (40_000, 60, 5)
    return measure_reading(rows, columns, runs), f"a workbook of {rows:,} rows × {columns} columns, {runs} runs"


def _drop(small: bool) -> tuple[list[Line], str]:
    from bench.drop import measure_drop

    runs = 1 if small else 7
    return measure_drop(runs), f"files of the sample district, {runs} runs"


def _result(small: bool) -> tuple[list[Line], str]:
    from bench.station_result import measure_station_result

    stations, runs = (80, 1) if small else (40_000, 7)
    return measure_station_result(stations, runs), f"{stations:,} stations, {runs} rounds of 200 reads"


def _log_in(small: bool) -> tuple[list[Line], str]:
    from bench.log_in import measure_log_in

    many, few = (3, 1) if small else (60, 6)
    return measure_log_in(many, few), f"{many} people of one address, {few} of another"


def _visitors(small: bool) -> tuple[list[Line], str]:
    from bench.visitors import measure_visitors

    stations, heads, evaluators = (12, 4, 4) if small else (215, 100, 60)
    return measure_visitors(stations, heads, evaluators), f"{stations} stations, {heads} heads, {evaluators} evaluators"


def _certainty(small: bool) -> tuple[list[Line], str]:
    from bench.certainty import measure_certainty

    rows, columns, draws, runs = (60, 12, 20, 1) if small else (40_000, 50, 1_000, 3)
    size = f"{rows:,} stations × {columns} indicators × {draws:,} draws, {runs} runs"
    return measure_certainty(rows, columns, draws, runs), size


def _letters(small: bool) -> tuple[list[Line], str]:
    from bench.letters import measure_letters

    letters, archived, runs = (2, 3, 1) if small else (37, 215, 3)
    return measure_letters(letters, archived, runs), f"{letters} stations, {archived} letters in the ZIP, {runs} runs"


PARTS: dict[str, Callable[[bool], tuple[list[Line], str]]] = {
    "scoring": _scoring, "rating": _rating, "page": _page, "reading": _reading, "drop": _drop,
    "result": _result, "log-in": _log_in, "visitors": _visitors,
    "certainty": _certainty, "letters": _letters,
}  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--small", action="store_true", help="a tiny size, to see that it runs")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/benchmarks.md")
    chosen = parser.parse_args(arguments)
    for part in chosen.part or PARTS:
        lines, size = PARTS[part](chosen.small)
        block = as_markdown(lines, size)
        print(f"\n## {part}\n{block}")
        if chosen.write:
            write_block(DOCUMENT, part, block)


if __name__ == "__main__":
    main()
