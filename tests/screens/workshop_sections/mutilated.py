"""Trees of drafts that somebody wrote by hand and broke: keys missing, lists where texts belong, texts for lists."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from rating.rubric import edits
from rating.rubric.trail import Path
from tests.screens.workshop_sections.on_desk import text_of_shipped

WHOLE: dict[str, Any] = edits.content(text_of_shipped("yangpu-incentive"))
GONE = object()
ODD = st.sampled_from([GONE, None, "", "x", [], ["x"], [None], {}, {"x": "y"}, [["1"]], {"x": None}, [{"code": []}]])


def places(tree: Any, path: Path = ()) -> Iterator[Path]:
    """Every place below the top, outer ones first."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in items:
        yield (*path, step)
        yield from places(value, (*path, step))


PLACES = sorted(places(WHOLE), key=len)


def broken(tree: dict[str, Any], path: Path, odd: Any) -> dict[str, Any]:
    """The tree with something odd at the place; as it is where an earlier change took the place away."""
    made = deepcopy(tree)
    holder: Any = made
    for step in path[:-1]:
        if isinstance(holder, dict | list) and (
            step in holder if isinstance(holder, dict) else isinstance(step, int) and step < len(holder)
        ):
            holder = holder[step]
        else:
            return made
    last = path[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        holder.pop(last, None)
        if odd is not GONE:
            holder[last] = deepcopy(odd)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last : last + 1] = [] if odd is GONE else [deepcopy(odd)]
    return made


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """A shipped rubric with one to four places broken."""
    made = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        made = broken(made, draw(st.sampled_from(PLACES)), draw(ODD))
    return made
