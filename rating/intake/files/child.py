"""The child process: reads an upload from standard input, answers with pickled plain data.

Started by `isolation.py` as `python -I -S -c …`; limits its own memory and CPU time before touching
a byte of the upload.  Imports calamine and the standard library only, so that it starts in some 40 ms.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import Any

MEMORY_LIMIT = 1536 * 1024 * 1024


def limit_resources(seconds: int) -> None:
    """Address space, no core files, and so many seconds of CPU, after which the system ends the process.

    Windows has no `resource`; there only the parent's clock is a limit.
    """
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def answer(data: bytes, job: str) -> dict[str, Any]:
    """{"refused": (code, found, remedy)} or {"format", "sheets", "traits"} as the job asks.

    job: `sheets`, `traits` or `both`.
    """
    from rating.intake.files.formats import Refusal, has_macros, recognise
    from rating.intake.files.guard import crowd_refusal, size_refusal, zip_refusal

    form = size_refusal(len(data)) or crowd_refusal(data) or recognise(data)
    if isinstance(form, str) and form in ("xlsx", "xlsb", "ods"):
        form = zip_refusal(data) or form
    if isinstance(form, Refusal):
        return {"refused": (form.code, form.found, form.remedy)}
    found: dict[str, Any] = {"format": form, "macros": has_macros(form, data)}
    for part in ("traits", "sheets") if job == "both" else (job,):
        result = _part(part, form, data)
        if isinstance(result, Refusal):
            return {"refused": (result.code, result.found, result.remedy)}
        found[part] = result
    return found


def _part(part: str, form: str, data: bytes) -> Any:
    if part == "traits":
        return _traits(form, data)
    from rating.intake.files.parse import parse_text, parse_workbook

    return parse_text(data) if form == "text" else parse_workbook(data)


def _traits(form: str, data: bytes) -> Any:
    """What calamine keeps to itself, by the format's own reader."""
    if form == "xlsx":
        from rating.intake.files.traits import workbook_traits

        return workbook_traits(data)
    if form == "xls":
        from rating.intake.files.xls_traits import xls_traits

        return xls_traits(data)
    if form == "xlsb":
        from rating.intake.files.xlsb_traits import xlsb_traits

        return xlsb_traits(data)
    if form == "ods":
        from rating.intake.files.ods_traits import ods_traits

        return ods_traits(data)
    return {}


def main() -> None:
    """Standard input → standard output. Memory running out is an answer like any other."""
    limit_resources(int(sys.argv[2]))
    gc.disable()  # millions of small objects, none in cycles; the process is short-lived
    data = sys.stdin.buffer.read()
    try:
        result = answer(data, sys.argv[1])
    except MemoryError:
        result = {"refused": ("file_too_large", "内容异常庞大，超出读取时允许的内存", "")}
    pickle.dump(result, sys.stdout.buffer, protocol=5)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing to tidy up: freeing millions of cells one by one would take longer than reading them


if __name__ == "__main__":
    main()
