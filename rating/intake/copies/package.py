"""What an .xlsx package holds, seen without building it: how heavy it would be, and what a rewrite would lose.

openpyxl unfolds short texts into many cells (merged ranges, links over a range, shared formulas) and
drops what it does not know. Both are looked for here, in the XML itself, before openpyxl sees the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_CELLS = 200_000
MOST_XML = 64 * 1024 * 1024
MOST_FORMULA_TEXT = 20_000_000
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_SPREAD = ("mergeCell", "hyperlink")


class TooHeavyError(Exception):
    """The package would unfold into more than is reasonable."""


class UnsoundError(Exception):
    """The package holds XML that no spreadsheet writes."""


@dataclass
class Package:
    """parts: names in lower case · elements: "namespace name" of every element of every part."""

    parts: frozenset[str] = frozenset()
    elements: set[str] = field(default_factory=set)
    cells: int = 0
    formulas: int = 0
    shared_formulas: int = 0
    longest_formula: int = 0

    def has_part(self, *starts: str) -> bool:
        return any(part.startswith(starts) for part in self.parts)

    def has_element(self, name: str, namespace: str = "") -> bool:
        return any(element.endswith(f" {name}") and element.startswith(namespace) for element in self.elements)


def survey(data: bytes) -> Package:
    """Look through every XML part. Raises TooHeavyError or UnsoundError: then openpyxl must not load it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if _looks_like_xml(archive, part)]
            if sum(part.file_size for part in parts) > MOST_XML:
                raise TooHeavyError
            package = Package(frozenset(name.lower() for name in archive.namelist()))
            for part in parts:
                _read_part(archive.read(part), package)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, NotImplementedError, RuntimeError) as fault:
        raise UnsoundError from fault
    return package


def _looks_like_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """By its first bytes, never by its name: a sheet may be called picture.png."""
    with archive.open(part) as stream:
        head = stream.read(64)
    return bool(head) and (not head.strip() or head.lstrip().startswith(_XML_STARTS))


def _read_part(content: bytes, package: Package) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    handler = _Handler(parser, package)
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.StartDoctypeDeclHandler = handler.doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise UnsoundError from fault


class _Handler:
    """Counts while expat reads."""

    def __init__(self, parser: expat.XMLParserType, package: Package) -> None:
        self.parser, self.package, self.formula = parser, package, 0

    def doctype(self, *_: object) -> None:
        raise UnsoundError

    def start(self, element: str, attributes: dict[str, str]) -> None:
        package, name = self.package, element.rpartition(" ")[2]
        package.elements.add(element)
        if name == "c":
            package.cells += 1
        elif name in _SPREAD:
            package.cells += _area(attributes.get("ref", ""))
        elif name == "f" and "/spreadsheetml/" in element:
            package.formulas += 1
            package.shared_formulas += attributes.get("t") == "shared"
            self.formula, self.parser.CharacterDataHandler = 0, self.text
        self.check()

    def text(self, text: str) -> None:
        self.formula += len(text)

    def end(self, element: str) -> None:
        if element.endswith(" f") and "/spreadsheetml/" in element:
            self.package.longest_formula = max(self.formula, self.package.longest_formula)
            self.parser.CharacterDataHandler = None
            self.check()

    def check(self) -> None:
        package = self.package
        if package.cells > MOST_CELLS or package.shared_formulas * package.longest_formula > MOST_FORMULA_TEXT:
            raise TooHeavyError


def _area(reference: str) -> int:
    """How many cells a reference covers: "A1:C2" → 6."""
    match = _RANGE.fullmatch(reference.strip().upper())
    if not match:
        return 1
    wide, high = abs(_number(match[3]) - _number(match[1])) + 1, abs(int(match[4]) - int(match[2])) + 1
    return wide * high


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
