"""有得2分无得0分, 组合分, 各得1分: points by condition and by part."""

from __future__ import annotations

import re
from decimal import Decimal

from rating.rubric.numbers import plain
from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.grades import AWARD, awards, grade_name, levels
from rating.workshop.phrasing.phrase import Phrase, Points, ProposedField
from rating.workshop.phrasing.reading import (
    Matter,
    Outcome,
    Reading,
    Unsure,
    denies,
    distinct,
    of_marks,
    short,
    through_points,
)

_YES = frozenset(("有", "是", "达标", "符合", "已建立", "合格", "具备", "通过", "齐全", "完成", "达到"))


_NO = frozenset(
    ("无", "否", "没有", "不达标", "不符合", "未建立", "不合格", "不具备", "未通过", "不齐全", "未完成", "未达到")
)


_WHOLE = re.compile("全部|均|都|各项|所有|缺一不可|完全|同时|一项|1项|任一|任何|其中之一")


def read_grants(matter: Matter) -> Outcome:
    """Fixed points for words: grades, yes or no, parts, awards. Which it is follows from how the points add up."""
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
    return _yes_no(matter, grant, points)


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
        return subject.replace(MARK, "")
    about = matter.contexts[-1].removeprefix("是否") if matter.contexts else matter.title
    if not about:
        return "符合要求"
    return (
        f"有{about}"
        if subject == "有" and not about.startswith("有")
        else f"{about}：{subject}"
        if subject not in ("有", "是")
        else about
    )


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
    if most == full and together != full and not _alike(grants):
        return Unsure(("几种情形的分值是相加还是取其一不能确定",))
    if most == full and together != full:
        return levels(matter, grants, [short(grant.subject.split(",")[-1]) for grant in grants], points)
    return Unsure((f"各项合计 {of_marks(together)}，最高一项 {of_marks(most)}，都与满分 {of_marks(full)}不符",))


def _alike(grants: list[Phrase]) -> bool:
    """True for names that speak of one thing (制度健全, 基本健全): each shares a sign with another."""
    signs = [set(re.sub("[的有为得是,]", "", grant.subject)) for grant in grants]
    return all(any(one & other for at, other in enumerate(signs) if at != here) for here, one in enumerate(signs))


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
    if any(rest.points and rest.points.number for rest in matter.of("rest")):
        return None
    return _unless(parts_of(subjects, points), extra) if extra else parts_of(subjects, points)


def _unless(parts: Reading, extra: list[Phrase]) -> Reading:
    """The parts added up, or nothing where a refusal holds."""
    fields, formula, best = list(parts.fields), parts.points, parts.best or Decimal(0)
    for at, refusal in enumerate(extra, len(fields) + 1):
        fields.append(ProposedField(f"f{at}", short(refusal.subject), "yes_no", definition=refusal.subject))
        formula = f"where(f{at}, 0, {formula})"
    rule, value = through_points(formula, best)
    sample = {**parts.sample, **{field.code: "否" for field in fields[len(parts.fields) :]}}
    return Reading(rule, value, tuple(fields), sample, parts.doubts, formula, best)


def parts_of(subjects: list[str], points: list[Decimal], doubts: tuple[str, ...] = ()) -> Reading:
    """Independent conditions, each with its own points."""
    titles = distinct([short(subject) for subject in subjects])
    fields = tuple(
        ProposedField(f"f{at}", title, "yes_no", definition=subject if subject != title else "")
        for at, (title, subject) in enumerate(zip(titles, subjects, strict=True), 1)
    )
    parts = [
        {"title": field.title, "points": plain(amount), "when": f"{field.code} = 是"}
        for field, amount in zip(fields, points, strict=True)
    ]
    formula = " + ".join(
        f"where({field.code}, {plain(amount)}, 0)" for field, amount in zip(fields, points, strict=True)
    )
    sample = {field.code: "否" if at == len(fields) - 1 else "是" for at, field in enumerate(fields)}
    return Reading({"parts": parts}, None, fields, sample, doubts, formula, sum(points, Decimal(0)))


def read_each_part(matter: Matter) -> Outcome:
    """有制度、有台账、有公示，各得1分."""
    each = matter.of("each_part")
    if len(each) != 1 or not matter.only("each_part", "refusal", "rest") or matter.full_marks is None:
        return None
    points = each[0].points or Points(Decimal(0))
    named = [part for part in re.split("、|以及|及|和", each[0].subject.split(":")[-1]) if part]
    if any(not denies(refusal.subject, named) for refusal in matter.of("refusal")):
        return None
    before = [phrase.subject for phrase in matter.phrases if phrase.kind == "context" and phrase.item <= each[0].item]
    named = (
        named
        if len(named) > 1 or not before
        else [part for part in re.split("、|以及|及|和", before[-1].split(":")[-1]) if part]
    )
    later = [phrase.subject for phrase in matter.phrases if phrase.kind == "context" and phrase.item > each[0].item]
    subjects = next(
        (names for names in (later, named) if len(names) > 1 and len(names) * points.number == matter.full_marks), None
    )
    if subjects is None:
        return Unsure((f"「{each[0].text}」有几项不能确定，与满分 {of_marks(matter.full_marks)}对不上",))
    return parts_of(subjects, [points.number] * len(subjects))


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
