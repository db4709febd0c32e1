"""What is being read, and what came of it: the material and the outcome of every combination of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.workshop.phrasing.phrase import Phrase, Points, ProposedField


@dataclass(frozen=True, slots=True)
class Matter:
    """The phrases of one sentence (or of one numbered point), the indicator's title, and its full marks.

    `counted` are the phrases that decide points; contexts only describe.
    """

    phrases: tuple[Phrase, ...]
    title: str
    full_marks: Decimal | None

    @property
    def counted(self) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if phrase.kind not in ("context", "note", "full"))

    @property
    def contexts(self) -> tuple[str, ...]:
        return tuple(phrase.subject for phrase in self.phrases if phrase.kind == "context")

    def of(self, *kinds: str) -> list[Phrase]:
        return [phrase for phrase in self.phrases if phrase.kind in kinds]

    def first(self, kind: str) -> Phrase | None:
        return next((phrase for phrase in self.phrases if phrase.kind == kind), None)

    def only(self, *kinds: str) -> bool:
        """True when every phrase that decides points is of one of these kinds."""
        return all(phrase.kind in kinds for phrase in self.counted)

    def twice(self, *kinds: str) -> Phrase | None:
        """A phrase that may stand once and stands twice."""
        return next((found[1] for kind in kinds if len(found := self.of(kind)) > 1), None)

    def without(self, *kinds: str) -> Matter:
        return replace(self, phrases=tuple(phrase for phrase in self.phrases if phrase.kind not in kinds))

    def points(self, points: Points | None) -> Decimal | None:
        return None if points is None else points.of(self.full_marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule that a combination of phrases makes.

    value is None for rules with conditions of their own · points: a formula of the points themselves, for
    sentences of several rules ("" where there is none) · best: the most it gives, None when unknown ·
    condition: when it gives all, for rules that give all or nothing.
    """

    rule: Mapping[str, Any]
    value: str | None
    fields: tuple[ProposedField, ...]
    sample: Mapping[str, str]
    doubts: tuple[str, ...] = ()
    points: str = ""
    best: Decimal | None = None
    condition: str = ""

    def doubted(self, *doubts: str) -> Reading:
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *(doubt for doubt in doubts if doubt)))))


@dataclass(frozen=True, slots=True)
class Unsure:
    """The phrases are understood, but what they make together is not certain; `doubts` say why, in Chinese."""

    doubts: tuple[str, ...] = field(default=())


Outcome = Reading | Unsure | None
"""None: this combination is not what the sentence is about."""

LONGEST_TITLE = 30


_DENIAL = re.compile("(?:如|若|凡|均|都|仍|尚)*(?:未|没有|没|无|不|非|否)(?:能|按)?(?P<rest>.*)")
_GENERIC = re.compile(
    "(?:达到?|达标|完成|符合|满足|具备|做到|落实|开展|全部|全|齐全?|有|此|该|规定|要求|条件|标准|任务|目标|上述|以上|的|到)*"
)
ANY_LACKING = re.compile(
    "(?:有|任|任何|任意|其中|其)?(?:缺|少|1|一)(?:少)?(?:1|一)?(?:项|个|条|处|点|者).{0,12}|缺项|有缺项|任[一何]项?.{0,12}"
)


def denies(refusal: str, conditions: list[str]) -> bool:
    """True when a refusal only says the contrary of a condition (未建立的, after 建立督导制度), and nothing more."""
    words = refusal.split(",")[-1]
    hit = _DENIAL.fullmatch(words)
    if hit is None:
        if any(said is not None and said["rest"] == words for said in map(_DENIAL.fullmatch, conditions)):
            return True  # 未发生事故得5分，发生事故不得分
        return bool(ANY_LACKING.fullmatch(words))
    rest = hit["rest"].removesuffix("的")
    if _GENERIC.fullmatch(rest):
        return True
    together = " ".join(conditions)
    return any(rest[at : at + 2] in together for at in range(len(rest) - 1)) if len(rest) > 1 else rest in together


def short(title: str) -> str:
    """A title that fits a heading."""
    return title.strip("的,、:") if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip("的,、:") + "…"


def distinct(titles: Iterable[str]) -> list[str]:
    """The same titles, repeated ones numbered in Chinese order marks so that every heading is its own."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 else f"{title}（{'二三四五六七八九十'[min(seen[title] - 2, 8)]}）")
    return found


def of_marks(points: Decimal) -> str:
    return f"{plain(points)} 分"


def times(counted: str, points: Decimal) -> str:
    """So many times the points; once is not written."""
    return counted if points == 1 else f"{counted} * {plain(points)}"


def whole_steps(measured: str, each: str, whole: bool) -> str:
    """How many full steps of `each` there are in a formula; `whole` when it can only be a whole number."""
    if each == "1":
        return measured if whole else f"floor({measured})"
    return f"floor({measured} / {each})"


def through_points(points: str, full_marks: Decimal, below_zero: bool = False) -> tuple[Mapping[str, Any], str]:
    """The rule and value for points that a formula gives: straight from 0 to full marks."""
    ends: dict[str, Any] = {"zero": "0", "full": plain(full_marks)}
    return {"linear": ends | ({"capped": "top"} if below_zero else {})}, points


def unless(parts: Reading, extra: Sequence[Phrase]) -> Reading:
    """The points of `parts`, or nothing where one of the refusals holds."""
    fields, formula, best = list(parts.fields), parts.points, parts.best or Decimal(0)
    for at, refusal in enumerate(extra, len(fields) + 1):
        fields.append(ProposedField(f"f{at}", short(refusal.subject), "yes_no", definition=refusal.subject))
        formula = f"where(f{at}, 0, {formula})"
    rule, value = through_points(formula, best)
    sample = {**parts.sample, **{field.code: "否" for field in fields[len(parts.fields) :]}}
    return Reading(rule, value, tuple(fields), sample, parts.doubts, formula, best)
