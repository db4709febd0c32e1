"""An indicator without points in words: what is missing, what the rubric makes of it, and what to do."""

from __future__ import annotations

from rating.insight.case import Case
from rating.reported import Status
from rating.rubric.rules import Survey

_WHAT = {
    Status.NOT_APPLICABLE: "为合理缺项",
    Status.NOT_INSPECTED: "未检查",
    Status.BLANK: "空白",
    Status.UNREADABLE: "无法识别",
}
_TO_DO = {
    Status.NOT_INSPECTED: "请评估组补查后重新评定",
    Status.BLANK: "请补报后重新评定",
    Status.UNREADABLE: "请更正后重新评定",
}


def without_points(case: Case, status: Status) -> str:
    """「持证社工数」空白，得分未定，暂不评定；请补报后重新评定."""
    scores, place = case.evaluation.scores, (case.station, case.at)
    what, to_do = _found(case, status)
    if status is Status.NOT_APPLICABLE:
        return f"{what}，不计入满分，也不扣分，其分值{_shared(case)}"
    if not scores.counted[place]:
        return f"{what}，按评分标准不计入满分，其分值{_shared(case)}"
    if scores.known[place]:
        return f"{what}，按评分标准得 0 分"
    return f"{what}，得分未定，暂不评定；{to_do}"


def _shared(case: Case) -> str:
    over_all = case.evaluation.rubric.missing.not_applicable == "over_all"
    return f"由{'全部' if over_all else '同一级'}其他指标按比例分摊"


def _found(case: Case, status: Status) -> tuple[str, str]:
    """What was found, and what to do about it."""
    if case.undefined():
        formula = case.with_values(case.node.value or "")
        return f"{formula} 没有结果（分母为 0 等）", "请核对所填数据，更正后重新评定"
    small = _small_samples(case)
    if small:
        return "、".join(small), "请补足样本后重新评定"
    if status is Status.REPORTED:
        return "现有资料不足以评分", "请补齐资料后重新评定"
    return f"{_names(case, status)}{_WHAT[status]}", _to_do(case, status)


def _names(case: Case, status: Status) -> str:
    """「持证社工数」「驻站社工数」; each only once."""
    waiting = [entry for entry in case.seen if not entry.value]
    named = [entry for entry in waiting if entry.status == status.title] or waiting
    titles = dict.fromkeys(_quoted(entry.title, entry.who, entry.typed, status) for entry in named)
    return "".join(titles) if titles else "本项"


def _quoted(title: str, who: str, typed: str, status: Status) -> str:
    by = f"（{who}）" if who else ""
    as_typed = f"（原填「{typed}」）" if typed and status is Status.UNREADABLE else ""
    return f"「{title}」{by}{as_typed}"


def _to_do(case: Case, status: Status) -> str:
    marked = any(entry.who for entry in case.seen) or (case.node.value in case.evaluation.reported.marks)
    return "请评估人补交打分后重新评定" if marked and status is Status.BLANK else _TO_DO.get(status, "")


def _small_samples(case: Case) -> list[str]:
    """有效问卷数 20 份，不足 30."""
    survey: Survey | None = case.rule.survey
    if survey is None or not case.evaluation.scores.leaves[case.at].small[case.station]:
        return []
    told = []
    for stratum in survey.samples:
        number = case.number(stratum.sample)
        if number is not None and number < stratum.minimum:
            told.append(f"{case.facts(stratum.sample)}，不足 {stratum.minimum}")
    return told
