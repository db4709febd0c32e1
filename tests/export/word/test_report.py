from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rating.export.word.facts import EXAMPLE_MARK, round_facts
from rating.export.word.report import district_report
from rating.insight.certainty.certainty import how_sure
from rating.scoring.evaluation import Evaluation
from tests.export.word.reading import headings, opened, pictures, tables, words
from tests.hostile import hostile_evaluation
from tests.insight.example import ROWS, example, rated


def test_chapters_are_numbered_as_they_are_there() -> None:
    facts = replace(round_facts(example()), district="杨浦区", issuer="区中心", issued_on=date(2026, 11, 22))
    plain = district_report(example(), facts, with_charts=False)
    assert words(plain).index("特此报告。") < words(plain).index("区中心")
    assert headings(plain) == [
        "一、基本情况", "二、评估方法", "三、评定结果", "四、失分集中的指标", "五、未评定的站点", "附件 1　评分标准", "附件 2　评定结果的依据",
    ]  # fmt: skip
    assert words(plain).startswith("杨浦区2026 年度社工站星级评定\n评估总报告")
    sure = district_report(example(), facts, certainty=how_sure(example()), with_charts=False)
    assert headings(sure)[4:6] == ["五、打分一致性和临界情况", "六、未评定的站点"]
    assert EXAMPLE_MARK in opened(sure).sections[0].header.paragraphs[0].text


def test_names_only_where_they_are_allowed(sample_evaluation: Evaluation) -> None:
    facts, sure = round_facts(sample_evaluation), how_sure(sample_evaluation)
    hidden = words(district_report(sample_evaluation, facts, certainty=sure, with_charts=False))
    assert not any(name in hidden for name in sample_evaluation.roster.name)
    shown = words(district_report(sample_evaluation, facts, names=True, certainty=sure, with_charts=False))
    assert all(name in shown for name in sample_evaluation.roster.name)


def test_tables_and_pictures_are_numbered_without_a_gap() -> None:
    read = words(district_report(example(), round_facts(example()), names=True))
    for what in ("表", "图"):
        numbers = [int(line.split("　")[0][2:]) for line in read.splitlines() if line.startswith(f"{what} ")]
        assert numbers == list(range(1, len(numbers) + 1)) and numbers


def test_charts_are_pictures_or_left_out() -> None:
    facts = round_facts(example())
    assert len(pictures(district_report(example(), facts))) == 2
    assert pictures(district_report(example(), facts, with_charts=False)) == []


@pytest.mark.slow
def test_hostile_text_stays_text() -> None:
    evaluation = hostile_evaluation()
    content = district_report(evaluation, round_facts(evaluation), names=True)
    assert any(
        line[1].startswith("<script>alert('敌')</script>")
        for table in tables(content)
        for line in table
        if len(line) == 6
    )


def test_long_tables_repeat_their_headings(sample_evaluation: Evaluation) -> None:
    content = district_report(sample_evaluation, round_facts(sample_evaluation), names=True, with_charts=False)
    for table in opened(content).tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml


def test_nobody_rated_is_a_report_too() -> None:
    nobody = rated([{**ROWS[0], "licensed": None}])
    assert "已评定 0 个" in words(district_report(nobody, round_facts(nobody), names=True))
