"""The container of .xls and of other old Office files, [MS-CFB]: its names, and one stream out of it.

Runs inside the child process; imports the standard library only.  Every chain is as long as the
file at most, so that a chain that runs in a circle ends too.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_ENTRY = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory; `before`, `after` and `inside` are places of other lines."""

    name: str
    kind: int
    before: int
    after: int
    inside: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """An opened container: the directory, the sectors' table, the bytes."""

    entries: tuple[Entry, ...]
    table: tuple[int, ...]
    mini_table: tuple[int, ...]
    sectors: bytes
    size: int
    cutoff: int

    def names(self) -> tuple[str, ...]:
        """What stands at the top: an embedded Word object deeper down is not the file's own kind."""
        return tuple(entry.name for entry in self._top())

    def every_name(self) -> frozenset[str]:
        """Names at any depth."""
        return frozenset(entry.name for entry in self.entries if entry.kind in (_STORAGE, _STREAM))

    def stream(self, *names: str) -> bytes:
        """The first of these streams at the top that there is. Raises KeyError when there is none."""
        top = {entry.name.lower(): entry for entry in self._top() if entry.kind == _STREAM}
        entry = next((top[name.lower()] for name in names if name.lower() in top), None)
        if entry is None:
            raise KeyError(names)
        if entry.length >= self.cutoff:
            return _chain(self.sectors, self.table, entry.first, self.size, entry.length)
        store = _chain(self.sectors, self.table, self.entries[0].first, self.size, self.entries[0].length)
        return _chain(store, self.mini_table, entry.first, 64, entry.length)

    def _top(self) -> list[Entry]:
        found: list[Entry] = []
        waiting, seen = [self.entries[0].inside] if self.entries else [], set()
        while waiting:
            place = waiting.pop()
            if place in seen or not 0 <= place < len(self.entries):
                continue
            seen.add(place)
            found.append(self.entries[place])
            waiting += [self.entries[place].before, self.entries[place].after]
        return found


def open_compound_file(data: bytes) -> CompoundFile:
    """Raises ValueError for whatever is no sound container."""
    try:
        return _open(data)
    except (struct.error, IndexError) as fault:
        raise ValueError("no sound compound file") from fault


def _open(data: bytes) -> CompoundFile:
    size = {9: 512, 12: 4096}.get(struct.unpack_from("<H", data, 30)[0], 0)
    if not data.startswith(OLE) or not size:
        raise ValueError("no compound file")
    first_directory, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    sectors = data[size:]
    table = _table(data, sectors, size)
    directory = _chain(sectors, table, first_directory, size, MOST_ENTRIES * _ENTRY)
    entries = tuple(_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY))
    if not entries or entries[0].kind != _ROOT:
        raise ValueError("no root entry")
    mini = _chain(sectors, table, first_mini, size, len(data))
    return CompoundFile(entries, table, struct.unpack(f"<{len(mini) // 4}I", mini), sectors, size, cutoff)


def _table(data: bytes, sectors: bytes, size: int) -> tuple[int, ...]:
    """The allocation table: which sector follows which; no longer than the file has sectors."""
    places = [place for place in struct.unpack_from("<109I", data, 76) if place < _END]
    further, most = struct.unpack_from("<I", data, 68)[0], len(sectors) // size + 1
    seen: set[int] = set()
    while further < _END:
        if further in seen:
            raise ValueError("no sound compound file: its table runs in a circle")
        seen.add(further)
        *more, further = struct.unpack_from(f"<{size // 4}I", sectors, further * size)
        places.extend(place for place in more if place < _END)
    table: list[int] = []
    for place in places:
        if len(table) >= most:
            break
        piece = sectors[place * size : (place + 1) * size]
        table.extend(struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4]))
    return tuple(table)


def _entry(directory: bytes, at: int) -> Entry:
    raw, length, kind, before, after, inside = struct.unpack_from("<64sHBxIII", directory, at)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    first, size = struct.unpack_from("<II", directory, at + 116)
    return Entry(name, kind, before, after, inside, first, size)


def _chain(store: bytes, table: tuple[int, ...], first: int, size: int, length: int) -> bytes:
    """The bytes of one chain, at most `length` of them; a broken chain gives what it has."""
    pieces: list[bytes] = []
    sector, most = first, min(len(table), -(-length // size))
    while sector < len(table) and len(pieces) < most:
        pieces.append(store[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(pieces)[:length]
