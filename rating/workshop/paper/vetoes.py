"""一票否决 told in a sentence: beside the table as conditions of their own, inside an indicator only named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rating.workshop.paper.amounts import titled_points
from rating.workshop.paper.numbering import numbered
from rating.workshop.paper.parts import CONDITION, SCORED, VETO, PaperItem, PaperText
from rating.workshop.paper.reading import Walk

_VETO = re.compile(r"一票否决|取消(?:评定|评星|参评|评优|星级)资格|不予评定(?:星级|等级)?|不得评定(?:为)?(?:星级|等级)")
_LIST = re.compile(r"[；;]|(?=[（(]\d{1,2}[）)])|(?=[①-⑳])|(?<=[。；;：:\s])(?=\d{1,2}[.、．](?!\d))")
_BEFORE = re.compile(
    r"^(?:注[:：]?|凡|有|如|若|对|出现|存在)*(?P<what>.+?)(?:的)?[，,]?\s*(?:将|应|则|实行|予以|直接|一律|采取)*(?:一票否决|取消|不予|不得)"
)
_ASKED = re.compile(
    r"^(?:基本|必备|前置|准入|申报|参评|参加评定|评定|门槛)的?(?:条件|要求)(?:[（(][^）)]*[）)])?[：:]?$"
)
SHORTEST = 4


def veto_items(walk: Walk, items: Sequence[PaperItem]) -> list[PaperItem]:
    """Conditions of veto found in lines beside the tables; those inside scored sentences become a notice."""
    for item in items:
        if item.kind == SCORED and _VETO.search(item.standard.text):
            walk.problem("paper_veto", item.standard.where, f"「{item.title}」的评分标准中提到一票否决")
    known = {item.title for item in items if item.kind == VETO}
    found = [what for what in _conditions(walk.notes) if what.text not in known]
    asked = [what for what in _asked(walk.notes) if what.text not in {item.title for item in items}]
    return [
        PaperItem((PaperText(what.text, what.where),), (None,), None, "", PaperText(what.text, what.where), kind=kind)
        for kind, every in ((VETO, found), (CONDITION, asked))
        for what in dict.fromkeys(every)
    ]


def _asked(notes: Sequence[PaperText]) -> Iterator[PaperText]:
    """一、基本条件 with （一）…（二）… under it: what a station must have to be rated at all."""
    head = ""
    for note in notes:
        for line in note.text.split("\n"):
            number, rest = numbered(line)
            if _ASKED.match(rest) and titled_points(rest)[1] is None:
                head = number.style if number is not None else "none"
            elif head and number is not None and number.style != head and titled_points(rest)[1] is None:
                yield from _listed(rest, note.where)
            else:
                head = ""


def _conditions(notes: Sequence[PaperText]) -> Iterator[PaperText]:
    listing = False
    for note in notes:
        for line in note.text.split("\n"):
            number, rest = numbered(line)
            if _VETO.search(line):
                said = _VETO.search(line)
                _, colon, after = re.sub("[:：]", "：", line[said.end() if said else 0 :]).partition("：")
                if colon:
                    listing = not after.strip()
                    yield from _listed(after, note.where)
                    continue
                match = _BEFORE.match(rest)
                if match and len(match["what"]) >= SHORTEST and "情形" not in match["what"][-6:]:
                    yield PaperText(match["what"].strip("，, "), note.where)
                listing = rest.rstrip().endswith(("：", ":"))
            elif listing and number is not None:
                yield from _listed(rest, note.where)
            else:
                listing = False


def _listed(text: str, where: str) -> Iterator[PaperText]:
    for part in _LIST.split(text):
        _, rest = numbered(part)
        words = rest.strip("。；;，, \n").removesuffix("的")
        if len(words) >= SHORTEST:
            yield PaperText(words, where)
