"""`rate`, `check`, `goals`: read the files, ask the workflow, write, say what came out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rating import workflow
from rating.command_line.arguments import Answer, Request
from rating.command_line.outputs import STANDARD_OUTPUT, Writer, check_targets, write_together
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
    return Answer(_told(rated_summary(evaluation), targets), rated.problems)


def check(request: Request) -> Answer:
    """The list of problems is what was asked for, so it is written also when something stops a rating."""
    targets = _targets(request, "annotated", "json")
    rubric = load_rubric(request.options["rubric"])
    seen = workflow.check(rubric, request.files, request.options.get("roster"))
    if not seen.reported.sheets:
        raise Refused(seen.problems)
    writers = _annotated(request, seen, targets.pop("annotated", None))
    if "json" in targets:
        writers[targets["json"]] = partial(_write_json, checked(seen.reported, rubric))
    write_together(writers)
    summary = checked_summary(seen)
    if "annotated" in request.options and not seen.problems:
        summary += "\n没有需要标出的问题，没有写批注版"
    return Answer(_told(summary, targets, list(writers)), seen.problems, refused=not seen.accepted)


def _annotated(request: Request, seen: workflow.Checked, target: Path | None) -> dict[Path, Writer]:
    """The first marked copy under the name asked for, the others beside it under names of their own."""
    if target is None:
        return {}
    copies = workflow.annotated(seen, request.files, request.options.get("roster"))
    names = [target, *(target.with_name(f"{target.stem}_{copy.name}") for copy in copies[1:])]
    inputs = [*request.files, request.options["rubric"], request.options.get("roster", request.options["rubric"])]
    problems = [problem for name in names for problem in check_targets({"annotated": name}, inputs)]
    if problems:
        raise Refused(problems)
    return {name: partial(_write_bytes, copy.content) for name, copy in zip(names, copies, strict=False)}


def _write_bytes(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def goals(request: Request) -> Answer:
    targets = _targets(request, "out", "json")
    book = load_goals(request.options["goals"])
    assessed = workflow.goals(book, request.files, ratings=request.options.get("ratings"))
    board = assessed.board
    if board is None:
        raise Refused(assessed.problems)
    _write(targets, {"out": partial(export_goals, board), "json": partial(_write_json, goals_result(board))})
    return Answer(_told(goals_summary(board), targets), assessed.problems)


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


def _told(summary: str, targets: Mapping[str, Path], written: Sequence[Path] | None = None) -> str:
    """The summary and what was written; nothing beside JSON that goes on to another program."""
    if targets.get("json") in STANDARD_OUTPUT:
        return ""
    files = list(targets.values()) if written is None else written
    return "\n".join([summary, *(f"已写入 {target}" for target in files)])
