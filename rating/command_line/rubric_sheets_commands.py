"""`rubric to-excel`, `rubric from-excel`, `rubric diff`: a rubric as an office edits it, and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from rating.command_line.arguments import Answer, Request
from rating.command_line.outputs import STANDARD_OUTPUT, check_targets, write_together
from rating.insight.rubric_differences.differences import differences
from rating.problems import Place, Problem, Refused
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.rubric.written import written
from rating.workshop.sheets.from_excel import rubric_from_excel
from rating.workshop.sheets.to_excel import rubric_to_excel

_TEXT_ENDINGS, _YAML_ENDINGS = (".yaml", ".yml"), "文件名不以 .yaml 结尾"


def to_excel(request: Request) -> Answer:
    """A rubric file → the workbook to edit."""
    target = request.options["out"]
    _refuse(check_targets({"out": target}, [request.options["rubric"]]))
    rubric = load_rubric(request.options["rubric"])
    return _write(rubric, rubric_to_excel(rubric), target, ())


def from_excel(request: Request) -> Answer:
    """The edited workbook → a rubric file, or every problem by its cell."""
    target = request.options["out"]
    _refuse((*check_targets({"out": target}, request.files, {}), *_not_yaml(target)))
    rubric, problems = _from_workbook(request.files[0])
    return _write(rubric, written(rubric).encode(), target, problems)


def diff(request: Request) -> Answer:
    """Every difference of two rubrics in Chinese; either may be a file or a workbook."""
    if len(request.files) != 2:
        told, remedy = f"写了 {len(request.files)} 个评分标准", "请看 python -m rating rubric diff --help"
        raise Refused([Problem("command_usage", Place(object="命令 rubric diff"), told, "两个文件名", remedy)])
    (before, first), (after, second) = (_rubric_of(file) for file in request.files)
    found = differences(before, after)
    if not found:
        return Answer("两份评分标准内容相同。", (*first, *second))
    lines = [f"共 {len(found)} 处不同："]
    for part, group in groupby(found, key=lambda each: each.part):
        lines += ["", f"{part}：", *(f"  {each.sentence}" for each in group)]
    return Answer("\n".join(lines), (*first, *second))


def _rubric_of(file: Path) -> tuple[Rubric, tuple[Problem, ...]]:
    if file.suffix.lower() in _TEXT_ENDINGS:
        return load_rubric(file), ()
    return _from_workbook(file)


def _from_workbook(file: Path) -> tuple[Rubric, tuple[Problem, ...]]:
    """The rubric of a workbook and its warnings. Raises Refused when it has none."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        found = f"找不到文件 {file}" if isinstance(fault, FileNotFoundError) else "文件无法打开"
        raise Refused([Problem("file_unreadable", Place(file.name), found, remedy="请检查文件路径和权限")]) from fault
    rubric, problems = rubric_from_excel(content, file.name)
    if rubric is None:
        raise Refused(problems)
    return rubric, problems


def _not_yaml(target: Path) -> tuple[Problem, ...]:
    """A rubric by another ending would be taken for a workbook."""
    if target in STANDARD_OUTPUT or target.suffix.lower() in _TEXT_ENDINGS:
        return ()
    place = Place(file=str(target), object="--out")
    return (Problem("output_unwritable", place, _YAML_ENDINGS, remedy="请改为以 .yaml 结尾的文件名"),)


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Refused(problems)


def _write(rubric: Rubric, content: bytes, target: Path, problems: tuple[Problem, ...]) -> Answer:
    def write(file: BinaryIO) -> None:
        file.write(content)

    write_together({target: write})
    told = f"评分标准：{rubric.title}（{rubric.version} 版）\n已写入 {target}"
    return Answer("" if target in STANDARD_OUTPUT else told, problems)


COMMANDS: Mapping[str, Callable[[Request], Answer]] = {
    "rubric to-excel": to_excel,
    "rubric from-excel": from_excel,
    "rubric diff": diff,
}
