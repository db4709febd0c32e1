"""A sentence in one spelling → its clauses, each with the number of the point it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rating.workshop.phrasing.bounds import MARK, measured
from rating.workshop.phrasing.wording import BREAK, ITEM, NUMBER, POINTS_WORD, UNIT

GIVES = rf"(?:{NUMBER}{POINTS_WORD}|得满分|不得分|不扣分)"
"""What closes a clause that gives or takes points."""
_AFTER_POINTS = re.compile(
    rf"((?:{NUMBER})分|得满分|不得分)"
    r"(?=[^\d;,、。¶以/制至的封为止每直者≤≥<>\-+×⊃⊅钟之类别值数及到左起上和或中后前时不内可则满计含档得]|有|无|未|没|优|良|中|差|不[^得足到低少满超予]|可扣|满意|达|直至扣|直到扣|直至满|计满|加满)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `item` counts the numbered or stopped parts from 0, `point` only the numbered ones."""

    text: str
    item: int
    point: int = 0


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Clauses in reading order. A clause that only gives points is joined to what it speaks of."""
    found: list[Clause] = []
    point = 0
    for item, part in enumerate(re.split(f"((?:[{BREAK}{ITEM}])+)", text)):
        if item % 2:
            point += ITEM in part
            continue
        cut = _AFTER_POINTS.sub(r"\1,", part)
        cut = re.sub(rf"((?:{NUMBER})分|得满分|不得分)(?:、|/(?!每|{UNIT}))", r"\1,", cut)
        pieces = [piece.strip(",、:") for piece in cut.split(",")]
        found += [Clause(piece, item // 2, point) for piece in _glued([piece for piece in pieces if piece])]
    return tuple(found)


_ONLY_POINTS = re.compile(rf"(?:的|则|可|者|每?各|均|即)*(?:得|扣|加)(?:满分|分(?!=)|{NUMBER}).*|不得分|不扣分")
_WORD = re.compile("[是否有无优良中差好A-E]|优秀|良好|一般|较差|(?:基本|不)?(?:合格|达标|符合)")
_SAYS = re.compile("(?=.*[\u4e00-\u9fff]{2})[^:=+/×\\d]{2,40}")
_NOT_A_CONDITION = re.compile("最高|最多|封顶|扣完|上限|为止|满分")


def _gives(piece: str) -> bool:
    """True for a clause that ends in its points; 得分<90分 ends in a limit."""
    return bool(re.search(f"{GIVES}$", piece[-40:])) and not re.search(r"[≥≤<>]\d+(?:\.\d+)?分$", piece[-40:])


def _two_ends(piece: str, after: str) -> bool:
    """≥50万元 before ＜100万元得100分: one range in two pieces."""
    found = measured(piece[-40:])
    bare = len(piece) <= 40 and len(found.spans) == 1 and not re.search("[\u4e00-\u9fff]{7}", found.text)
    return (
        bare and found.text.endswith(MARK) and re.match("[≥≤<>]|不足|低于|不满|未满|小于|少于|不到", after) is not None
    )


def _glued(pieces: list[str]) -> list[str]:
    """`有制度, 得2分` is one clause in two pieces."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and re.fullmatch(rf"(?:按|得|扣|加)?{NUMBER}分/每?(?:{NUMBER})?{UNIT}(?:计|计算|计分)?", piece)
            and not _gives(joined[-1])
        ):
            joined[-1] += f",{piece}"
            continue
        if joined and _two_ends(joined[-1], piece):
            joined[-1] += f",{piece}"
            continue
        if (
            joined
            and re.fullmatch(rf"{NUMBER}分", piece)
            and (measured(joined[-1][-120:]).spans or _WORD.fullmatch(joined[-1]) or _SAYS.fullmatch(joined[-1]))
            and not _NOT_A_CONDITION.search(joined[-1])
            and not _gives(joined[-1])
        ):
            joined[-1] += f",得{piece}"
        elif (
            joined
            and _ONLY_POINTS.fullmatch(piece)
            and not _gives(joined[-1])
            and not _NOT_A_CONDITION.search(joined[-1])
        ):
            joined[-1] += piece if piece[0] == "的" else f",{piece}"
        else:
            joined.append(piece)
    return joined
