"""What a drop of files does to those that are there: each is added, or takes the place of one.

A file of the same name, or our annotated copy of it, replaces; what else is meant only the user can say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rating.intake.copies.copy_name import original_name
from rating.intake.files.upload import free_name, receive
from rating.screens.visit.session import NamedBytes

ADDED = ""


@dataclass(frozen=True)
class Arrival:
    """Files that came together.

    base      the files before, each name once
    files     what came, in order, under plain names
    replaces  for each of `files`: the name in `base` whose place it takes, or ADDED
    """

    base: tuple[NamedBytes, ...]
    files: tuple[NamedBytes, ...]
    replaces: tuple[str, ...]

    @property
    def merged(self) -> tuple[NamedBytes, ...]:
        """All files after the drop; names stay distinct, so that places in them stay unambiguous."""
        new = {place: file for place, file in zip(self.replaces, self.files, strict=True) if place != ADDED}
        kept = [new.get(file[0], file) for file in self.base]
        added = [file for place, file in zip(self.replaces, self.files, strict=True) if place == ADDED]
        distinct: list[NamedBytes] = []
        for name, content in (*kept, *added):
            distinct.append((free_name(name, [each for each, _ in distinct]), content))
        return tuple(distinct)

    def placed(self, at: int, place: str) -> Arrival:
        """The same, with the file `at` in another place; what stood there before is added instead."""
        others = [ADDED if each == place else each for each in self.replaces]
        others[at] = place
        return replace(self, replaces=tuple(others))


def arrive(base: Sequence[NamedBytes], files: Sequence[NamedBytes]) -> Arrival:
    """The places that are certain by name; the second of two that claim one place is added."""
    plain = tuple((received.name, received.data) for each in files for received in receive([each])[0])
    known = [name for name, _ in base]
    replaces: list[str] = []
    for name, _ in plain:
        place = original_name(name, known)
        replaces.append(place if place in known and place not in replaces else ADDED)
    return Arrival(tuple(base), plain, tuple(replaces))
