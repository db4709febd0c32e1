"""One text as YAML: plain where nobody can misread it, in quotes where YAML or an editor would.

Nothing is ever folded, so a text never changes by being written.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.rubric.yaml_tree import CONTROL, NULL_WORDS

_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~.<]|-[0-9]|[.<](?![.<])")
_NOT_PLAIN = re.compile(r": |:$| #|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]")
_LIKE_ANOTHER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9][0-9_,]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0[ox][0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|true|True|TRUE|false|False|FALSE|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[0-9]+(:[0-9]+)+"
)
"""What another reader of YAML would take for a number, a yes or no, a date or a time."""
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_HIDDEN = re.compile(r"[\\\"\n\t\r\u2028\u2029\ufeff\xa0]")


def as_typed(value: Any) -> str | None:
    """A scalar of a plain tree as `read_tree` will give it back: always text, None for nothing.

    Raises TypeError for anything but a text, a Decimal, an int, a bool or None: floats have no exact text.
    """
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return plain(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no exact text")


def inline(text: str, *, flow: bool = False, literally: bool = False) -> str:
    """A text on one line. `flow`: inside brackets. `literally`: a place for words, where what looks like
    a number is put in quotes for other readers of the file."""
    if not _quoted(text, flow, literally):
        return text
    if ("\\" in text or '"' in text) and "'" not in text and not _HIDDEN.search(re.sub(r"[\\\"]", "", text)):
        return f"'{text}'"
    return f'"{_HIDDEN.sub(_escape, text)}"'


def _quoted(text: str, flow: bool, literally: bool) -> bool:
    if text in NULL_WORDS or text != text.strip() or not _PLAIN_START.match(text) or _NOT_PLAIN.search(text):
        return True
    return bool((flow and _NOT_PLAIN_IN_FLOW.search(text)) or (literally and _LIKE_ANOTHER.fullmatch(text)))


def _escape(sign: re.Match[str]) -> str:
    return _ESCAPED.get(sign[0]) or f"\\u{ord(sign[0]):04x}"


def is_paragraphs(text: str) -> bool:
    """A text of several lines that can stand as a block (`|`), exactly as it is."""
    if "\n" not in text or text.endswith("\n\n") or text[0] in " \n" or _HIDDEN.search(re.sub(r"[\\\"\n]", "", text)):
        return False
    return not CONTROL.search(text) and all(line.strip() or not line for line in text.split("\n"))


def paragraphs(text: str, indent: int) -> str:
    """The block form of `is_paragraphs`: its sign and then its lines."""
    sign = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([sign, *(" " * indent + line if line else "" for line in lines)])


def width(line: str) -> int:
    """How wide a line looks: Chinese signs take two columns."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
