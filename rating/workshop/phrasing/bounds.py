"""Bounds in words (不低于80%、5人以上、60%—80%、不足3天) found in a clause and set apart as spans.

以上、以下、以内 include their number, 不满、超过、以外 do not (《民法典》第一千二百五十九条). Where the text itself
says so (≥、不低于、含), the bound is certain; where only the convention does, it is marked as to be confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rating.workshop.phrasing.phrase import Bound, Span
from rating.workshop.phrasing.wording import NUMBER, POINTS_WORD, UNIT, number_of

MARK = "\u2317"
"""Stands in the text where a span was."""
_Q = rf"(?:{NUMBER}){UNIT}?"
_NOT_EACH = "(?<!每)(?<!每有)"
_IN = "[⊃⊅]?"
_LESS = "未达到|没有达到|达不到|未达|不足|不到|不满|未满|(?<!不)(?<!不得)(?:低于|少于|小于|短于)|<"
_MORE = "超过|大于|高于|多于|超出|>"
_AT_MOST = "不得超过|不超过|不超出|不高于|不大于|不多于|小于或等于|小于等于|低于或等于|≤|控制在"
_AT_LEAST = "不得低于|不得少于|不低于|不少于|不小于|大于或等于|大于等于|高于或等于|≥|至少"
_REACHED = "达到了|达到|达|满"
_RANGE = (
    rf"(?:介于|在)?(?P<a>{_Q})(?P<ain>{_IN})-(?P<b>(?:{NUMBER})(?:(?!分){UNIT})?)(?P<bin>{_IN})(?:以下|以内)?"
    rf"(?:分(?=之间|区间|的|者|,|:|为|得|不得分|以下|[⊃⊅]|{NUMBER}{POINTS_WORD}))?(?:之间|区间|以内)?(?P<cin>{_IN})"
)
_BARE = (
    rf"(?<![第前每])(?P<a>{_Q})(?=(?:的|者|,|:|时|则)*(?:得|不得分)|{NUMBER}{POINTS_WORD}$)"
    rf"|(?<![第前])(?P<noun>(?:[2-9]|[1-9]\d+|[二两三四五六七八九十]){UNIT})"
    rf"(?=[\u4e00-\u9fff]{{1,10}}得{NUMBER}{POINTS_WORD})"
)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("chain", rf"(?P<a>{_Q})(?P<aop>≤|<)(?P<name>[^≤<\d,;]{{0,20}})(?P<bop>≤|<)(?P<b>{_Q})"),
        ("chain_down", rf"(?P<b>{_Q})(?P<bop>≥|>)(?P<name>[^≥>\d,;]{{0,20}})(?P<aop>≥|>)(?P<a>{_Q})"),
        ("range", _RANGE),
        ("below", rf"{_NOT_EACH}(?:{_AT_MOST})(?P<a>{_Q})(?:以内|以下)?"),
        ("least", rf"{_NOT_EACH}(?:{_AT_LEAST})(?P<a>{_Q})(?P<ain>{_IN})(?:及|或)?(?:以上|或更多)?(?P<cin>{_IN})"),
        ("less", rf"{_NOT_EACH}(?:{_LESS})(?P<a>{_Q})(?:以下)?"),
        ("least", rf"{_NOT_EACH}(?:{_REACHED})(?P<a>{_Q})(?P<ain>{_IN})(?:及|或)?(?:以上|或更多)?(?P<cin>{_IN})"),
        ("more", rf"{_NOT_EACH}(?:{_MORE})(?P<a>{_Q})(?:以上)?"),
        ("above", rf"(?P<a>{_Q})(?P<ain>{_IN})(?:及其|及|或|和)?以上(?P<cin>{_IN})"),
        ("under", rf"(?P<a>{_Q})(?P<ain>{_IN})(?:及其|及|或|和)?(?:以下|以内|之内|内(?![容部外设有]))(?P<cin>{_IN})"),
        ("bare", _BARE),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """A clause with its spans taken out: `text` has `MARK` where they were."""

    text: str
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span | None:
        """The clause's spans as one (60%以上、不足80%), None when they are of different things."""
        together: Span | None = self.spans[0] if self.spans else None
        for span in self.spans[1:]:
            together = _joined(together, span) if together is not None else None
        return together


def measured(clause: str) -> Measured:
    """Every bound of the clause as a span, in reading order."""
    spans: list[tuple[int, int, Span, str]] = []
    taken = [False] * len(clause)
    for kind, pattern in _FORMS:
        for hit in pattern.finditer(clause):
            if any(taken[hit.start() : hit.end()]) or _is_points(clause, hit, kind):
                continue
            span, name = _span(kind, hit)
            if span is None:
                continue
            spans.append((hit.start(), hit.end(), span, name))
            taken[hit.start() : hit.end()] = [True] * (hit.end() - hit.start())
    spans.sort(key=lambda found: found[0])
    text, at = "", 0
    for start, end, _, name in spans:
        text += clause[at:start] + name + MARK
        at = end
    return Measured(text + clause[at:], _same_unit(tuple(span for _, _, span, _ in spans)))


def _is_points(clause: str, hit: re.Match[str], kind: str) -> bool:
    """得9-10分, 5分: amounts that are given, not measured."""
    before, found, after = clause[: hit.start()], hit[0], clause[hit.end() :]
    if re.search("(?:得|扣|加|计|最高|最多|基础分|满分|共|名|第|前)$", before):
        return True
    if re.search("(?:近|过去|连续|此前|之前|前)$", before) and re.search(
        "[年月周天日](?:度|内|以内|之内|以来)?$", found
    ):
        return True
    if kind == "range" and after.startswith("分") and not re.match("分(?:之间|以下|以上)", after):
        return True
    if (re.search(r"(?:19|20)\d\d年$|月份?$", found) and re.search("\\d{4}年", before + found)) or (
        found.endswith("日") and before.endswith("月")
    ):
        return True
    if kind == "bare" and found[0] in "1一" and after.startswith("不得分"):
        return True
    return (
        kind == "bare"
        and bool(re.search(POINTS_WORD + "$", found))
        and not re.match("(?:的|者|时)*(?:得|不得分)|\\d", after)
    )


def _amount(text: str) -> tuple[Decimal, str]:
    hit = re.fullmatch(rf"({NUMBER})({UNIT})?", text)
    assert hit is not None
    return Decimal(number_of(hit[1])), hit[2] or ""


def _span(kind: str, hit: re.Match[str]) -> tuple[Span | None, str]:
    words = hit.groupdict()
    low, unit = _amount(words.get("a") or words["noun"])
    signs = (words.get("ain") or "") + (words.get("cin") or "")
    said = "⊃" in signs or "⊅" in signs
    included = "⊅" not in signs
    if kind in ("chain", "chain_down"):
        high, other = _amount(words["b"])
        span = Span(Bound(low, words["aop"] in "≤≥"), Bound(high, words["bop"] in "≤≥"), other or unit)
        return (span if low < high else None), re.sub("^[A-Za-z]$", "", words["name"])
    if kind == "range":
        high, other = _amount(words["b"])
        if other != unit and other and unit:
            return None, ""
        low_in, high_in = words["ain"], words["bin"] + words["cin"]
        ends = (Bound(low, "⊅" not in low_in, bool(low_in)), Bound(high, "⊅" not in high_in, bool(high_in)))
        ends = ends if low < high else (ends[1], ends[0])
        unit = other or unit or ("分" if "分" in hit[0] else "")
        return Span(*ends, unit), ""
    match kind:
        case "least":
            return Span(Bound(low, included), None, unit), ""
        case "above":
            return Span(Bound(low, included, said or "及" in hit[0]), None, unit), ""
        case "more":
            return Span(Bound(low, False), None, unit), ""
        case "below":
            return Span(None, Bound(low, True), unit), ""
        case "under":
            return Span(None, Bound(low, included, said or "及" in hit[0]), unit), ""
        case "less":
            return Span(None, Bound(low, False), unit), ""
        case _:
            return Span(Bound(low, True), None, unit, bare=True), ""


def _joined(one: Span, two: Span) -> Span | None:
    """A lower and an upper bound of one unit together."""
    if (one.unit and two.unit and one.unit != two.unit) or one.bare or two.bare:
        return None
    low, high = one.low or two.low, one.high or two.high
    if (one.low and two.low) or (one.high and two.high) or low is None or high is None or low.number > high.number:
        return None
    return Span(low, high, one.unit or two.unit)


def _same_unit(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return spans
