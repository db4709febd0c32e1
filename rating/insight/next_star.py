"""The way to the next star: conditions first, then the fewest indicators that suffice (docs/method.md).

Indicators that count meetings, media reports, photos or documents are never advised: the rules of 2024 against
formalism forbid to work towards such counts, and work of that kind helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from rating.insight.advice.menus import Menu, menu_of
from rating.insight.advice.obstacles import Obstacles, obstacles, wanted_of
from rating.insight.advice.points_tree import Number
from rating.insight.advice.search import Levels, Search
from rating.insight.advice.targets import Target, Targets
from rating.insight.case import Reader
from rating.insight.explain import Explanation
from rating.insight.figures import exact, plain_text
from rating.insight.policy_words import stars_in_words
from rating.rubric.numbers import plain
from rating.rubric.policies import Band
from rating.scoring.evaluation import Evaluation

WHY_NOT = "2024 年《整治形式主义为基层减负若干规定》不允许以此作为考核依据，不建议为此增加工作"
WAYS = 3
"""The way, and up to two others of as few indicators."""


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator to work on.

    gain: what the total rises by when this is done after the steps before · points: what the indicator gains ·
    certain: False where somebody else decides it, which `how` says · how: what is to be reached.
    """

    code: str
    title: str
    gain: Decimal
    how: str
    points: Decimal = Decimal(0)
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NextStar:
    """The next higher band: points still missing (0 when only conditions stand in the way), how to get there.

    conditions    gates, conditions of the star, floors and minimums that are not met, in words
    steps         the fewest indicators that meet the cut score, every floor and every minimum
    reachable     False where even every indicator that may be advised, raised to its highest, does not suffice
    alternatives  up to two other sets of as many indicators
    out_of_reach  what cannot be changed this year, or cannot be promised
    left_out      indicators that are not advised, and why
    proved        no smaller set exists; False where the search was stopped before it knew
    """

    stars: int
    title: str
    gap: Decimal
    conditions: tuple[str, ...]
    steps: tuple[Step, ...]
    reachable: bool
    sentence: str
    alternatives: tuple[tuple[Step, ...], ...] = ()
    out_of_reach: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    proved: bool = True


def next_star(
    evaluation: Evaluation, station: int, lines: tuple[Explanation, ...], reader: Reader | None = None
) -> NextStar | None:
    """None at the highest star, and for a station that is not rated. `reader` serves many stations.

    The steps hold once the conditions are met: the points put into the scoring give the star.
    """
    band = _next_band(evaluation, station)
    if band is None:
        return None
    reader = reader or Reader(evaluation)
    title = band.label or stars_in_words(band.stars)
    called = title if "星" in title else f"「{title}」"
    targets, blocked = Targets(evaluation, station, band), obstacles(reader, station, band, called)
    losing = {line.code for line in lines if line.lost}
    menus, left_out = _menus(reader, station, losing, blocked)
    found = Search(targets, menus).fewest(WAYS)
    ways = tuple(_steps(targets, menus, levels) for levels in found.ways)
    missing = [target for target in targets.floors if not target.met]
    conditions = (*blocked.conditions, *(_short_of(evaluation, station, target, called) for target in missing))
    told = NextStar(
        stars=band.stars,
        title=title,
        gap=_gap(targets),
        conditions=conditions,
        steps=ways[0] if ways else (),
        reachable=bool(ways),
        sentence="",
        alternatives=ways[1:],
        out_of_reach=blocked.out_of_reach,
        left_out=tuple(left_out),
        proved=found.proved,
    )
    return replace(told, sentence="；".join(_sentence(told, called)))


def _next_band(evaluation: Evaluation, station: int) -> Band | None:
    ratings = evaluation.ratings
    if not ratings.rated[station]:
        return None
    now = max(0, int(ratings.stars[station]))
    higher = [band for band in evaluation.rubric.bands_for(evaluation.roster.kind[station]) if band.stars > now]
    return higher[-1] if higher else None


def _gap(targets: Targets) -> Decimal:
    """Points of the total that buys stars still missing to the cut score."""
    if targets.cut is None:
        return Decimal(0)
    return max(Decimal(0), exact(int(targets.cut.need) - int(targets.cut.now), targets.tree.decimals))


def _menus(reader: Reader, station: int, losing: set[str], blocked: Obstacles) -> tuple[list[Menu], list[str]]:
    """What may be advised, in the rubric's order, and a sentence on each indicator that may not."""
    menus, left_out = [], []
    for at, node in enumerate(reader.evaluation.rubric.indicators):
        if node.code not in losing:
            continue
        words = reader.formalities[node.code]
        if words:
            left_out.append(f"「{node.title}」涉及{'、'.join(words)}：{WHY_NOT}")
            continue
        case = reader.case(station, at)
        menu = menu_of(case, wanted_of(case, blocked.demands, reader.evaluation.rubric))
        if menu is not None and menu.gain(menu.size) > 0:
            menus.append(menu)
    return menus, left_out


def _steps(targets: Targets, menus: Sequence[Menu], levels: Levels) -> tuple[Step, ...]:
    """What is due anyway first, then what the station can do itself, the largest gain first."""
    order = sorted(levels, key=lambda at: (not menus[at].due, bool(menus[at].decided), -menus[at].gain(levels[at]), at))
    points: list[Number] = list(targets.base)
    unit, decimals = 10**targets.tree.decimals, targets.tree.decimals
    before, steps = targets.total(points), []
    for at in order:
        menu, level = menus[at], levels[at]
        points[menu.at] += Fraction(menu.gain(level)) * unit
        after = targets.total(points)
        gain, before = exact(after - before, decimals), after
        steps.append(Step(menu.code, menu.title, gain, menu.way(level), menu.gain(level), not menu.decided))
    return tuple(steps)


def _short_of(evaluation: Evaluation, station: int, target: Target, title: str) -> str:
    """「服务成效」得 13 分，达到四星级须得 14 分（满分 20 分的 70%），还差 1 分."""
    node, unit = evaluation.rubric.node(target.code), 10**evaluation.rubric.scale.decimals
    full = node.full_marks_for(evaluation.roster.kind[station])
    now, need = Fraction(target.now) / unit, target.need / unit
    share = f"（满分 {plain(full)} 分的 {plain_text(target.floor * 100)}%）" if target.floor is not None else ""
    return (
        f"「{node.title}」得 {plain_text(now)} 分，达到{title}须得 {plain_text(need)} 分{share}，"
        f"还差 {plain_text(need - now)} 分"
    )


# ---- in one sentence


def _sentence(told: NextStar, called: str) -> Iterable[str]:
    """What cannot be had, what comes first, how far it is, and the way; `called`: the star's name in a sentence."""
    if told.out_of_reach:
        yield f"本轮评不上或不能保证{called}：{'；'.join(told.out_of_reach)}"
    if told.conditions:
        yield f"先解决 {len(told.conditions)} 项条件：{'；'.join(told.conditions)}"
    if told.gap > 0:
        yield f"距{called}分数线还差 {plain(told.gap)} 分"
    elif not told.conditions:
        yield f"总分已达到{called}分数线"
    if not told.reachable:
        besides = f"不计不宜建议的 {len(told.left_out)} 项指标，" if told.left_out else ""
        yield f"{besides}现有指标可挽回的分数不足以弥补，全部补足也达不到{called}的要求"
    elif told.steps:
        yield from _way_in_words(told)


def few_in_words(told: NextStar) -> str:
    """最少改进 2 项; where the search gave up, that there may be a shorter way."""
    if told.proved:
        return f"最少改进 {len(told.steps)} 项"
    return f"改进 {len(told.steps)} 项可以达到（可行的组合太多，没有逐一比较，可能还有项数更少的办法）"


def _way_in_words(told: NextStar) -> Iterable[str]:
    names = "、".join(f"「{step.title}」＋{plain_text(step.points)} 分" for step in told.steps)
    yield f"{few_in_words(told)}：{names}"
    unsure = [f"「{step.title}」" for step in told.steps if not step.certain]
    if unsure:
        yield f"其中{'、'.join(unsure)}由他人评定，不能事先保证"
