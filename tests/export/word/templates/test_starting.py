from __future__ import annotations

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
        assert headings(filled)[:5] == headings(own)[:5]
        lacking = {line for line in words(own).splitlines() if line.strip()} - set(words(filled).splitlines())
        assert {line for line in lacking if not line.startswith(("附件：", "　　　"))} == set()
