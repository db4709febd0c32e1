"""Files as received: bytes, SHA-256, names that tell them apart; read in the child into sheets."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from rating.intake.files.cells import Grid, grids
from rating.intake.files.isolation import parse_in_child
from rating.problems import Place, Problem
from rating.reported import Upload

LONGEST_NAME, LONGEST_EXTENSION, LONGEST_CLAIM = 120, 10, 20_000
_FULL_WIDTH = str.maketrans({'"': "＂", "*": "＊", ":": "：", "<": "＜", ">": "＞", "?": "？", "|": "｜"})
_REASONS: dict[int | None, str] = {
    None: "路径中有不能使用的字符",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ELOOP: "路径中的链接绕成了圈",
    errno.EIO: "磁盘读取出错",
    errno.EMFILE: "同时打开的文件过多",
    errno.ENFILE: "同时打开的文件过多",
}
Source = Path | str | tuple[str, bytes]


@dataclass(frozen=True)
class Received:
    """One upload with its untouched bytes; `problem` when it could not even be opened."""

    name: str
    data: bytes
    upload: Upload
    problem: Problem | None = None


@dataclass(frozen=True)
class Read:
    """The sheets of one upload, or the problems that kept them from being read."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]


def receive(files: Sequence[Source]) -> tuple[list[Received], list[Problem]]:
    """The files in order, each content once; a content met twice is a warning, not data twice."""
    received: list[Received] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for source in files:
        name, data, trouble = _bytes_of(source)
        digest = hashlib.sha256(data).hexdigest()
        if trouble:
            problems.append(Problem("file_unreadable", Place(name), trouble, remedy="请检查文件路径和权限"))
            continue
        if digest in seen:
            problems.append(Problem("file_duplicate", Place(name), f"内容与「{seen[digest]}」完全相同"))
            continue
        name = free_name(name, [each.name for each in received])
        seen[digest] = name
        received.append(Received(name, data, Upload(name, digest, len(data), when=datetime.now(UTC))))
    return received, problems


def read_sheets(received: Received) -> Read:
    """Parse one upload in the child process. Never raises for what a file may hold."""
    answer = parse_in_child(received.data)
    place = Place(received.name)
    if "refused" in answer:
        code, found, remedy = answer["refused"]
        return Read((), (Problem(code, place, found, remedy=remedy),))
    sheets = grids(answer, received.name)
    problems = [
        Problem("sheet_hidden", Place(received.name, grid.title), f"工作表「{grid.title}」是隐藏的")
        for grid in sheets
        if not grid.visible
    ]
    if answer.get("macros"):
        problems.append(Problem("macro_ignored", place, "文件中带有宏"))
    shown = tuple(grid for grid in sheets if grid.visible)
    if not any(column.others or column.numbers.size for grid in shown for column in grid.columns):
        found = "没有隐藏的工作表中没有任何内容" if len(shown) < len(sheets) else "文件中没有任何内容"
        problems.append(Problem("file_empty", place, found))
    return Read(shown, tuple(problems))


def _bytes_of(source: Source) -> tuple[str, bytes, str]:
    """(name, bytes, trouble)."""
    if isinstance(source, tuple):
        return _plain_name(source[0]), bytes(source[1]), ""
    path = Path(source)
    name = _plain_name(path.name)
    try:
        return name, path.read_bytes(), ""
    except FileNotFoundError:
        return name, b"", f"找不到文件 {path}"
    except IsADirectoryError:
        return name, b"", f"{path} 是文件夹，不是文件"
    except (OSError, ValueError) as fault:  # ValueError: characters that no path can hold
        reason = _REASONS.get(getattr(fault, "errno", None), "系统没有允许")
        return name, b"", f"文件无法打开（{reason}）"


def _plain_name(name: str) -> str:
    """The last part of whatever path an upload claims, without control or direction marks.

    Letters that Windows forbids in names become their full-width form; a long name keeps its extension.
    """
    last = PurePosixPath(name[-LONGEST_CLAIM:].replace("\\", "/")).name
    shown = "".join(letter for letter in last.translate(_FULL_WIDTH) if letter.isprintable() or letter == "\u3000")
    shown = shown.strip(" .\u3000")
    if not shown:
        return "未命名"
    stem, dot, extension = shown.rpartition(".")
    if len(shown) <= LONGEST_NAME or not dot or len(extension) > LONGEST_EXTENSION:
        return shown[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def free_name(name: str, taken: Sequence[str]) -> str:
    """A second file of the same name becomes `名称（2）.xlsx`, so that places stay unambiguous."""
    stem, dot, extension = name.rpartition(".")
    stem, extension = (stem, dot + extension) if dot else (name, "")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}（{number}）{extension}"
    return free
