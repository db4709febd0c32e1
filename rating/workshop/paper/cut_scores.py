"""Cut scores told in sentences: 90分以上为五星, 80—89分的评为四星级, 三星级：60分（含）以上."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from rating.workshop.paper.parts import CutScore, PaperText
from rating.workshop.paper.row_words import plain

_STAR = r"(?P<star>[一二三四五六七八九1-9])(?:颗)?(?:星级?|A级?)"
_NUMBER = r"\d{1,4}(?:\.\d+)?"
_MORE = r"\(?(?:含本数|含|不含)?\)?"
_AT_LEAST = (
    rf"(?:>=|≥|不低于|不少于|达到?)(?P<a>{_NUMBER})分?(?:及|\(含\)|\(含{_NUMBER}分?\))?(?:以上)?",
    rf"(?P<b>{_NUMBER})分?(?:\(含(?:{_NUMBER}分?)?\)|含|及)?(?:以上|\+|起)",
    rf"(?P<c>{_NUMBER})分?{_MORE}(?:-|~|—|–|至|到)(?:<|不到)?{_NUMBER}分?",
    rf"{_NUMBER}分?(?:>|≥|>=)?(?:总分|总得分|得分|分数|X|x|S)(?:>=|≥)(?P<d>{_NUMBER})",
    rf"(?P<g>{_NUMBER})分?(?:≤|<=)(?:总分|总得分|得分|分数|X|x|S)",
)
_ABOVE = (rf"(?:>|高于|超过|大于)(?P<e>{_NUMBER})分?", rf"(?P<f>{_NUMBER})分?\(不含(?:{_NUMBER}分?)?\)以上")
_SCORE = re.compile("|".join((*_ABOVE, *_AT_LEAST)))
_STARS = re.compile(_STAR)
_HAN = "零一二三四五六七八九"
_CLAUSES = re.compile(r"[;；。\n|]|[,，、](?=[^,，、]{0,14}(?:\d|[一二三四五]星))")
MOST_STARS = 10


def cut_scores(texts: Iterable[PaperText]) -> tuple[CutScore, ...]:
    """Best first; only when each star is told once and the scores fall with the stars, else nothing is supposed."""
    found: dict[int, CutScore] = {}
    for text in texts:
        for stars, score, above in _told(text.text):
            if stars in found and found[stars].at_least != score:
                return ()
            label = f"{_HAN[stars]}星级" if stars < len(_HAN) else f"{stars}星"
            found.setdefault(stars, CutScore(label, stars, score, text.where, above))
    best_first = sorted(found.values(), key=lambda one: one.stars, reverse=True)
    falling = all(one.at_least > other.at_least for one, other in pairwise(best_first))
    return tuple(best_first) if falling else ()


def _told(text: str) -> list[tuple[int, Decimal, bool]]:
    """(stars, score, above) of each clause that names one star and one score."""
    told: list[tuple[int, Decimal, bool]] = []
    for clause in _paired(_CLAUSES.split(plain_lines(text))):
        stars, score = _STARS.findall(clause), _SCORE.search(clause)
        if len(set(stars)) == 1 and score:
            value = next(value for value in score.groups() if value is not None)
            star = int(stars[0]) if stars[0].isdigit() else _HAN.index(stars[0])
            told.append((star, Decimal(value), bool(score["e"] or score["f"])))
    return told


def plain_lines(text: str) -> str:
    """Each line in one width and without spaces."""
    return "\n".join(plain(line) for line in text.split("\n"))


def _paired(clauses: Sequence[str]) -> list[str]:
    """A star and its score cut apart (五星级，90分以上) stand together again."""
    joined: list[str] = []
    for clause in clauses:
        half = joined and bool(_STARS.search(joined[-1])) != bool(_SCORE.search(joined[-1]))
        if half and bool(_STARS.search(clause)) != bool(_SCORE.search(clause)):
            other = bool(_STARS.search(clause)) != bool(_STARS.search(joined[-1]))
            if other:
                joined[-1] += clause
                continue
        joined.append(clause)
    return joined
