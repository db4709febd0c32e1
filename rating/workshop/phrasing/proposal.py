"""A scoring sentence (评分标准) as it stands on paper → a proposed rule, or the reason why a rater must judge.

Nothing is invented: every number of a rule stands in the sentence or is its full marks, and what is not
understood whole stays a mark with that full mark.  Docs: `docs/phrasing.md`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rating.rubric.numbers import plain
from rating.shown import visible
from rating.workshop.phrasing.abbreviations import written_out
from rating.workshop.phrasing.bounds import measured
from rating.workshop.phrasing.clauses import clauses_of
from rating.workshop.phrasing.conditions import read_grants, read_whether
from rating.workshop.phrasing.gains import read_gains
from rating.workshop.phrasing.grades import read_judgement
from rating.workshop.phrasing.losses import read_losses
from rating.workshop.phrasing.parts import read_each_part
from rating.workshop.phrasing.phrase import Phrase, ProposedField
from rating.workshop.phrasing.ranks import read_ranks
from rating.workshop.phrasing.rates import read_between, read_rate
from rating.workshop.phrasing.reading import Matter, Outcome, Reading, Unsure, short
from rating.workshop.phrasing.recognition import recognised
from rating.workshop.phrasing.several import read_several
from rating.workshop.phrasing.surveys import surveyed
from rating.workshop.phrasing.targets import read_from_target
from rating.workshop.phrasing.thresholds import read_tiers
from rating.workshop.phrasing.trial import failings
from rating.workshop.phrasing.wording import LONGEST, one_spelling

__all__ = ["Proposal", "ProposedField", "propose"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sentence becomes.

    kind       a name of RULE_KINDS; "mark" where a rater judges
    rule       plain tree of `rule:` · value: formula over the proposed fields, None for rules with their own conditions
    fields     data items; their codes are local to this proposal
    read       the phrases that were understood · unread: what was not, "" when all was
    doubts     questions to confirm, in Chinese
    sample     field code → text as a station would fill it in, for the worked example
    full_marks given, or taken from the sentence where it states them; None when neither
    gate       True when the sentence looks like a 必备条件, which is no matter of points
    """

    sentence: str
    kind: str
    rule: Mapping[str, Any]
    value: str | None
    fields: tuple[ProposedField, ...]
    read: tuple[str, ...] = ()
    unread: str = ""
    doubts: tuple[str, ...] = ()
    sample: Mapping[str, str] = field(default_factory=dict)
    full_marks: Decimal | None = None
    gate: bool = False


_COMBINATIONS: tuple[Callable[[Matter], Outcome], ...] = (
    read_ranks, read_between, read_from_target, read_losses, read_gains, read_rate, read_tiers, read_judgement,
    read_each_part, read_grants, read_whether,
)  # fmt: skip
_GATE = re.compile(
    "一票否决|不得参(?:评|加评|与评)|取消(?:.{0,8})(?:资格|评定|评选)|不予(?:评定|定级|评星|参评|受理)|不得评为|不能评为|降(?:低)?(?:一|1)(?:星|级|个?等级|个?等次|个?星级|档)"
    "|直接(?:定为|判定为|评为)(?:不合格|不达标|最低)|必备条件|否决项"
)
_KEY = re.compile(r"^\s*[※★☆▲*＊]+|^\s*[(（【]?关键项[)）】]?[:：、]?")


def propose(sentence: str, full_marks: Decimal | None, title: str = "") -> Proposal:
    """The rule that a sentence of the standard says, for an indicator of these full marks and title. Raises nothing."""
    title = re.sub(r"[（(]\s*\d+(?:\.\d+)?\s*分\s*[)）]|\s", "", visible(title))
    if not sentence.strip():
        return _to_rater(sentence, full_marks, title)
    key = _KEY.match(sentence)
    if key and not full_marks:
        return _key_item(sentence, sentence[key.end() :], title)
    if len(sentence) > LONGEST:
        return _to_rater(sentence, full_marks, title, unread=sentence, doubts=("文字过长，没有逐句理解",))
    text = written_out(one_spelling(sentence[key.end() :] if key else sentence))
    phrases, gates, unread = _phrases(text)
    if gates and all(phrase.kind in ("context", "note") for phrase in phrases):
        return _to_rater(sentence, full_marks, title, unread=sentence, doubts=(_gate_doubt(gates),), gate=True)
    read = tuple(phrase.text for phrase in phrases)
    if unread:
        doubts = (_gate_doubt(gates),) if gates else ()
        return replace(_to_rater(sentence, full_marks, title, "；".join(unread), doubts, bool(gates)), read=read)
    matter = _matter(tuple(phrases), title, full_marks)
    if isinstance(matter, str):
        return replace(_to_rater(sentence, full_marks, title, unread=sentence, doubts=(matter,)), read=read)
    proposal = _proposed(sentence, matter)
    if gates:
        proposal = replace(proposal, doubts=(*proposal.doubts, _gate_doubt(gates)), gate=True)
    key_doubt = ("句首的标记表示关键项；本指标写有满分，按计分指标理解",) if key else ()
    return replace(proposal, read=read, doubts=(*proposal.doubts, *key_doubt))


def _phrases(text: str) -> tuple[list[Phrase], list[str], list[str]]:
    """What is understood, what looks like a 必备条件, and what is not understood, clause by clause."""
    phrases: list[Phrase] = []
    gates: list[str] = []
    unread: list[str] = []
    for clause in clauses_of(text):
        phrase = recognised(clause.text, clause.item, clause.point)
        if _GATE.search(clause.text) and not re.search("本项|该项|得分", clause.text):
            before = phrases.pop().text if phrases and phrases[-1].kind in ("context", "condition") else ""
            gates.append(f"{before}，{clause.text}".strip("，"))
        elif phrase is None or _half(phrase, phrases) or _without_its_start(phrase, phrases):
            unread.append(clause.text)
        elif phrase.kind == "grant" and _JOINED.search(clause.text):
            phrases.append(_with_contexts(phrase, phrases))
        else:
            phrases.append(phrase)
    return phrases, gates, unread


_AND = "且|并且|同时(?!满足|具备|达到|符合)|以及"
_JOINED = re.compile(f"^(?:{_AND})|,得")


def _half(phrase: Phrase, before: list[Phrase]) -> bool:
    """True for a tier that another limit in the same breath restricts (满意度90%以上，且完成5个得5分)."""
    if phrase.kind != "reach" or not before or before[-1].kind != "context" or before[-1].item != phrase.item:
        return False
    context = before[-1].text
    return bool(measured(context).spans or re.search("[的者时]$", context) or re.match(_AND, phrase.text))


def _without_its_start(phrase: Phrase, before: list[Phrase]) -> bool:
    """且有公示得2分, where what comes before is no plain condition."""
    joined = phrase.kind == "grant" and re.match(_AND, phrase.text)
    return bool(joined) and not (before and before[-1].kind == "context" and before[-1].item == phrase.item)


def _with_contexts(grant: Phrase, before: list[Phrase]) -> Phrase:
    """制度健全，按期检查，得2分: all that is asked together, taken out of `before`."""
    asked = [grant.subject]
    while before and before[-1].kind == "context" and before[-1].item == grant.item:
        asked.insert(0, before.pop().subject)
    return replace(grant, subject="、".join(asked))


def _gate_doubt(gates: list[str]) -> str:
    said = "；".join(gates)
    return f"「{said}」像是必备条件（一票否决、限星或取消资格），不是计分规则，请到“必备条件”中设置"


def _matter(phrases: tuple[Phrase, ...], title: str, full_marks: Decimal | None) -> Matter | str:
    """The phrases with their full marks, or why they contradict what was given."""
    stated = [phrase.points.number for phrase in phrases if phrase.kind == "full" and phrase.points is not None]
    own = {phrase.point for phrase in phrases if phrase.kind == "full"}
    part = len({phrase.point for phrase in phrases}) > 1 and own != {0}  # 共4分 of one numbered point
    if len(stated) == 1 and not (part and (full_marks is None or stated[0] < full_marks)):
        if full_marks is not None and stated[0] != full_marks:
            return f"原文写满分 {plain(stated[0])} 分，分值一栏是 {plain(full_marks)} 分"
        full_marks = stated[0]
    return Matter(phrases, title, full_marks)


def combined(matter: Matter) -> Outcome:
    """The first combination that the phrases make, whole."""
    inner = matter.without("sample")
    twice = matter.twice("base", "most", "least", "no_floor", "between", "full")
    if twice is not None:
        return Unsure((f"「{twice.text}」这样的话写了两次，不能确定各管哪一部分",))
    unsure: Unsure | None = None
    for combination in _COMBINATIONS:
        outcome = combination(inner)
        if isinstance(outcome, Reading):
            return surveyed(outcome, matter.of("sample"), matter)
        unsure = unsure or outcome
    return unsure


def _proposed(sentence: str, matter: Matter) -> Proposal:
    if matter.of("judged") and matter.only("judged", "rest", "range"):
        return _judged(sentence, matter)
    outcome = combined(matter)
    if not isinstance(outcome, Reading):
        outcome = read_several(matter, combined) or outcome
    if not isinstance(outcome, Reading):
        judged = tuple(f"「{phrase.text}」要由评估人判断" for phrase in matter.of("judged"))
        doubts = (*(outcome.doubts if outcome is not None else ()), *judged)
        return _to_rater(sentence, matter.full_marks, matter.title, unread=sentence, doubts=doubts)
    full = matter.full_marks if matter.full_marks is not None else outcome.best
    proposal = Proposal(
        sentence, next(iter(outcome.rule)), outcome.rule, outcome.value, outcome.fields, doubts=outcome.doubts,
        sample=outcome.sample, full_marks=_stated(matter, outcome),
    )  # fmt: skip
    beside = _beside(matter)
    if beside:
        proposal = replace(proposal, doubts=(*proposal.doubts, *beside))
    problem = failings(proposal.rule, proposal.value, proposal.fields, full)
    if problem:
        return _to_rater(sentence, matter.full_marks, matter.title, unread=sentence, doubts=(*outcome.doubts, problem))
    return proposal


_SOMETHING_TO_HAVE = re.compile(
    "(?:有|设|建|配|备有|具有|具备|拥有|成立|制定|取得|签订|明确|落实|实行|按时|按期)(?!效|关|所|时|人次)"
)


def _beside(matter: Matter) -> tuple[str, ...]:
    """有独立场所，面积60平方米以上得5分: a condition beside a tier that no points are said for."""
    found = []
    for before, phrase in itertools.pairwise(matter.phrases):
        alone = before.kind == "context" and phrase.kind == "reach" and before.item == phrase.item
        if alone and _SOMETHING_TO_HAVE.match(before.subject) and not re.search("等|标准|要求|制度$", before.subject):
            found.append(
                f"「{before.subject}」没有单独写分值，只作说明；没有做到也要影响得分的，请留给评估人打分或另列一项"
            )
    return tuple(found)


def _stated(matter: Matter, outcome: Reading) -> Decimal | None:
    """The full marks, given or stated by the sentence itself as the most one can get."""
    if matter.full_marks is not None:
        return matter.full_marks
    return outcome.best if matter.of("most", "reach", "grant", "range", "rank") else None


def _judged(sentence: str, matter: Matter) -> Proposal:
    """A sentence that itself leaves the points to the raters."""
    phrase = matter.of("judged")[0]
    doubts: tuple[str, ...] = ()
    if phrase.most is not None and matter.full_marks is not None and phrase.most != matter.full_marks:
        doubts = (f"原文写到 {plain(phrase.most)} 分，满分是 {plain(matter.full_marks)} 分",)
    full = matter.full_marks if matter.full_marks is not None else phrase.most
    return _to_rater(sentence, full, matter.title, doubts=doubts)


def _to_rater(
    sentence: str,
    full_marks: Decimal | None,
    title: str,
    unread: str = "",
    doubts: tuple[str, ...] = (),
    gate: bool = False,
) -> Proposal:
    """A rater's mark up to the full marks."""
    most = plain(full_marks) if full_marks is not None and full_marks > 0 else None
    mark = ProposedField("f1", short(f"{title}评分" if title else "评分"), "mark", "分", at_least="0", at_most=most)
    sample = {"f1": plain(full_marks / 2)} if full_marks is not None and full_marks > 0 else {}
    return Proposal(
        sentence,
        "mark",
        {"mark": {}},
        "f1",
        (mark,),
        unread=unread,
        doubts=doubts,
        sample=sample,
        full_marks=full_marks,
        gate=gate,
    )


def _key_item(sentence: str, asked: str, title: str) -> Proposal:
    """※: passed or not, without points."""
    asked = visible(asked)
    name = short(one_spelling(asked).replace("¶", "").replace(";", "；") or title or "关键项")
    item = ProposedField("f1", name, "yes_no", definition=asked.strip())
    doubt = "关键项只判是否通过、不计分；不通过有什么后果，请到“必备条件”中设置"
    return Proposal(
        sentence, "key_item", {"key_item": "f1 = 是"}, None, (item,), (asked.strip(),), "", (doubt,), {"f1": "是"}
    )
