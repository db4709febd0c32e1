"""Terms: what is written, and what it gives."""

from __future__ import annotations

from decimal import Decimal

from rating.export.ranking_book import terms
from rating.export.ranking_book.cells import BLANK, EMPTY, NOT_APPLICABLE
from rating.export.ranking_book.terms import number
from tests.export.ranking_book.columns_of import cell, run, written


def test_operators_bracket_what_they_must() -> None:
    whole = terms.arithmetic("*", terms.arithmetic("-", cell(7), number(2)), number(Decimal("0.5")))
    assert written(whole) == "('甲'!$C5-2)*0.5"
    assert run(whole, 1) == [2.5]


def test_typed_decimals_compare_as_they_stand_and_reckoned_ones_without_noise() -> None:
    assert written(terms.compare(cell(3), ">=", number(3))) == "'甲'!$C5>=3"
    third = terms.arithmetic("*", terms.arithmetic("/", cell(1), number(3)), number(3))
    noisy = terms.arithmetic("+", cell(0.1), cell(0.2))
    assert written(terms.compare(noisy, "=", cell(0.3))).startswith("ROUND(")
    assert run(terms.compare(noisy, "=", cell(0.3)), 1) == [1]
    assert run(terms.compare(third, ">=", number(1)), 1) == [1]


def test_text_counts_as_more_than_any_number_in_a_plain_comparison() -> None:
    named = cell(0, words={0: NOT_APPLICABLE})
    assert run(terms.compare(named, "<>", number(0)), 1) == [1]
    assert run(terms.compare(named, "=", number(0)), 1) == [0]


def test_division_by_zero_and_text_are_errors_only_where_they_are_taken() -> None:
    quotient = terms.arithmetic("/", number(1), cell(0, 2))
    assert run(quotient, 2) == ["#VALUE!", 0.5]
    guarded = terms.choose(terms.compare(cell(0, 2), "=", number(0)), number(9), quotient)
    assert run(guarded, 2) == [9, 0.5]


def test_blank_is_an_empty_cell_where_people_type_and_a_word_elsewhere() -> None:
    assert written(terms.is_word(cell(0, typed=True), BLANK)) == "'甲'!$C5=\"\""
    assert written(terms.is_word(cell(0, typed=False), BLANK)) == "'甲'!$C5=\"空白\""
    assert run(terms.is_word(cell(0, 1, words={0: EMPTY}), BLANK), 2) == [1, 0]


def test_rounding_takes_the_noise_away_first() -> None:
    assert written(terms.half_up(cell(1), 1)) == "ROUND(ROUND('甲'!$C5,10),1)"
    assert run(terms.half_up(terms.arithmetic("*", cell(0.35), number(3)), 1), 1) == [1.1]
    assert run(terms.whole_units(terms.arithmetic("/", cell(0.3), cell(0.1))), 1) == [3]


def test_no_number_is_written_as_a_power() -> None:
    assert written(number(Decimal("1E+3"))) == "1000"
    assert written(terms.negative(cell(2))) == "0-'甲'!$C5"
