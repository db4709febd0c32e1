from __future__ import annotations

from dataclasses import replace

from rating.export.word.facts import round_facts
from rating.export.word.letter import feedback_letter
from rating.export.word.templates.filling import check_template
from rating.export.word.templates.placeholders import PARTS
from rating.export.word.templates.starting import starting_template
from rating.insight.feedback import feedback
from tests.export.word.reading import headings, words
from tests.insight.example import example


def test_it_is_usable_as_it_is_and_names_every_part() -> None:
    assert check_template(starting_template()) == ()
    read = words(starting_template())
    assert all(f"{{{{p {name} }}}}" in read for name in PARTS)


def test_filled_it_says_what_the_letter_without_a_template_says() -> None:
    facts = round_facts(example(), issuer="区中心")
    for row in range(9):
        told = feedback(example(), row)
        own = feedback_letter(told, facts, with_chart=False)
        filled = feedback_letter(told, facts, starting_template(), with_chart=False)
        assert headings(filled) == headings(own)
        assert [line for line in words(filled).splitlines() if line.strip()] == [
            line for line in words(own).splitlines() if line.strip()
        ]


def test_where_nothing_is_lost_there_is_no_annex_of_it() -> None:
    told = replace(feedback(example(), 0), lost=())
    for template in (None, starting_template()):
        content = feedback_letter(told, round_facts(example()), template, with_chart=False)
        assert headings(content)[5:] == ["附件　评定结果的依据"]
        assert "附件：评定结果的依据" in words(content) and "附件 1" not in words(content)
