from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from rating.export.feedback_book import HEADERS, RESULT, SPREAD, SPREAD_HEADERS, OwnResult, feedback_book
from rating.insight.feedback import feedback
from rating.insight.published import as_shown, facts_from, facts_of
from rating.insight.since import Since
from rating.scoring.evaluation import Evaluation


def own(evaluation: Evaluation, row: int, **changes: Any) -> OwnResult:
    facts = facts_from(facts_of(evaluation))
    told = feedback(evaluation, row)
    spread = facts.spreads[told.kind]
    shown = replace(as_shown(told, spread, ranks=False), **changes)
    return OwnResult(shown, facts, spread, (("评估轮次", "2025 年度（公示）"), ("文号", "")), ("更正：总分 1 → 2",))


def opened(result: OwnResult) -> Any:
    return openpyxl.load_workbook(io.BytesIO(feedback_book(result)))


def table(sheet: Any, headers: tuple[str, ...]) -> list[tuple[Any, ...]]:
    rows = list(sheet.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if row[0] == headers[0])
    assert rows[start] == headers
    return [row for row in rows[start + 1 :] if row[1] is not None]


def test_every_indicator_has_its_row_and_points_that_are_numbers(sample_evaluation: Evaluation) -> None:
    result = own(sample_evaluation, 5)
    rows = table(opened(result)[RESULT], HEADERS)
    lines = (*result.told.lost, *result.told.good, *result.told.others)
    assert [row[1] for row in rows] == [line.title for line in lines]
    assert [row[2] for row in rows] == [float(line.points) if line.points is not None else "—" for line in lines]
    total = sum(row[2] for row in rows if isinstance(row[2], int | float))
    assert total == pytest.approx(float(result.told.total))


def test_the_sentence_the_round_and_corrections_stand_above(sample_evaluation: Evaluation) -> None:
    sheet = opened(own(sample_evaluation, 5))[RESULT]
    words = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    assert words[1].startswith("总分 80.2 分") and "评估轮次：2025 年度（公示）" in words
    assert "公示以后的更正" in words and not any(word.startswith("文号") for word in words)


def test_the_spread_has_a_sheet_only_where_there_is_one(sample_evaluation: Evaluation) -> None:
    book = opened(own(sample_evaluation, 5))
    rows = table(book[SPREAD], SPREAD_HEADERS)
    assert rows[0][:2] == ("总分", 80.2)
    kinds = sample_evaluation.roster.kind
    single = kinds.index("治理专项")
    assert opened(own(sample_evaluation, single)).sheetnames == [RESULT]


def test_no_other_station_is_named(sample_evaluation: Evaluation) -> None:
    book = opened(own(sample_evaluation, 5))
    words = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    others = [name for at, name in enumerate(sample_evaluation.roster.name) if at != 5]
    assert not any(name in words for name in others)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "甲\x00\x1b[31m乙", "长" * 40_000])
def test_hostile_text_stays_text(sample_evaluation: Evaluation, text: str) -> None:
    sheet = opened(own(sample_evaluation, 5, name=text, headline=text))[RESULT]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_station_without_a_total_says_so(sample_evaluation: Evaluation) -> None:
    row = int((~sample_evaluation.ratings.complete).nonzero()[0][0])
    book = opened(own(sample_evaluation, row))
    assert "总分暂缺" in str(book[RESULT]["A2"].value)
    assert table(book[SPREAD], SPREAD_HEADERS)[0][1] == "—"


def test_what_stands_out_what_changed_and_other_ways_are_told(sample_evaluation: Evaluation) -> None:
    changed = Since("2024 年度", None, None, None, None, None, None, None, (), "与「2024 年度」相比，总分升 2 分")
    result = own(sample_evaluation, sample_evaluation.roster.code.index("0202"), since=changed)
    words = [str(row[0]) for row in opened(result)[RESULT].iter_rows(values_only=True) if row[0]]
    told = result.told
    assert told.strengths and told.weaknesses and told.next_star is not None and told.next_star.alternatives
    assert words.index("长处") < words.index(f"{told.strengths[0].sentence}。") < words.index("短处")
    assert words.index("与上一轮相比") + 1 == words.index("与「2024 年度」相比，总分升 2 分。")
    others = [word for word in words if word.startswith("也可以：")]
    assert len(others) == len(told.next_star.alternatives)
    assert all(
        step.title in word for word, way in zip(others, told.next_star.alternatives, strict=True) for step in way
    )
