"""Error values that the reader does not know (#SPILL!, #CALC!): one of them must not cost the whole sheet.

Runs inside the child process; imports the standard library only.  `traits.py` tells the true text.
"""

from __future__ import annotations

import io
import re
import zipfile

KNOWN = frozenset([b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"])
STAND_IN = b"#VALUE!"
_ERROR_CELL = re.compile(
    rb"(<(?:\w+:)?c\s[^>]*\bt=[\"']e[\"'][^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>)([^<]*)(?=</)", re.DOTALL
)


def with_known_errors(data: bytes) -> bytes | None:
    """The .xlsx with every unknown error value replaced by a known one; None when it has none."""
    buffer, changed = io.BytesIO(), False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if b"sheetData" in content:
                    known = _ERROR_CELL.sub(_known, content)
                    changed, content = changed or known != content, known
                new.writestr(name, content)
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, RuntimeError, NotImplementedError, ValueError):
        return None
    return buffer.getvalue() if changed else None


def _known(cell: re.Match[bytes]) -> bytes:
    return cell[1] + (cell[2] if cell[2] in KNOWN else STAND_IN)
