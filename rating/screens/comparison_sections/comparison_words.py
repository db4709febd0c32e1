"""What the page 对比 answers first, what changed in the rubric, and what cannot be told."""

from __future__ import annotations

from rating.insight.comparison.compare import Comparison

HOW = {
    "same": "",
    "rescored": "上一轮的数值按本轮标准重新计分，再与本轮比",
    "scaled": "上一轮的得分率按本轮满分折算，再与本轮比",
    "new": "本轮新增的指标",
    "dropped": "本轮不再评的指标",
    "unknown": "有一轮没有得分，或无法折算，分不清",
}
"""How the two parts of a move were told apart → words."""
MOST_NAMED = 20


def lead(found: Comparison) -> str:
    """33 个单位中 24 个升星，0 个降星；评分标准未变。"""
    return f"{_moves(found)}；{_rubric(found)}。"


def _moves(found: Comparison) -> str:
    starred = [each for each in found.stations if each.stars_before is not None and each.stars_after is not None]
    if starred:
        up, down = (sum(each.stars_moved * sign > 0 for each in starred) for sign in (1, -1))
        return f"两轮都有星级的 {len(starred):,} 个单位中 {up:,} 个升星，{down:,} 个降星"
    changes = [each.change for each in found.stations if each.change is not None]
    if not changes:
        return "两轮之间没有可以比较的单位"
    up, down = sum(each > 0 for each in changes), sum(each < 0 for each in changes)
    return f"两轮都有总分的 {len(changes):,} 个单位中 {up:,} 个总分升，{down:,} 个总分降"


def _rubric(found: Comparison) -> str:
    if found.same_rubric:
        return "评分标准未变"
    if found.other_rubric:
        return "两轮用的不是同一种评分标准，升降只供参考"
    if found.rubric_changes:
        return f"评分标准有 {len(found.rubric_changes)} 处调整"
    return "评分标准是另一个版本，没有看到评分内容的调整"


def rounds(found: Comparison) -> str:
    """上一轮：… ；本轮：… with their rubrics where they differ."""
    before, after = found.before_round or "没有写明轮次", found.after_round or "没有写明轮次"
    if found.same_rubric:
        return f"上一轮：{before}；本轮：{after}；评分标准：{found.after_rubric}。"
    return f"上一轮：{before}，{found.before_rubric}；本轮：{after}，{found.after_rubric}。"


def limits(found: Comparison) -> tuple[str, ...]:
    """What cannot be told, each in a sentence."""
    told = []
    if not found.whole and not found.same_rubric:
        told.append("上一轮只有结果文件，看得出各指标满分的调整，看不出评分细则和星级条件的调整。")
    unknown = sum(each.change is None for each in found.stations)
    if unknown:
        told.append(f"{unknown:,} 个单位有一轮总分暂缺，总分不能比较。")
    unrated = sum(each.stars_before is None or each.stars_after is None for each in found.stations)
    if 0 < unrated < len(found.stations):
        told.append(f"{unrated:,} 个单位有一轮没有评定星级，不计入升降星。")
    mixed = sum(each.change is not None and each.by_rubric is None for each in found.stations)
    if mixed:
        told.append(f"{mixed:,} 个单位的总分变化分不清多少来自标准调整、多少来自工作变化。")
    carried = sum(each.by_rubric is not None and not each.certain for each in found.stations)
    if carried:
        told.append(f"{carried:,} 个单位的“其中标准调整”是按上一轮得分率折算的，只是近似。")
    if found.same_rubric and found.stations:
        told.append("评分标准相同，总分的变化都来自填报数据和打分；打分的人换了，宽严也可能不同，可参看「可靠性」。")
    return tuple(told)


def named(title: str, names: tuple[str, ...]) -> str:
    """新参加的 3 个：甲、乙、丙."""
    rest = " 等" if len(names) > MOST_NAMED else ""
    return f"{title} {len(names):,} 个：{'、'.join(names[:MOST_NAMED])}{rest}。"
