"""List numbers of a .docx (一、 1.1 （1）), which Word computes and does not store in the text.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

_HAN = "〇一二三四五六七八九"
_HAN_FORMATS = ("chinese", "ideograph", "japanese", "taiwanese")
MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, its text (`第%1章`), where it starts."""

    form: str
    text: str
    start: int


@dataclass
class Numbers:
    """The lists of a document and how far each has counted.

    lists   numId → the levels of its list and the name of that list
    styles  paragraph style → (numId, level)
    """

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def of_style(self, style: str) -> bool:
        return style in self.styles

    def next(self, list_id: str, level: str, style: str) -> str:
        """The number of the next paragraph of this list, "" for a bullet or an unknown list."""
        by_style = self.styles.get(style, ("", 0))
        list_id = list_id or by_style[0]
        depth = int(level) if level.isdigit() and len(level) < 3 else by_style[1]
        name, levels = self.lists.get(list_id, ("", {}))
        if depth not in levels:
            return ""
        counts = self.counted.setdefault(name, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if levels[depth].form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at, levels[depth])
            return _shown(counts.get(at, one.start), one.form)

        return re.sub(r"%([1-9])", shown, levels[depth].text)


def numbers_of(numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> Numbers:
    """The lists that `word/numbering.xml` and `word/styles.xml` define; none when both are absent."""
    found = Numbers()
    if numbering is not None:
        abstract = {_value(one, "abstractNumId"): _levels(one) for one in numbering if _name(one) == "abstractNum"}
        for one in numbering:
            if _name(one) == "num":
                name = next((_value(part, "val") for part in one if _name(part) == "abstractNumId"), "")
                if name in abstract:
                    found.lists[_value(one, "numId")] = (name, abstract[name])
    for style in styles if styles is not None else ():
        for listed in style.iter():
            if _name(listed) == "numPr":
                parts = {_name(part): _value(part, "val") for part in listed}
                depth = parts.get("ilvl", "0")
                found.styles[_value(style, "styleId")] = (parts.get("numId", ""), int(depth) if depth.isdigit() else 0)
    return found


def _levels(abstract: ElementTree.Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in abstract:
        depth = _value(one, "ilvl")
        if _name(one) == "lvl" and depth.isdigit() and int(depth) < MOST_LEVELS:
            parts = {_name(part): _value(part, "val") for part in one}
            start = parts.get("start", "1")
            form = parts.get("numFmt", "decimal")
            found[int(depth)] = Level(
                form, parts.get("lvlText", ""), int(start) if start.isdigit() and len(start) < 5 else 1
            )
    return found


def _shown(number: int, form: str) -> str:
    if form.startswith(_HAN_FORMATS):
        return _han(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form == "upperRoman" and 1 <= number <= 12:
        return chr(0x2160 + number - 1)
    return str(number)


def _han(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十"
    return head + (_HAN[ones] if ones else "")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
