"""Word papers of a rating made on the command line: what the try-out on the screen would write."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from rating.insight.certainty.certainty import how_sure
from rating.insight.comparison.compare import compare
from rating.insight.since import Since, since_of
from rating.problems import Problem
from rating.scoring.evaluation import Evaluation
from rating.workflow import letters
from rating.workflow.comparing import result_in_file

BEFORE = "上一轮"
"""What a round without a title is called."""


def write_letters(evaluation: Evaluation, previous: Path | None, file: BinaryIO) -> tuple[Problem, ...]:
    """One letter a station in a ZIP, telling of the round before where one is given; those that failed."""
    return letters.all_letters(evaluation, file, letters.try_out(evaluation), _since(evaluation, previous))


def write_report(evaluation: Evaluation, file: BinaryIO) -> None:
    """Without the names of stations and raters, so that it may be handed on."""
    office, certainty = letters.try_out(evaluation), how_sure(evaluation)
    file.write(letters.report(evaluation, office, names=False, certainty=certainty))


def _since(evaluation: Evaluation, previous: Path | None) -> dict[str, Since]:
    """Nothing where the file says too little for a comparison: `rate` has told what is wrong with it."""
    if previous is None:
        return {}
    before, _ = result_in_file(previous.name, previous.read_bytes())
    if before is None:
        return {}
    title = str(before.get("round") or BEFORE)
    return {moved.station_code: since_of(title, moved) for moved in compare(before, evaluation).stations}
