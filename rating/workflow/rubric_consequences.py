"""What a draft would have changed: past rounds of the district scored once more by it, for those who may see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rating.district.people.person import Person
from rating.district.rounds.evaluations import Saved, load_evaluation, saved_of
from rating.district.rounds.parts_seen import parts_seen, sees_results
from rating.district.rounds.round import Part, Round, rounds_of
from rating.district.rubrics.revisions import rubric_revisions
from rating.district.storage.database import Database
from rating.insight.consequences.consequences import Consequences, consequences
from rating.rubric.file import load_goals
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from rating.workflow.ratings import HOME


@dataclass(frozen=True)
class PastPart:
    """A part of a round whose result the person may see; `same`: it was judged by a revision of the same rubric."""

    round: Round
    part: Part
    saved: Saved
    same: bool

    @property
    def label(self) -> str:
        return f"{self.round.title} {self.part.title}".strip()


def past_parts(database: Database, person: Person, district: int, code: str) -> tuple[PastPart, ...]:
    """Rated parts of the district, those judged by revisions of the rubric `code` first, then the newest."""
    with database.reading() as at:
        own = {each.id for each in rubric_revisions(at, person, district) if each.code == code}
        found = []
        for round_ in rounds_of(at, person, district):
            for part in parts_seen(at, person, round_):
                if not sees_results(at, person, round_, part):
                    continue
                saved = saved_of(at, person, part.id)
                standing = next((each for each in saved if each.id == part.published_id), None) or next(
                    iter(saved), None
                )
                if standing is not None:
                    found.append(PastPart(round_, part, standing, part.rubric_id in own))
    return tuple(sorted(found, key=lambda one: not one.same))


def what_would_change(
    database: Database,
    person: Person,
    past: PastPart,
    rubric: Rubric,
    *,
    goal_share: Decimal | None = None,
    load: Callable[[Saved], Evaluation] | None = None,
) -> Consequences:
    """The figures of that part by the draft, against what was decided then. Raises NotAllowed, Refused (not_found)."""
    if load is not None:
        return consequences(load(past.saved), rubric, goal_share=goal_share)
    with database.reading() as at:
        before = load_evaluation(at, person, past.saved.id)
    return consequences(before, rubric, goal_share=goal_share)


@cache
def star_goal() -> Decimal | None:
    """The share of five-star stations that the goal file asks for, as 0…1."""
    goals = load_goals(HOME / "rubrics" / "goals" / "yichang.yaml").goals
    return next((goal.target.value for goal in goals if goal.form == "stars_share" and goal.target), None)
