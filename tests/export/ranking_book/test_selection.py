"""What 分类查看 chooses by, and the order of the first view."""

from __future__ import annotations

from rating.export.ranking_book.selection import ALL, APART, choices, first_view, places, rank_step, star_number
from rating.insight.tables import groups, ranked_rows, unranked_rows
from rating.scoring.evaluation import Evaluation
from tests.export.ranking_book.rounds import random_rounds, shipped_rounds
from tests.insight.example import ROWS, example, rated


def test_words_are_numbered_as_they_stand_in_the_drop_down() -> None:
    """全部 is 1; 综合 before 专项, as the rubric has them."""
    kind, street, stars = choices(example())
    assert kind.words == (ALL, "综合", "专项")
    assert kind.numbers == (2, 2, 2, 2, 2, 2, 3, 2, 2)
    assert [street.words[number - 1] for number in street.numbers or ()] == list(example().roster.street)
    assert stars.words == (ALL, "5 星", "4 星", "3 星", "2 星", "1 星", "不定星级", "未评定")
    assert stars.numbers is None
    assert star_number(5, "X1") == "IF(ISNUMBER(X1),7-X1,8)"


def test_a_place_without_name_and_one_called_all_can_both_be_chosen() -> None:
    streets = ["", "全部", *["东街道"] * (len(ROWS) - 2)]
    rows = [{**row, "street": street} for row, street in zip(ROWS, streets, strict=True)]
    street = next(choice for choice in choices(rated(rows=rows)) if choice.title == "街镇")
    assert street.words == (ALL, "未填写", "「全部」", "东街道")


def test_what_nobody_has_is_no_choice() -> None:
    """hunan-style has no kinds; a rubric whose bands carry no stars has none to choose."""
    found = {name: [choice.title for choice in choices(each)] for name, each in shipped_rounds(8).items()}
    assert found["hunan-style"] == ["街镇", "星级"]
    assert found["yangpu-selection"][:2] == ["类型", "街镇"]


def expected(evaluation: Evaluation) -> list[int]:
    """Group by group as the ranking sheets, then those without a rank."""
    found = [row for group in groups(evaluation) for row in ranked_rows(evaluation, group).tolist()]
    return found + [row for group in groups(evaluation) for row in unranked_rows(evaluation, group).tolist()]


def test_the_first_view_is_the_ranking() -> None:
    rounds = [example(), *shipped_rounds(24).values(), *random_rounds(40)]
    for evaluation in rounds:
        assert first_view(evaluation).tolist() == expected(evaluation)


def test_a_rank_never_reaches_into_the_next_group() -> None:
    """600 stations: the last rank of a group, 600 × 1202, stays below the next group's 601 × 1202; 600 groups below
    those without a rank.
    """
    step = rank_step(600)
    assert step == 1202
    assert 600 * step + 599 < 601 * step
    assert 600 * 601 * step + 600 * step < APART
    assert len(set(places(example()).tolist())) == len(example().roster)
