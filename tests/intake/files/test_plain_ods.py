"""Indented .ods and .ods whose macros alone have a password: read like any other."""

from __future__ import annotations

from rating.intake.files.parse import parse_workbook
from rating.intake.files.plain_ods import with_plain_content
from tests.intake.containers import packed, unpacked
from tests.intake.hostile import ods, ods_rows
from tests.intake.workbooks import codes, read, small_form, values, xlsx


def test_an_indented_file_is_read() -> None:
    plain = ods(ods_rows())
    content = unpacked(plain)["content.xml"].replace(b"<table:table-", b"\n      <table:table-")
    content = content.replace(b"</table:table-row>", b"\n    </table:table-row>")
    data = packed({**unpacked(plain), "content.xml": content})
    assert parse_workbook(data) == parse_workbook(plain)
    assert values(read(small_form("hours"), ("a.ods", data)), "hours") == ["5", "6"]


def test_a_password_on_the_macros_alone_does_not_matter() -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"/>'
        b'<manifest:file-entry manifest:full-path="Basic/P/Module1.xml"><manifest:encryption-data/></manifest:file-entry>'
        b"</manifest:manifest>"
    )
    parts = {**unpacked(ods(ods_rows())), "META-INF/manifest.xml": manifest, "Basic/P/Module1.xml": b"?"}
    reported = read(small_form("hours"), ("a.ods", packed(parts)))
    assert values(reported, "hours") == ["5", "6"]
    assert codes(reported) == ["macro_ignored"]


def test_text_keeps_its_spaces() -> None:
    content = with_plain_content(
        ods("<table:table-row> <table:table-cell><text:p>甲 <text:s/> 站</text:p></table:table-cell>")
    )
    assert content is not None
    assert "<text:p>甲 <text:s/> 站</text:p>".encode() in content


def test_other_files_are_left_alone() -> None:
    assert with_plain_content(xlsx([["站点"]])) is None
    assert with_plain_content(b"PK") is None
