"""Text for comparing and counting, never for storing."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\ufeff\u00ad\u180e\u3164\u2800\ufe00-\ufe0f"
_MARKS, _NOTHING = re.compile(f"[{_INVISIBLE}]+"), re.compile(rf"[\s{_INVISIBLE}]+")


def plain_text(text: str) -> str:
    """Half width, without spaces and without the invisible marks that chats and web pages leave in copied text."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", text))


def visible_text(text: str) -> str:
    """Half width and without the invisible marks, but with its spaces and line breaks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))
