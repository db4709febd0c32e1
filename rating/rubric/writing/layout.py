"""Where every part of a YAML text stands: the signs from which to which a value, its key or its dash reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rating.problems import Refused
from rating.rubric.trail import Path, problem_of
from rating.rubric.yaml_tree import read_tree


@dataclass
class Placed:
    """One value. `start`…`end` is its text without comments around it; `entry` where its key or dash begins
    (for the whole text: 0), `after` the sign behind its colon or dash."""

    start: int
    end: int
    entry: int = 0
    after: int = 0
    key_end: int = 0
    flow: bool = False
    parts: dict[str, Placed] | list[Placed] | None = None

    @property
    def block(self) -> bool:
        """A mapping or list laid out line by line."""
        return self.parts is not None and not self.flow

    def under(self, step: str | int) -> Placed:
        if isinstance(self.parts, dict):
            return self.parts[str(step)]
        return (self.parts or [])[int(step)]

    def inner(self) -> list[Placed]:
        """The parts in the order of the text."""
        return list(self.parts.values()) if isinstance(self.parts, dict) else list(self.parts or [])


@dataclass
class Sheet:
    """A text, what it says, and where each part of it stands."""

    text: str
    content: Any
    root: Placed

    def at(self, path: Path) -> Placed:
        placed = self.root
        for step in path:
            placed = placed.under(step)
        return placed

    def line_start(self, position: int) -> int:
        return self.text.rfind("\n", 0, position) + 1

    def line_end(self, position: int) -> int:
        """The place of the line break, or the end of the text."""
        found = self.text.find("\n", position)
        end = len(self.text) if found < 0 else found
        return end - 1 if self.text[position:end].endswith("\r") else end

    def column(self, position: int) -> int:
        return position - self.line_start(position)

    def alone(self, placed: Placed) -> bool:
        """Nothing but spaces before its key or dash."""
        return not self.text[self.line_start(placed.entry) : placed.entry].strip(" ")


def read_sheet(text: str) -> Sheet:
    """Raises Refused with the problems of `read_tree` for a text that is not readable YAML."""
    seen: list[Event] = []
    tree = read_tree(text, seen)
    if tree.findings:
        raise Refused(problem_of(finding, tree.content, "", line) for finding, line in tree.findings)
    return Sheet(text, tree.content, _Reader(text, iter(seen)).root())


@dataclass
class _Reader:
    text: str
    events: Iterator[Event]
    key: ScalarEvent | None = field(default=None)

    def root(self) -> Placed:
        event = next(event for event in self.events if _opens(event))
        return self._value(event, 0, 0)

    def _value(self, event: Any, entry: int, after: int) -> Placed:
        """The value that begins with `event`, behind a key or dash at `entry`…`after`."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            if event.style in ("|", ">"):
                end = self._block_end(start, end)
            elif start == end:
                start = end = after
            return Placed(start, end, entry, after)
        placed = Placed(start, end, entry, after, flow=bool(event.flow_style))
        close = self._mapping(placed) if isinstance(event, MappingStartEvent) else self._list(placed)
        inner = placed.inner()
        placed.start = start if placed.flow or not inner else inner[0].entry
        placed.end = close.end_mark.index if placed.flow or not inner else inner[-1].end
        return placed

    def _mapping(self, placed: Placed) -> Any:
        parts: dict[str, Placed] = {}
        placed.parts = parts
        for key in self.events:
            if isinstance(key, MappingEndEvent):
                return key
            assert isinstance(key, ScalarEvent)
            entry, key_end = key.start_mark.index, key.end_mark.index
            after = self.text.find(":", key_end) + 1 or key_end
            parts[key.value] = self._value(next(self.events), entry, after)
            parts[key.value].key_end = key_end
        raise ValueError("a mapping that does not end")

    def _list(self, placed: Placed) -> Any:
        parts: list[Placed] = []
        placed.parts = parts
        dash, column = placed.start, placed.start - (self.text.rfind("\n", 0, placed.start) + 1)
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return event
            if placed.flow:
                parts.append(self._value(event, event.start_mark.index, event.start_mark.index))
                continue
            if parts:
                found = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.M).search(self.text, parts[-1].end)
                dash = found.end() - 1 if found else event.start_mark.index
            parts.append(self._value(event, dash, dash + 1))
        raise ValueError("a list that does not end")

    def _block_end(self, start: int, end: int) -> int:
        """The end of a block of text: before its last line break, without the blank lines that say nothing."""
        told = self.text[start:end]
        kept = "+" in told.split("\n", 1)[0].split("#", 1)[0]
        return start + len(told.rstrip(" ").removesuffix("\n").removesuffix("\r") if kept else told.rstrip())


def _opens(event: Event) -> bool:
    return isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent)
