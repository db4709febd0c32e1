"""Files of a station: what they may be, and how their names are kept. (How they are added: test_objecting.py)"""

from __future__ import annotations

import pytest

from rating.district.rounds.attachments import BEGINS, LONGEST_NAME, MOST_BYTES, usable
from rating.problems import Refused

PDF = b"%PDF-1.7\n..."


@pytest.mark.parametrize("ending", sorted(BEGINS))
def test_every_kind_named_is_taken(ending: str) -> None:
    assert usable(f"证书.{ending.upper()}", BEGINS[ending][0] + b"rest") == f"证书.{ending.upper()}"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("证书.exe", b"MZ", "不能添加这种文件（.exe）"),
        ("证书.pdf.exe", PDF, "不能添加这种文件（.exe）"),
        ("证书", PDF, "没有扩展名"),
        ("证书.html", b"<html>", "不能添加这种文件"),
        ("证书.svg", b"<svg>", "不能添加这种文件"),
        ("证书.docm", b"PK\x03\x04", "不能添加这种文件"),
        ("证书.pdf", b"", "文件是空的"),
        ("证书.pdf", b"MZ\x90\x00", "内容不是 pdf 文件"),
        ("照片.jpg", PDF, "内容不是 jpg 文件"),
        ("照片.png", b"\x89PNX", "内容不是 png 文件"),
        ("名册.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "内容不是 xlsx 文件"),
    ],
)
def test_what_name_and_content_do_not_say_alike_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        usable(name, content)
    assert told in refused.value.problems[0].found
    assert refused.value.problems[0].remedy


def test_the_limit_is_ten_megabytes_and_not_one_byte_more() -> None:
    assert usable("照片.pdf", PDF.ljust(MOST_BYTES)) == "照片.pdf"
    with pytest.raises(Refused, match="超过 10 MB"):
        usable("照片.pdf", PDF.ljust(MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/证书.pdf", "证书.pdf"),
        ("C:\\fakepath\\证书.pdf", "证书.pdf"),
        ("证\u202e书fdp.exe.pdf", "证书fdp.exe.pdf"),
        ("证\x00书\r\n.pdf", "证书 .pdf"),
        ('a<b>"c|?*:.pdf', "abc.pdf"),
        ("=HYPERLINK.pdf", "=HYPERLINK.pdf"),
    ],
)
def test_a_hostile_name_leads_nowhere(name: str, kept: str) -> None:
    assert usable(name, PDF) == kept


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    kept = usable("很长的名字" * 60 + ".pdf", PDF)
    assert len(kept) == LONGEST_NAME
    assert kept.endswith(".pdf")
