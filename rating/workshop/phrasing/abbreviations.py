"""Shortened forms written out in full: 优、良、中分别得5、4、3分 → 优得5分，良得4分，中得3分; 设备0.5+导引0.5."""

from __future__ import annotations

import re

from rating.workshop.phrasing.wording import BREAK, ITEM, NUMBER

_AMOUNT = rf"{NUMBER}(?:分)?"
_RESPECTIVELY = re.compile(
    rf"(?P<names>[^{BREAK}{ITEM},:、/]{{1,30}}(?:[、/][^{BREAK}{ITEM},:、/]{{1,30}}?){{1,11}})(?:[一二三四五六七八九两\d]个?(?:等次|等级|档次|档|级|类|等))?[的者,]*(?:分别|依次|对应|相应)+[,:]*(?:得|计|给|记|赋|为|扣|加)*[:,]?"
    rf"(?P<amounts>{_AMOUNT}(?:[、,/]{_AMOUNT})+)"
)
_SUM = re.compile(
    rf"(?:组合分|分值|得分)?[:=为]?(?P<parts>(?:[^{BREAK}{ITEM},:+=\d]*{NUMBER}分?[^{BREAK}{ITEM},:+=\d]*[,]?\+){{1,9}}[^{BREAK}{ITEM},:+=\d]*{NUMBER}分?[^{BREAK}{ITEM},:+=\d]*)"
)


_NAMED_BEFORE = re.compile(
    rf"(?P<names>[^{BREAK}{ITEM},:、]{{1,30}}(?:、[^{BREAK}{ITEM},:、]{{1,30}}){{1,11}})[,:]+组合分[:为]*(?P<amounts>{_AMOUNT}(?:\+{_AMOUNT})+)"
)


_GRADED = re.compile(
    rf"(?<![\u4e00-\u9fffA-Za-z])(优秀|良好|中等|一般|较好|较差|合格|不合格|优|良|中|差|好|[A-E])[:=]?({NUMBER})(?=[,、;]|$)"
)


def written_out(text: str) -> str:
    """The text with shortened forms in full; everything else as it was."""
    if len(_GRADED.findall(text)) > 1:
        text = _GRADED.sub(r"\1得\2分", re.sub("^(?:分值|得分|评分)[:为]", "", text))
    if "+" in text:
        text = _SUM.sub(_parts, _NAMED_BEFORE.sub(_pairs, text))
    if re.search(f"(?:第{NUMBER}|前{NUMBER}?)名|名次|排名", text):
        text = re.sub(rf"(?<![第\d])({NUMBER})-({NUMBER})名", r"第\1-第\2名", text)
    return _RESPECTIVELY.sub(_pairs, text) if re.search("分别|依次|对应|相应", text) else text


def _pairs(hit: re.Match[str]) -> str:
    names = re.split("[、,/]", hit["names"].strip(",、/"))
    amounts = re.findall(NUMBER, hit["amounts"])
    if len(names) != len(amounts):
        return hit[0]
    verb = "扣" if re.search("扣[:,]?$", hit[0][: hit.start("amounts") - hit.start()]) else "得"
    return ",".join(f"{name}{verb}{amount}分" for name, amount in zip(names, amounts, strict=True)) + ","


def _parts(hit: re.Match[str]) -> str:
    found = []
    for part in hit["parts"].split("+"):
        amount = re.search(rf"({NUMBER})分?", part)
        name = re.sub(rf"{NUMBER}分?|[,分]", "", part)
        if amount is None or not name:
            return hit[0]
        found.append(f"{name}得{amount[1]}分")
    return ",".join(found)
