from __future__ import annotations

from rating.rubric.goal_key_words import GOAL_KEY_WORDS, GOAL_SHAPE_TITLES
from rating.rubric.goals import GoalBook
from rating.rubric.key_words import KEY_WORDS
from tests.rubric.reference_document import shapes_under


def test_every_shape_and_key_of_a_goal_file_has_its_words_and_no_other() -> None:
    own = {name: shape for name, shape in shapes_under(GoalBook).items() if name not in KEY_WORDS}
    assert {name: list(shape.model_fields) for name, shape in own.items()} == {
        name: list(words) for name, words in GOAL_KEY_WORDS.items()
    }
    assert set(GOAL_SHAPE_TITLES) == set(own)
