"""One cell that is not a plain number → what it says, by the kind of its field.

Nothing here guesses: what is not understood is unreadable and says so; what is nearly understood
(约85) is kept with a warning; what is a range (≥90) is a question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from rating.intake.cells import Cell, ErrorCell, Moment, NoResult, OddNumber, as_text
from rating.intake.plain_text import plain_text
from rating.intake.unit_words import same_unit
from rating.reported import Status
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField

_DASHES = frozenset(["-", "--", "---", "—", "——", "–", "―", "－", "/", "//", "\\", "⁄", "·"])
_EMPTY_WORDS = frozenset({"空", "空白", "缺失", "暂无", "暂缺", "无数据", "未填", "未填报", "待补", "待定"})
_ABOUT = re.compile(r"^(?:约|大约|大概|约为|近|将近|接近|左右)|(?:左右|上下|约)$")
_RANGE = re.compile(
    r"^(?:≥|>=|>|≤|<=|<|≧|≦|大于|小于|超过|超|不少于|不低于|不超过|至少|至多|最多|多于|少于)|(?:以上|以下|以内|余|多|\+)$"
)
_BETWEEN = re.compile(r"^\d+(?:\.\d+)?[^\d.\-]{0,2}(?:-|~|—|–|至|到)\d+(?:\.\d+)?")
_NUMBER = re.compile(r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(?:e([+-]?\d{1,3}))?(.*)$")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t].*)?$")
_YES = frozenset({*(word.casefold() for word in YES_WORDS), "✔", "☑", "对", "true", "已", "有的", "是的"})
_NO = frozenset({*(word.casefold() for word in NO_WORDS), "x", "✘", "✕", "☒", "错", "false", "没有", "未", "非"})
_SEPARATORS = re.compile(r"[,、;/|+\s]+")
MOST_DIGITS = 15
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. `percent` marks a number written with its % sign."""

    number: Decimal | None = None
    status: Status = Status.REPORTED
    code: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    percent: bool = False


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
        return Reading(status=Status.BLANK, code="value_blank", found=f"填写的是「{typed.strip()}」，按空白处理")
    return None


def read_number(cell: Cell, typed: str, data_field: DataField) -> Reading:
    """A number written as text: 85％, 95分, 1,350, 约85, ≥90."""
    if isinstance(cell, Moment):
        return _bad("value_unreadable", f"单元格是日期「{typed}」", "数字", "请把单元格格式改为常规，再填写数字")
    if isinstance(cell, bool):
        return _bad("value_unreadable", f"填写的是「{typed}」", "数字")
    text = plain(typed).replace("%.", "%").rstrip("。")
    if _RANGE.search(text) or _BETWEEN.match(text):
        return _bad("value_inequality", f"填写的是「{typed.strip()}」", "确切数值")
    about = _ABOUT.search(text)
    reading = _exact_number(_ABOUT.sub("", text), typed, data_field)
    if about and reading.number is not None and not reading.code:
        return Reading(
            reading.number, code="value_approximate", found=f"填写的是「{typed.strip()}」", percent=reading.percent
        )
    return reading


def _exact_number(text: str, typed: str, data_field: DataField) -> Reading:
    match = _NUMBER.match(text.replace("−", "-"))
    unreadable = _bad("value_unreadable", f"「{typed.strip()}」不是可以识别的数字", _wanted(data_field))
    if not match:
        if text in ("无", "没有"):
            return _bad("value_unreadable", f"填写的是「{typed.strip()}」", "数字", "如为零请填 0，没有资料请留空")
        return unreadable
    sign, whole, fraction, exponent, unit = match.groups()
    percent = unit in ("%", "percent") or (unit == "" and text.endswith("%"))
    if unit and not percent and not same_unit(unit, data_field.unit):
        return unreadable
    if percent and data_field.kind != "share" and "%" not in data_field.unit and "百分" not in data_field.unit:
        return _bad("value_unreadable", f"填写的是百分数「{typed.strip()}」", _wanted(data_field))
    try:
        number = Decimal(f"{sign}{whole.replace(',', '')}{fraction or ''}e{exponent or 0}")
    except InvalidOperation:
        return unreadable
    if abs(number) >= LARGEST:
        return _bad("value_out_of_range", f"「{typed.strip()}」超出可用的数字范围")
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
    return _bad("value_choice", f"填写的是「{typed.strip()}」", "是 或 否")


def _read_choice(cell: Cell, typed: str, data_field: DataField) -> Reading:
    index = _choice_index(typed, data_field.choices)
    if index is None:
        return _bad("value_choice", f"填写的是「{typed.strip()}」", "、".join(data_field.choices))
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
            return _bad("value_choice", f"填写的是「{typed.strip()}」，其中「{part}」", "、".join(data_field.choices))
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
        return _bad("value_unreadable", f"「{typed.strip()}」不是完整的日期", "日期（如 2025-03-05）")


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
