"""Legal .ods files that calamine stumbles over: indented XML, and a password on the macros alone.

Runs inside the child process; imports the standard library only.
"""

from __future__ import annotations

import io
import re
import zipfile

from rating.intake.files.formats import BROKEN_CONTENT, BROKEN_ZIP, ODS_TYPE

CONTENT = "content.xml"
_INDENT = re.compile(rb"(?<=>)\s+(?=</?table:)")
_MANIFEST = (
    b'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    b' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
    b' manifest:full-path="/" manifest:media-type="' + ODS_TYPE + b'"/></manifest:manifest>'
)


def with_plain_content(data: bytes) -> bytes | None:
    """The cells' part alone, without the white space between its tables, rows and cells; None for any other file."""
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            if not old.read("mimetype").startswith(ODS_TYPE):
                return None
            new.writestr("mimetype", ODS_TYPE)
            new.writestr("META-INF/manifest.xml", _MANIFEST)
            new.writestr(CONTENT, _INDENT.sub(b"", old.read(CONTENT)))
    except (*BROKEN_ZIP, *BROKEN_CONTENT):
        return None
    return buffer.getvalue()
