"""The handbook within the program: whole, with its pictures, and leading nowhere else."""

from __future__ import annotations

import re
from urllib.parse import unquote

from rating.district.storage.database import Database
from rating.screens.frame.frame import CHAPTERS
from rating.server.handbook import _MARKDOWN, BOOK, DOCS, DOCUMENTS, _written, anchor
from tests.district.made import Made
from tests.server.visiting import Visitor


def test_every_document_is_shown_with_its_own_title(empty: Database, visitor: Visitor) -> None:
    for name, file in DOCUMENTS.items():
        answer = visitor.get(f"{BOOK}/{name}".rstrip("/"))
        title = next(line for line in (DOCS / file).read_text("utf-8").splitlines() if line.startswith("# "))
        assert answer.status_code == 200 and f"<h1>{title[2:]}</h1>" in answer.text
        assert answer.text.count("<h1>") == 1


def test_every_link_and_picture_leads_somewhere(empty: Database, visitor: Visitor) -> None:
    pages = {name: visitor.get(f"{BOOK}/{name}".rstrip("/")).text for name in DOCUMENTS}
    for text in pages.values():
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            if target.startswith(("data:", "#")) or target in ("/", BOOK):
                continue
            assert visitor.get(target.partition("#")[0]).status_code == 200, target
    own = set(re.findall(r'href="#([^"]+)"', pages[""]))
    ids = set(re.findall(r'id="([^"]+)"', pages[""]))
    assert {unquote(each) for each in own} <= ids and own


def test_each_role_is_led_to_its_chapter(empty: Database, visitor: Visitor) -> None:
    ids = set(re.findall(r'id="([^"]+)"', visitor.get(BOOK).text))
    assert set(CHAPTERS.values()) <= ids


def test_documents_for_programmers_and_files_elsewhere_are_not_there(empty: Database, visitor: Visitor) -> None:
    for path in (
        "/handbook/architecture",
        "/handbook/手册",
        "/handbook/..%2Fapp",
        "/handbook/screenshots/..%2F手册.md",
    ):
        assert visitor.get(path).status_code == 404, path
    assert "architecture.md" not in visitor.get(BOOK).text


def test_what_is_written_as_html_stays_text() -> None:
    body = _MARKDOWN.renderer.render(
        _written("<script>x</script> [a](javascript:x) [b](other.md)"), _MARKDOWN.options, {}
    )
    assert (
        "<script>" not in body and "javascript:" not in body.replace("[a](javascript:x)", "") and "other.md" not in body
    )


def test_headings_have_the_names_that_links_use() -> None:
    assert anchor("十五、站长") == "十五站长" and anchor("Step 1: Begin") == "step-1-begin"


def test_once_there_are_accounts_it_is_behind_the_door_like_everything_else(district: Made, visitor: Visitor) -> None:
    assert visitor.get(BOOK).status_code == 303
    assert visitor.get(f"{BOOK}/screenshots/总览.png").status_code != 200


def test_a_line_of_the_file_that_ends_in_chinese_leaves_no_blank() -> None:
    def told(text: str) -> str:
        return str(_MARKDOWN.renderer.render(_written(text), _MARKDOWN.options, {})).strip()

    assert told("第一句。\n第二句") == "<p>第一句。第二句</p>"
    assert told("one\ntwo") == "<p>one\ntwo</p>"
