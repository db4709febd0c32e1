"""Text for comparing and counting, never for storing."""

from __future__ import annotations

import re
import unicodedata

_NOTHING = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")


def plain_text(text: str) -> str:
    """Half width, without spaces and without the invisible marks that chats and web pages leave in copied text."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", text))
