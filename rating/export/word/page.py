"""The empty paper: A4 with the margins, fonts, styles and page numbers of an official document.

Made once and kept as bytes; each document begins as a copy.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from rating.export.word.blocks import Blocks
from rating.export.word.looks import (
    BOTTOM,
    FOOT,
    HEAD,
    LATIN,
    LEFT,
    MARK,
    NUMBER,
    PAGE,
    RIGHT,
    STAND_INS,
    STYLES,
    TOP,
    Style,
)
from rating.export.word.markup import markup
from rating.shown import one_line, visible

MARK_ID, NUMBER_ID = "RatingMark", "RatingNumber"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BALLAST = ("stylesWithEffects", "thumbnail")
"""Relationship types: styles once more for Word 2007, and a preview of another document than this one."""
KEPT_STYLES = (
    "Normal", "Header", "HeaderChar", "Footer", "FooterChar", "DefaultParagraphFont", "TableNormal", "NoList",
)  # fmt: skip
LONGEST_TITLE = 255
"""Signs that Word keeps of a title."""
DAY_ZERO = date(2000, 1, 1)
"""Stands in the file's properties where a paper has no date, so that equal content gives equal files."""


def written(blocks: Blocks, title: str, mark: str = "", day: date | None = None) -> bytes:
    """A document of these blocks. `mark` stands in red above every page, e.g. 示例，未经确认."""
    paper = empty_page()
    insert(paper, blocks)
    name_it(paper, title, day)
    if mark:
        put_mark(paper, mark)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def empty_page() -> Any:
    """A docx.Document without a word, to be filled."""
    return docx.Document(io.BytesIO(_empty()))


def insert(paper: Any, blocks: Blocks) -> None:
    """Append the blocks to the document's text."""
    put_before(paper.element.body[-1], blocks, paper.part)  # the section's measures stay last


def put_before(place: Any, blocks: Blocks, part: Any) -> None:
    """The blocks, before that element of the document part's text."""
    for child in list(parse_xml(f"<w:body {nsdecls('w')}>{markup(blocks, part)}</w:body>")):
        place.addprevious(child)


def name_it(paper: Any, title: str, day: date | None) -> None:
    """The file's own title and date; no program and no person is named."""
    about = paper.core_properties
    about.title = one_line(title)[:LONGEST_TITLE]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.combine(day or DAY_ZERO, datetime.min.time())


def put_mark(paper: Any, mark: str) -> None:
    """The line above every page, left and right ones alike."""
    for section in paper.sections:
        for header in (section.header, section.even_page_header, section.first_page_header):
            header.is_linked_to_previous = False
            words = f'<w:pPr><w:pStyle w:val="{MARK_ID}"/></w:pPr><w:r><w:t>{escape(visible(mark))}</w:t></w:r>'
            header._element.insert(0, parse_xml(f"<w:p {WORD}>{words}</w:p>"))


def add_styles(paper: Any) -> None:
    """Our styles, where the document has none of that id: a template of one's own may say how they look."""
    root = paper.styles.element
    there = {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
    for style in _styles():
        if style.get(qn("w:styleId")) not in there:
            root.append(deepcopy(style))


def drop_ballast(paper: Any, kinds: Collection[str] = BALLAST) -> None:
    """Parts of these relationship types, which say nothing that is seen, leave the file."""
    for rels in (paper.part.package.rels, paper.part.rels):
        for key in [key for key, each in rels.items() if each.reltype.rsplit("/", 1)[-1] in kinds]:
            del rels[key]


@cache
def _empty() -> bytes:
    paper = docx.Document()
    drop_ballast(paper, (*BALLAST, "customXml", "numbering"))
    _keep_few_styles(paper.styles.element)
    _measure(paper.sections[0])
    _default_fonts(paper.styles.element)
    add_styles(paper)
    _stand_ins(paper)
    _modern(paper)
    paper.settings.odd_and_even_pages_header_footer = True
    _number(paper.sections[0].footer, "right")
    _number(paper.sections[0].even_page_footer, "left")
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _keep_few_styles(styles: Any) -> None:
    """The library's empty document brings 164 styles, nine tenths of a letter's size; Word knows them without."""
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)


def _measure(section: Any) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(HEAD), Mm(FOOT)


def _default_fonts(styles: Any) -> None:
    """The fonts of all that has no style of ours, Chinese first: without w:eastAsia Word takes what it likes."""
    fonts = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(fonts):
        fonts.remove(child)
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    made = parse_xml(f'<w:rPr {WORD}>{_fonts("仿宋")}<w:sz w:val="32"/><w:szCs w:val="32"/>{language}</w:rPr>')
    fonts.extend(list(made))
    normal = next(each for each in styles.findall(qn("w:style")) if each.get(qn("w:styleId")) == "Normal")
    look = normal.find(qn("w:rPr"))
    if look is not None:
        normal.remove(look)


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{name}" w:cs="{LATIN}"/>'


@cache
def _styles() -> tuple[Any, ...]:
    named = {**{str(look): style for look, style in STYLES.items()}, MARK_ID: MARK, NUMBER_ID: NUMBER}
    return tuple(parse_xml(_style(name, style)) for name, style in named.items())


def _style(name: str, style: Style) -> str:
    line = f'w:line="{round(style.line * 20)}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    space = f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" {line}/>'
    first = f'w:firstLineChars="{style.first * 100}" w:firstLine="{round(style.first * style.size * 20)}"'
    right = f'w:rightChars="{style.right * 100}" w:right="{round(style.right * style.size * 20)}"'
    indent = f"<w:ind {right if style.right else ''} {first if style.first else ''}/>"
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    keep = ("<w:keepNext/>" if style.with_next else "") + ("<w:keepLines/>" if style.keep else "")
    bold = "<w:b/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    size = round(style.size * 2)
    return (
        f'<w:style {WORD} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:widowControl/>{space}{indent}'
        f'<w:jc w:val="{style.side}"/>{outline}</w:pPr>'
        f'<w:rPr>{_fonts(style.font)}{bold}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _stand_ins(paper: Any) -> None:
    """Name the fonts' stand-ins in the font table, which python-docx leaves as it found it."""
    table = next(part for part in paper.part.package.parts if str(part.partname).endswith("fontTable.xml"))
    lines = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in STAND_INS.items()
    )
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {WORD}>{lines}{latin}</w:fonts>'.encode()


def _modern(paper: Any) -> None:
    """Not in Word's compatibility mode, which the empty document of the library would open in."""
    settings = paper.settings.element
    compat = settings.find(qn("w:compat"))
    made = parse_xml(
        f'<w:compat {WORD}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    if compat is None:
        settings.append(made)
    else:
        settings.replace(compat, made)


def _number(footer: Any, side: str) -> None:
    """— 1 —, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    edge = "right" if side == "right" else "left"
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            "<w:t xml:space='preserve'>— </w:t>",
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText xml:space='preserve'> PAGE </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            "<w:t xml:space='preserve'> —</w:t>",
        )
    )
    indent = f'<w:ind w:{edge}Chars="100" w:{edge}="280"/>'
    style = f'<w:pStyle w:val="{NUMBER_ID}"/>'
    line = parse_xml(f'<w:p {WORD}><w:pPr>{style}{indent}<w:jc w:val="{side}"/></w:pPr>{field}</w:p>')
    old = footer.paragraphs[0]._p
    old.getparent().replace(old, line)
