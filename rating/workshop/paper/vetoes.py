"""一票否决 told in a sentence: beside the table as conditions of their own, inside an indicator only named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rating.workshop.paper.numbering import numbered
from rating.workshop.paper.parts import SCORED, VETO, PaperItem, PaperText
from rating.workshop.paper.reading import Walk

_VETO = re.compile(r"一票否决|取消(?:评定|评星|参评|评优|星级)资格|不予评定(?:星级|等级)?|不得评定(?:为)?(?:星级|等级)")
_LIST = re.compile(r"[；;]|(?=[（(]\d{1,2}[）)])|(?=[①-⑳])|(?<=[。；;：:\s])(?=\d{1,2}[.、．](?!\d))")
_BEFORE = re.compile(
    r"^(?:注[:：]?|凡|有|如|若|对|出现|存在)*(?P<what>.+?)(?:的)?[，,]?\s*(?:将|应|则|实行|予以|直接|一律|采取)*(?:一票否决|取消|不予|不得)"
)
SHORTEST = 4


def veto_items(walk: Walk, items: Sequence[PaperItem]) -> list[PaperItem]:
    """Conditions of veto found in lines beside the tables; those inside scored sentences become a notice."""
    for item in items:
        if item.kind == SCORED and _VETO.search(item.standard.text):
            walk.problem("paper_veto", item.standard.where, f"「{item.title}」的评分标准中提到一票否决")
    known = {item.title for item in items if item.kind == VETO}
    found = [what for what in _conditions(walk.notes) if what.text not in known]
    return [
        PaperItem((PaperText(what.text, what.where),), (None,), None, "", PaperText(what.text, what.where), kind=VETO)
        for what in dict.fromkeys(found)
    ]


def _conditions(notes: Sequence[PaperText]) -> Iterator[PaperText]:
    listing = False
    for note in notes:
        for line in note.text.split("\n"):
            number, rest = numbered(line)
            if _VETO.search(line):
                _, colon, after = line.partition("：")
                if not colon:
                    _, colon, after = line.partition(":")
                if colon and _VETO.search(line[: len(line) - len(after)]):
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
