"""An evaluation, or a reading, as bytes, whole, and equal again when they are read: what the database keeps.

A zip of `values.json` (everything but the columns) and `columns.bin`, without any date, so that the same
evaluation gives the same bytes and its SHA-256 is its fingerprint.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from typing import Any, TypeVar

from rating.district.storage.changes import refuse
from rating.district.storage.plain_tree import Reader, Writer
from rating.reported import Reported
from rating.scoring.evaluation import Evaluation

FORMAT = 1
"""Raised when an older program could no longer read what this one writes."""
TREE, COLUMNS = "values.json", "columns.bin"
LARGEST = 2**31
"""Bytes of an unpacked evaluation: 40,000 stations of 60 indicators need a tenth."""
RESULT, READING = "评估结果", "填报数据"
Kept = TypeVar("Kept", Evaluation, Reported)
_TORN: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, ValueError, TypeError, LookupError, EOFError)
_TORN = (*_TORN, ArithmeticError, AttributeError, NotImplementedError, RecursionError)


def packed(evaluation: Evaluation) -> bytes:
    """The same bytes for the same evaluation. Raises Refused (not_usable) for one that is too large to keep."""
    return _packed(evaluation, RESULT)


def unpacked(archive: bytes) -> Evaluation:
    """The evaluation again. Raises Refused: storage_damaged, or storage_old for a later program's format."""
    return _unpacked(archive, Evaluation, RESULT)


def packed_reading(reading: Reported) -> bytes:
    """What was read of the files of a part; like `packed`."""
    return _packed(reading, READING)


def unpacked_reading(archive: bytes) -> Reported:
    """What was read again; like `unpacked`."""
    return _unpacked(archive, Reported, READING)


def fingerprint(archive: bytes) -> str:
    """SHA-256 of an archive."""
    return hashlib.sha256(archive).hexdigest()


def _packed(value: Evaluation | Reported, called: str) -> bytes:
    writer = Writer()
    told = writer.plain(value)
    tree = {"format": FORMAT, "value": told, "once": writer.shared}
    content = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    if len(content) + len(writer.arrays.block) > LARGEST:
        raise refuse("not_usable", f"{called}过大，无法保存", called, "请把评估对象分成几个轮次")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as parts:
        for name, part in ((TREE, content), (COLUMNS, bytes(writer.arrays.block))):
            undated = zipfile.ZipInfo(name)
            undated.compress_type, undated.create_system = zipfile.ZIP_DEFLATED, 3
            parts.writestr(undated, part)
    return archive.getvalue()


def _unpacked(archive: bytes, kind: type[Kept], called: str) -> Kept:
    try:
        tree, columns = _parts(archive)
        if tree["format"] == FORMAT:
            value = Reader(columns, tree["once"]).value(tree["value"])
            if isinstance(value, kind):
                return value
            raise TypeError(type(value))
    except _TORN as fault:
        raise refuse("storage_damaged", f"保存的{called}读不出来", called) from fault
    raise refuse("storage_old", f"{called}是用另一版本的程序保存的", called)


def _parts(archive: bytes) -> tuple[dict[str, Any], bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise ValueError("larger than anything that was packed")
        return json.loads(parts.read(TREE).decode(errors="surrogatepass")), parts.read(COLUMNS)
