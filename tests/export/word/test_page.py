from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from docx.oxml.ns import qn
from docx.shared import Mm

from rating.export.word.blocks import Look, Paragraph
from rating.export.word.facts import EXAMPLE_MARK
from rating.export.word.looks import STAND_INS, STYLES
from rating.export.word.page import add_styles, empty_page, written
from tests.export.word.reading import opened

PAPER = written((Paragraph("正文"),), "标题", EXAMPLE_MARK, date(2026, 11, 22))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_nothing_but_what_is_needed_is_in_the_file() -> None:
    """The library's empty document brings styles twice, a preview of itself, and 164 styles: 850 KB unpacked."""
    with zipfile.ZipFile(io.BytesIO(PAPER)) as archive:
        names, opened_size = archive.namelist(), sum(entry.file_size for entry in archive.infolist())
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name or "customXml" in name]
    assert opened_size < 80_000
    styles = {each.style_id for each in opened(PAPER).styles}
    based = {each.base_style.style_id for each in opened(PAPER).styles if getattr(each, "base_style", None)}
    assert based <= styles and "Normal" in styles


def test_a4_with_the_margins_of_official_papers() -> None:
    section = opened(PAPER).sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(each / Mm(1)) for each in measures] == [210, 297, 37, 28]
    assert [round(each / Mm(1)) for each in (section.right_margin, section.bottom_margin)] == [26, 35]


def test_every_style_names_its_chinese_font_for_chinese_signs() -> None:
    for look, style in STYLES.items():
        fonts = next(each for each in opened(PAPER).styles if each.style_id == look).element.find(
            f".//{qn('w:rFonts')}"
        )
        assert fonts.get(qn("w:eastAsia")) == style.font
        assert not any("Theme" in name for name in fonts.attrib)


def test_what_has_no_style_of_ours_is_chinese_too() -> None:
    fonts = opened(PAPER).styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == "仿宋" and not any("Theme" in name for name in fonts.attrib)


def test_the_body_has_fixed_lines() -> None:
    style = opened(PAPER).styles["公文正文"]
    assert style.paragraph_format.line_spacing.pt == 29
    assert style.element.find(f".//{qn('w:spacing')}").get(qn("w:lineRule")) == "exact"


def test_page_numbers_stand_between_dashes_at_the_outer_edge() -> None:
    paper = opened(PAPER)
    section = paper.sections[0]
    assert paper.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.text == "— 1 —"
        assert line._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
        assert " PAGE " in line._p.xml


def test_the_mark_stands_above_odd_and_even_pages() -> None:
    section = opened(PAPER).sections[0]
    for header in (section.header, section.even_page_header):
        assert header.paragraphs[0].text == EXAMPLE_MARK and header.paragraphs[0].style.name == "示例标记"
    assert opened(written((), "")).sections[0].header.is_linked_to_previous


def test_stand_ins_are_named_for_computers_without_the_fonts() -> None:
    fonts = part(PAPER, "word/fontTable.xml")
    assert all(f'w:name="{name}"><w:altName w:val="{other}"/>' in fonts for name, other in STAND_INS.items())


def test_it_does_not_open_in_compatibility_mode() -> None:
    assert 'w:name="compatibilityMode"' in part(PAPER, "word/settings.xml")


def test_nobody_is_named_and_the_date_is_that_of_the_paper() -> None:
    about = opened(PAPER).core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == ("标题", "", "", "")
    assert about.created == about.modified == datetime(2026, 11, 22, tzinfo=about.created.tzinfo)


def test_a_document_of_ones_own_keeps_its_own_looks() -> None:
    paper = empty_page()
    own = next(each for each in paper.styles if each.style_id == Look.BODY)
    own.element.find(f".//{qn('w:rFonts')}").set(qn("w:eastAsia"), "隶书")
    before = len(paper.styles)
    add_styles(paper)
    assert len(paper.styles) == before
    assert own.element.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "隶书"
