"""How one value of a rubric stands in a cell, and how a cell is read back as that value.

Read values are those of the plain tree a rubric file gives: text, lists, None.  Whatever a cell would
not give back letter by letter (blanks at an edge, a list's own separator) stands in double quotes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import Amount, plain
from rating.workshop.sheets.names import Names, Unread


@dataclass(frozen=True, slots=True)
class Share:
    """A number that is shown as a percentage."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Live:
    """A formula of the workbook and the value it has now."""

    formula: str
    value: Decimal


Shown = None | str | int | Decimal | Share | Live
NONE = "（无）"
UNLIMITED = "不限"
LONGEST_TEXT = 32_000
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_LIKE_ERROR = re.compile(r"#[A-Z/0!?_]+|Err:\d+")
_UNSTORABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_SEPARATORS = "、，,；;\n"
_TRUE = frozenset({"是", "有", "对", "√", "✓", "y", "yes", "true", "1"})
_FALSE = frozenset({"否", "无", "不", "×", "✗", "n", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing and reading; `choices` are offered as a drop-down, `kind` says how the cell looks."""

    write: Callable[[Any, Names], Shown]
    read: Callable[[str, Names], Any]
    choices: tuple[str, ...] = ()
    look: str = "text"


def quoted(text: str) -> str:
    """The text as it stands in a cell; in double quotes where a cell would change it."""
    odd = text != text.strip() or not text or text[:1] == '"' or text[:1] == "[" or text == NONE
    if odd or _UNSTORABLE.search(text) or _LIKE_ERROR.fullmatch(text):
        return json.dumps(text, ensure_ascii=bool(_UNSTORABLE.search(text))).replace("_x", "\\u005fx")
    return text


def unquoted(text: str) -> str:
    """The text that a cell stands for."""
    text = text.strip()
    if _QUOTED.fullmatch(text):
        try:
            return str(json.loads(text, strict=False))
        except ValueError:
            return text
    return text


def joined(words: Sequence[str]) -> str:
    """甲、乙、丙; a word that holds a separator stands in double quotes."""
    return "、".join(_word(word) for word in words)


def _word(word: str) -> str:
    shown = quoted(word)
    if shown == word and any(sign in word for sign in (*_SEPARATORS, '"')):
        return json.dumps(word, ensure_ascii=False)
    return shown


def parted(text: str) -> list[str]:
    """The words of such a list; 、 ， , ； ; and line ends part them."""
    words: list[str] = []
    position, current = 0, ""
    while position < len(text):
        whole = _QUOTED.match(text, position) if not current.strip() else None
        if whole:
            current, position = whole[0], whole.end()
        elif text[position] in _SEPARATORS:
            words, current, position = [*words, current], "", position + 1
        else:
            current, position = current + text[position], position + 1
    return [unquoted(word) for word in [*words, current] if word.strip()]


def plain_text(text: str) -> str:
    """Full-width signs and blanks as a number or an option is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def number_text(text: str) -> str:
    """A number as people type it: ８０％, 1,350, 8分."""
    shown = plain_text(text).removesuffix("分")
    if not re.fullmatch(r"[-+]?[\d.,]+%?", shown):
        return text.strip()
    return shown.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?%?", shown) else shown


def write_number(value: Any, _: Names) -> Shown:
    return None if value is None else value if isinstance(value, int) else Decimal(plain(value))


def write_share(value: Any, _: Names) -> Shown:
    return None if value is None else Share(value)


def write_amount(value: Amount | None, _: Names) -> Shown:
    """Points as a number, a share of the full marks as a percentage."""
    if value is None:
        return None
    return Share(value.value) if value.is_share else Decimal(plain(value.value))


def _read_number(text: str, _: Names) -> str:
    return number_text(text)


def _write_yes(value: bool | None, _: Names) -> Shown:
    return None if value is None else "是" if value else "否"


def _read_yes(text: str, _: Names) -> str:
    word = plain_text(text).lower()
    if word in _TRUE:
        return "true"
    if word in _FALSE:
        return "false"
    raise Unread(f"写的是「{text}」", "是或否")


def _write_list(value: Sequence[str] | None, _: Names) -> Shown:
    return joined(value) if value else None


def _write_full_list(value: Sequence[str] | None, _: Names) -> Shown:
    return None if value is None else joined(value) or NONE


def _read_list(text: str, _: Names) -> list[str]:
    return [] if text.strip() == NONE else parted(text)


def _write_lines(value: Sequence[str], _: Names) -> Shown:
    return "\n".join(json.dumps(line, ensure_ascii=False) if "\n" in line else quoted(line) for line in value) or None


def _read_lines(text: str, _: Names) -> list[str]:
    return [unquoted(line) for line in text.split("\n") if line.strip()]


def list_unless(default: Sequence[str]) -> Form:
    """A list that is left blank where it is what everybody has."""
    return Form(
        lambda value, names: None if list(value) == list(default) else _write_full_list(value, names), _read_list
    )


def chosen_of(words: Mapping[str, str]) -> Form:
    """One of some options: the grammar's word → the Chinese one that is shown."""
    meant = {plain_text(shown): word for word, shown in words.items()}

    def read(text: str, _: Names) -> str:
        if plain_text(text) not in meant:
            raise Unread(f"写的是「{text}」", "或".join(words.values()))
        return meant[plain_text(text)]

    return Form(lambda value, _: None if value is None else words[value], read, tuple(words.values()))


TEXT = Form(lambda value, _: quoted(value) if value else None, lambda text, _: unquoted(text))
TITLE = Form(lambda value, _: None if value is None else quoted(value), lambda text, _: unquoted(text))
CODE = Form(lambda value, _: value, lambda text, _: text.strip(), look="code")
NUMBER = Form(write_number, _read_number, look="number")
UP_TO = Form(
    lambda value, names: value if value == UNLIMITED else write_number(value, names),
    lambda text, names: None if text.strip() == UNLIMITED else number_text(text),
    look="number",
)
"""A limit that may be said to be none."""
SHARE = Form(write_share, _read_number, look="number")
AMOUNT = Form(write_amount, _read_number, look="number")
FLAG = Form(lambda value, _: "是" if value else None, _read_yes, ("是", "否"))
"""A yes that is only written where it is one."""
YES = Form(_write_yes, _read_yes, ("是", "否"))
LIST = Form(_write_list, _read_list)
FULL_LIST = Form(_write_full_list, _read_list)
LINES = Form(_write_lines, _read_lines)
ROLE_LIST = Form(
    lambda value, names: joined([names.roles.title(code) for code in value]) or None,
    lambda text, names: [names.roles.needed(name) for name in parted(text)],
)
SOURCE = Form(
    lambda value, names: None if value is None else quoted(names.sources.title(value)),
    lambda text, names: names.sources.needed(unquoted(text)),
)
FORMULA = Form(
    lambda value, names: None if value is None else quoted(names.in_titles(value)),
    lambda text, names: names.in_codes(unquoted(text)),
    look="formula",
)
