"""有得2分无得0分, 组合分, 各得1分: points by condition and by part."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.grades import AWARD, awards, grade_name, levels
from rating.workshop.phrasing.parts import parts_of
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.reading import (
    ANY_LACKING,
    Matter,
    Outcome,
    Reading,
    Unsure,
    denies,
    distinct,
    of_marks,
    short,
    unless,
)

_YES = frozenset(("有", "是", "达标", "符合", "已建立", "合格", "具备", "通过", "齐全", "完成", "达到"))


_NO = frozenset(
    ("无", "否", "没有", "不达标", "不符合", "未建立", "不合格", "不具备", "未通过", "不齐全", "未完成", "未达到")
)


_WHOLE = re.compile("全部|均|都|各项|所有|缺一不可|完全|同时|一项|1项|任一|任何|其中之一")


def read_grants(matter: Matter) -> Outcome:
    """Fixed points for words: grades, yes or no, parts, awards. Which it is follows from how the points add up."""
    matter = _zeros_refused(matter)
    grants = matter.of("grant")
    if not grants or not matter.only("grant", "refusal", "rest", "highest", "once", "penalty"):
        return None
    if matter.of("penalty"):
        return None
    given = [matter.points(grant.points) for grant in grants]
    points = [amount for amount in given if amount is not None]
    if len(points) < len(given):
        if len(grants) == 1 and grants[0].points is not None and grants[0].points.number == 1:
            return _yes_no(matter, grants[0], None)
        return Unsure(("分值按满分的比例写，但没有满分",))
    if len(grants) == 1:
        return _single(matter, grants[0], points[0])
    return _several(matter, grants, points)


def _zeros_refused(matter: Matter) -> Matter:
    """未使用0分 says the same as 未使用不得分."""
    grants = matter.of("grant")
    zeros = [one for one in grants if one.points is not None and not one.points.number and not _is_grade(one.subject)]
    if not zeros or len(zeros) == len(grants):
        return matter
    return replace(
        matter,
        phrases=tuple(replace(one, kind="refusal", points=None) if one in zeros else one for one in matter.phrases),
    )


def _is_grade(subject: str) -> bool:
    return subject in _NO or bool(grade_name(subject))


def _single(matter: Matter, grant: Phrase, points: Decimal) -> Outcome:
    full = matter.full_marks
    if full is not None and points != full:
        return Unsure((f"「{grant.text}」得 {of_marks(points)}，与满分 {of_marks(full)}不符",))
    if points <= 0 or matter.of("highest", "once"):
        return None
    lesser = [rest for rest in matter.of("rest") if rest.points is not None and rest.points.number]
    if lesser:
        return _otherwise(matter, grant, points, lesser)
    if full is None and not matter.of("refusal", "rest"):
        return Unsure(("没有满分，不知道这是不是全部得分",))
    if _is_thing(grant) and not matter.of("refusal", "rest") and len(matter.phrases) == 1:
        return Unsure((f"「{grant.text}」只写了名称和分值，没有写怎样得分",))
    return _yes_no(matter, grant, points)


_THING = re.compile("(?:率|度|质量|态度|情况|水平|能力|成效|效果|建设|管理|工作|服务|评价|氛围|作用|表现)$")


def _is_thing(grant: Phrase) -> bool:
    """服务质量（5分）: the name of what is judged, and no condition that is met or not."""
    return "得" not in grant.text and bool(_THING.search(grant.subject.strip("的,:")))


def _otherwise(matter: Matter, grant: Phrase, points: Decimal, lesser: list[Phrase]) -> Outcome:
    """达标得5分，否则得2分."""
    rest = lesser[0].points
    if len(lesser) > 1 or matter.of("refusal") or rest is None or rest.number >= points:
        return Unsure((f"「{lesser[0].text}」与「{grant.text}」怎样区分不能确定",))
    condition = _condition(matter, grant.subject)
    field = ProposedField("f1", short(condition), "yes_no", definition=_about(matter, condition))
    body = {"yes": plain(points), "no": plain(rest.number)}
    formula = f"where(f1, {body['yes']}, {body['no']})"
    return Reading({"yes_no": body}, "f1", (field,), {"f1": "否"}, (), formula, points)


def _yes_no(matter: Matter, grant: Phrase, points: Decimal | None) -> Outcome:
    """One condition: all the points or none."""
    said = " ".join([grant.text, *(phrase.text for phrase in matter.of("refusal")), *matter.contexts])
    amount = "100%" if points is None else plain(points)
    if _WHOLE.search(said) and not _unrelated(matter, [grant]):
        condition = _condition(matter, grant.subject)
        field = ProposedField("f1", short(condition), "yes_no", definition=_about(matter, condition))
        return Reading(
            {"all_or_nothing": "f1 = 是"},
            None,
            (field,),
            {"f1": "是"},
            (),
            f"where(f1, {amount}, 0)",
            points,
            "f1 = 是",
        )
    extra = _unrelated(matter, [grant])
    if extra:
        return _and_not(matter, grant, extra, points)
    condition = _condition(matter, grant.subject)
    field = ProposedField("f1", short(condition), "yes_no", definition=_about(matter, condition))
    formula = "" if points is None else f"where(f1, {amount}, 0)"
    return Reading({"yes_no": {"yes": amount, "no": "0"}}, "f1", (field,), {"f1": "是"}, (), formula, points, "f1 = 是")


def _unrelated(matter: Matter, grants: list[Phrase]) -> list[Phrase]:
    """Refusals that are conditions of their own, not the contrary of what is granted."""
    return [
        refusal for refusal in matter.of("refusal") if not denies(refusal.subject, [grant.subject for grant in grants])
    ]


def _and_not(matter: Matter, grant: Phrase, extra: list[Phrase], points: Decimal | None) -> Outcome:
    """建立制度得2分，出现违规的不得分: one must hold and the others must not."""
    named = [_condition(matter, grant.subject), *(refusal.subject for refusal in extra)]
    titles = distinct([short(name) for name in named])
    fields = tuple(
        ProposedField(f"f{at}", title, "yes_no", definition=name)
        for at, (title, name) in enumerate(zip(titles, named, strict=True), 1)
    )
    together = " and ".join(["f1 = 是", *(f"{field.code} = 否" for field in fields[1:])])
    formula = "" if points is None else f"where({together}, {plain(points)}, 0)"
    sample = {field.code: "是" if field.code == "f1" else "否" for field in fields}
    return Reading({"all_or_nothing": together}, None, fields, sample, (), formula, points, together)


_BARE_CONDITION = re.compile(
    "有|是|达标|达到|符合|满足|合格|具备|通过|完成|达到要求|符合要求|达到标准|全部满足|全部符合|均符合|满足要求|都有|齐全|符合条件|达到目标|完成目标|全部达标|完成任务"
)


def _condition(matter: Matter, subject: str) -> str:
    """What is asked; 有 and 达标 alone ask what the title or the context names."""
    if not _BARE_CONDITION.fullmatch(subject):
        return "、".join([*_asked_before(matter, subject), subject.replace(MARK, "")])
    about = matter.contexts[-1].removeprefix("是否") if matter.contexts else matter.title
    if not about:
        return "符合要求"
    return (
        f"有{about}"
        if subject == "有" and "有" not in about
        else f"{about}：{subject}"
        if subject not in ("有", "是")
        else about
    )


def _asked_before(matter: Matter, subject: str) -> list[str]:
    """成立领导小组 of 成立领导小组，明确专人负责得5分: asked in the same breath as the one thing that earns points."""
    grant = next((one for one in matter.of("grant") if one.subject == subject), None)
    if grant is None or len(matter.of("grant")) > 1 or "," in subject:
        return []
    return [
        one.subject
        for one in matter.phrases[: matter.phrases.index(grant)]
        if one.kind == "context" and one.item == grant.item and not re.search("[=:]|[的者时]$|^是否", one.subject)
    ]


def _about(matter: Matter, condition: str) -> str:
    return "；".join(dict.fromkeys(part for part in (*matter.contexts, condition) if part))


def _several(matter: Matter, grants: list[Phrase], points: list[Decimal]) -> Outcome:
    full, together, most = matter.full_marks, sum(points, Decimal(0)), max(points)
    names = [grade_name(grant.subject) for grant in grants]
    all_awards = all(AWARD.search(grant.subject) for grant in grants)
    if matter.of("highest", "once") or (all_awards and full == most != together):
        return awards(matter, grants, points)
    if all_awards and not all(names):
        return Unsure(("几个奖项的分值能否累计原文没有写清楚",))
    pair = {grant.subject for grant in grants}
    if len(grants) == 2 and pair & _YES and pair & _NO:
        return _two_ways(matter, grants, points)
    if all(names) and len(set(names)) == len(names):
        return levels(matter, grants, names, points)
    if full is None:
        return Unsure(("没有满分，不知道各项分值是相加还是取其一",))
    if together == full and most < full:
        return _parts(matter, grants, points)
    if most == full and together != full and not (_alike(grants) or _one_scale(grants)):
        return Unsure(("几种情形的分值是相加还是取其一不能确定",))
    if most == full and together != full:
        return levels(matter, grants, [short(grant.subject.split(",")[-1]) for grant in grants], points)
    return Unsure((f"各项合计 {of_marks(together)}，最高一项 {of_marks(most)}，都与满分 {of_marks(full)}不符",))


def _alike(grants: list[Phrase]) -> bool:
    """True for names that speak of one thing (制度健全, 基本健全): each shares a sign with another."""
    signs = [set(re.sub("[的有为得是,]", "", grant.subject)) for grant in grants]
    return all(any(one & other for at, other in enumerate(signs) if at != here) for here, one in enumerate(signs))


_SCHOOLING = re.compile("研究生|硕士|博士|本科|大专|专科|高中|中专|初中")


def _one_scale(grants: list[Phrase]) -> bool:
    """上年度评估优秀、良好、合格: grades of what the first one names; or steps of schooling."""
    subjects = [grant.subject.split(",")[-1] for grant in grants]
    if all(_SCHOOLING.search(subject) for subject in subjects):
        return True
    first = next((subjects[0][at:] for at in range(len(subjects[0])) if grade_name(subjects[0][at:])), "")
    return bool(first) and all(grade_name(subject) for subject in subjects[1:])


def _two_ways(matter: Matter, grants: list[Phrase], points: list[Decimal]) -> Outcome:
    yes = next(at for at, grant in enumerate(grants) if grant.subject in _YES)
    best, other = points[yes], points[1 - yes]
    if other > best or (matter.full_marks is not None and best != matter.full_marks):
        return Unsure((f"「{grants[yes].text}」与满分不符",))
    condition = _condition(matter, grants[yes].subject)
    field = ProposedField("f1", short(condition), "yes_no", definition=_about(matter, condition))
    formula = f"where(f1, {plain(best)}, {plain(other)})"
    return Reading(
        {"yes_no": {"yes": plain(best), "no": plain(other)}}, "f1", (field,), {"f1": "否"}, (), formula, best
    )


def _parts(matter: Matter, grants: list[Phrase], points: list[Decimal]) -> Outcome:
    subjects = [grant.subject.replace(MARK, "") for grant in grants]
    extra = _unrelated(matter, grants)
    lacking = [refusal for refusal in matter.of("refusal") if ANY_LACKING.fullmatch(refusal.subject.strip("的,"))]
    if lacking:
        return Unsure((f"「{lacking[0].text}」是这一部分不得分还是全部不得分没有写清楚",))
    if any(rest.points and rest.points.number for rest in matter.of("rest")):
        return None
    things = tuple(
        f"「{grant.subject}」不像有或没有的条件，按全得或全不得理解；要按程度给分的，请留给评估人打分"
        for grant in grants
        if _is_thing(grant)
    )
    parts = parts_of(subjects, points, things)
    return unless(parts, extra) if extra else parts


def read_whether(matter: Matter) -> Outcome:
    """是否建立制度 without points: all the full marks or nothing."""
    asked = matter.of("whether")
    if len(asked) != 1 or len(matter.counted) > 1 or matter.full_marks is None or matter.full_marks <= 0:
        return None
    full = plain(matter.full_marks)
    field = ProposedField("f1", short(asked[0].subject), "yes_no", definition=asked[0].text)
    doubt = f"原文没有写分值，按“是”得满分 {full} 分、“否”不得分理解"
    return Reading(
        {"yes_no": {"yes": full, "no": "0"}},
        "f1",
        (field,),
        {"f1": "是"},
        (doubt,),
        f"where(f1, {full}, 0)",
        matter.full_marks,
    )
