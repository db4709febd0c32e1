"""Rows of cells, one interface: with formulas through XlsxWriter, or very many rows at speed.

XlsxWriter spends most of its time on each cell's way through its table.  With `constant_memory` a
row is a line of XML appended to a temporary file; for sheets of millions of cells `LargeRows`
appends those lines itself.  A row begun here is finished here: nothing else may write to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from xlsxwriter.utility import xl_col_to_name

from rating.export.style import RISKY_STARTS, Style, fitting


class Rows(Protocol):
    """Cells are given from left to right between `begin` and `end`. `look` is a format of Style."""

    def begin(self, row: int) -> None: ...

    def number(self, column: int, value: float, look: Any, formula: str | None = None) -> None: ...

    def text(self, column: int, text: str, look: Any = None, formula: str | None = None) -> None: ...

    def blank(self, column: int, look: Any) -> None: ...

    def numbers(self, first: int, values: Sequence[float], look: Any) -> None: ...

    def end(self) -> None: ...


def rows_of(sheet: Any, style: Style, *, live: bool) -> Rows:
    """The writer for a sheet: `live` sheets may hold formulas, others were opened for many rows."""
    return LiveRows(sheet, style) if live else LargeRows(sheet, style)


class LiveRows:
    """Through XlsxWriter; a formula is stored with its result."""

    def __init__(self, sheet: Any, style: Style) -> None:
        self._sheet, self._style, self._row = sheet, style, 0

    def begin(self, row: int) -> None:
        self._row = row

    def number(self, column: int, value: float, look: Any, formula: str | None = None) -> None:
        if formula is None:
            self._sheet.write_number(self._row, column, value, look)
        else:
            self._sheet.write_formula(self._row, column, formula, look, value)

    def text(self, column: int, text: str, look: Any = None, formula: str | None = None) -> None:
        if formula is not None:
            self._sheet.write_formula(self._row, column, formula, look, text)
            return
        if not text:
            self.blank(column, look or self._style.text)
            return
        text = fitting(text)
        risky = text.startswith(RISKY_STARTS)
        self._sheet.write_string(self._row, column, text, self._style.literal if risky else look or self._style.text)

    def blank(self, column: int, look: Any) -> None:
        self._sheet.write_blank(self._row, column, None, look)

    def numbers(self, first: int, values: Sequence[float], look: Any) -> None:
        for column, value in enumerate(values, first):
            self.number(column, value, look)

    def end(self) -> None:
        return


class LargeRows:
    """Straight into the row file of a sheet in constant_memory mode; formulas are left out."""

    def __init__(self, sheet: Any, style: Style) -> None:
        self._sheet, self._style = sheet, style
        self._looks: dict[Any, int] = {}
        self._row, self._number, self._widest = 0, "1", 0
        self._cells: list[str] = []
        self._names: list[str] = [xl_col_to_name(column) for column in range(400)]

    def begin(self, row: int) -> None:
        self._row, self._number, self._cells = row, str(row + 1), []

    def number(self, column: int, value: float, look: Any, formula: str | None = None) -> None:
        self._cells.append(f'<c r="{self._name(column)}{self._number}" s="{self._index(look)}"><v>{value!r}</v></c>')

    def text(self, column: int, text: str, look: Any = None, formula: str | None = None) -> None:
        if not text:
            self.blank(column, look or self._style.text)
            return
        risky = text.startswith(RISKY_STARTS)
        index = self._index(self._style.literal if risky else look or self._style.text)
        place = f'r="{self._name(column)}{self._number}" s="{index}"'
        self._cells.append(f'<c {place} t="inlineStr"><is>{self._escaped(text)}</is></c>')

    def blank(self, column: int, look: Any) -> None:
        self._cells.append(f'<c r="{self._name(column)}{self._number}" s="{self._index(look)}"/>')

    def numbers(self, first: int, values: Sequence[float], look: Any) -> None:
        tail, names = f'{self._number}" s="{self._index(look)}"><v>', self._names
        while first + len(values) > len(names):
            names.append(xl_col_to_name(len(names)))
        here = names[first : first + len(values)]
        self._cells += [f'<c r="{name}{tail}{value!r}</v></c>' for name, value in zip(here, values, strict=True)]
        self._widest = max(self._widest, first + len(values) - 1)

    def end(self) -> None:
        """Finish what XlsxWriter holds of the row before, then append this one."""
        sheet = self._sheet
        sheet._check_dimensions(self._row, self._widest)
        sheet._write_single_row(self._row)
        sheet.row_data_fh.write(f'<row r="{self._number}">{"".join(self._cells)}</row>')

    def _name(self, column: int) -> str:
        while column >= len(self._names):
            self._names.append(xl_col_to_name(len(self._names)))
        self._widest = max(self._widest, column)
        return self._names[column]

    def _index(self, look: Any) -> int:
        if look not in self._looks:
            self._looks[look] = look._get_xf_index()
        return self._looks[look]

    def _escaped(self, text: str) -> str:
        return _text_element(self._sheet, text)


@lru_cache(maxsize=8192)
def _text_element(sheet: Any, text: str) -> str:
    """<t> with everything escaped that XML or Excel would misread."""
    fitted = fitting(text)
    safe: str = sheet._escape_data(sheet._escape_control_characters(fitted))
    return f'<t xml:space="preserve">{safe}</t>' if fitted != fitted.strip() else f"<t>{safe}</t>"
