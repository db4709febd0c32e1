from __future__ import annotations

from rating.rubric.goal_key_words import GOAL_KEY_WORDS
from rating.rubric.key_words import KEY_WORDS, SHAPE_TITLES
from rating.rubric.nouns import Rubric
from tests.rubric.reference_document import shapes_under


def test_every_shape_and_key_of_a_rubric_has_its_words_and_no_other() -> None:
    shapes = shapes_under(Rubric)
    assert {name: list(shape.model_fields) for name, shape in shapes.items()} == {
        name: list(words) for name, words in KEY_WORDS.items()
    }
    assert set(SHAPE_TITLES) == set(shapes)


def test_rubric_and_goal_words_do_not_overlap() -> None:
    assert not set(KEY_WORDS) & set(GOAL_KEY_WORDS)
