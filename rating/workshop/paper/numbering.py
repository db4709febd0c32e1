"""Numbers before titles (一、（一）1. 1.1 ①): taken off the title, kept to notice gaps and repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHINESE = "〇一二三四五六七八九"
_HAN = "[一二三四五六七八九十百〇零]{1,5}"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_COUNTED = (
    r"(?:米|万|亿|倍|元|小时|平方|公里|天|间|种|句|个(?![案人性])|人(?![员才力民口际文均])|名(?![单称])|项(?!目)|次(?!数)"
    r"|分(?![工级析类管享布])|年(?![度终检报])|月(?![度报])|日(?![常间])|层(?!级)|家(?!庭)|类(?!型)|条(?!件))"
)
_UNIT = rf"(?![\d%％])(?!{_COUNTED})"
"""A figure before a unit is a quantity (1.5米通道), no number of a list (2.1个案服务)."""
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第\s*({_HAN}|\d{{1,3}})\s*(?:部分|大项|章|节|条|项|类)\s*[:：、.．]?\s*")),
    ("han", re.compile(rf"({_HAN})\s*[、.．:：]\s*")),
    ("han_brackets", re.compile(rf"[（(]\s*({_HAN})\s*[）)]\s*[、.．]?\s*")),
    ("dotted", re.compile(rf"(\d{{1,3}}(?:\s*[.．-]\s*\d{{1,3}}){{1,4}})(?:\s+|\s*[.．、]\s*(?!\d)|{_UNIT})")),
    ("letter_number", re.compile(r"([A-Z]\d{1,3}(?:[.-]\d{1,3}){0,3})(?![A-Za-z\d])\s*[.．、:：]?\s*")),
    ("number", re.compile(r"(\d{1,3})\s*(?:[、)）]|[.．](?!\d))\s*")),
    ("spaced", re.compile(rf"(\d{{1,3}})[\s\u3000]+(?!{_COUNTED}|[\d%％])")),
    ("number_brackets", re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[、.．]?\s*")),
    ("roman", re.compile(rf"([{_ROMAN}])\s*[、.．:：]?\s*")),
    ("circle", re.compile(r"([①-⑳㉑-㉟])\s*[、.．]?\s*")),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number as written: its style, its parts (1.3 → 1, 3) and its text without the separator."""

    style: str
    parts: tuple[int, ...]
    text: str

    def follows(self, before: Numbering) -> bool:
        """True when this is the next number of the same list."""
        return self.parts[:-1] == before.parts[:-1] and self.parts[-1] == before.parts[-1] + 1


def numbered(text: str) -> tuple[Numbering | None, str]:
    """The number a text begins with, and the rest of it. A text that is only a number keeps "" as rest."""
    stripped = text.strip().lstrip("★☆▲●■◆※*＊ \u3000")
    for style, pattern in _STYLES:
        match = pattern.match(stripped)
        if match:
            parts = _parts(style, match[1])
            if parts:
                return Numbering(style, parts, match[0].strip(" 、.．:：\u3000\n")), stripped[match.end() :].strip()
    return None, text.strip()


def bare_number(text: str) -> Numbering | None:
    """A cell of a 序号 column: 3, 3.0, 1.1, 一, （二）; None for anything else."""
    plain = text.strip().rstrip("、.．)）")
    if re.fullmatch(r"\d{1,4}(?:\.0+)?", plain):
        return Numbering("number", (int(plain.split(".")[0]),), plain)
    number, rest = numbered(plain + "、") if re.fullmatch(_HAN, plain) else numbered(text.strip())
    return number if number is not None and not rest else None


def han_number(text: str) -> int:
    """十二 → 12; 0 when it is no number."""
    plain = text.replace("零", "〇").replace("百", "百")
    if "百" in plain:
        return 0
    tens, ten, ones = plain.rpartition("十")
    if ten:
        head = _CHINESE.find(tens) if tens else 1
        tail = _CHINESE.find(ones) if ones else 0
        return head * 10 + tail if head > 0 and tail >= 0 else 0
    return int("".join(str(_CHINESE.index(sign)) for sign in plain)) if plain else 0


def _parts(style: str, text: str) -> tuple[int, ...]:
    if style in ("han", "han_brackets", "part") and not text.isascii():
        number = han_number(text)
        return (number,) if number else ()
    if style == "roman":
        return (_ROMAN.index(text) + 1,)
    if style == "circle":
        return (ord(text) - 0x2460 + 1 if text <= "⑳" else ord(text) - 0x3251 + 21,)
    if style == "letter_number":
        return (ord(text[0]) - 64, *(int(part) for part in re.findall(r"\d+", text)))
    return tuple(int(part) for part in re.findall(r"\d+", text))
