"""The door to XlsxWriter: a workbook in which other people's text is only ever text.

Nothing that is written becomes a formula, a link or a number by itself, and signs that are not seen but do
something are left out: of cells, formulas, sheet names, footers, choices and properties.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from rating.export.style import fitting
from rating.shown import one_line, visible

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def open_workbook(target: str | Path | BinaryIO, **options: Any) -> Any:
    """A new workbook; `options` are XlsxWriter's own, beside `OPTIONS`. The caller closes it."""
    return _Book(target, {**OPTIONS, **options})


def write_whole(target: str | Path | BinaryIO, write: Callable[[BinaryIO], None]) -> None:
    """`write` into a stream, or into a file that is there whole or not at all.

    Raises OSError when the path cannot be written; then nothing is left behind.
    """
    if not isinstance(target, str | Path):
        write(target)
        return
    path = Path(target)
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as stream:
            write(stream)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class _Sheet(Worksheet):  # type: ignore[misc]
    def write_string(self, row: int, column: int, text: str, look: Any = None) -> Any:
        return super().write_string(row, column, fitting(text), look)

    def write_formula(self, row: int, column: int, formula: str, look: Any = None, value: Any = 0) -> Any:
        return super().write_formula(row, column, visible(formula), look, _seen(value))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """No function is newer than Excel 2016, so the thirty searches for such a cell are left out."""
        return formula.removeprefix("=")

    def data_validation(self, *place_and_options: Any) -> Any:
        *place, options = place_and_options
        return super().data_validation(*place, _seen(options))

    def set_footer(self, footer: str = "", *more: Any) -> Any:
        return super().set_footer(visible(footer), *more)


class _Book(Workbook):  # type: ignore[misc]
    def add_worksheet(self, name: str | None = None, worksheet_class: Any = None) -> Any:
        return super().add_worksheet(name and one_line(name), worksheet_class or _Sheet)

    def set_properties(self, properties: dict[str, Any]) -> Any:
        return super().set_properties(_seen(properties))


def _seen(value: Any) -> Any:
    """The same with every text in it as it is seen."""
    if isinstance(value, str):
        return fitting(value)
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list | tuple) else value
