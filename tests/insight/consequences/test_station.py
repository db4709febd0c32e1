"""One station in a sentence: totals, star, rank, and because of which change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rating.insight.comparison.sides import Stood
from rating.insight.consequences.changes import Change
from rating.insight.consequences.station import Because, station_consequence
from rating.insight.rubric_differences.difference import Difference


def stood(total: str | None, stars: int | None, rank: str = "") -> Stood:
    return Stood("A", "甲站", "", "", None if total is None else Decimal(total), Decimal(100), stars, "", rank, {})


def because(title: str, points: str | None, stars: int | None = 0, decided: bool = False) -> Because:
    change = Change(frozenset({title}), (Difference(title, title, "指标", title),))
    return Because(change, None if points is None else Decimal(points), stars, decided)


@pytest.mark.parametrize(
    ("before", "after", "causes", "sentence"),
    [
        (stood("80", 4, "2"), stood("80", 4, "2"), [], "总分 80，不变。"),
        (stood("80", 4, "2"), stood("82.5", 4, "1"), [because("持证率", "2"), because("场地", "0.5")],
         "总分 80 → 82.5（+2.5）；名次 2 → 1；其中「持证率」 +2、「场地」 +0.5。"),
        (stood("80", 4, "2"), stood("82.5", 4, "2"), [because("持证率", "2")],
         "总分 80 → 82.5（+2.5）；其中「持证率」 +2、其余为共同作用 +0.5。"),
        (stood("80", 4, "2"), stood("92", 5, "2"), [because("场地", "2"), because("持证率", "10", 1, True)],
         "总分 80 → 92（+12）；四星升为五星；如没有「持证率」的修订，星级不变。"),
        (stood("80", 4, "2"), stood("92", 5, "2"), [because("场地", "12", 1), because("持证率", "12", 1)],
         "总分 80 → 92（+12）；四星升为五星；单有「场地」或「持证率」的修订即可造成。"),
        (stood("92", 5, "2"), stood("80", 4, "2"), [because("场地", "-12")],
         "总分 92 → 80（−12）；五星降为四星；由几处修订共同造成。"),
        (stood(None, None), stood("80", 4, "2"), [], "修订前总分暂缺，不能比较。"),
        (stood(None, None), stood(None, None), [], "修订前后总分都暂缺。"),
        (stood("80", 4, "2"), stood("82", 4, "2"), [because("新门槛", None, None)],
         "总分 80 → 82（+2）；其中几处修订共同作用 +2。"),
    ],
)  # fmt: skip
def test_the_sentence(before: Stood, after: Stood, causes: list[Because], sentence: str) -> None:
    found = station_consequence(before, after, causes)
    assert found.sentence == sentence
    if found.change is not None:
        assert found.joint == found.change - sum((each.points or Decimal(0) for each in causes), Decimal(0))


def test_more_than_three_causes_are_summed_and_the_decisive_one_comes_first() -> None:
    causes = [
        because(title, points) for title, points in (("一", "1"), ("二", "2"), ("三", "3"), ("四", "4"), ("五", "5"))
    ]
    found = station_consequence(stood("80", 4, "3"), stood("95", 4, "1"), [*causes, because("六", "0", 0, True)])
    assert found.because[0].change.title == "六" and found.places == 2
    assert found.sentence.endswith("其中「五」 +5、「四」 +4、「三」 +3、其他 2 处 +3。")


def test_rated_only_once() -> None:
    found = station_consequence(stood(None, None), stood("80", 4, "3"), [])
    assert found.status_moved and found.stars_moved == 0 and found.joint is None and found.places is None
