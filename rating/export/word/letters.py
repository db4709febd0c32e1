"""The letters of all stations in one ZIP, written one after another: memory holds one letter at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from rating.export.pictures import chinese_face
from rating.export.word.facts import RoundFacts, round_facts
from rating.export.word.letter import LETTER, feedback_letter
from rating.export.word.templates.filling import check_template
from rating.insight.case import Reader
from rating.insight.feedback import Feedback, feedback
from rating.insight.published import as_shown
from rating.insight.since import Since
from rating.insight.spread import Spread, spreads
from rating.problems import Place, Problem, Refused
from rating.scoring.evaluation import Evaluation
from rating.shown import in_file_name

Progress = Callable[[str, float], None]
LONGEST_NAME = 60
"""Signs of a station's name in a file name: 60 Chinese signs are 180 bytes, and systems hold 255."""
LONGEST_CODE = 20
FAILED = "未生成的意见书.txt"


def letters_zip(
    evaluation: Evaluation,
    target: str | Path | BinaryIO,
    facts: RoundFacts | None = None,
    template: bytes | None = None,
    progress: Progress | None = None,
    *,
    stations: Sequence[int] | None = None,
    ranks: bool = False,
    spread: bool = True,
    since: Mapping[str, Since] | None = None,
    with_chart: bool = True,
) -> tuple[Problem, ...]:
    """Write a ZIP of one .docx a station into `target`; the problems of those that could not be written.

    stations   rows of the roster, all where None
    ranks      whether a letter may tell the rank: only where the round says so
    spread     whether it may tell of the other stations of the kind; of too few stations it never does
    since      station code → what changed since the round before

    What would stop every letter is refused before the first: Refused (chart_font_missing, template_unusable). What
    stops one is told, also in a text file inside, and the others are written.
    """
    found = check_template(template) if template is not None else ()
    if found:
        raise Refused(found)
    if with_chart:
        chinese_face()
    rows = range(len(evaluation.roster)) if stations is None else stations
    told = _Told(evaluation, since or {}, ranks=ranks, spread=spread)
    known = facts or round_facts(evaluation)
    problems: list[Problem] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # a .docx is packed already
        for number, (row, name) in enumerate(zip(rows, file_names(evaluation, rows), strict=True)):
            if progress:
                progress(f"写反馈意见书（{number + 1} / {len(rows)}）", number / len(rows))
            try:
                archive.writestr(name, feedback_letter(told.to(row), known, template, with_chart=with_chart))
            except Exception as fault:  # noqa: BLE001 - whatever is wrong with one station, the others get their letters
                problems.append(_failed(evaluation, row, fault))
        if problems:
            archive.writestr(
                FAILED, "\r\n".join(f"{each.where}：{each.message}" for each in problems).encode("utf-8-sig")
            )
    if progress:
        progress("反馈意见书写好了", 1.0)
    return tuple(problems)


class _Told:
    """What each station is told, as far as the round's switches go."""

    def __init__(self, evaluation: Evaluation, since: Mapping[str, Since], *, ranks: bool, spread: bool) -> None:
        self._evaluation, self._since, self._ranks = evaluation, since, ranks
        self._reader = Reader(evaluation)
        self._spreads: dict[str, Spread] = spreads(evaluation) if spread else {}

    def to(self, row: int) -> Feedback:
        code = self._evaluation.roster.code[row]
        told = feedback(self._evaluation, row, self._reader, self._since.get(code))
        return as_shown(told, self._spreads.get(told.kind), ranks=self._ranks)


def file_names(evaluation: Evaluation, rows: Sequence[int]) -> Iterator[str]:
    """S01_甲站_反馈意见书.docx; safe on every system, and no two alike even where only capitals differ."""
    used: set[str] = set()
    for row in rows:
        code = in_file_name(evaluation.roster.code[row])[:LONGEST_CODE]
        name = in_file_name(evaluation.roster.name[row])[:LONGEST_NAME].strip(". ")
        stem = f"{code}_{name}_{LETTER}"
        tried = (stem if not again else f"{stem}（{again + 1}）" for again in range(len(used) + 1))
        free = next(each for each in tried if each.casefold() not in used)
        used.add(free.casefold())
        yield f"{free}.docx"


def _failed(evaluation: Evaluation, row: int, fault: Exception) -> Problem:
    """One line on a letter that was not written."""
    code, name = evaluation.roster.code[row], evaluation.roster.name[row]
    told = str(fault) if isinstance(fault, Refused) else type(fault).__name__
    return Problem("letter_failed", Place(object=f"{code} {name}"), f"意见书没有生成（{told}）", station=code)
