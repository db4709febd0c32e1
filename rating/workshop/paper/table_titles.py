"""Lines above a table: the title of the paper, and the dimension that a table of its own stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rating.workshop.paper.amounts import titled_points
from rating.workshop.paper.numbering import numbered
from rating.workshop.paper.parts import PaperText
from rating.workshop.paper.reading import Walk
from rating.workshop.paper.row_words import LONGEST_SECTION, full_marks_of, is_note, is_sentence, is_signature
from rating.workshop.paper.segments import Segment
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.tree import one_line

_OF_THE_PAPER = re.compile(
    r"标准|细则|指标体系|评分表|考核表|评估表|评价表|评定表|打分表|计分表|办法|方案|附件|附表|说明|指标表|指南"
)
_TITLE = re.compile(r"标准|细则|指标|办法|评分|评估|评定|考核|评价|评审|验收|规范|指南|表")
_DEFAULT_SHEET = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_ATTACHMENT = re.compile(r"^附[件表录]\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*$")
_HEADING_STYLES = ("han", "han_brackets", "part")


@dataclass(frozen=True)
class Begun:
    """Lines before each table in reading order, and the tables that have a dimension for heading."""

    lines: tuple[PaperText, ...]
    headings: Mapping[int, PaperText]

    @classmethod
    def of(cls, sheets: Sequence[Sheet], found: Sequence[Segment]) -> Begun:
        lines: list[PaperText] = []
        likely: dict[int, PaperText] = {}
        first = {segment.number: segment for segment in reversed(found)}
        for number, segment in sorted(first.items()):
            above = _above(segment)
            lines.extend(above)
            heading = _nearest(above)
            if heading is not None:
                likely[number] = heading
        wanted = {number for number, segment in first.items() if not segment.layout.has_first_level}
        headings = {number: heading for number, heading in likely.items() if number in wanted}
        if len(headings) == 1:
            (number, heading), *_ = headings.items()
            if titled_points(heading.text)[1] is None and not _goes_on(heading.text, first[number].sheet):
                headings = {}
        return cls(tuple(lines), headings or _sheet_titles(first, wanted))


def heading_of(segment: Segment, begun: Begun) -> PaperText | None:
    """The dimension that this table stands for; None where its own columns or the table before name it."""
    return begun.headings.get(segment.number) if segment.first and not segment.begin else None


def title_of(walk: Walk, begun: Begun) -> tuple[str, PaperText]:
    """The paper's title (the file's name where none is found), and the line that states the full marks."""
    used = {heading.where for heading in begun.headings.values()}
    lines = [line for line in begun.lines if line.where not in used and not _ATTACHMENT.match(line.text)]
    every = [*lines, *(note for note in walk.notes if note not in lines)]
    above = every if walk.told_outline else lines
    heads = [line for line in above if len(line.text) <= 2 * LONGEST_SECTION and "\n" not in line.text]
    heads = [line for line in heads if not is_signature(line.text) and not is_note(line.text)]
    best = next((line for line in heads[:4] if _TITLE.search(line.text)), heads[0] if heads else None)
    stated = next((line for line in every if _states_all(line.text)), PaperText())
    stem = PurePosixPath(walk.name).stem
    title = titled_points(one_line(best.text))[0] if best else stem
    return title or stem, stated


def _states_all(text: str) -> bool:
    clauses = re.split(r"[，。；,;]", text)
    return any(full_marks_of(one) is not None and ("加分" not in one or "基" in one) for one in clauses)


def _above(segment: Segment) -> list[PaperText]:
    """Paragraphs before a Word table, and rows above the header."""
    sheet = segment.sheet
    rows = [
        PaperText(" ".join(texts), sheet.where(row, next(at for at, text in enumerate(sheet.rows[row]) if text)))
        for row in range(segment.begin, segment.top)
        for texts in [[text for text in sheet.rows[row] if text]]
        if texts
    ]
    return [*sheet.before, *rows]


def _nearest(above: Sequence[PaperText]) -> PaperText | None:
    """The heading right above a table: 二、评分细则 between hides 一、基本条件, which is none of its."""
    for line in reversed(above):
        if _is_heading(line.text):
            return line
        number, _ = numbered(one_line(line.text))
        if number is not None and number.style in _HEADING_STYLES[::2] and len(line.text) <= LONGEST_SECTION:
            return None
    return None


def _is_heading(text: str) -> bool:
    """一、组织建设（20分）: short, numbered or with points, and no title of the whole paper."""
    if len(text) > LONGEST_SECTION or is_sentence(text) or is_note(text) or is_signature(text):
        return False
    number, rest = numbered(one_line(text))
    if _OF_THE_PAPER.search(rest):
        return False
    return (number is not None and number.style in _HEADING_STYLES) or titled_points(rest)[1] is not None


def _goes_on(text: str, sheet: Sheet) -> bool:
    """二、… stands alone in a later row of the same sheet."""
    number, _ = numbered(text)
    alone = [cells[0] for cells in ([text for text in row if text] for row in sheet.rows) if len(cells) == 1]
    later = [numbered(one)[0] for one in alone]
    return number is not None and any(
        one is not None and one.style == number.style and one.follows(number) for one in later
    )


def _sheet_titles(first: Mapping[int, Segment], wanted: set[int]) -> dict[int, PaperText]:
    """One sheet a dimension: each bears its name on the tab."""
    named = {
        number: PaperText(segment.sheet.title, segment.sheet.title)
        for number, segment in first.items()
        if number in wanted and segment.sheet.title and not _DEFAULT_SHEET.fullmatch(segment.sheet.title.strip())
    }
    return named if len(named) > 1 and len(named) == len(first) else {}


__all__ = ["Begun", "heading_of", "title_of"]
