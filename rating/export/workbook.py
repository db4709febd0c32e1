"""The door to XlsxWriter: a workbook in which other people's text is only ever text.

Nothing that is written becomes a formula, a link or a number by itself, and signs that are not seen but do
something are left out: of cells, formulas, sheet names, footers, choices and properties.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

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


_USUAL = frozenset((CellFormulaTuple, CellNumberTuple, CellStringTuple))


class _Sheet(Worksheet):  # type: ignore[misc]
    def write_string(self, row: int, column: int, text: str, look: Any = None) -> Any:
        return self._write_string(row, column, fitting(text), look)

    def write_formula(self, row: int, column: int, formula: str, look: Any = None, value: Any = 0) -> Any:
        """Straight into the table of cells: no function is newer than Excel 2016 and none gives an array, so
        XlsxWriter's searches for those, most of the time of a formula, are left out.
        """
        if self.constant_memory:
            return super().write_formula(row, column, visible(formula), look, _seen(value))
        if self._check_dimensions(row, column):
            return -1
        self.table[row][column] = CellFormulaTuple(visible(formula).removeprefix("="), look, _seen(value))
        return 0

    def _write_cell(self, row: int, column: int, cell: Any) -> None:
        """The three usual kinds of cell in one line each, as XlsxWriter would write them; the others by itself."""
        kind, look = type(cell), cell.format
        if self.constant_memory or look is None or kind not in _USUAL:
            super()._write_cell(row, column, cell)
            return
        opened = f'<c r="{xl_rowcol_to_cell_fast(row, column)}" s="{look._get_xf_index()}"'
        if kind is CellStringTuple:
            self.fh.write(f'{opened} t="s"><v>{cell.string}</v></c>')
        elif kind is CellNumberTuple:
            self.fh.write(f"{opened}><v>{cell.number:.16G}</v></c>")
        elif isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
            self.fh.write(f"{opened}><f>{_escaped(cell.formula)}</f><v>{cell.value}</v></c>")
        else:
            super()._write_cell(row, column, cell)

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


def _escaped(formula: str) -> str:
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _seen(value: Any) -> Any:
    """The same with every text in it as it is seen."""
    if isinstance(value, str):
        return fitting(value)
    if isinstance(value, dict):
        return {key: _seen(each) for key, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list | tuple) else value
