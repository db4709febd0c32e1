"""Ranks counted by COUNTIFS: several keys, ties three ways, unknown last."""

from __future__ import annotations

import numpy as np

from rating.export.ranking_book.cells import OPEN, Cells
from rating.export.ranking_book.rank_terms import Among, Column, Key, better, better_groups, equals
from tests.export.ranking_book.columns_of import run, written


def column(place: int, values: list[float], missing: tuple[int, ...] = ()) -> Column:
    word = np.zeros(len(values), np.int8)
    word[list(missing)] = OPEN
    return Column("评星", place, 5, 4 + len(values), Cells(np.array(values, float), word))


GROUP, RATED = column(0, [1, 1, 1, 1, 2]), column(1, [1, 1, 1, 1, 1])
AMONG = Among((GROUP,), (RATED,))
KEYS = [Key(column(2, [5, 4, 4, 4, 1]), higher=True, sure=True), Key(column(3, [0, 3, 3, 2, 9], (3,)), higher=False)]


def test_better_in_the_first_key_or_in_the_next() -> None:
    """Keys (5,0) (4,3) (4,3) (4,?) and another group: 0, 1, 1, 3 come before."""
    assert run(better(KEYS, AMONG), 5) == [0, 1, 1, 3, 0]
    assert run(equals(KEYS, AMONG), 5) == [1, 2, 2, 1, 1]


def test_dense_ranks_count_each_set_of_keys_once() -> None:
    share = column(4, [1, 0.5, 0.5, 1, 1])
    assert run(better_groups(KEYS, AMONG, share), 5) == [0, 1, 1, 2, 0]


def test_a_group_is_a_number_and_an_unknown_key_a_word() -> None:
    text = written(better(KEYS, AMONG))
    assert text.startswith("COUNTIFS('评星'!$A$5:$A$9,'评星'!$A5,'评星'!$B$5:$B$9,1,'评星'!$C$5:$C$9,\">\"&'评星'!$C5)")
    assert "IF(ISNUMBER('评星'!$D5)," in text
    assert '"<>未定"' in text


def test_without_keys_nobody_is_better() -> None:
    assert run(better([], AMONG), 5) == [0] * 5
