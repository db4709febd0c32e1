"""One cell that is not a plain number → what it says, by the kind of its field.

Nothing here guesses: what is not understood is unreadable and says so; what is nearly understood
(约85, 90以上) is kept with a warning; an upper bound or a span (不超过5, 3-5) is a question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from rating.intake.cleaning.inexact import ABOUT, AT_LEAST, Inexact, inexact
from rating.intake.cleaning.unit_words import same_unit
from rating.intake.files.cells import Cell, ErrorCell, Moment, NoResult, OddNumber, as_text
from rating.intake.plain_text import plain_text, visible_text
from rating.reported import Status
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField

_DASHES = frozenset(["-", "--", "---", "—", "——", "–", "―", "－", "/", "//", "\\", "⁄", "·"])
_EMPTY_WORDS = frozenset({"空", "空白", "缺失", "暂无", "暂缺", "无数据", "未填", "未填报", "待补", "待定"})
_NUMBER = re.compile(r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(?:e([+-]?\d{1,3}))?(.*)$")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t].*)?$")
_YES = frozenset({*(word.casefold() for word in YES_WORDS), "✔", "☑", "✅", "对", "true", "已", "有的", "是的"})
_NO = frozenset(
    {*(word.casefold() for word in NO_WORDS), "x", "✘", "✕", "✖", "❌", "❎", "☒", "错", "false", "没有", "未", "非"}
)
_TICKED = frozenset("☑■√✓✔✅")
_BOXES_BEFORE = re.compile(r"^([☑■√✓✔✅□☐])[是有][/、]?([☑■√✓✔✅□☐])[否无]$")
_BOXES_AFTER = re.compile(r"^[是有]([☑■√✓✔✅□☐])[/、]?[否无]([☑■√✓✔✅□☐])$")
_MINUS = str.maketrans("−‐‒", "---")
_APART = re.compile(r"[\d.,]\s+[\d.,]|\d[.,]?\s*e\s+[+-]?\d|\d\s+e\s*[+-]?\d", re.IGNORECASE)
_RAISED_AFTER = frozenset("mMｍＭ米")  # m² is a unit
_SEPARATORS = re.compile(r"[,、;/|+\s]+")
_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_SERIAL_DAYS = range(18264, 73051)  # 1950 to 2099
MOST_DIGITS = 15
LONGEST_QUOTED = 60
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says.

    percent  marks a number written with its % sign
    offered  of an unreadable span or upper bound: the numbers it may be confirmed as, the lowest
             first, each in the terms of `number` (90 with `percent` for 90%)
    """

    number: Decimal | None = None
    status: Status = Status.REPORTED
    code: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    percent: bool = False
    offered: tuple[Decimal, ...] = ()


BLANK = Reading(status=Status.BLANK)


def plain(text: str) -> str:
    """Half width, no spaces, lower case: for comparing and counting, never for storing."""
    return plain_text(text).casefold()


@lru_cache(maxsize=1024)
def _plain_words(words: Collection[str]) -> frozenset[str]:
    return frozenset(plain(word) for word in words)


def read_cell(cell: Cell, data_field: DataField) -> Reading:
    """The reading of one cell for one field (a `DataField`). Plain numbers in number columns go another way."""
    if cell is None:
        return BLANK
    if isinstance(cell, ErrorCell):
        return _bad("value_error_cell", f"单元格是错误值 {cell.text}")
    if isinstance(cell, NoResult):
        return _bad("value_no_result", "公式没有保存计算结果")
    if isinstance(cell, OddNumber):
        return _bad("value_unreadable", f"「{cell.text}」不是有效的数字", "数字")
    typed = as_text(cell)
    return _nothing(typed, data_field) or _BY_KIND[data_field.kind](cell, typed, data_field)


def _quoted(typed: str) -> str:
    """What a problem repeats of a cell: its beginning tells which one it is."""
    text = typed.strip()
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}……（共 {len(text)} 字）"


def _bad(code: str, found: str, expected: str = "", remedy: str = "") -> Reading:
    return Reading(status=Status.UNREADABLE, code=code, found=found, expected=expected, remedy=remedy)


def _nothing(typed: str, data_field: DataField) -> Reading | None:
    """The kinds of nothing, kept apart: blank, 未检查, 合理缺项 — by the field's own words first."""
    text = plain(typed)
    if text in _plain_words(tuple(data_field.not_applicable_words)):
        return Reading(status=Status.NOT_APPLICABLE)
    if text in _plain_words(tuple(data_field.not_inspected_words)):
        return Reading(status=Status.NOT_INSPECTED)
    if not text:
        return BLANK
    if text in _EMPTY_WORDS or (text in _plain_words(_DASHES) and data_field.kind != "text"):
        return Reading(status=Status.BLANK, code="value_blank", found=f"填写的是「{_quoted(typed)}」，按空白处理")
    return None


def read_number(cell: Cell, typed: str, data_field: DataField) -> Reading:
    """A number written as text: 85％, 95分, 1,350, 约85, 90以上, 3-5."""
    if isinstance(cell, Moment):
        return _bad(
            "value_unreadable", f"单元格是日期「{_quoted(typed)}」", "数字", "请把单元格格式改为常规，再填写数字"
        )
    if isinstance(cell, bool):
        return _bad("value_unreadable", f"填写的是「{_quoted(typed)}」", "数字")
    if why := _not_one_number(typed):
        return _bad("value_unreadable", f"「{_quoted(typed)}」{why}", _wanted(data_field))
    text = plain(typed).translate(_MINUS).replace("%.", "%").rstrip("。")
    reading = _exact_number(text, typed, data_field)
    loose = inexact(text) if reading.number is None else None
    return _inexact_number(loose, typed, data_field) if loose else reading


def _not_one_number(typed: str) -> str:
    """Digits that would melt into one number once the text is plain: 85 90, 95¹."""
    if _APART.search(visible_text(typed)):
        return "中有不止一个数字，或数字中间有空格、换行"
    for at, letter in enumerate(typed):
        if unicodedata.category(letter) == "No" and typed[:at].strip()[-1:] not in _RAISED_AFTER:
            return f"中的「{letter}」不是普通数字"
    return ""


def _inexact_number(loose: Inexact, typed: str, data_field: DataField) -> Reading:
    """At least and about: taken as written. At most and between: offered, the lower end first."""
    found = f"填写的是「{_quoted(typed)}」"
    readings = [_exact_number(text, typed, data_field) for text in loose.numbers]
    numbers = [reading.number for reading in readings if reading.number is not None]
    if len(numbers) < len(readings):
        return next(reading for reading in readings if reading.number is None)
    percent = readings[0].percent
    if loose.kind in (ABOUT, AT_LEAST):
        code = "value_approximate" if loose.kind == ABOUT else "value_inequality"
        return Reading(numbers[0], code=code, found=found, percent=percent)
    if len(numbers) == 2 and numbers[0] >= numbers[1]:
        return _bad("value_unreadable", f"「{_quoted(typed)}」不是可以识别的数字", _wanted(data_field))
    return replace(_bad("value_range", found, "确切数值"), percent=percent, offered=tuple(numbers))


def _exact_number(text: str, typed: str, data_field: DataField) -> Reading:
    match = _NUMBER.match(text)
    unreadable = _bad("value_unreadable", f"「{_quoted(typed)}」不是可以识别的数字", _wanted(data_field))
    if not match:
        if text in ("无", "没有"):
            return _bad("value_unreadable", f"填写的是「{_quoted(typed)}」", "数字", "如为零请填 0，没有资料请留空")
        return unreadable
    sign, whole, fraction, exponent, unit = match.groups()
    percent = unit in ("%", "percent") or (unit == "" and text.endswith("%"))
    if unit and not percent and not same_unit(unit, data_field.unit):
        return unreadable
    if percent and data_field.kind != "share" and "%" not in data_field.unit and "百分" not in data_field.unit:
        return _bad("value_unreadable", f"填写的是百分数「{_quoted(typed)}」", _wanted(data_field))
    try:
        number = Decimal(f"{sign}{whole.replace(',', '')}{fraction or ''}e{exponent or 0}")
    except InvalidOperation:
        return unreadable
    if abs(number) >= LARGEST:
        return _bad("value_out_of_range", f"「{_quoted(typed)}」超出可用的数字范围")
    return Reading(_cut(number), percent=percent and data_field.kind == "share")


def _cut(number: Decimal) -> Decimal:
    """At most 15 significant digits, as in a spreadsheet."""
    return Decimal(format(number, f".{MOST_DIGITS}g")) if len(number.as_tuple().digits) > MOST_DIGITS else number


def _wanted(data_field: DataField) -> str:
    if data_field.kind == "share":
        return "百分数（如 85%）"
    return f"数字（单位：{data_field.unit}）" if data_field.unit else "数字"


def _read_yes_no(cell: Cell, typed: str, data_field: DataField) -> Reading:
    if isinstance(cell, bool):
        return Reading(Decimal(cell))
    text = plain(typed)
    if text in _YES or text in _NO:
        return Reading(Decimal(text in _YES))
    ticked = _BOXES_BEFORE.match(text) or _BOXES_AFTER.match(text)
    if ticked and (ticked[1] in _TICKED) != (ticked[2] in _TICKED):
        return Reading(Decimal(ticked[1] in _TICKED))
    return _bad("value_choice", f"填写的是「{_quoted(typed)}」", "是 或 否")


def _read_choice(cell: Cell, typed: str, data_field: DataField) -> Reading:
    index = _choice_index(typed, data_field.choices)
    if index is None:
        return _bad("value_choice", f"填写的是「{_quoted(typed)}」", "、".join(data_field.choices))
    return Reading(Decimal(index))


def _choice_index(typed: str, choices: list[str]) -> int | None:
    if typed.strip() in choices:
        return choices.index(typed.strip())
    alike = [index for index, choice in enumerate(choices) if plain(choice) == plain(typed)]
    return alike[0] if len(alike) == 1 else None


def _read_several(cell: Cell, typed: str, data_field: DataField) -> Reading:
    whole = _choice_index(typed, data_field.choices)
    if whole is not None:
        return Reading(Decimal(1 << whole))
    if plain(typed) in ("无", "没有", "0"):
        return Reading(Decimal(0))
    bits = 0
    for part in _SEPARATORS.split(unicodedata.normalize("NFKC", typed).strip()):
        index = _choice_index(part, data_field.choices)
        if part and index is None:
            found = f"填写的是「{_quoted(typed)}」，其中「{_quoted(part)}」"
            return _bad("value_choice", found, "、".join(data_field.choices))
        bits |= 1 << index if index is not None else 0
    return Reading(Decimal(bits))


def _read_date(cell: Cell, typed: str, data_field: DataField) -> Reading:
    parts = cell.parts if isinstance(cell, Moment) else ()
    text = unicodedata.normalize("NFKC", typed).strip().casefold()
    match = _DATE.match(re.sub(r"\s*([-/.年月日])\s*", r"\1", text)) or re.match(r"^(\d{4})(\d{2})(\d{2})$", text)
    if match:
        parts = tuple(int(part) for part in match.groups())
    try:
        return Reading(Decimal(date(*parts[:3]).toordinal()))
    except (TypeError, ValueError):
        found = f"「{_quoted(typed)}」不是完整的日期{_as_serial(cell)}"
        return _bad("value_unreadable", found, "日期（如 2025-03-05）")


def _as_serial(cell: Cell) -> str:
    """A whole number that a spreadsheet would show as a date of our times: a hint, never taken."""
    if not isinstance(cell, float) or cell not in _SERIAL_DAYS:
        return ""
    return f"（像是没有设成日期格式的 {date.fromordinal(_SERIAL_ZERO + int(cell))}）"


def _read_text(cell: Cell, typed: str, data_field: DataField) -> Reading:
    return Reading(Decimal(0))


_BY_KIND = {
    "number": read_number,
    "share": read_number,
    "mark": read_number,
    "yes_no": _read_yes_no,
    "choice": _read_choice,
    "several": _read_several,
    "date": _read_date,
    "text": _read_text,
}
