"""`--mapping`: answers read from the mapping file, and the open questions written into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rating.command_line.outputs import Writer
from rating.intake.answers import Answers
from rating.intake.files.text_table import decode
from rating.intake.mapping_file import MappingFile, read_mapping_file, write_mapping
from rating.problems import Place, Problem, Refused
from rating.reported import Question
from rating.rubric.yaml_tree import LARGEST_BYTES

SHOWN_WITHOUT = "对应关系.yaml"


@dataclass(frozen=True)
class MappingOption:
    """The mapping file of one run; `path` is None when none was asked for."""

    path: Path | None = None
    file: MappingFile = field(default_factory=MappingFile)

    @property
    def answers(self) -> Answers:
        return self.file.answers

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return self.file.problems

    def writers(self, questions: Sequence[Question]) -> dict[Path, Writer]:
        """The file anew, when there is something to answer; else it stays as it is."""
        if self.path is None or not questions:
            return {}
        return {self.path: partial(_write, write_mapping(questions, self.file.answers, self.file.drafts))}

    def told(self, questions: Sequence[Question]) -> str:
        """What to do about the open questions; "" without any."""
        if not questions:
            return ""
        if self.path is None:
            return f"有 {len(questions)} 项可以由您确认：加上 --mapping {SHOWN_WITHOUT} 再运行，会写出供核对的文件"
        return (
            f"有 {len(questions)} 项需要您确认，已写入 {self.path}："
            f"请在 {self.path} 中核对并把 confirmed 改为 yes 后再运行"
        )


def read_mapping_option(path: Path | None) -> MappingOption:
    """The file's answers, none when it is not there yet. Raises Refused when it is no mapping file."""
    if path is None or not path.exists():
        return MappingOption(path)
    file = read_mapping_file(_text(path), path.name)
    if any(problem.severity.stops for problem in file.problems):
        raise Refused(file.problems)
    return MappingOption(path, file)


def _text(path: Path) -> str:
    """The file's text in any encoding that an editor on an office computer saves in."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise Refused([Problem("mapping_unreadable", Place(file=path.name), "文件不能打开")]) from error
    text = decode(raw) if len(raw) <= LARGEST_BYTES else "文件超过 1 MB"
    if len(raw) > LARGEST_BYTES or not isinstance(text, str):
        found = text if isinstance(text, str) else "这不是文字文件"
        remedy = "请换一个文件名；对应关系文件由工具写出"
        raise Refused([Problem("mapping_unreadable", Place(file=path.name), found, "", remedy)])
    return text


def _write(text: str, file: BinaryIO) -> None:
    file.write(text.encode("utf-8"))
