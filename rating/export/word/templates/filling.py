"""A letter from an administrator's template: checked whole, then filled."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from rating.export.word.blocks import Blocks, Paragraph
from rating.export.word.facts import RoundFacts
from rating.export.word.markup import markup
from rating.export.word.page import add_styles, name_it, put_mark
from rating.export.word.templates import grammar, package
from rating.export.word.templates.package import TEXT_PARTS, Fault, parsed
from rating.export.word.templates.placeholders import LISTS, PARTS, TEXTS, lists, texts
from rating.insight.feedback import Feedback
from rating.problems import Place, Problem, Refused

TROUBLE = (TemplateError, etree.LxmlError, PackageNotFoundError, UnrecognizedImageError, ValueError, KeyError,
           IndexError, AttributeError, TypeError, AssertionError, RecursionError)  # fmt: skip
"""What reading or filling a template may end in; a fault of the template, told as such."""


class Part:
    """A part of the letter as a template's value: its blocks as markup, made where they are asked for."""

    def __init__(self, blocks: Blocks, paper: Any) -> None:
        self._blocks, self._paper = blocks, paper

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def __html__(self) -> str:
        return markup(self._blocks, self._paper.part)


class _Paper(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl mends broken markup by leaving out what it cannot read; here that is a fault of the template."""

    def fix_tables(self, xml: str) -> Any:
        parsed(xml.encode())
        return super().fix_tables(xml)


def check_template(content: bytes) -> tuple[Problem, ...]:
    """Everything that forbids this file as a template: what was found, where, and what is allowed. () when usable."""
    return tuple(_problem(fault) for fault in _faults(content))


def filled(template: bytes, told: Feedback, facts: RoundFacts, sections: dict[str, Blocks]) -> bytes:
    """The letter as .docx. Raises Refused (template_unusable), before anything is filled in."""
    problems = check_template(template)
    if problems:
        raise Refused(problems)
    paper = _paper(template)
    _fill(paper, {**texts(told, facts), **lists(told)}, sections)
    name_it(paper, f"{told.name} 反馈意见书", facts.issued_on)
    content = _saved(paper)
    return _marked(content, facts.mark) if facts.mark else content


def _marked(content: bytes, mark: str) -> bytes:
    """With the mark above every page. Opened anew: docxtpl has put other headers in the place of those it read."""
    paper = Document(io.BytesIO(content))
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
    paper, environment = _paper(content), grammar.Sandbox()
    return tuple(
        fault
        for name, tree in parts.items()
        for fault in grammar.faults_in_tree(name, paper.patch_xml(paper.xml_to_string(tree)), environment)
    )


def _on_trial(content: bytes) -> tuple[Fault, ...]:
    """Filled with words that mean nothing: whatever breaks, breaks here and not in front of a station."""
    lines = {name: [dict.fromkeys(columns, "文字")] for name, columns in LISTS.items()}
    parts: dict[str, Blocks] = {name: (Paragraph("文字"),) for name in PARTS}
    paper = _paper(content)
    _fill(paper, {**dict.fromkeys(TEXTS, "文字"), **lines}, parts)
    _saved(paper)
    return ()


def _paper(content: bytes) -> Any:
    paper = _Paper(io.BytesIO(content))
    paper.init_docx()
    about = paper.docx.core_properties
    about.title = about.subject = about.comments = about.author = about.identifier = about.language = ""
    return paper


def _fill(paper: Any, values: dict[str, Any], sections: dict[str, Blocks]) -> None:
    add_styles(paper.docx)
    parts = {name: Part(sections.get(name, ()), paper.docx) for name in PARTS}
    paper.render({**values, **parts}, grammar.Sandbox())


def _saved(paper: Any) -> bytes:
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _problem(fault: Fault) -> Problem:
    return Problem("template_unusable", Place(file="意见书模板", object=fault.where), fault.found, fault.allowed)
