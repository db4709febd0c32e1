"""A letter from an administrator's template: checked whole, then filled."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from rating.export.word.blocks import Blocks, Numbers, Paragraph
from rating.export.word.facts import RoundFacts
from rating.export.word.markup import FIRST_PICTURE
from rating.export.word.page import add_styles, drop_ballast, name_it, put_before, put_mark
from rating.export.word.templates import grammar, package
from rating.export.word.templates.package import TEXT_PARTS, WORD, Fault, parsed
from rating.export.word.templates.placeholders import LISTS, PARTS, TEXTS, lists, texts
from rating.insight.feedback import Feedback
from rating.problems import Place, Problem, Refused

TROUBLE = (TemplateError, etree.LxmlError, PackageNotFoundError, UnrecognizedImageError, ValueError, KeyError,
           IndexError, AttributeError, TypeError, AssertionError, RecursionError)  # fmt: skip
"""What reading or filling a template may end in; a fault of the template, told as such."""

PLACE = "rating"
"""The attribute of a paragraph that a part is to replace; taken out of the template itself."""


class Part:
    """A part of the letter as a template's value.

    Jinja and docxtpl, which read all text again and again, get an empty paragraph with a number; its blocks take
    that one's place afterwards. Captions are numbered in the order in which the template asks for the parts.
    """

    def __init__(self, blocks: Blocks, asked: list[Blocks], numbers: Numbers) -> None:
        self._blocks, self._asked, self._numbers = blocks, asked, numbers

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def __html__(self) -> str:
        self._asked.append(self._numbers.put(self._blocks))
        return f'<w:p {PLACE}="{len(self._asked) - 1}"/>'


class _Paper(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl mends broken markup by leaving out what it cannot read; here that is a fault of the template."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def fix_tables(self, xml: str) -> Any:
        parsed(xml.encode())
        return super().fix_tables(xml)


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    """The same for every letter of a template, whose body, headers and footers are up to eight texts."""
    return str(DocxTemplate.patch_xml(None, xml))


def check_template(content: bytes) -> tuple[Problem, ...]:
    """Everything that forbids this file as a template: what was found, where, and what is allowed. () when usable."""
    return tuple(_problem(fault) for fault in _faults(content))


def filled(template: bytes, told: Feedback, facts: RoundFacts, sections: dict[str, Blocks]) -> bytes:
    """The letter as .docx. Raises Refused (template_unusable), before anything is filled in."""
    problems = check_template(template)
    if problems:
        raise Refused(problems)
    paper = _paper(_prepared(template, facts.mark))
    _fill(paper, {**texts(told, facts), **lists(told)}, sections)
    name_it(paper, f"{told.name} 反馈意见书", facts.issued_on)
    return _saved(paper)


@lru_cache(maxsize=4)
def _prepared(template: bytes, mark: str) -> bytes:
    """What all letters have in common: our styles, the mark above every page, nothing of the template's own past."""
    paper = Document(io.BytesIO(template))
    drop_ballast(paper)
    add_styles(paper)
    for paragraph in paper.element.body.iter(f"{WORD}p"):
        paragraph.attrib.pop(PLACE, None)
    about = paper.core_properties
    about.title = about.subject = about.comments = about.author = about.identifier = about.language = ""
    if mark:
        put_mark(paper, mark)
    return _saved(paper)


@lru_cache(maxsize=4)
def _faults(content: bytes) -> tuple[Fault, ...]:
    """First what the file holds, then how placeholders are written, then what they say, then a trial filling."""
    found = package.faults(content)
    if found:
        return found
    try:
        return _written_wrongly(content) or _on_trial(content)
    except TROUBLE as fault:
        return (Fault(f"模板不能填写（{type(fault).__name__}）", "", "结构完整的 .docx；for 和 if 要各自成段或成行"),)


def _written_wrongly(content: bytes) -> tuple[Fault, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: parsed(archive.read(name)) for name in archive.namelist() if TEXT_PARTS.fullmatch(name)}
    found = grammar.faults(parts)
    if found:
        return found
    paper, environment = _paper(content), grammar.sandbox()
    return tuple(
        fault
        for name, tree in parts.items()
        for fault in grammar.faults_in_tree(name, paper.patch_xml(paper.xml_to_string(tree)), environment)
    )


def _on_trial(content: bytes) -> tuple[Fault, ...]:
    """Filled with words that mean nothing: whatever breaks, breaks here and not in front of a station."""
    lines = {name: [dict.fromkeys(columns, "文字")] for name, columns in LISTS.items()}
    parts: dict[str, Blocks] = {name: (Paragraph("文字"),) for name in PARTS}
    paper = _paper(_prepared(content, ""))
    _fill(paper, {**dict.fromkeys(TEXTS, "文字"), **lines}, parts)
    _saved(paper)
    return ()


def _paper(content: bytes) -> Any:
    paper = _Paper(io.BytesIO(content))
    paper.init_docx()
    return paper


def _fill(paper: Any, values: dict[str, Any], sections: dict[str, Blocks]) -> None:
    asked: list[Blocks] = []
    numbers = Numbers()
    parts = {name: Part(sections.get(name, ()), asked, numbers) for name in PARTS}
    paper.render({**values, **parts}, grammar.sandbox())
    body = paper.docx.element.body
    for place in list(body.iter(f"{WORD}p")):
        number = place.get(PLACE)
        if number is not None:
            _take_place(place, asked[int(number)], paper.docx.part)
    for number, drawing in enumerate(body.iter(qn("wp:docPr")), FIRST_PICTURE + 1):
        drawing.set("id", str(number))  # one of ours may have come with the number of one of the template's


def _take_place(place: Any, blocks: Blocks, part: Any) -> None:
    """An empty part leaves nothing, but for the paragraph without which Word cannot read a cell."""
    put_before(place, blocks, part)
    if blocks or place.getparent().tag != f"{WORD}tc":
        place.getparent().remove(place)
    else:
        del place.attrib[PLACE]


def _saved(paper: Any) -> bytes:
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _problem(fault: Fault) -> Problem:
    return Problem("template_unusable", Place(file="意见书模板", object=fault.where), fault.found, fault.allowed)
