"""Results reach the disk together or not at all.

Each is written to a file beside its target first; only when all are whole do they take the
targets' places.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from rating.problems import Place, Problem, Refused

Writer = Callable[[BinaryIO], None]
_REASONS = {
    errno.EACCES: "没有写入权限，或文件正被打开",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名过长",
}
STANDARD_OUTPUT = (Path("-"), Path("/dev/stdout"))
"""Where `--json` goes on to another program; nothing else is printed there then."""
ENDINGS = {
    "out": (".xlsx",), "annotated": (".xlsx",), "problems": (".xlsx", ".csv"), "csv": (".csv",),
    "parquet": (".parquet",), "letters": (".zip",), "report": (".docx",),
}  # fmt: skip
"""Option → the endings that its file may have."""
MAPPING, _NO_FILE = "mapping", "对应关系要写成一个普通文件"
_AN_INPUT = "这是要读取的文件，写入会把它覆盖"
_NO_STREAM = "这种文件不能写到标准输出"
_REMEDIES = {
    _AN_INPUT: "请换一个文件名",
    "工作簿不能写到标准输出": "请写一个以 .xlsx 结尾的文件名",
    _NO_STREAM: "请写一个文件名",
    _NO_FILE: "请写一个文件名，如 对应关系.yaml",
    "是文件夹，不是文件": "请在后面写上文件名",
    "文件名过长": "请改短文件名",
}


def check_targets(
    targets: Mapping[str, Path], inputs: Sequence[Path], endings: Mapping[str, Sequence[str]] = ENDINGS
) -> tuple[Problem, ...]:
    """What forbids writing there, told before the long work; `targets` by option name, and so the `endings`."""
    problems: list[Problem] = []
    taken: dict[Path, str] = {}
    read = {path.resolve() for path in inputs}
    for option, target in targets.items():
        place, found = target.resolve(), _fault(target)
        if place in read:
            found = _AN_INPUT
        elif place in taken:
            found = f"与 --{taken[place]} 是同一个文件"
        elif option in endings and not found:
            found = _wrong_ending(target, endings[option])
        elif option == MAPPING and not found and not _ordinary(target):
            found = _NO_FILE
        taken[place] = option
        if found:
            problems.append(_unwritable(target, found, option))
    return tuple(problems)


def _wrong_ending(target: Path, endings: Sequence[str]) -> str:
    """Programs refuse to open a file whose ending is not that of its kind."""
    if target in STANDARD_OUTPUT:
        return "工作簿不能写到标准输出" if ".xlsx" in endings else _NO_STREAM
    if target.suffix.lower() in endings or not _ordinary(target):
        return ""
    return f"文件名不以 {' 或 '.join(endings)} 结尾"


def _fault(target: Path) -> str:
    if target in STANDARD_OUTPUT:
        return ""
    try:
        return _place_fault(target)
    except OSError as error:
        return _reason(error)


def _place_fault(target: Path) -> str:
    if target.is_dir():
        return "是文件夹，不是文件"
    if not target.resolve().parent.is_dir():
        return f"没有文件夹「{target.parent}」"
    if target.exists() and not os.access(target, os.W_OK):
        return "文件不允许写入"
    if not target.exists() and not os.access(target.resolve().parent, os.W_OK):
        return "文件夹不允许写入"
    return ""


def write_together(writers: Mapping[Path, Writer]) -> None:
    """Write every target, or none. Raises Refused when the disk or a lock forbids it."""
    staged: dict[Path, Path] = {}
    try:
        for target, writer in writers.items():
            _stage(target, writer, staged)
        for target in staged:
            _not_locked(target)
        for target, temporary in staged.items():
            _put(temporary, target)
    finally:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink()


def _stage(target: Path, writer: Writer, staged: dict[Path, Path]) -> None:
    # The whole of a special file such as /dev/stdout is copied at the end, never replaced.
    folder = target.resolve().parent if _ordinary(target) else Path(tempfile.gettempdir())
    temporary = folder / f".rating-{os.getpid()}-{len(staged)}.part"
    try:
        with temporary.open("wb") as file:
            staged[target] = temporary
            writer(file)
    except OSError as error:
        raise Refused([_unwritable(target, f"写入时出错（{_reason(error)}）")]) from error


def _ordinary(target: Path) -> bool:
    return target not in STANDARD_OUTPUT and (target.is_file() or not target.exists())


def _not_locked(target: Path) -> None:
    """A workbook open in a spreadsheet program is locked on Windows; better to know beforehand."""
    if not target.is_file():
        return
    try:
        with target.open("ab"):
            pass
    except OSError as error:
        raise Refused([_unwritable(target, f"文件不允许写入（{_reason(error)}）")]) from error


def _put(temporary: Path, target: Path) -> None:
    try:
        if target in STANDARD_OUTPUT:
            sys.stdout.buffer.write(temporary.read_bytes())
            sys.stdout.flush()
            return
        if not _ordinary(target):
            with temporary.open("rb") as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink)
            return
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target.resolve())
    except BrokenPipeError:
        raise  # the reader (`| head`) went away, which is no fault of the disk
    except OSError as error:
        raise Refused([_unwritable(target, f"写入时出错（{_reason(error)}）")]) from error


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"系统错误号 {error.errno}")


def _unwritable(target: Path, found: str, option: str = "") -> Problem:
    place = Place(file=str(target), object=f"--{option}" if option else "")
    ending = found.removeprefix("文件名不以 ")
    remedy = f"请改为以 {ending}的文件名" if ending != found else _REMEDIES.get(found, "")
    return Problem("output_unwritable", place, found, remedy=remedy)
