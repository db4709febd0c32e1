"""`rate`, `check`, `goals`: read the files, ask the workflow, write, say what came out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rating import workflow
from rating.command_line.arguments import Answer, Request
from rating.command_line.outputs import Writer, check_targets, write_together
from rating.command_line.summary import checked_summary, goals_summary, rated_summary
from rating.export.excel import export_excel
from rating.export.goals_excel import export_goals
from rating.insight.goals import goals_result
from rating.insight.result import checked, write_result
from rating.problems import Refused
from rating.rubric.file import load_goals, load_rubric
from rating.scoring.evaluation import Evaluation


def rate(request: Request) -> Answer:
    targets = _targets(request, "out", "json")
    rubric = load_rubric(request.options["rubric"])
    rated = workflow.rate(rubric, request.files, request.options.get("roster"), request.options.get("previous"))
    evaluation = rated.evaluation
    if evaluation is None:
        raise Refused(rated.problems)
    _write(targets, {"out": partial(export_excel, evaluation), "json": partial(_write_result, evaluation)})
    return Answer(rated_summary(evaluation) + _written(targets), rated.problems)


def check(request: Request) -> Answer:
    """The list of problems is what was asked for, so it is written also when something stops a rating."""
    targets = _targets(request, "json")
    rubric = load_rubric(request.options["rubric"])
    seen = workflow.check(rubric, request.files, request.options.get("roster"))
    if not seen.reported.sheets:
        raise Refused(seen.problems)
    _write(targets, {"json": partial(_write_json, checked(seen.reported, rubric))})
    if not seen.accepted:
        raise Refused(seen.problems)
    return Answer(checked_summary(seen) + _written(targets), seen.problems)


def goals(request: Request) -> Answer:
    targets = _targets(request, "out", "json")
    book = load_goals(request.options["goals"])
    assessed = workflow.goals(book, request.files, ratings=request.options.get("ratings"))
    board = assessed.board
    if board is None:
        raise Refused(assessed.problems)
    _write(targets, {"out": partial(export_goals, board), "json": partial(_write_json, goals_result(board))})
    return Answer(goals_summary(board) + _written(targets), assessed.problems)


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {"rate": rate, "check": check, "goals": goals}


def _targets(request: Request, *names: str) -> dict[str, Path]:
    """The files to be written, each free for it; told before the long work begins."""
    targets = {name: request.options[name] for name in names if name in request.options}
    inputs = [path for name, path in request.options.items() if name not in names]
    problems = check_targets(targets, [*inputs, *request.files])
    if problems:
        raise Refused(problems)
    return targets


def _write(targets: Mapping[str, Path], writers: Mapping[str, Writer]) -> None:
    write_together({target: writers[name] for name, target in targets.items()})


def _write_result(evaluation: Evaluation, file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    write_result(evaluation, text)
    text.detach()


def _write_json(content: Mapping[str, object], file: BinaryIO) -> None:
    file.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _written(targets: Mapping[str, Path]) -> str:
    return "".join(f"\n已写入 {target}" for target in targets.values())
