"""Which station a row speaks of: code, name, normalised name; anything looser is a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from rating.intake.plain_text import plain_text
from rating.reported import Roster

NEAR_NAME = 0.6
MOST_LOOKED_AT, MOST_QUESTIONS, LONGEST_NAME = 2000, 100, 60
_SUFFIXES = (
    "社会工作服务中心", "社会工作服务站", "社会工作站", "社工服务站", "社工站", "服务站", "工作站", "站点", "站",
    "综合", "街道", "地区", "镇", "乡",
)  # fmt: skip


@dataclass(slots=True)
class Found:
    """The row of the station in the roster (−1 unknown), or the nearest ones to ask about."""

    station: int
    nearest: tuple[str, ...] = ()
    conflict: str = ""


def plain_name(name: str) -> str:
    """Full width to half, no spaces, brackets or dots."""
    return re.sub(r"[()\[\]【】·.\-—_、,，]+", "", plain_text(name)).casefold()


def core_name(name: str) -> str:
    """The plain name without 街道、镇、社工站、综合 at its end; never empty."""
    text = plain_name(name)
    shortened = True
    while shortened:
        shortened = False
        for suffix in _SUFFIXES:
            if text.endswith(suffix) and len(text) > len(suffix) + 1:
                text, shortened = text.removesuffix(suffix), True
    return text


def _core_inside(name: str) -> str:
    """Also without 街道 and the like in the middle: 定海路街道未成年人保护社工站."""
    return re.sub(r"街道|社会工作|社工", "", core_name(name))


def plain_code(code: str) -> str:
    return plain_text(code).casefold()


@dataclass
class Directory:
    """Stations by everything they may be called; grows as workbooks are read without a roster.

    Codes as typed are indexed at once; everything looser only when first asked for.
    """

    code: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    street: list[str] = field(default_factory=list)
    district: list[str] = field(default_factory=list)
    other_names: list[tuple[int, str]] = field(default_factory=list)
    typed_code: dict[str, int] = field(default_factory=dict)
    _by_code: dict[str, set[int]] = field(default_factory=dict)
    _by_number: dict[str, set[int]] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=dict)
    _by_core: dict[str, set[int]] = field(default_factory=dict)
    _indexed: int = 0
    _cored: int = 0
    _compared: int = 0

    def __len__(self) -> int:
        return len(self.code)

    @classmethod
    def of(cls, roster: Roster) -> Directory:
        """The directory of a roster, rows in its order."""
        directory = cls()
        districts = roster.district or ("",) * len(roster)
        for row in range(len(roster)):
            directory.add(roster.code[row], roster.name[row], roster.kind[row], roster.street[row], districts[row])
        return directory

    def add(self, code: str, name: str, kind: str = "", street: str = "", district: str = "") -> int:
        """A new station; its row."""
        row = len(self.code)
        self.code.append(code)
        self.name.append(name)
        self.kind.append(kind)
        self.street.append(street)
        self.district.append(district)
        self.typed_code.setdefault(code, row)
        return row

    def roster(self) -> Roster:
        return Roster(*(tuple(values) for values in (self.code, self.name, self.kind, self.street, self.district)))

    def _index(self) -> None:
        for row in range(self._indexed, len(self)):
            plain = plain_code(self.code[row])
            self._by_code.setdefault(plain, set()).add(row)
            self._by_number.setdefault(plain.lstrip("0"), set()).add(row)
            self._by_name.setdefault(plain_name(self.name[row]), set()).add(row)
        self._indexed = len(self)

    def _index_cores(self) -> None:
        named = [(row, self.name[row]) for row in range(self._cored, len(self))]
        for row, name in named + (self.other_names if self._cored == 0 else []):
            for core in {plain_name(name), core_name(name), _core_inside(name)} - {""}:
                self._by_core.setdefault(core, set()).add(row)
        self._cored = len(self)

    def find(self, code: str, name: str, kind: str = "", code_is_number: bool = False) -> Found:
        """By code first; the name must then not speak of another station. Else by name."""
        typed = self.typed_code.get(code, -1) if code else -1
        if typed >= 0 and (not name or name == self.name[typed]):
            return Found(typed)
        by_code = self._find_code(code, code_is_number)
        named = self._find_name(name, kind)
        if by_code >= 0:
            if named and by_code not in named:
                return Found(-1, conflict=f"代码 {code} 是「{self.name[by_code]}」，名称却是「{name}」")
            return Found(by_code)
        if len(named) == 1:
            return Found(next(iter(named)))
        if named:
            return Found(-1, tuple(self.name[row] for row in sorted(named)[:5]))
        return Found(-1, self.nearest(name or code))

    def find_exactly(self, code: str, name: str) -> int:
        """The station of this very code (or, without codes, this very name); −1 when there is none."""
        if code:
            return self.typed_code.get(code, -1)
        self._index()
        rows = self._by_name.get(plain_name(name), set())
        return min(rows) if rows else -1

    def _find_code(self, code: str, is_number: bool) -> int:
        if not code:
            return -1
        self._index()
        plain = plain_code(code)
        same = self._by_code.get(plain) or (self._by_number.get(plain.lstrip("0"), set()) if is_number else set())
        return next(iter(same)) if len(same) == 1 else -1

    def _find_name(self, name: str, kind: str) -> set[int]:
        if not name:
            return set()
        self._index()
        rows = self._by_name.get(plain_name(name), set())
        if not rows:
            self._index_cores()
            keys = (plain_name(name), core_name(name), _core_inside(name))
            rows = next((found for key in keys if (found := self._by_core.get(key))), set())
        alike = {row for row in rows if kind and self.kind[row] == kind}
        return alike if len(rows) > 1 and alike else rows

    def nearest(self, name: str) -> tuple[str, ...]:
        """Names that resemble this one, best first, for a question; only so many rows are compared."""
        self._compared += 1
        if self._compared > MOST_QUESTIONS:
            return ()
        self._index_cores()
        known: Iterable[str] = list(self._by_core)[:MOST_LOOKED_AT]
        cores = get_close_matches(core_name(name[:LONGEST_NAME]), known, n=3, cutoff=NEAR_NAME) if name else []
        rows = [row for core in cores for row in sorted(self._by_core[core])]
        return tuple(dict.fromkeys(self.name[row] for row in rows))[:3]
