"""The whole letter, read back from Word's own format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rating.export import profile_picture
from rating.export.word.facts import EXAMPLE_MARK, RoundFacts, round_facts
from rating.export.word.letter import feedback_letter
from rating.insight.feedback import feedback
from rating.problems import Place, Problem, Refused
from rating.scoring.evaluation import Evaluation
from rating.shown import visible
from tests.export.word.reading import headings, opened, pictures, tables, words
from tests.hostile import hostile_evaluation
from tests.insight.example import example, rated, without_bands


def facts(evaluation: Evaluation, **office: object) -> RoundFacts:
    known = {"issuer": "区指导中心", "issued_on": date(2026, 11, 22), "object_until": date(2026, 12, 1)}
    return round_facts(evaluation, **{**known, **office})


def letter(row: int, evaluation: Evaluation | None = None, **office: object) -> bytes:
    found = evaluation or example()
    return feedback_letter(feedback(found, row), facts(found, **office))


def test_it_says_the_result_first_and_ends_with_the_signature() -> None:
    content = letter(1, filing_number="民备〔2026〕3 号")
    read = words(content)
    assert read.startswith(
        "2026 年度社工站星级评定\n反馈意见书\n乙站：\n按照《示例评分标准》（1.0 版，示例，未经确认）"
    )
    assert "备案文号：民备〔2026〕3 号" in read
    titles = ["评定结果", "做得好的方面", "失分情况和改进建议", "升星路径", "异议的提出"]
    assert [each[2:] for each in headings(content)[:5]] == titles
    assert headings(content)[5:] == ["附件 1　失分指标逐项说明", "附件 2　评定结果的依据"]
    assert feedback(example(), 1).headline in read
    assert read.index("区指导中心") < read.index("2026年11月22日") < read.index("附件 1　")


def test_every_lost_point_stands_in_it_with_its_cell() -> None:
    read = words(letter(1))
    for line in feedback(example(), 1).lost:
        assert line.title in read and line.why in read and line.asked in read
        assert all(each.where in read for each in line.seen)


def test_the_chart_is_in_it_once_and_numbered() -> None:
    content = letter(1)
    assert len(pictures(content)) == 1 and pictures(content)[0].startswith(b"\x89PNG")
    assert "图 1　2 个一级指标中 1 个低于同类中位数" in words(content)
    without = feedback_letter(feedback(example(), 1), facts(example()), with_chart=False)
    assert pictures(without) == [] and "图 1" not in words(without)


def test_where_no_font_is_there_the_letter_is_refused_or_written_without_a_chart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> str:
        raise Refused((Problem("chart_font_missing", Place(), "没有字体"),))

    monkeypatch.setattr(profile_picture, "chinese_face", missing)
    with pytest.raises(Refused) as refused:
        letter(1)
    assert refused.value.problems[0].code == "chart_font_missing"
    assert feedback_letter(feedback(example(), 1), facts(example()), with_chart=False)


@pytest.mark.parametrize("row", range(9))
def test_every_situation_gives_a_letter(row: int) -> None:
    content = letter(row)
    told = feedback(example(), row)
    assert told.headline in words(content)
    assert tables(content)[0][-1][1] == (told.total or "—")
    assert EXAMPLE_MARK in opened(content).sections[0].header.paragraphs[0].text


def test_a_confirmed_rubric_has_no_mark() -> None:
    confirmed = rated(standing="confirmed")
    assert opened(letter(0, confirmed)).sections[0].header.is_linked_to_previous


def test_a_rubric_without_stars_does_not_speak_of_the_highest_star() -> None:
    assert "最高星级" not in words(letter(0, without_bands()))


def test_the_total_and_the_points_add_up(sample_evaluation: Evaluation) -> None:
    for row in (0, 5, 20):
        told = feedback(sample_evaluation, row)
        table = tables(letter(row, sample_evaluation))[0]
        points = [float(line[1]) for line in table[1:-1]]
        assert table[-1][1] == told.total and sum(points) == pytest.approx(float(told.total))


def test_no_other_station_is_named(sample_evaluation: Evaluation) -> None:
    read = words(letter(5, sample_evaluation))
    assert not any(name in read for at, name in enumerate(sample_evaluation.roster.name) if at != 5)


def test_hostile_text_stays_text_and_is_not_lost() -> None:
    evaluation = hostile_evaluation()
    for row in range(0, len(evaluation.roster), 7):
        content = letter(row, evaluation, issuer=evaluation.roster.name[row])
        assert visible(evaluation.roster.name[row]).replace("\r", "") in words(content)


def test_equal_content_gives_equal_words() -> None:
    assert words(letter(3)) == words(letter(3))


def test_a_very_long_name_is_kept() -> None:
    told = replace(feedback(example(), 1), name="某某街道" * 60)
    assert "某某街道" * 60 in words(feedback_letter(told, facts(example())))
