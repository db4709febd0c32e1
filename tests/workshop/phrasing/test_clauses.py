"""A sentence falls into clauses at its stops, and after points given without a stop."""

from __future__ import annotations

from rating.workshop.phrasing.clauses import clauses_of


def texts(text: str) -> list[str]:
    return [clause.text for clause in clauses_of(text)]


def test_clauses_end_at_stops_and_after_points() -> None:
    assert texts("每缺1项扣1分,扣完为止") == ["每缺1项扣1分", "扣完为止"]
    assert texts("优5分、良4分、差0分") == ["优5分", "良4分", "差0分"]
    assert texts("有得2分无不得分") == ["有得2分", "无不得分"]


def test_points_are_joined_to_what_they_are_for() -> None:
    assert texts("有制度,得2分;无制度的,不得分") == ["有制度,得2分", "无制度的,不得分"]
    assert texts("走访居民,1分/户") == ["走访居民,1分/户"]
    assert texts("95%以上,10分") == ["95%以上,得10分"]


def test_the_most_is_not_joined() -> None:
    assert texts("每次得1分,最高5分") == ["每次得1分", "最高5分"]


def test_points_measured_are_not_cut() -> None:
    assert texts("90分以上得满分,80-89分得8分") == ["90分以上得满分", "80-89分得8分"]


def test_numbered_points_are_counted() -> None:
    assert [clause.item for clause in clauses_of("¶有制度得1分¶有档案得2分")] == [1, 2]
