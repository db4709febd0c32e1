"""The tables of the page 可靠性, as they are shown and as they are taken along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from rating.export.certainty_charts import interval_text
from rating.export.listing import Listing
from rating.insight import tables
from rating.insight.certainty.certainty import Certainty
from rating.insight.certainty.close_calls import CloseCall, CutCalls
from rating.insight.certainty.leave_out import LeftOut, StarChange
from rating.insight.figures import points_text
from rating.insight.policy_words import stars_in_words
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation
from rating.screens.parts.tables import short_names
from rating.screens.reliability_sections.certainty_words import share_text

MOST_NAMED = 6


def names_of(evaluation: Evaluation, rows: Sequence[int], group: str) -> dict[int, str]:
    """Row → what the station is called in the table and in the chart beside it."""
    kind = group if group in evaluation.rubric.kinds else ""
    return dict(zip(rows, short_names([evaluation.roster.name[row] for row in rows], kind), strict=True))


def stability(evaluation: Evaluation, found: Certainty, group: str | None = None) -> Listing:
    """Rated stations of one group, or of all (then with kind and total), best first: the interval, the stars."""
    rows = [int(row) for row in tables.ranked_rows(evaluation, group)]
    names = names_of(evaluation, rows, group or "")
    close = {call.row for call in found.close_calls}
    starred = not np.isnan(found.weights.same_stars).all()
    heads = ("站点", "类型", "名次", "名次区间", "总分", "星级", "星级不变", "扰动中的星级", "提示")
    kept = [
        head
        for head in heads
        if (group is None or head not in ("类型", "总分"))
        and (starred or head not in ("星级不变", "扰动中的星级"))
        and (evaluation.rubric.has_bands or head not in ("星级", "提示"))
    ]
    lines = [_station(evaluation, found, row, names[row], row in close) for row in rows]
    cells = tuple(tuple(line[head] for head in kept) for line in lines)
    return Listing(tuple(kept), cells, frozenset({"名次", "名次区间", "总分", "星级不变"}))


def _station(evaluation: Evaluation, found: Certainty, row: int, name: str, close: bool) -> dict[str, str]:
    ratings, weights = evaluation.ratings, found.weights
    lowest, highest = int(weights.lowest_stars[row]), int(weights.highest_stars[row])
    same = float(weights.same_stars[row])
    return {
        "站点": name,
        "类型": evaluation.roster.kind[row],
        "名次": f"{float(ratings.rank[row]):g}",
        "名次区间": interval_text(weights, row),
        "总分": points_text(int(ratings.total[row]), ratings.decimals),
        "星级": stars_in_words(int(ratings.stars[row])) if evaluation.rubric.has_bands else "",
        "星级不变": "" if np.isnan(same) else share_text(same),
        "扰动中的星级": "" if lowest < 0 else _reach(lowest, highest),
        "提示": "临界" if close else "",
    }


def _reach(lowest: int, highest: int) -> str:
    return "始终不变" if lowest == highest else f"{stars_in_words(lowest)}至{stars_in_words(highest)}"


CLOSE_FIGURES = frozenset({"总分", "分数线", "差"})
WHY = {"rounding": "取整", "raters": "评估人打分差异"}


def close_calls_table(of_cut: CutCalls) -> Listing:
    """Of one cut score, the nearest first."""
    rows = tuple((call.name, call.kind, *_near(call), call.sentence) for call in of_cut.calls)
    return Listing(("站点", "类型", "总分", "差", "为什么临界"), rows, CLOSE_FIGURES - {"分数线"})


def all_close_calls(found: Certainty) -> Listing:
    """Every one of them for the file, the nearest first."""
    rows = (
        (
            call.name, call.station_code, call.kind, call.band, plain(call.cut), *_near(call),
            WHY[call.why], call.sentence,
        )
        for call in found.close_calls
    )  # fmt: skip
    heads = ("站点", "代码", "类型", "等级", "分数线", "总分", "差", "原因", "为什么临界")
    return Listing(heads, tuple(rows), CLOSE_FIGURES)


def _near(call: CloseCall) -> tuple[str, str]:
    """With the decimals of the scale, so that a column has one style."""
    return format(call.total, "f"), format(call.gap, "f")


def left_out_table(found: Iterable[LeftOut], first: str, stars: bool) -> Listing:
    """The largest effect first: stars, then ranks."""
    order = sorted(found, key=lambda each: (-len(each.stars_changed), -each.ranks_moved, -each.largest_move))
    heads: tuple[str, ...] = (first, "名次变动", "最多几位", "星级变化", "哪些单位星级变化", "与原名次一致程度")
    rows = tuple(_left_out(each) for each in order)
    if not stars:
        heads, rows = (*heads[:3], heads[5]), tuple((*row[:3], row[5]) for row in rows)
    return Listing(heads, rows, frozenset({"名次变动", "最多几位", "星级变化", "与原名次一致程度"}))


def _left_out(each: LeftOut) -> tuple[str, ...]:
    alike = "" if each.kendall is None else f"{np.floor(each.kendall * 100 + 1e-9) / 100:.2f}"
    moved = f"{each.largest_move}" if each.ranks_moved else ""
    return (each.title, f"{each.ranks_moved:,}", moved, f"{len(each.stars_changed):,}", _changes(each), alike)


def _changes(each: LeftOut) -> str:
    """甲街道 五星→四星、…等 9 个; also who cannot be rated any more."""
    named = [_change(change) for change in each.stars_changed[:MOST_NAMED]]
    rest = len(each.stars_changed) - len(named)
    told = "、".join(named) + (f" 等 {len(each.stars_changed)} 个" if rest > 0 else "")
    lost = f"{each.no_longer} 个因此无法评定" if each.no_longer else ""
    return "；".join(part for part in (told, lost) if part)


def _change(change: StarChange) -> str:
    return f"{change.name} {stars_in_words(change.before)}→{stars_in_words(change.after)}"


def raters_table(found: Certainty) -> Listing:
    heads = ("评估人", "评估主体", "打分", "可比", "宽严", "离散", "其他人离散")
    rows = tuple(
        (
            each.name, each.role, f"{each.marks:,}", f"{each.compared:,}", _severity(each.severity),
            _percent(each.spread), _percent(each.others),
        )
        for each in found.raters
    )  # fmt: skip
    return Listing(heads, rows, frozenset(heads[2:]))


def _severity(share: float | None) -> str:
    """Signed, in per cent of the full marks."""
    if share is None:
        return ""
    told = f"{abs(share):.1%}"
    return told if told == "0.0%" else f"{'+' if share > 0 else '−'}{told}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def agreement_table(found: Certainty) -> Listing:
    heads = ("打分项目", "评估人", "两人以上打分", "一致性 α", "排序一致性 W", "怎样看")
    rows = tuple(
        (each.title, str(each.raters), f"{each.stations:,}", _cut(each.alpha), _cut(each.kendalls_w), each.sentence)
        for each in found.agreements
    )
    return Listing(heads, rows, frozenset(heads[1:5]))


def _cut(number: float | None) -> str:
    """Cut, not rounded, so that nothing reads as a threshold that it missed."""
    return "" if number is None else f"{np.floor(number * 100 + 1e-9) / 100:.2f}"


def outliers_table(found: Certainty) -> Listing:
    rows = tuple(
        (
            each.station,
            each.title,
            each.rater,
            plain(each.mark),
            "、".join(map(plain, each.others)),
            each.where,
            each.sentence,
        )
        for each in found.outlying_marks
    )
    return Listing(
        ("站点", "打分项目", "评估人", "打分", "其他评估人", "位置", "为什么建议复核"), rows, frozenset({"打分"})
    )


def samples_table(found: Certainty) -> Listing:
    rows = tuple(
        (each.station, each.title, plain(each.sample), str(each.minimum), each.sentence) for each in found.small_samples
    )
    return Listing(("站点", "指标", "有效样本", "最低要求", "怎样处理"), rows, frozenset({"有效样本", "最低要求"}))


def rater_sentences(found: Certainty) -> tuple[str, ...]:
    return tuple(each.sentence for each in found.raters)
