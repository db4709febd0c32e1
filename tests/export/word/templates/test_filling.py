from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.export.word.facts import EXAMPLE_MARK, round_facts
from rating.export.word.letter import feedback_letter
from rating.export.word.templates.filling import check_template
from rating.insight.feedback import feedback
from rating.problems import Refused
from rating.shown import visible
from tests.export.word.reading import opened, pictures, tables, words
from tests.export.word.templates.attacks import DOCUMENT, changed, split_placeholder, template, with_table
from tests.hostile import HOSTILE
from tests.insight.example import example

FACTS = round_facts(example(), issuer="区中心")


def filled(content: bytes, row: int = 1, **changes: object) -> bytes:
    told = replace(feedback(example(), row), **changes)
    return feedback_letter(told, FACTS, content, with_chart=False)


def test_texts_are_put_in_where_they_are_named() -> None:
    assert words(filled(template("致{{ 站点名称 }}：得 {{ 总分 }} 分"))).startswith("致乙站：得 32.0 分")
    assert words(filled(split_placeholder())).startswith("甲乙站")


def test_lines_of_a_list_become_rows() -> None:
    made = filled(
        with_table(("{%tr for 行 in 失分指标 %}", ""), ("{{ 行.指标 }}", "{{ 行.失分 }}"), ("{%tr endfor %}", ""))
    )
    lost = feedback(example(), 1).lost
    assert tables(made)[0][1:] == [[line.title, "2"] for line in lost]


def test_conditions_hold() -> None:
    text = "{% if 评星条件 %}有{% else %}无{% endif %}{% if 星级 == '★★★★★' %}五{% endif %}"
    assert words(filled(template(text), 1)).startswith("无五")
    assert words(filled(template(text), 4)).startswith("有")


def test_whole_parts_come_with_their_tables_pictures_and_looks() -> None:
    told = feedback(example(), 1)
    made = feedback_letter(told, FACTS, template("{{p 得分表 }}", "{{p 得分图 }}", "{{p 落款 }}"))
    assert tables(made)[0][1][:2] == ["队伍建设", "11"] and len(pictures(made)) == 1
    assert words(made).rstrip().endswith("日") and "区中心" in words(made)
    assert {each.style.name for each in opened(made).paragraphs} >= {"表题", "图题", "落款单位"}


def test_a_cell_keeps_a_paragraph_whether_its_part_has_content_or_not() -> None:
    content = with_table(("{{p 评星条件 }}", "{{p 得分表 }}"), ("甲", "乙"))
    for row in (1, 4):
        cells = list(opened(filled(content, row)).element.body.iter(qn("w:tc")))
        assert cells and all(cell[-1].tag == qn("w:p") for cell in cells)


def test_captions_are_numbered_in_the_order_of_the_template() -> None:
    told = feedback(example(), 8)
    moved = template("{{p 升星路径 }}", "{{p 失分表 }}", "{{p 得分表 }}")
    made = words(feedback_letter(told, FACTS, moved, with_chart=False))
    assert [line[:5] for line in made.splitlines() if line.startswith("表")] == ["表 1　到", "表 2　失", "表 3　各"]


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_a_paragraph_that_looks_like_a_place_of_ours_is_none(number: str) -> None:
    pretended = template("{{ 站点名称 }}", "{{p 落款 }}")
    content = changed(pretended, DOCUMENT, lambda old: old.replace(b"<w:p>", f'<w:p rating="{number}">'.encode()))
    assert content != pretended and check_template(content) == ()
    assert words(filled(content)) == words(filled(pretended))


def test_one_letter_leaves_nothing_for_the_next() -> None:
    """What is kept between letters is the template, not what was put into it."""
    content = template("{{ 站点名称 }}", "{{p 得分表 }}")
    first, second, again = (filled(content, row) for row in (1, 2, 1))
    assert "丙站" not in words(first) and "乙站" not in words(second) and words(first) == words(again)


def test_pictures_of_the_template_and_ours_have_their_own_numbers() -> None:
    made = feedback_letter(feedback(example(), 1), FACTS, template("{{p 得分图 }}", "{{p 得分图 }}"))
    numbers = [each.get("id") for each in opened(made).element.body.iter(qn("wp:docPr"))]
    assert len(numbers) == 2 and len(set(numbers)) == 2


def test_a_part_without_content_leaves_nothing() -> None:
    assert words(filled(template("甲", "{{p 评星条件 }}", "乙"))).split() == ["甲", "乙"]


def test_a_template_not_made_here_serves_too() -> None:
    paper = docx.Document()
    paper.add_paragraph("{{ 站点名称 }}")
    paper.add_paragraph("{{p 得分表 }}")
    paper.sections[0].header.paragraphs[0].text = "{{ 落款单位 }}"
    target = io.BytesIO()
    paper.save(target)
    made = filled(target.getvalue())
    assert words(made).startswith("乙站") and tables(made)
    assert [each.text for each in opened(made).sections[0].header.paragraphs] == [EXAMPLE_MARK, "区中心"]


def test_the_mark_cannot_be_taken_away() -> None:
    assert opened(filled(template("文"))).sections[0].header.paragraphs[0].text == EXAMPLE_MARK


def test_what_is_not_usable_is_refused_before_anything_is_filled_in() -> None:
    with pytest.raises(Refused) as refused:
        filled(template("{{ 没有 }}"))
    assert refused.value.problems == check_template(template("{{ 没有 }}"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name: str) -> None:
    shown = visible(HOSTILE[name]).replace("\r", "")
    read = words(filled(template("{{ 站点名称 }}"), name=HOSTILE[name]))
    assert read.rstrip("\n") == shown.rstrip("\n") or read.startswith(shown)


def test_values_are_not_read_as_placeholders_again() -> None:
    assert words(filled(template("{{ 站点名称 }}"), name="{{ 总分 }}{% if x %}")).startswith("{{ 总分 }}{% if x %}")


@settings(max_examples=60)
@given(st.text(alphabet="{}%#pr -_.|()[]'\"*0站点名称总分行in for if endif endfor<>&", max_size=60))
def test_any_text_is_either_told_or_filled(text: str) -> None:
    """Whatever stands in a template, checking ends without an error, and what passes can be filled."""
    content = template(text or "甲")
    if not check_template(content):
        filled(content)
