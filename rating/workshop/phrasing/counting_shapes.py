"""Clauses that count: 每缺一项扣0.5分, 每增加1个加1分, 第1名5分."""

from __future__ import annotations

import re
from decimal import Decimal

from rating.workshop.phrasing.bounds import MARK
from rating.workshop.phrasing.phrase import Phrase, Points
from rating.workshop.phrasing.scoring_words import LINK, N, amount_in, award, quiet
from rating.workshop.phrasing.wording import UNIT, number_of

_NO_EACH_WITHOUT_NUMBER = frozenset("年月周天日")


_VERB = "(?:获得|取得|[^\\d扣得,;每一二三四五六七八九十两]){0,14}?"


_LOSS = re.compile(
    rf"(?P<before>[^扣]*?)(?:每(?P<verb>{_VERB})(?P<each>{N})?|(?<![第\\d])(?P<once>1|一))"
    rf"(?P<unit>{UNIT})(?!性)(?P<object>[^扣;]*?){LINK}扣(?P<points>{N})分(?:/{UNIT})?"
)


_LOSS_PER = re.compile(rf"(?P<object>[^扣\d]*?){LINK}扣(?P<points>{N})分/每?(?P<each>{N})?(?P<unit>{UNIT})")


_GAIN = re.compile(
    rf"(?P<before>[^扣]*?)每(?P<verb>{_VERB})(?P<each>{N})?(?P<unit>{UNIT})(?P<object>[^扣;]*?){LINK}(?:加|得|奖|计)?(?P<points>{N})分(?:/{UNIT})?"
)


_GAIN_PER = re.compile(
    rf"(?P<object>[^扣\d]*?){LINK}(?:加|得|计|按)?(?P<points>{N})分/每?(?P<each>{N})?(?P<unit>{UNIT})"
)


def _per(kind: str, hit: re.Match[str] | None, clause: str) -> Phrase | None:
    if hit is None:
        return None
    words = hit.groupdict()
    verb, each, unit = words.get("verb") or "", words.get("each") or words.get("once"), words["unit"]
    before, object_ = words.get("before") or "", words["object"]
    if words.get("once"):
        before, _, verb = before.rpartition(",")
    if not quiet(before) or not quiet(object_) or (not verb and not each and unit in _NO_EACH_WITHOUT_NUMBER):
        return None
    if kind == "gain" and (re.match("[半]?[年月周季天日]|季度|学期", verb) or _TOO_MUCH.search(object_)):
        return None
    return Phrase(
        kind, clause, before.strip("的,在"), points=Points(amount_in(hit, "points")), each=amount_in(hit, "each"),
        unit=unit, verb=verb + MARK + object_.strip("的,"),
    )  # fmt: skip


_TOO_MUCH = re.compile("[\\d%]|均|都|至少|配备|配有|建有|不少于|不低于|应")


def loss(clause: str) -> Phrase | None:
    text = re.sub("在?(?:满分|总分)的?基础上", "", clause)
    return _per("loss", _LOSS.fullmatch(text) or _LOSS_PER.fullmatch(text), clause)


def gain(clause: str) -> Phrase | None:
    text = re.sub("在?(?:此|基础分|该)的?基础上", "", clause)
    return _per("gain", _GAIN.fullmatch(text) or _GAIN_PER.fullmatch(text), clause)


_RANK = re.compile(rf".{{0,12}}?(?:第(?P<a>{N})(?:名?-第?(?P<b>{N}))?名|前(?P<c>{N})名?){LINK}得?(?P<points>{N})分")


def rank(clause: str) -> Phrase | None:
    hit = _RANK.fullmatch(clause)
    if hit is None or ("前" in clause and not re.search("名", clause)):
        return None
    first = hit["a"] or "1"
    last = hit["b"] or hit["c"] or first
    return Phrase(
        "rank",
        clause,
        points=award(hit["points"] + "分"),
        each=Decimal(number_of(first)),
        most=Decimal(number_of(last)),
    )
