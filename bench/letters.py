"""Part (i): 反馈意见书 of the sample district, one by one and 215 in a ZIP.

The rival is bare python-docx: an empty document of its own into which the paragraphs and the tables of our letter go by
its public calls, cell by cell. It works nothing out, sets no style, width or heading row, draws no chart. Both begin
with the feedback worked out. What the letter costs with everything, chart included, stands apart.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from bench.table import Line, memory_line, ratio_line, time_line
from bench.timing import Timing, time_in_turn, time_process
from rating import load_rubric
from rating.export.word.facts import RoundFacts, round_facts
from rating.export.word.letter import feedback_letter
from rating.export.word.letters import letters_zip
from rating.export.word.templates.starting import starting_template
from rating.insight.feedback import feedback
from rating.scoring.evaluation import Evaluation
from rating.workflow import rate
from rating.workflow.ratings import sample_district

OURS, OWN = "ours: a letter written", "ours: a letter by the district's own template"
BARE = "bare python-docx: the same paragraphs and tables"
WHOLE = "ours: a letter with its chart, worked out and written"
PROMISED, OWN_PROMISED, MOST_MEGABYTES = 1.0, 1.5, 250.0
Content = list[str | list[list[str]]]
"""Of a letter: texts of paragraphs, and tables as rows of texts, as they follow each other."""


def measure_letters(letters: int, archived: int, runs: int) -> list[Line]:
    """`letters`: stations whose letters are written in one round, at most all 37; `archived`: letters in the ZIP."""
    evaluation, facts = _sample()
    told = [feedback(evaluation, row) for row in range(letters)]
    texts = [content_of(feedback_letter(each, facts, with_chart=False)) for each in told]
    template = starting_template()
    work: dict[str, Callable[[], object]] = {
        OURS: lambda: [feedback_letter(each, facts, with_chart=False) for each in told],
        OWN: lambda: [feedback_letter(each, facts, template, with_chart=False) for each in told],
        BARE: lambda: [bare(each) for each in texts],
        WHOLE: lambda: [feedback_letter(feedback(evaluation, row), facts) for row in range(letters)],
    }
    timed = {name: _each(timing, letters) for name, timing in time_in_turn(work, runs).items()}
    archive = time_process((sys.executable, "-m", "bench.letters", str(archived)), runs)
    nothing = time_process((sys.executable, "-m", "bench.letters", "0"), 1)
    return [
        *(time_line(name, timing) for name, timing in timed.items()),
        ratio_line("written: ours ÷ bare", timed[OURS].median / timed[BARE].median, at_most=PROMISED),
        ratio_line("template of its own ÷ ours", timed[OWN].median / timed[OURS].median, at_most=OWN_PROMISED),
        time_line(f"a ZIP of {archived} letters with charts, the whole process", archive),
        memory_line("its peak memory", archive.peak_megabytes, MOST_MEGABYTES),
        Line("of that by the letters", f"{archive.peak_megabytes - nothing.peak_megabytes:.0f} MB"),
    ]


def bare(content: Content) -> bytes:
    """The same paragraphs and tables by the library's own calls."""
    paper = docx.Document()
    for each in content:
        if isinstance(each, str):
            paper.add_paragraph(each)
            continue
        table = paper.add_table(len(each), max(len(line) for line in each))
        for row, line in zip(table.rows, each, strict=True):
            for cell, text in zip(row.cells, line, strict=False):
                cell.text = text
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def content_of(letter: bytes) -> Content:
    return list(_content(docx.Document(io.BytesIO(letter))))


def _content(paper: Any) -> Iterator[str | list[list[str]]]:
    for each in paper.iter_inner_content():
        if isinstance(each, Paragraph):
            yield each.text
        elif isinstance(each, Table):
            yield [_texts(row.cells) for row in each.rows]


def _texts(cells: Sequence[Any]) -> list[str]:
    """A cell over several columns stands in each of them; its text counts once."""
    return [cell.text for cell in dict.fromkeys(cells)]


def _each(timing: Timing, letters: int) -> Timing:
    return Timing(tuple(seconds / letters for seconds in timing.seconds))


def _sample() -> tuple[Evaluation, RoundFacts]:
    sample = sample_district()
    rated = rate(load_rubric(sample.rubric), sample.workbooks, sample.roster, sample.previous, "2026 年度")
    if rated.evaluation is None:
        raise RuntimeError("the sample district is rated")
    return rated.evaluation, round_facts(rated.evaluation, issuer="示例区社会工作指导中心")


def main(letters: int) -> None:
    """So many letters of the sample's stations, in turn, in one ZIP."""
    evaluation, facts = _sample()
    rows = [number % len(evaluation.roster) for number in range(letters)]
    with tempfile.TemporaryDirectory() as folder:
        problems = letters_zip(evaluation, Path(folder) / "letters.zip", facts, stations=rows)
    if problems:
        raise RuntimeError(str(problems))


if __name__ == "__main__":
    main(int(sys.argv[1]))
