"""Lists of named things (gates, requirements, sources, roles): added, dropped, changed, in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rating.insight.rubric_differences.difference import Difference, listed
from rating.insight.rubric_differences.keys import Pair, Subject, Telling, by_key
from rating.rubric.nouns import Rubric


@dataclass(frozen=True, slots=True)
class Named:
    """A list: its heading, what its things are the same by, their titles, and what a new one is said to be.

    within  the subject that the list belongs to, where it is not the rubric's own
    """

    part: str
    prefix: str
    code: Callable[[Any], str]
    title: Callable[[Any], str]
    told: Callable[[Any, Rubric], str]
    decides: bool
    within: Subject | None = None

    def subject(self, thing: Any) -> Subject:
        title = self.title(thing)
        if self.within is None:
            return Subject(
                self.code(thing), title, self.part, f"{self.part}「{title}」", f"{self.prefix}:{self.code(thing)}"
            )
        outer = self.within
        return Subject(outer.code, outer.title, outer.part, f"{outer.lead}{self.part}「{title}」", outer.key)

    def says(self, thing: Any, verb: str, rest: str = "") -> Difference:
        """增加必备条件「虚假材料」：…; 五星取消条件「人数达标」."""
        subject, lead = self.subject(thing), self.within.lead if self.within else ""
        told = f"{lead}{verb}{self.part}「{self.title(thing)}」{rest}"
        return Difference(subject.code, subject.title, subject.part, told, "", self.decides, subject.key)


def named_differences(
    named: Named, old: Sequence[Any], new: Sequence[Any], pair: Pair, telling: dict[str, Telling]
) -> Iterator[Difference]:
    """Things of equal code in turn; those left over on both sides, with an equal title, are the same too."""
    was, now = _numbered(named.code, old), _numbered(named.code, new)
    partner = _partners(named, was, now)
    for place, thing in now.items():
        if place in partner:
            yield from by_key(named.subject(thing), was[partner[place]], thing, pair, telling)
        else:
            rest = named.told(thing, pair.after)
            yield named.says(thing, "增加", f"：{rest}" if rest else "")
    for place, thing in was.items():
        if place not in partner.values():
            yield named.says(thing, "取消")
    before = [place for place in was if place in partner.values()]
    if before != [partner[place] for place in now if place in partner]:
        lead = named.within.lead if named.within else ""
        told = f"{lead}{named.part}的次序改为{listed([named.title(thing) for thing in new])}"
        yield Difference("", named.part, named.within.part if named.within else named.part, told, "", False, "order")


Place = tuple[str, int]


def _numbered(code: Callable[[Any], str], things: Sequence[Any]) -> dict[Place, Any]:
    found: dict[Place, Any] = {}
    for thing in things:
        found[code(thing), sum(known == code(thing) for known, _ in found)] = thing
    return found


def _partners(named: Named, was: dict[Place, Any], now: dict[Place, Any]) -> dict[Place, Place]:
    partner = {place: place for place in now if place in was}
    for place, thing in now.items():
        if place not in partner:
            left = (other for other in was if other not in now and other not in partner.values())
            alike = next((other for other in left if named.title(was[other]) == named.title(thing)), None)
            partner.update({place: alike} if alike is not None else {})
    return partner
