"""Feedback to one station: the sentence first, then what was lost, why, and the way to the next star."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rating.insight.among import Among
from rating.insight.case import Reader
from rating.insight.explain import Explanation, explain_all
from rating.insight.figures import exact, points_text
from rating.insight.next_star import NextStar, next_star
from rating.insight.notes import total_marks
from rating.insight.policy_words import stars_in_words
from rating.insight.since import Since
from rating.insight.standouts import Standout, standouts
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation, Reason

HOLDS_DOWN = ("cap", "requirement", "dimension_floor", "minimum", "quota", "ladder", "first_time", "bonus_excluded")
SHUTS_OUT = ("veto", "unrated", "gate_unknown", "incomplete", "coverage", "adjudication")


@dataclass(frozen=True, slots=True)
class Condition:
    """A gate or requirement that stands in the way: named before any points."""

    title: str
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One 一级指标 beside the median of the station's kind; None where not known."""

    code: str
    title: str
    points: Decimal | None
    full_marks: Decimal
    share: float | None
    median: float | None
    median_share: float | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything a station head is told. `total` is "" while the station is not complete.

    `stars` is None where not rated or where the rubric has no bands.

    lost: by points lost, most first · good: full marks · others: not scored, not applicable, key items.
    strengths, weaknesses: beside the kind, by the rule of `standouts` · since: against the round before, when known.
    """

    code: str
    name: str
    kind: str
    street: str
    headline: str
    total: str
    full_marks: str
    stars: int | None
    band: str
    rank: str
    conditions: tuple[Condition, ...]
    lost: tuple[Explanation, ...]
    good: tuple[Explanation, ...]
    others: tuple[Explanation, ...]
    dimensions: tuple[Profile, ...]
    next_star: NextStar | None
    strengths: tuple[Standout, ...] = ()
    weaknesses: tuple[Standout, ...] = ()
    since: Since | None = None


def feedback(
    evaluation: Evaluation, station: int, reader: Reader | None = None, since: Since | None = None
) -> Feedback:
    """Feedback for the station in that row of the roster. `reader` serves many stations at once."""
    roster, ratings = evaluation.roster, evaluation.ratings
    reader = reader or Reader(evaluation)
    lines = explain_all(evaluation, station, reader)
    stars = int(ratings.stars[station])
    strengths, weaknesses = standouts(reader.among, station, lines, reader.places)
    return Feedback(
        code=roster.code[station],
        name=roster.name[station],
        kind=roster.kind[station],
        street=roster.street[station],
        headline=headline(evaluation, station, reader.among),
        total=_total_text(evaluation, station),
        full_marks=plain(total_marks(evaluation, roster.kind[station])),
        stars=stars if stars >= 0 and evaluation.rubric.has_bands else None,
        band=str(ratings.band[station]),
        rank=rank_in_words(evaluation, station, reader.among),
        conditions=conditions(evaluation, station),
        lost=tuple(sorted((line for line in lines if line.lost), key=lambda line: -(line.lost or 0))),
        good=tuple(line for line in lines if line.lost == 0 and line.full_marks > 0),
        others=tuple(line for line in lines if line.lost is None or (line.lost == 0 and line.full_marks <= 0)),
        dimensions=profiles(evaluation, station, reader.among),
        next_star=next_star(evaluation, station, lines, reader),
        strengths=strengths,
        weaknesses=weaknesses,
        since=since,
    )


def headline(evaluation: Evaluation, station: int, among: Among | None = None) -> str:
    """总分 90.5 分，达到五星分数线，因「持证率低于 80%」限四星."""
    ratings = evaluation.ratings
    total = _total_text(evaluation, station)
    scored = f"总分 {total} 分" if total else "总分暂缺"
    if not ratings.rated[station]:
        return f"{scored}，{_why_unrated(evaluation, station)}"
    if not evaluation.rubric.has_bands:
        return f"{scored}，{rank_in_words(evaluation, station, among)}"
    by_score, stars = int(ratings.stars_by_score[station]), int(ratings.stars[station])
    given = _called(str(ratings.band[station]), stars)
    if by_score <= stars:
        return f"{scored}，评为{given}，{rank_in_words(evaluation, station, among)}"
    why = "，".join(_held_down(evaluation, reason) for reason in _decisive(evaluation, station))
    reached = _called(_band_title(evaluation, station, by_score), by_score)
    return f"{scored}，达到{reached}分数线，{why or '因未满足评星条件'}，评为{given}"


def _called(band: str, stars: int) -> str:
    """五星 for ★★★★★, 五星级 as it stands, 「优秀」 for a label without stars."""
    if stars and set(band) <= {"★"}:
        return stars_in_words(stars)
    return band if "星" in band else f"「{band}」"


def _band_title(evaluation: Evaluation, station: int, stars: int) -> str:
    bands = evaluation.rubric.bands_for(evaluation.roster.kind[station])
    return next((band.title for band in bands if band.stars == stars), "")


def _decisive(evaluation: Evaluation, station: int) -> list[Reason]:
    """The caps that fix the stars, when there are; else everything that holds the station down."""
    held = _reasons(evaluation, station, HOLDS_DOWN)
    capped_at = {gate.code: gate.stars for gate in evaluation.rubric.gates}
    stars = int(evaluation.ratings.stars[station])
    return [reason for reason in held if capped_at.get(reason.about) == stars] or list(held)


def _held_down(evaluation: Evaluation, reason: Reason) -> str:
    if reason.code != "cap":
        return reason.text
    gate = next(gate for gate in evaluation.rubric.gates if gate.code == reason.about)
    return f"因「{gate.title}」限{stars_in_words(gate.stars or 0)}"


def _why_unrated(evaluation: Evaluation, station: int) -> str:
    reasons = _reasons(evaluation, station, SHUTS_OUT) or evaluation.ratings.reasons[station]
    texts = "；".join(dict.fromkeys(reason.text for reason in reasons))
    settled = any(reason.code in ("veto", "unrated") for reason in reasons)
    return texts if settled else f"暂未评定：{texts}" if texts else "暂未评定"


def _reasons(evaluation: Evaluation, station: int, codes: tuple[str, ...]) -> tuple[Reason, ...]:
    return tuple(reason for reason in evaluation.ratings.reasons[station] if reason.code in codes)


def rank_in_words(evaluation: Evaluation, station: int, among: Among | None = None) -> str:
    """第 3 名（综合，共 12 个），并列; 未参加排名 when not rated."""
    ratings = evaluation.ratings
    if not ratings.rated[station]:
        return "未参加排名"
    group = ratings.rank_group[station]
    size = (among or Among(evaluation)).ranked(station)
    rank = plain(Decimal(repr(float(ratings.rank[station]))))
    named = f"{group}，" if group else ""
    return f"第 {rank} 名（{named}共 {size} 个）" + ("，并列" if ratings.tied[station] else "")


def conditions(evaluation: Evaluation, station: int) -> tuple[Condition, ...]:
    """Gates that were hit or unknown, then requirements not met, with what to do about each."""
    return tuple(_condition(evaluation, reason) for reason in evaluation.ratings.reasons[station])


_REMEDY = {
    "incomplete": "补报所缺数据或补交打分表后重新评定",
    "gate_unknown": "补报必备条件所需数据后重新评定",
    "coverage": "补齐未评内容后重新评定",
    "adjudication": "由评估组复核并录入复核分和理由",
    "dimension_floor": "优先提高该一级指标下失分最多的项目",
    "minimum": "优先提高该项得分",
    "ladder": "保持成绩，下一轮可继续晋升",
    "first_time": "保持成绩，下一轮可继续晋升",
    "quota": "名额有限，可提高排名次序",
}


def _condition(evaluation: Evaluation, reason: Reason) -> Condition:
    title, advice = reason.about, _REMEDY.get(reason.code, "")
    gate = next((gate for gate in evaluation.rubric.gates if gate.code == reason.about), None)
    node = next((node for node in evaluation.rubric.nodes if node.code == reason.about), None)
    if gate is not None and reason.code in ("veto", "cap", "unrated", "gate_unknown"):
        title, advice = gate.title, gate.advice or advice
    elif node is not None:
        title, advice = node.title, advice or node.advice
    elif reason.about in evaluation.rubric.fields:
        title = evaluation.rubric.fields[reason.about].title
    elif reason.code == "requirement":
        advice = _requirement_advice(evaluation, reason.about)
    return Condition(title, reason.text, advice)


def _requirement_advice(evaluation: Evaluation, title: str) -> str:
    rubric = evaluation.rubric
    bands = [*rubric.bands, *(band for each in rubric.bands_by_kind.values() for band in each)]
    found = (each.advice for band in bands for each in band.requires if each.title == title)
    return next(found, "") or f"达到「{title}」"


def profiles(evaluation: Evaluation, station: int, among: Among | None = None) -> tuple[Profile, ...]:
    """The station's 一级指标 beside the medians of its kind (stations whose points are known)."""
    kind, among = evaluation.roster.kind[station], among or Among(evaluation)
    found = []
    for node, (title, points, known), median in zip(
        evaluation.rubric.dimensions, among.columns, among.medians[kind], strict=True
    ):
        if not node.applies_to(kind):
            continue
        full = node.full_marks_for(kind)
        own = exact(int(points[station]), evaluation.subtotals.decimals) if known[station] else None
        found.append(Profile(node.code, title, own, full, _share(own, full), median, _share(median, full)))
    return tuple(found)


def _share(points: Decimal | float | None, full_marks: Decimal) -> float | None:
    return None if points is None or full_marks <= 0 else float(points) / float(full_marks)


def _total_text(evaluation: Evaluation, station: int) -> str:
    ratings = evaluation.ratings
    return points_text(int(ratings.total[station]), ratings.decimals) if ratings.complete[station] else ""
