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
from rating.command_line.mapping import MappingOption, read_mapping_option
from rating.command_line.outputs import MAPPING, STANDARD_OUTPUT, Writer, check_targets, write_together
from rating.command_line.summary import checked_summary, goals_summary, rated_summary
from rating.export.excel import export_excel
from rating.export.goals_excel import export_goals
from rating.export.tables.csv import export_csv
from rating.export.tables.parquet import export_parquet
from rating.insight.checked import checked
from rating.insight.goals import goals_result
from rating.insight.result import write_result
from rating.problems import Problem, Refused
from rating.reported import Reported
from rating.rubric.file import load_goals, load_rubric
from rating.scoring.evaluation import Evaluation


def rate(request: Request) -> Answer:
    targets, mapping = _targets(request, "out", "csv", "parquet", "letters", "report", "json")
    rubric = load_rubric(request.options["rubric"])
    roster, previous = request.options.get("roster"), request.options.get("previous")
    rated = workflow.rate(rubric, request.files, roster, previous, answers=mapping.answers)
    evaluation = rated.evaluation
    if evaluation is None:
        return _refused(mapping, rated.problems, rated.reported, targets)
    writers: dict[str, Writer] = {
        "out": partial(export_excel, evaluation),
        "json": partial(_write_result, evaluation),
        "csv": lambda file: _write_bytes(export_csv(evaluation), file),
        "parquet": lambda file: _write_bytes(export_parquet(evaluation), file),
    }
    untold: list[Problem] = []
    if {"letters", "report"} & set(targets):
        writers |= _papers(evaluation, previous, untold)
    _write(targets, writers)
    return Answer(_told(rated_summary(evaluation), targets), (*rated.problems, *untold, *mapping.warnings))


def _papers(evaluation: Evaluation, previous: Path | None, untold: list[Problem]) -> dict[str, Writer]:
    """Loaded only when asked for: what draws and writes papers takes a second to load."""
    from rating.command_line import papers

    return {
        "letters": lambda file: untold.extend(papers.write_letters(evaluation, previous, file)),
        "report": lambda file: papers.write_report(evaluation, file),
    }


def check(request: Request) -> Answer:
    """The list of problems is what was asked for, so it is written also when something stops a rating."""
    targets, mapping = _targets(request, "annotated", "problems", "json")
    rubric = load_rubric(request.options["rubric"])
    seen = workflow.check(rubric, request.files, request.options.get("roster"), answers=mapping.answers)
    listed, questions = _listed(seen, targets), seen.reported.questions
    if not seen.reported.sheets:
        write_together(listed)
        return _refused(mapping, seen.problems, seen.reported, targets)
    writers = {**_annotated(request, seen, targets.pop("annotated", None)), **listed}
    if "json" in targets:
        writers[targets["json"]] = partial(_write_json, checked(seen.reported, rubric))
    write_together({**writers, **mapping.writers(questions)})
    summary = "\n".join(filter(None, (checked_summary(seen), mapping.told(questions))))
    if "annotated" in request.options and not seen.problems:
        summary += "\n没有需要标出的问题，没有写批注版"
    told = _told(summary, targets, list(writers))
    return Answer(told, (*seen.problems, *mapping.warnings), refused=not seen.accepted)


def _refused(
    mapping: MappingOption, problems: Sequence[Problem], reported: Reported, targets: Mapping[str, Path]
) -> Answer:
    """Nothing is written but the questions, where a mapping file was asked for; else raises Refused."""
    writers = mapping.writers(reported.questions)
    if not writers:
        raise Refused((*problems, *mapping.warnings))
    write_together(writers)
    return Answer(_told(mapping.told(reported.questions), targets, ()), (*problems, *mapping.warnings), refused=True)


def _annotated(request: Request, seen: workflow.Checked, target: Path | None) -> dict[Path, Writer]:
    """The first marked copy under the name asked for, the others beside it under names of their own."""
    if target is None:
        return {}
    copies = workflow.annotated(seen, request.files, request.options.get("roster"))
    names = [target, *(target.with_name(f"{target.stem}_{copy.name}") for copy in copies[1:])]
    read = [*request.files, request.options["rubric"], *map(request.options.get, ("roster", "mapping"))]
    inputs = [path for path in read if path is not None]
    problems = [problem for name in names for problem in check_targets({"annotated": name}, inputs)]
    if problems:
        raise Refused(problems)
    return {name: partial(_write_bytes, copy.content) for name, copy in zip(names, copies, strict=False)}


def _listed(seen: workflow.Checked, targets: Mapping[str, Path]) -> dict[Path, Writer]:
    """The list of problems, as the ending of its file says; a file that cannot be opened is told there too."""
    if "problems" not in targets:
        return {}
    target = targets["problems"]
    make = workflow.problem_list if target.suffix.lower() == ".csv" else workflow.problem_book
    return {target: partial(_write_bytes, make(seen.problems))}


def _write_bytes(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def goals(request: Request) -> Answer:
    targets, mapping = _targets(request, "out", "json")
    book = load_goals(request.options["goals"])
    ratings = request.options.get("ratings")
    assessed = workflow.goals(book, request.files, ratings=ratings, answers=mapping.answers)
    board = assessed.board
    if board is None:
        return _refused(mapping, assessed.problems, assessed.reported, targets)
    _write(targets, {"out": partial(export_goals, board), "json": partial(_write_json, goals_result(board))})
    return Answer(_told(goals_summary(board), targets), (*assessed.problems, *mapping.warnings))


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {"rate": rate, "check": check, "goals": goals}


def _targets(request: Request, *names: str) -> tuple[dict[str, Path], MappingOption]:
    """The files to be written, each free for it, and the answers; told before the long work begins."""
    targets = {name: request.options[name] for name in (*names, MAPPING) if name in request.options}
    inputs = [path for name, path in request.options.items() if name not in targets]
    problems = check_targets(targets, [*inputs, *request.files])
    if problems:
        raise Refused(problems)
    return targets, read_mapping_option(targets.pop(MAPPING, None))


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
