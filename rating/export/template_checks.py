"""What a cell of a template takes: drop-downs, ranges, what is said while typing, and when it turns red."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.export.template_plan import Entry, Limits
from rating.intake.cleaning.readings import LARGEST
from rating.rubric.nouns import DataField
from rating.rubric.numbers import plain

LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_FORMULA = 32, 255, 255
"""What Excel takes; a longer one makes it call the whole file damaged."""
LONGEST_INLINE, BETWEEN = 90, "¦"
"""Words that a formula looks through, and what stands between them: nobody types it."""
SHORT_ANSWERS = ("有", "无", "√", "×")
"""Read as 是 and 否 where they are pasted in, so they do not redden; the drop-down does not offer them."""
LAST_DAY = Decimal(2958465)
"""31 December 9999, as a spreadsheet counts days."""
KIND_WORDS = {
    "number": "数字", "share": "百分数", "yes_no": "是或否", "choice": "单选", "several": "多选", "mark": "打分",
    "date": "日期", "text": "文字",
}  # fmt: skip
FORMATS = {"share": "0.00%", "date": "yyyy-mm-dd", "text": "@", "several": "@", "choice": "@", "yes_no": "@"}
"""Number formats of the cells; everything else is General."""
ListRange = Callable[[tuple[str, ...]], str]
"""Words that are too long for a formula → the cells of the sheet 选项 that hold them."""


@dataclass(frozen=True)
class Check:
    """What is allowed in a cell of one column and range of rows.

    validation   options for the spreadsheet's own check; without the place
    wrong        a formula of the first cell that is true where the reader would refuse; "" when nothing is
    """

    validation: dict[str, Any]
    wrong: str


def check_of(entry: Entry, limits: Limits, cell: str, list_range: ListRange) -> Check:
    """`cell` is the first cell of the range, its row relative: $E7."""
    data_field = entry.data_field
    told = {
        "ignore_blank": True,
        "input_title": _cut(data_field.title, LONGEST_TITLE),
        "input_message": _cut(message(data_field, limits), LONGEST_MESSAGE),
        "error_title": "填写的内容不符合要求",
        "error_message": _cut(f"「{data_field.title}」应填：{wanted(data_field, limits)}", LONGEST_MESSAGE),
    }
    words = drop_down(data_field)
    if words:
        known = (*words, *SHORT_ANSWERS) if data_field.kind == "yes_no" else words
        allowed = _is_one_of(cell, known, list_range)
        return Check({**told, "validate": "list", "source": list_source(words, list_range)}, _wrong(cell, allowed))
    if data_field.kind in ("text", "several"):
        return Check({**told, "validate": "any"}, f"=ISERROR({cell})")
    # IF and not OR: arithmetic on a word is an error, and an error would refuse the words that are allowed.
    test, nothing = _number_test(data_field, limits, cell), nothing_words(data_field)
    allowed = f"IF(ISNUMBER({cell}),{test},{_is_one_of(cell, nothing, list_range)})"
    return Check({**told, "validate": "custom", "value": f"={allowed}"}, _wrong(cell, allowed))


def drop_down(data_field: DataField) -> tuple[str, ...]:
    """What the drop-down offers; () where there is none."""
    if data_field.kind == "yes_no":
        choices: Sequence[str] = ("是", "否")
    elif data_field.kind == "choice":
        choices = data_field.choices
    else:
        return ()
    return tuple(dict.fromkeys([*choices, *nothing_words(data_field)]))


def nothing_words(data_field: DataField) -> tuple[str, ...]:
    """The rubric's words for 合理缺项 and 未检查."""
    words = [*data_field.not_applicable_words, *data_field.not_inspected_words]
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def wanted(data_field: DataField, limits: Limits) -> str:
    """What is to be filled in, without the words for nothing: 整数，1 至 200（人）."""
    if data_field.kind in ("choice", "several"):
        how = "可填多项，用顿号隔开：" if data_field.kind == "several" else ""
        return how + "、".join(data_field.choices)
    if data_field.kind == "yes_no":
        return "是 或 否"
    if data_field.kind == "date":
        return "日期，如 2025-03-05"
    if data_field.kind == "text":
        return "文字"
    what = "整数" if data_field.whole else KIND_WORDS[data_field.kind]
    limited = range_in_words(data_field, limits)
    if data_field.kind == "mark" and limited and data_field.unit in ("", "分"):
        return f"{what}，{limited} 分"
    unit = f"单位：{data_field.unit}" if data_field.unit and data_field.kind != "share" else ""
    return "，".join(part for part in (what, limited, unit, "如 85%" if data_field.kind == "share" else "") if part)


def range_in_words(data_field: DataField, limits: Limits) -> str:
    """1 至 200; 不小于 0; "" without limits."""
    least, most = (None if limit is None else data_field.in_words(limit) for limit in limits)
    if least is not None and most is not None:
        return f"{least} 至 {most}"
    return f"不小于 {least}" if least is not None else f"不大于 {most}" if most is not None else ""


def message(data_field: DataField, limits: Limits) -> str:
    """What appears beside a cell while it is filled in."""
    lines = [f"填写：{wanted(data_field, limits)}"]
    if data_field.not_applicable_words:
        lines.append(f"确无此项：填“{data_field.not_applicable_words[0]}”")
    if data_field.not_inspected_words:
        lines.append(f"没有检查：填“{data_field.not_inspected_words[0]}”")
    if data_field.definition:
        lines.append(data_field.definition)
    return "\n".join(lines)


def _number_test(data_field: DataField, limits: Limits, cell: str) -> str:
    """A formula: the number in the cell keeps to the limits."""
    least, most = (Decimal(1), LAST_DAY) if data_field.kind == "date" else limits
    low = f"{cell}>-{plain(LARGEST)}" if least is None else f"{cell}>={plain(least)}"
    high = f"{cell}<{plain(LARGEST)}" if most is None else f"{cell}<={plain(most)}"
    kept = f"AND({low},{high}{f',{cell}=INT({cell})' if data_field.whole else ''})"
    meant = "".join(f",{cell}={word}" for word in nothing_words(data_field) if word.isascii() and word.isdigit())
    return f"OR({kept}{meant})" if meant else kept  # a rubric may say that 99 means 合理缺项


def _is_one_of(cell: str, words: tuple[str, ...], list_range: ListRange) -> str:
    """A formula: the cell is one of the words. Not by a lookup, which takes * and ? for patterns."""
    joined = quoted(BETWEEN.join(["", *words, ""]))
    if not words:
        return "FALSE"
    if len(joined) <= LONGEST_INLINE and not any(BETWEEN in word for word in words):
        return f'ISNUMBER(FIND("{BETWEEN}"&TRIM({cell})&"{BETWEEN}","{joined}"))'
    return f"SUMPRODUCT(--({list_range(words)}=TRIM({cell})))>0"


def quoted(word: str) -> str:
    """A word inside a formula's quotation marks."""
    return word.replace('"', '""')


def _wrong(cell: str, allowed: str) -> str:
    return f"=IF(ISERROR({cell}),TRUE,IF(LEN(TRIM({cell}))=0,FALSE,NOT({allowed})))"


def list_source(words: tuple[str, ...], list_range: ListRange) -> list[str] | str:
    """The words themselves where a drop-down can hold them, else the cells that do."""
    plain_words = all("," not in word and '"' not in word and word == word.strip() for word in words)
    if plain_words and not words[0].startswith("=") and len(",".join(words)) <= LONGEST_FORMULA:
        return list(words)
    return f"={list_range(words)}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
