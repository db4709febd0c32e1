"""Each part of the bench runs on a tiny size and says what it measured. No time is asserted."""

from __future__ import annotations

import importlib.util

import pytest

from bench.__main__ import PARTS, main
from bench.synthetic import plain_matrix, synthetic_plan, synthetic_reported
from bench.table import BEGIN, END, Line, as_markdown, ratio_line, write_block
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate

NEEDED = {
    "scoring": ("skcriteria", "pymcdm"),
    "rating": ("openpyxl",),
    "page": ("websockets",),
    "drop": ("playwright",),
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_part_runs_on_a_tiny_size(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    if part == "scoring" and not all(map(importlib.util.find_spec, NEEDED[part])):
        from bench.scoring import measure_ours

        assert measure_ours(300, 24, 2).median > 0
        return
    main(["--part", part, "--small"])
    printed = capsys.readouterr().out
    assert f"## {part}" in printed
    assert printed.count("promised") >= 1
    assert "ours" in printed


def test_synthetic_rubric_uses_at_least_ten_rule_kinds() -> None:
    rubric = Rubric.model_validate(synthetic_plan(50))
    assert len({leaf.rule.kind for leaf in rubric.indicators if leaf.rule}) >= 10
    assert len(rubric.indicators) == 50


def test_synthetic_evaluation_stars_and_ranks_and_loses_points_everywhere() -> None:
    rubric = Rubric.model_validate(synthetic_plan(50))
    reported = synthetic_reported(rubric, 2_000)
    evaluation = evaluate(rubric, reported)
    assert len(set(evaluation.ratings.stars.tolist())) >= 4
    assert evaluation.ratings.complete.all()
    assert ((evaluation.scores.points < evaluation.scores.full_marks).any(axis=0)).all()


def test_rivals_get_the_same_numbers() -> None:
    rubric = Rubric.model_validate(synthetic_plan(24))
    reported = synthetic_reported(rubric, 50)
    matrix = plain_matrix(reported)
    for at, column in enumerate(reported.columns.values()):
        assert [float(column.number(row)) + 1 for row in range(50)] == pytest.approx(matrix[:, at].tolist())


def test_ratio_is_met_without_rounding_up() -> None:
    assert ratio_line("x", 3.996, at_least=4).met is False
    assert ratio_line("x", 1.601, at_most=1.6).met is False
    assert ratio_line("x", 1.6, at_most=1.6).met is True


def test_only_the_named_block_is_rewritten(tmp_path) -> None:
    document = tmp_path / "benchmarks.md"
    other = f"{BEGIN.format(part='page')}\nold page\n{END.format(part='page')}"
    document.write_text(f"# Title\n{BEGIN.format(part='scoring')}\nold\n{END.format(part='scoring')}\n{other}\nend\n")
    write_block(document, "scoring", as_markdown([Line("one", "1 s")], "tiny"))
    text = document.read_text()
    assert "old page" in text
    assert "\nold\n" not in text
    assert "| one | 1 s |" in text
    with pytest.raises(ValueError, match="no markers"):
        write_block(document, "rating", "new")
