"""`template`: a workbook to be filled in, made of a rubric and, if given, a roster (填报模板)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from rating import workflow
from rating.command_line.arguments import Answer, Request
from rating.command_line.outputs import check_targets, write_together
from rating.problems import Refused
from rating.rubric.file import load_rubric


def template(request: Request) -> Answer:
    options = request.options
    target = options["out"]
    problems = check_targets({"out": target}, [options[name] for name in ("rubric", "roster") if name in options])
    if problems:
        raise Refused(problems)
    rubric = load_rubric(options["rubric"])
    names = {name: str(options[name]) for name in ("rater", "role") if name in options}
    content, told = workflow.template(rubric, options.get("roster"), **names)
    if content is None:
        raise Refused(told)

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_together({target: write})
    return Answer(f"填报模板：{rubric.title}（{rubric.version} 版）\n已写入 {target}", told)


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {"template": template}
