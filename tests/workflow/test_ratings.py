"""One function per intention: bad input comes back as problems, a good one as the answer."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rating import load_goals, load_rubric, result, workflow
from rating.problems import Problem
from rating.rubric.nouns import Rubric
from rating.scoring.evaluation import Evaluation
from tests.small_round import PREVIOUS, ROWS, lay_out, table


@pytest.fixture
def small(tmp_path: Path) -> tuple[Rubric, Path]:
    rubric, data = lay_out(tmp_path)
    return load_rubric(rubric), data


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def rated_stars(evaluation: Evaluation | None) -> list[int]:
    assert evaluation is not None
    return [int(stars) for stars in evaluation.ratings.stars]


def test_checking_reads_without_scoring(small: tuple[Rubric, Path]) -> None:
    seen = workflow.check(small[0], [small[1]])
    assert seen.accepted
    assert seen.reported.roster.code == ("01", "02", "03", "04")
    assert seen.reported.columns["licensed"].number(3) is None


def test_a_file_may_be_a_path_or_a_name_with_its_bytes(small: tuple[Rubric, Path]) -> None:
    uploaded = workflow.rate(small[0], [("数据.csv", small[1].read_bytes())])
    assert rated_stars(uploaded.evaluation) == rated_stars(workflow.rate(small[0], [small[1]]).evaluation)


def test_rating_gives_stars_and_tells_what_is_missing(small: tuple[Rubric, Path]) -> None:
    rated = workflow.rate(small[0], [small[1]], assessment_round="2025年度")
    assert rated_stars(rated.evaluation) == [5, 4, -1, -1]
    assert rated.evaluation.assessment_round == "2025年度"
    assert [str(rated.evaluation.total(at)) for at in range(2)] == ["20.0", "15.0"]
    assert "value_blank" in codes(rated.problems)


def test_a_blank_is_a_warning_and_stops_nobody_else(small: tuple[Rubric, Path]) -> None:
    rated = workflow.rate(small[0], [small[1]])
    assert list(rated.evaluation.ratings.complete) == [True, True, True, False]


def test_the_round_before_holds_a_station_down(small: tuple[Rubric, Path]) -> None:
    """01 had three stars and may rise by one; 02 falls freely; 03 and 04 were not there."""
    rated = workflow.rate(small[0], [small[1]], previous=("上一轮.json", PREVIOUS.encode()))
    assert rated_stars(rated.evaluation) == [4, 4, -1, -1]
    assert rated.evaluation.ratings.stars_by_score[0] == 5


def test_our_own_result_is_a_previous_round(small: tuple[Rubric, Path], tmp_path: Path) -> None:
    first = workflow.rate(small[0], [small[1]])
    kept = tmp_path / "结果.json"
    kept.write_text(json.dumps(result(first.evaluation), ensure_ascii=False), encoding="utf-8")
    assert workflow.rate(small[0], [small[1]], previous=kept).reported.previous_stars == {0: 5, 1: 4}


@pytest.mark.parametrize("content", [b"{", b'{"stations": [{"code": "99", "stars": 3}]}'])
def test_an_unusable_previous_round_stops_the_rating(small: tuple[Rubric, Path], content: bytes) -> None:
    rated = workflow.rate(small[0], [small[1]], previous=("上一轮.json", content))
    assert rated.evaluation is None
    assert codes(rated.problems)[0] == "result_unreadable"


@pytest.mark.parametrize("name", ["没有.xlsx", "."])
def test_files_that_are_not_there_are_problems(small: tuple[Rubric, Path], tmp_path: Path, name: str) -> None:
    for files, roster in (([tmp_path / name], None), ([small[1]], tmp_path / name)):
        rated = workflow.rate(small[0], files, roster)
        assert rated.evaluation is None
        assert "file_unreadable" in codes(rated.problems)


def test_no_files_at_all_are_no_result(small: tuple[Rubric, Path]) -> None:
    assert workflow.rate(small[0], []).evaluation is None


def test_what_stops_comes_first(small: tuple[Rubric, Path]) -> None:
    rows = (*ROWS, ("01", "甲街道社工站", "综合", "甲街道", "五个", "5", "否"))
    rated = workflow.rate(small[0], [("数据.csv", table(rows).encode())])
    assert rated.evaluation is None
    stops = [problem.severity.stops for problem in rated.problems]
    assert stops == sorted(stops, reverse=True) and stops[0]


def test_what_was_checked_is_what_is_rated(small: tuple[Rubric, Path]) -> None:
    seen = workflow.check(small[0], [small[1]])
    again = workflow.rate_reported(small[0], seen.reported)
    assert rated_stars(again.evaluation) == [5, 4, -1, -1]


def test_a_rubric_that_compares_stations_is_warned_of(tmp_path: Path) -> None:
    rubric, data = lay_out(tmp_path)
    text = rubric.read_text(encoding="utf-8")
    peers = text.replace("{per_unit: {each: 1, points: 2}}", "{best_ratio: {better: higher, within: kind}}")
    rubric.write_text(peers, encoding="utf-8")
    rated = workflow.rate(load_rubric(rubric), [data])
    both = peers.replace("{steps: [[100%, 10], [50%, 5]]}", "{min_max: {better: higher, within: kind}}")
    rubric.write_text(both, encoding="utf-8")
    (told,) = [p for p in workflow.rate(load_rubric(rubric), [data]).problems if p.code == "lint_peers"]
    assert "共 2 项" in told.found
    assert codes(rated.problems).count("lint_peers") == 1
    assert codes(rated.evaluation.problems).count("lint_peers") == 1


def test_progress_is_told_and_never_runs_backwards_within_a_step(small: tuple[Rubric, Path]) -> None:
    told: list[tuple[str, float]] = []
    workflow.rate(small[0], [small[1]], progress=lambda step, share: told.append((step, share)))
    assert told[-1] == ("计算得分、星级和名次", 1.0)
    assert all(0 <= share <= 1 for _, share in told)


def test_the_order_of_files_and_rows_changes_nothing(small: tuple[Rubric, Path]) -> None:
    turned = workflow.rate(small[0], [("数据.csv", table(ROWS[::-1]).encode())])
    forward = workflow.rate(small[0], [small[1]])
    stars = [
        dict(zip(rated.reported.roster.code, rated_stars(rated.evaluation), strict=True)) for rated in (turned, forward)
    ]
    assert stars[0] == stars[1]


def test_the_list_of_problems_in_both_forms(small: tuple[Rubric, Path]) -> None:
    problems = workflow.rate(small[0], [small[1]]).problems
    rows = list(csv.reader(io.StringIO(workflow.problem_list(problems).decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(workflow.problem_book(problems))).worksheets[0]
    assert len(rows) == 1 + len(problems)
    assert [cell.value for cell in sheet[3]] == rows[0]
    assert sheet.max_row == 3 + len(problems)


def test_the_sample_district_is_rated_without_a_stop(sample_rated: workflow.Rated) -> None:
    assert sample_rated.evaluation is not None, [problem.line for problem in sample_rated.problems]
    assert len(sample_rated.reported.roster) == 37
    assert sample_rated.reported.previous_stars


def test_the_samples_goals_are_assessed_with_its_stars(
    sample: workflow.Sample, sample_evaluation: Evaluation, tmp_path: Path
) -> None:
    kept = tmp_path / "结果.json"
    kept.write_text(json.dumps(result(sample_evaluation), ensure_ascii=False), encoding="utf-8")
    for path in sample.goals:
        book = load_goals(path)
        by_evaluation = workflow.goals(book, [sample.area], ratings=sample_evaluation)
        by_file = workflow.goals(book, [sample.area], ratings=kept)
        assert by_evaluation.board is not None, [problem.line for problem in by_evaluation.problems]
        assert by_file.board.goals == by_evaluation.board.goals


def test_goals_with_an_unusable_result_are_not_assessed(sample: workflow.Sample) -> None:
    assessed = workflow.goals(load_goals(sample.goals[0]), [sample.area], ratings=("结果.json", b"{}"))
    assert assessed.board is None
    assert "result_unreadable" in codes(assessed.problems)


def test_a_result_of_other_stations_is_told_and_no_share_is_counted(sample: workflow.Sample) -> None:
    stations = [{"code": "X1", "name": "外地站", "kind": "综合", "street": "外地街道", "stars": 1}]
    assessed = workflow.goals(load_goals(sample.goals[0]), [sample.area], ratings={"rubric": {}, "stations": stations})
    assert "result_other_stations" in codes(assessed.problems)
    assert assessed.board is not None
    shares = [goal for goal in assessed.board.goals if goal.goal.form == "stars_share"]
    assert shares
    assert {reading.value for goal in shares for reading in goal.readings} == {None}


def test_the_archive_holds_the_copies_with_something_marked(small: tuple[Rubric, Path]) -> None:
    rubric, _ = small
    bad = ("坏.csv", table((("01", "甲街道社工站", "综合", "甲街道", "五个", "5", "否"),)).encode())
    seen = workflow.check(rubric, [bad])
    with zipfile.ZipFile(io.BytesIO(workflow.annotated_archive(seen, [bad]))) as archive:
        assert archive.namelist() == ["问题清单.xlsx", "坏（批注版）.xlsx"]
        assert archive.read("问题清单.xlsx") == workflow.problem_book(seen.problems)
        assert archive.read("坏（批注版）.xlsx")[:2] == b"PK"


def test_a_template_is_made_or_the_reason_is_told(small: tuple[Rubric, Path]) -> None:
    content, problems = workflow.template(small[0])
    assert content is not None and problems == ()
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[:2] == ["填表说明", "填报数据"]
    content, problems = workflow.template(small[0], ("名册.csv", "代码,名称\n1,甲\n".encode()), rater="甲")
    assert content is None and codes(problems) == ["station_kind", "rater_unknown"]
