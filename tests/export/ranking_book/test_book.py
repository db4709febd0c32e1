"""The workbook recomputes to the Evaluation, before and after people change it: recalculated by LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rating.export import plan as planning
from rating.export.plan import DATA_ROW, VALUES, Plan, make_plan
from rating.export.ranking_book.book import make_book
from rating.export.ranking_book.cells import NUMBER, WORDS
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.export.ranking_book.proof import award_differences, differences, sheets_of
from tests.export.ranking_book.rounds import dealt_anew, random_rounds, shipped_rounds
from tests.export.ranking_book.stacked import sheets_of_round, write_stacked
from tests.export.recalculated import recalculated_files
from tests.insight.example import example

RANDOM, CHANGED, EACH_FILE = 160, 60, 40


def stacked_files(plans: list[Plan], folder: Path, name: str) -> list[Path]:
    files = []
    for start in range(0, len(plans), EACH_FILE):
        files.append(folder / f"{name}{start}.xlsx")
        write_stacked(plans[start : start + EACH_FILE], files[-1])
    return files


def found_rounds(files: list[Path], count: int) -> list[dict[str, Any]]:
    books = [sheets_of(path) for path in files]
    return [sheets_of_round(books[at // EACH_FILE], at % EACH_FILE) for at in range(count)]


def wholly_live(plan: Plan) -> bool:
    return not plan.book.why


def type_in(path: Path, plans: list[Plan]) -> None:
    """What people would type to have the figures of other plans, in the cells where they would type it."""
    book = openpyxl.load_workbook(path)
    for number, plan in enumerate(plans):
        assert plan.book.values is not None
        sheet, columns = book[f"{number} {VALUES}"], plan.book.values.columns
        for column, entry in enumerate(columns.entries, columns.first + 1):
            if entry.kind != "typed":
                continue
            for station in range(len(plan.evaluation.roster)):
                code = int(entry.cells.word[station])
                shown: Any = float(entry.cells.num[station]) if code == NUMBER else WORDS[code] or None
                if entry.texts is not None:
                    shown = entry.texts[station] or None
                sheet.cell(DATA_ROW + 1 + station, column).value = shown
    book.save(path)


@pytest.mark.office
def test_random_and_shipped_rounds_recompute_to_the_evaluation(tmp_path: Path, sample_evaluation: Evaluation) -> None:
    """Every figure of every sheet of stations: 160 random rubrics and rounds, each shipped rubric, the sample; and
    60 rounds in which all marks and values were typed anew against what `evaluate` says of those.
    """
    rounds = [*shipped_rounds().values(), sample_evaluation, *random_rounds(RANDOM)]
    plans = [make_plan(each) for each in rounds]
    files = stacked_files(plans, tmp_path, "as-rated")
    live = [plan for plan in plans if wholly_live(plan)][:CHANGED]
    anew = [evaluate(plan.evaluation.rubric, dealt_anew(plan.evaluation.reported)) for plan in live]
    changed_files = stacked_files(live, tmp_path, "changed")
    changed = [make_plan(each) for each in anew]
    for at, path in enumerate(changed_files):
        type_in(path, changed[at * EACH_FILE : (at + 1) * EACH_FILE])
    done = recalculated_files([*files, *changed_files], tmp_path)
    for plan, found in zip(plans, found_rounds(done[: len(files)], len(plans)), strict=True):
        assert differences(plan, found) == []
        assert award_differences(plan.evaluation, plan, found) == []
    for plan, found in zip(changed, found_rounds(done[len(files) :], len(changed)), strict=True):
        assert award_differences(plan.evaluation, plan, found) == []
        assert differences(plan, found) == []


def test_every_figure_of_the_shipped_rubrics_is_a_formula() -> None:
    for name, evaluation in shipped_rounds().items():
        assert make_plan(evaluation).book.why == {}, name


def test_random_rounds_are_values_only_for_the_stated_reasons() -> None:
    stated = {
        "得分取决于其他单位的数值（与同类比较）", "设有最低覆盖要求", "各评估人打分先按其全部打分标准化",
        "评星不计加分，加分项在下级指标中", "用到关键项是否通过",
    }  # fmt: skip
    reasons = {
        part for each in random_rounds(60) for why in make_plan(each).book.why.values() for part in why.split("；")
    }
    assert reasons <= stated
    assert "得分取决于其他单位的数值（与同类比较）" in reasons


def test_two_limits_points_then_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_FIGURED", 5)
    plan = make_plan(example())
    assert plan.book.values is None
    assert plan.book.awards is not None
    assert not any(item.live.any() for item in plan.book.items)
    monkeypatch.setattr(planning, "MOST_LIVE", 5)
    assert make_plan(example()).book.awards is None


def test_nobody_at_all() -> None:
    book = make_book(example(), live=False, figured=False)
    assert (book.subtotals, book.awards, book.items) == (None, None, ())
    assert book.criteria.bands
