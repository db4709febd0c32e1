"""The way to the next star: conditions first, then the fewest, largest steps that close the gap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rating.insight.explain import Explanation
from rating.insight.figures import exact
from rating.insight.notes import total_marks
from rating.insight.policy_words import limit_points, stars_in_words
from rating.rubric.numbers import plain
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation, Reason

OF_A_BAND = ("requirement", "dimension_floor", "minimum")
OF_THE_ROUND = ("ladder", "first_time", "quota")


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator to work on, and the points of the total it brings."""

    code: str
    title: str
    gain: Decimal
    how: str


@dataclass(frozen=True, slots=True)
class NextStar:
    """The next higher band: points still missing (0 when only conditions stand in the way), how to get there.

    reachable is False where the points still to be regained do not close the gap.
    """

    stars: int
    title: str
    gap: Decimal
    conditions: tuple[str, ...]
    steps: tuple[Step, ...]
    reachable: bool
    sentence: str


def next_star(evaluation: Evaluation, station: int, lines: tuple[Explanation, ...]) -> NextStar | None:
    """None at the highest star, and for a station that is not rated.

    Points of an indicator count in the total as they stand, restated where the total is converted;
    steps are chosen greedily: what the station can do itself before what raters decide, the largest
    regainable first, and of the last only as much as needed.
    """
    band = _next_band(evaluation, station)
    if band is None:
        return None
    gap = _gap(evaluation, station, band)
    conditions = _conditions(evaluation, station, band)
    steps = _steps(lines, gap, _worth(evaluation, station)) if gap > 0 else ()
    reachable = sum((step.gain for step in steps), Decimal(0)) >= gap
    title = stars_in_words(band.stars) if not band.label else band.label
    sentence = _sentence(title, gap, conditions, steps, reachable=reachable)
    return NextStar(band.stars, title, gap, conditions, steps, reachable, sentence)


def _next_band(evaluation: Evaluation, station: int) -> Band | None:
    ratings = evaluation.ratings
    if not ratings.rated[station]:
        return None
    now = max(0, int(ratings.stars[station]))
    higher = [band for band in evaluation.rubric.bands_for(evaluation.roster.kind[station]) if band.stars > now]
    return higher[-1] if higher else None


def _gap(evaluation: Evaluation, station: int, band: Band) -> Decimal:
    """Points of the total still missing to the band's cut score; one least unit above a strict limit."""
    kind, decimals = evaluation.roster.kind[station], evaluation.ratings.decimals
    cut = limit_points(band, total_marks(evaluation, kind))
    if cut is None:
        return Decimal(0)
    gap = cut - exact(int(evaluation.ratings.total[station]), decimals)
    if band.above is not None and gap >= 0:
        gap += Decimal(1).scaleb(-decimals)
    return max(Decimal(0), gap)


def _conditions(evaluation: Evaluation, station: int, band: Band) -> tuple[str, ...]:
    reasons = evaluation.ratings.reasons[station]
    return tuple(dict.fromkeys(reason.text for reason in reasons if _in_the_way(evaluation, reason, band)))


def _in_the_way(evaluation: Evaluation, reason: Reason, band: Band) -> bool:
    """Whether a reason keeps the station from this very band, and not only from a higher one."""
    if reason.code == "cap":
        gate = next(gate for gate in evaluation.rubric.gates if gate.code == reason.about)
        return gate.stars is not None and gate.stars < band.stars
    if reason.code in OF_A_BAND:
        return any(f"{verb}{band.title}的" in reason.text for verb in ("未满足", "未达到"))
    return reason.code in OF_THE_ROUND


def _worth(evaluation: Evaluation, station: int) -> Fraction:
    """What one point of an indicator is worth in the total: 1, but for a converted scale."""
    rubric, kind = evaluation.rubric, evaluation.roster.kind[station]
    convert = rubric.scale.convert_to
    return Fraction(1) if convert is None else Fraction(convert) / Fraction(rubric.full_marks_for(kind))


def _steps(lines: tuple[Explanation, ...], gap: Decimal, worth: Fraction) -> tuple[Step, ...]:
    losing = [line for line in lines if line.lost and line.earn]
    losing.sort(key=lambda line: (line.next_gain is not None, line.lost or Decimal(0)), reverse=True)
    chosen: list[Step] = []
    left = Fraction(gap)
    for line in losing:
        if left <= 0:
            break
        gain = _enough(line, left, worth)
        chosen.append(Step(line.code, line.title, gain, line.earn))
        left -= Fraction(gain)
    return tuple(chosen)


def _enough(line: Explanation, left: Fraction, worth: Fraction) -> Decimal:
    """The nearest step of the indicator when that closes what is left, else all its lost points."""
    nearest, whole = (_restated(points, worth) for points in (line.next_gain, line.lost))
    if line.gradual:
        return min(whole, _restated(left, Fraction(1)))
    return nearest if line.next_gain is not None and Fraction(nearest) >= left else whole


def _restated(points: Decimal | Fraction | None, worth: Fraction) -> Decimal:
    restated = Fraction(points or 0) * worth
    return Decimal(restated.numerator) / Decimal(restated.denominator)


def _sentence(
    title: str, gap: Decimal, conditions: tuple[str, ...], steps: tuple[Step, ...], *, reachable: bool
) -> str:
    parts = []
    if conditions:
        parts.append(f"先解决 {len(conditions)} 项条件：{'；'.join(conditions)}")
    if gap > 0:
        parts.append(f"距{title}分数线还差 {plain(gap)} 分")
        names = "、".join(f"「{step.title}」＋{plain(step.gain)} 分" for step in steps)
        parts.append(f"最省力的做法：{names}" if reachable and steps else "现有指标可挽回的分数不足以弥补，需全面提高")
    elif not conditions:
        parts.append(f"总分已达到{title}分数线")
    return "；".join(parts)
