"""What a station head is told: the sentence first."""

from __future__ import annotations

import pytest

from rating.insight.case import Reader
from rating.insight.feedback import feedback, headline, rank_in_words
from tests.insight.example import ROWS, example, rated, without_bands


@pytest.mark.parametrize(
    ("station", "sentence"),
    [
        (0, "总分 38.8 分，评为五星，第 1 名（综合，共 5 个）"),
        (1, "总分 32.0 分，评为五星，第 2 名（综合，共 5 个），并列"),
        (3, "总分 32.0 分，达到五星分数线，因「持证率低于 60%」限三星，评为三星"),
        (4, "总分 38.0 分，因「提供虚假材料」，一票否决，不予评星"),
        (5, "总分暂缺，暂未评定：必备条件「持证率低于 60%」所需数据不全，暂不评定；「持证率」空白，总分暂缺"),
        (7, "总分 32.0 分，暂未评定：「服务质量打分」评估人分差过大，待复核"),
    ],
)
def test_headline(station: int, sentence: str) -> None:
    assert headline(example(), station) == sentence


def test_lost_points_come_largest_first_and_add_up() -> None:
    told = feedback(example(), 8)
    lost = [line.lost for line in told.lost]
    assert lost == sorted(lost, key=lambda points: -(points or 0))
    assert sum(points or 0 for points in lost) == 40 - (example().total(8) or 0)


def test_every_indicator_is_told_once() -> None:
    for station in range(len(ROWS)):
        told = feedback(example(), station)
        lines = [line.code for line in (*told.lost, *told.good, *told.others)]
        assert sorted(lines) == sorted(node.code for node in example().rubric.indicators)


def test_conditions_are_named_with_advice() -> None:
    first, *_ = feedback(example(), 3).conditions
    assert (first.title, first.advice) == ("持证率低于 60%", "先补足持证社工")
    assert feedback(example(), 5).conditions[0].advice


def test_a_requirement_of_a_star_is_told_with_its_advice() -> None:
    needs = [{"title": "面积不少于 60 平方米", "when": "area >= 60", "advice": "协调更大场地"}]
    bands = [{"stars": 5, "at_least": "80%", "requires": needs}, {"stars": 3, "at_least": "60%"}]
    told = feedback(rated(bands=bands), 0)
    assert told.conditions[0].advice == "协调更大场地"
    assert "未满足" in told.headline
    assert told.stars == 3


def test_profile_against_the_median_of_the_kind() -> None:
    team, service = feedback(example(), 1).dimensions
    assert (team.points, team.full_marks, team.median) == (11, 15, 11)
    assert service.median_share == pytest.approx(22 / 25)
    assert feedback(example(), 5).dimensions[0].points is None


def test_unrated_has_no_rank_and_no_stars() -> None:
    told = feedback(example(), 5)
    assert (told.total, told.stars, told.rank, told.next_star) == ("", None, "未参加排名", None)
    assert rank_in_words(example(), 6) == "第 1 名（专项，共 1 个）"


def test_one_reader_serves_many_stations() -> None:
    reader = Reader(example())
    assert feedback(example(), 3, reader) == feedback(example(), 3)


def test_labels_of_bands_are_used() -> None:
    bands = [{"stars": 2, "label": "优秀", "at_least": 36}, {"stars": 1, "label": "合格", "at_least": 20}]
    assert headline(rated(bands=bands), 0).startswith("总分 38.8 分，评为「优秀」")


def test_labels_with_stars_are_not_quoted() -> None:
    bands = [{"stars": 5, "label": "五星级", "at_least": 32}, {"stars": 3, "label": "三星级", "at_least": 20}]
    assert headline(rated(bands=bands), 0).startswith("总分 38.8 分，评为五星级")
    assert "达到五星级分数线" in headline(rated(bands=bands), 3)


def test_without_bands_the_sentence_names_the_rank_alone() -> None:
    plain = without_bands()
    told = feedback(plain, 0)
    assert told.headline.startswith("总分 38.8 分，第 1 名")
    assert (told.stars, told.band) == (None, "")
