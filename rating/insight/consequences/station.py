"""One station before and after a revision, and because of which change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rating.insight.comparison.movement import signed
from rating.insight.comparison.sides import Stood
from rating.insight.consequences.changes import Change
from rating.insight.policy_words import stars_in_words

NOTHING = Decimal(0)
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Because:
    """One change and one station.

    points  what the change alone moves the total by, None where it cannot be made alone · stars: likewise
    decided without it, all others made, the stars would be the earlier ones (only where they moved)
    """

    change: Change
    points: Decimal | None
    stars: int | None
    decided: bool


@dataclass(frozen=True, slots=True)
class StationConsequence:
    """A station by the earlier rubric and by the revised one; totals and stars None where there are none, rank "".

    places   places gained (above 0) or lost; None where not ranked both times
    because  changes that move it, what decided its star first, then the largest
    joint    what the changes do only together: change − Σ own effects; None where not known
    """

    code: str
    name: str
    kind: str
    street: str
    total_before: Decimal | None
    total_after: Decimal | None
    change: Decimal | None
    stars_before: int | None
    stars_after: int | None
    rank_before: str
    rank_after: str
    places: Decimal | None
    because: tuple[Because, ...]
    joint: Decimal | None
    sentence: str

    @property
    def stars_moved(self) -> int:
        """Stars gained (above 0) or lost; 0 where one of the two is not known."""
        return 0 if self.stars_before is None or self.stars_after is None else self.stars_after - self.stars_before

    @property
    def status_moved(self) -> bool:
        """Rated only one of the two times."""
        return (self.stars_before is None) != (self.stars_after is None) or (
            (self.total_before is None) != (self.total_after is None)
        )


def station_consequence(before: Stood, after: Stood, because: Sequence[Because]) -> StationConsequence:
    """Both of the same station; `because` in the order of the changes."""
    known = before.total is not None and after.total is not None
    change = after.total - before.total if after.total is not None and before.total is not None else None
    own = [each.points or NOTHING for each in because]
    joint = change - sum(own, NOTHING) if change is not None else None
    told = tuple(sorted((each for each in because if _moves(each)), key=_weight))
    places = Decimal(before.rank) - Decimal(after.rank) if before.rank and after.rank else None
    found = StationConsequence(
        after.code, after.name, after.kind, after.street, before.total, after.total, change, before.stars,
        after.stars, before.rank, after.rank, places, told, joint if known else None, "",
    )  # fmt: skip
    return _with_sentence(found)


def _with_sentence(found: StationConsequence) -> StationConsequence:
    parts = [_total_told(found), _stars_told(found), _rank_told(found), _because_told(found)]
    values = {name: getattr(found, name) for name in StationConsequence.__slots__}
    return StationConsequence(**{**values, "sentence": "；".join(part for part in parts if part) + "。"})


def _moves(because: Because) -> bool:
    return because.decided or bool(because.points) or bool(because.stars)


def _weight(because: Because) -> tuple[bool, bool, Decimal]:
    return not because.decided, not because.stars, -abs(because.points or NOTHING)


def _total_told(found: StationConsequence) -> str:
    if found.total_before is None or found.total_after is None:
        which = "修订前" if found.total_before is None else "修订后"
        return "修订前后总分都暂缺" if found.total_before is found.total_after else f"{which}总分暂缺，不能比较"
    if not found.change:
        return f"总分 {found.total_after}，不变"
    return f"总分 {found.total_before} → {found.total_after}（{signed(found.change)}）"


def _stars_told(found: StationConsequence) -> str:
    if not found.stars_moved or found.stars_before is None or found.stars_after is None:
        return ""
    verb = "升为" if found.stars_moved > 0 else "降为"
    return f"{stars_in_words(found.stars_before)}{verb}{stars_in_words(found.stars_after)}"


def _rank_told(found: StationConsequence) -> str:
    return f"名次 {found.rank_before} → {found.rank_after}" if found.places else ""


def _because_told(found: StationConsequence) -> str:
    """Why the star moved; else what moved the total."""
    decided = [each for each in found.because if each.decided]
    if found.stars_moved:
        alone = [each for each in found.because if each.stars and each.stars * found.stars_moved > 0]
        if not decided and alone:
            return f"单有{'或'.join(_named(each) for each in alone[:MOST_NAMED])}的修订即可造成"
        if not decided:
            return "由几处修订共同造成"
        return f"如没有{'或'.join(_named(each) for each in decided[:MOST_NAMED])}的修订，星级不变"
    moved = [each for each in found.because if each.points]
    parts = [f"{_named(each)} {signed(each.points or NOTHING)}" for each in moved[:MOST_NAMED]]
    if len(moved) > MOST_NAMED:
        rest = sum((each.points or NOTHING for each in moved[MOST_NAMED:]), NOTHING)
        parts.append(f"其他 {len(moved) - MOST_NAMED} 处 {signed(rest)}")
    if found.joint:
        parts.append(f"其余为共同作用 {signed(found.joint)}" if parts else f"几处修订共同作用 {signed(found.joint)}")
    return "其中" + "、".join(parts) if parts and found.change is not None else ""


def _named(because: Because) -> str:
    return f"「{because.change.title}」"
