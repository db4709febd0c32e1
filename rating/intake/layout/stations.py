"""Which station a row speaks of: code, name, normalised name; anything looser is a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from itertools import islice

from rating.intake.plain_text import plain_text
from rating.reported import Roster

NEAR_NAME = 0.6
MOST_LOOKED_AT, MOST_QUESTIONS, LONGEST_NAME, MOST_OFFERED = 2000, 100, 60, 5
MOST_TOLD_APART = 50
"""Of more stations than these that share a core name, none can be meant by it."""
_STATION_SUFFIXES = (
    "社会工作服务中心", "社会工作服务站", "社会工作站", "社工服务站", "社工站", "服务站", "工作站", "站点", "站",
    "综合",
)  # fmt: skip
_UNIT_SUFFIXES = ("街道", "地区", "镇", "乡")
_SUFFIXES = (*_STATION_SUFFIXES, *_UNIT_SUFFIXES)


@dataclass(slots=True)
class Found:
    """The row of the station in the roster, or −1 and the rows to ask about.

    nearest   rows of stations with a like name, the likest first, with how like it is (0…1)
    conflict  what the code and the name say, where they speak of two stations; `nearest` names both
    former    the station's former name, where only that led to it
    """

    station: int
    nearest: tuple[tuple[int, float], ...] = ()
    conflict: str = ""
    former: str = ""


def plain_name(name: str) -> str:
    """Full width to half, no spaces, brackets or dots."""
    return re.sub(r"[()\[\]【】·.\-—_、,，]+", "", plain_text(name)).casefold()


def core_name(name: str) -> str:
    """The plain name without 街道、镇、社工站、综合 at its end; never empty."""
    return _without_suffixes(plain_name(name), _SUFFIXES)


def _without_suffixes(text: str, suffixes: tuple[str, ...]) -> str:
    shortened = True
    while shortened:
        shortened = False
        for suffix in suffixes:
            if text.endswith(suffix) and len(text) > len(suffix) + 1:
                text, shortened = text.removesuffix(suffix), True
    return text


def _unit_word(name: str) -> str:
    """街道, 镇, 乡 or 地区, where the name says which: 五角场街道 and 五角场镇 are two."""
    text = _without_suffixes(plain_name(name), _STATION_SUFFIXES)
    ending = next((word for word in _UNIT_SUFFIXES if text.endswith(word) and len(text) > len(word) + 1), "")
    return ending or ("街道" if "街道" in text else "")


def name_likeness(one: str, other: str) -> float:
    """0…1: of the core names; of the whole names where the cores are the same."""
    core, other_core = core_name(one[:LONGEST_NAME]), core_name(other[:LONGEST_NAME])
    if core == other_core:
        core, other_core = plain_name(one[:LONGEST_NAME]), plain_name(other[:LONGEST_NAME])
    return round(SequenceMatcher(None, core, other_core, autojunk=False).ratio(), 2)


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
    former: dict[int, list[str]] = field(default_factory=dict)
    typed_code: dict[str, int] = field(default_factory=dict)
    _by_code: dict[str, set[int]] = field(default_factory=dict)
    _by_number: dict[str, set[int]] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=dict)
    _by_core: dict[str, set[int]] = field(default_factory=dict)
    _by_former: dict[str, set[int]] = field(default_factory=dict)
    _near: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    _likenesses: dict[tuple[str, tuple[int, ...]], tuple[tuple[int, float], ...]] = field(default_factory=dict)
    _indexed: int = 0
    _cored: int = 0

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
        formerly = [(row, name) for row, names in self.former.items() for name in names] if self._cored == 0 else []
        for row, name in named + formerly:
            for core in _keys(name):
                self._by_core.setdefault(core, set()).add(row)
        for row, name in formerly:
            self._by_former.setdefault(plain_name(name), set()).add(row)
        self._cored = len(self)

    def find(self, code: str, name: str, kind: str = "", code_is_number: bool = False) -> Found:
        """By code first; the name must then not speak of another station. Else by name."""
        typed = self.typed_code.get(code, -1) if code else -1
        if typed >= 0 and (not name or name == self.name[typed]):
            return Found(typed)
        by_code = self._find_code(code, code_is_number)
        named = self._find_name(name, kind)
        if len(by_code) == 1:
            return self._agreed(next(iter(by_code)), code, name, named)
        if len(named) == 1:
            row = next(iter(named))
            return Found(row, former=self._former(row, name))
        if named or by_code:
            rows = named or by_code
            return Found(-1, self._like(rows, name))
        return Found(-1, self.nearest(name, code))

    def _agreed(self, row: int, code: str, name: str, named: set[int]) -> Found:
        """The code's station, unless the name speaks of another one or of nothing like it."""
        if row in named or not name:
            return Found(row)
        if named:
            conflict = f"代码 {code} 是「{self.name[row]}」，名称却是「{name}」"
            return Found(-1, self._like({row, *named}, name), conflict)
        nearest = self.nearest(name)
        own = max(name_likeness(name, known) for known in self._names(row))
        if own >= NEAR_NAME and own >= max((alike for other, alike in nearest if other != row), default=0.0):
            return Found(row)
        offered = dict([(row, own), *nearest])
        conflict = f"代码 {code} 是「{self.name[row]}」，名称却是「{name}」，两者不像同一单位"
        return Found(-1, tuple(offered.items())[:MOST_OFFERED], conflict)

    def _like(self, rows: Iterable[int], name: str) -> tuple[tuple[int, float], ...]:
        few = tuple(sorted(islice(rows, MOST_TOLD_APART)))
        if (name, few) not in self._likenesses:
            alike = [(row, name_likeness(name, self.name[row])) for row in few]
            self._likenesses[name, few] = tuple(sorted(alike, key=lambda one: -one[1]))[:MOST_OFFERED]
        return self._likenesses[name, few]

    def _former(self, row: int, name: str) -> str:
        """The name typed, where the station has no longer this name nor one of the same core."""
        if row not in self.former or plain_name(name) == plain_name(self.name[row]):
            return ""
        return "" if _keys(name) & _keys(self.name[row]) else name

    def find_exactly(self, code: str, name: str) -> int:
        """The station of this very code (or, without codes, this very name); −1 when there is none."""
        if code:
            return self.typed_code.get(code, -1)
        self._index()
        rows = self._by_name.get(plain_name(name), set())
        return min(rows) if rows else -1

    def named(self, name: str) -> int:
        """The one station that this name means, however it is written; −1 when none or several. Asks nothing."""
        rows = self._find_name(name, "")
        return next(iter(rows)) if len(rows) == 1 else -1

    def answered(self, answer: str) -> int:
        """The station that an answer names: by its code, or by a name that only one has; −1 when none."""
        if answer in self.typed_code:
            return self.typed_code[answer]
        self._index()
        rows = self._by_name.get(plain_name(answer), set())
        return next(iter(rows)) if len(rows) == 1 else -1

    def shown(self, row: int) -> str:
        """`名称（代码）`, as it is offered for an answer."""
        name, code = self.name[row], self.code[row]
        return name if name == code else f"{name}（{code}）"

    def _find_code(self, code: str, is_number: bool) -> set[int]:
        """007 as text is only 007; the number 7 in a cell is 007 where nothing else can be meant."""
        if not code:
            return set()
        self._index()
        plain = plain_code(code)
        same = self._by_code.get(plain)
        return same or (self._by_number.get(plain.lstrip("0"), set()) if is_number else set())

    def _find_name(self, name: str, kind: str) -> set[int]:
        if not name:
            return set()
        self._index()
        rows = self._by_name.get(plain_name(name), set())
        if not rows:
            self._index_cores()
            rows = self._by_former.get(plain_name(name), set()) or self._by_like_core(name)
        told_apart = kind and 1 < len(rows) <= MOST_TOLD_APART
        return ({row for row in rows if self.kind[row] == kind} if told_apart else set()) or rows

    def _by_like_core(self, name: str) -> set[int]:
        """Stations of the same core; 五角场镇 is not 五角场街道, though the core is the same."""
        keys = (plain_name(name), core_name(name), _core_inside(name))
        rows = next((found for key in keys if (found := self._by_core.get(key))), set())
        word = _unit_word(name) if len(rows) <= MOST_TOLD_APART else ""
        if not word:
            return rows
        words = {row: {_unit_word(known) for known in self._names(row)} for row in rows}
        return {row for row in rows if word in words[row] or "" in words[row]}

    def _names(self, row: int) -> list[str]:
        return [self.name[row], *self.former.get(row, ())]

    def nearest(self, name: str, code: str = "") -> tuple[tuple[int, float], ...]:
        """Rows whose name resembles this one, with how much; only so many names are compared.

        Without a name: the stations whose code differs by leading zeros only, or whose name is like the code.
        """
        if not name:
            self._index()
            zeros = sorted(self._by_number.get(plain_code(code).lstrip("0"), set())) if code else []
            return tuple((row, 0.5) for row in zeros[:MOST_OFFERED]) or (self.nearest(code) if code else ())
        if name not in self._near:
            if len(self._near) >= MOST_QUESTIONS:
                return ()
            self._index_cores()
            known: Iterable[str] = list(self._by_core)[:MOST_LOOKED_AT]
            cores = get_close_matches(core_name(name[:LONGEST_NAME]), known, n=3, cutoff=NEAR_NAME)
            rows = dict.fromkeys(row for core in cores for row in sorted(self._by_core[core])[:MOST_OFFERED])
            self._near[name] = self._like(rows, name)
        return self._near[name]


def _keys(name: str) -> set[str]:
    """Everything under which a name is looked up."""
    return {plain_name(name), core_name(name), _core_inside(name)} - {""}
