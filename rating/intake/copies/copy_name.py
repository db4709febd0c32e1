"""Names of annotated copies, and which file a corrected copy that comes back belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MARK = "批注版"
_EXTENSION = re.compile(r"\.[A-Za-z]{1,5}$")
# what browsers and people add when a name is taken: 「数据（批注版） (1)」「数据（批注版） - 副本」
_AGAIN = r"(?:[\s_-]*(?:[(（]\s*\d{1,3}\s*[)）]|副本|复件|copy|改|已改|修改|更正|改正))*"
_COPY = re.compile(rf"(?P<stem>.+?)\s*[(（]{MARK}(?P<number>\d{{0,3}})[)）]{_AGAIN}\s*$", re.IGNORECASE)


def stem_of(name: str) -> str:
    """「数据.csv」→「数据」."""
    return _EXTENSION.sub("", name) or name


def name_of_copy(source: str, taken: Iterable[str] = ()) -> str:
    """「数据.csv」→「数据（批注版）.xlsx」; 「…（批注版2）…」 when that name is taken."""
    stem, used = stem_of(source), {name.casefold() for name in taken}
    number, name = 1, f"{stem}（{MARK}）.xlsx"
    while name.casefold() in used:
        number += 1
        name = f"{stem}（{MARK}{number}）.xlsx"
    return name


def original_name(name: str, known: Sequence[str] = ()) -> str:
    """The name of the file that this is a copy of: 「数据（批注版）.xlsx」→「数据.csv」 when that is among `known`.

    The ending is not in the copy's name; where no known file fits it is the copy's own. A name that is no
    copy's comes back as it is.
    """
    match = _COPY.fullmatch(stem_of(name))
    if not match or name in known:
        return name
    stem, number = match["stem"], int(match["number"] or 1)
    same = [each for each in known if stem_of(each).casefold() == stem.casefold()]
    if same:
        return same[min(number, len(same)) - 1]
    return stem + name[len(stem_of(name)) :]
