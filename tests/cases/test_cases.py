"""Published tables come out of rubric files alone: the engine first, then the whole command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.cases.tables import HERE, case, table
from tests.scoring.compare import differences
from tests.scoring.reference import evaluate_slowly

COMPONENTS = ("residents_experience", "compliance", "staffing", "quality_measures")
ROOT = HERE.parent.parent


def _evaluated(rubric_file: str, csv_file: str) -> tuple[Evaluation, list[dict[str, str]]]:
    form, reported, published = case(rubric_file, csv_file)
    return evaluate(form, reported), published


def test_hdi_ranks_tiers_and_values_of_all_193_countries() -> None:
    evaluation, published = _evaluated("hdi.yaml", "hdi_2022.csv")
    ranked = [at for at, row in enumerate(published) if row["hdi_rank_2022"]]
    assert len(ranked) == 193
    for at in ranked:
        row = published[at]
        assert evaluation.ratings.rank[at] == float(row["hdi_rank_2022"]), row["country"]
        assert evaluation.ratings.band[at] == row["hdicode"], row["country"]
        assert f"{evaluation.total(at):.3f}" == f"{float(row['hdi_2022']):.3f}", row["country"]


def test_hdi_countries_without_an_index_and_regional_totals_have_no_rank() -> None:
    evaluation, published = _evaluated("hdi.yaml", "hdi_2022.csv")
    unranked = [at for at, row in enumerate(published) if not row["hdi_rank_2022"]]
    assert not evaluation.ratings.rated[unranked].any()
    incomplete = {published[at]["iso3"] for at in unranked if not evaluation.ratings.complete[at]}
    assert incomplete == {"PRK", "MCO"}


def test_hdi_agrees_with_the_slow_reference() -> None:
    form, reported, _ = case("hdi.yaml", "hdi_2022.csv")
    assert differences(evaluate(form, reported), evaluate_slowly(form, reported)) == []


def test_aged_care_stars_of_26822_of_the_26825_complete_rows() -> None:
    evaluation, published = _evaluated("aged-care.yaml", "aged_care_panel.csv")
    whole = [at for at, row in enumerate(published) if row["overall"] and all(row[part] for part in COMPONENTS)]
    assert len(whole) == 26825
    assert sum(int(evaluation.ratings.stars[at]) == int(published[at]["overall"]) for at in whole) == 26822
    assert sum(int(evaluation.ratings.stars_by_score[at]) == int(published[at]["overall"]) for at in whole) == 26667


def test_aged_care_rows_with_a_missing_component_are_not_rated() -> None:
    evaluation, published = _evaluated("aged-care.yaml", "aged_care_panel.csv")
    missing = [at for at, row in enumerate(published) if not all(row[part] for part in COMPONENTS)]
    assert missing
    assert not evaluation.ratings.rated[missing].any()


def _rated_by_command(rubric_file: str, csv_file: str, folder: Path) -> dict[str, Any]:
    out = folder / "result.json"
    command = [sys.executable, "-m", "rating", "rate", "--rubric", str(HERE / rubric_file), str(HERE / csv_file)]
    done = subprocess.run([*command, "--json", str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def test_hdi_through_the_command_line(tmp_path: Path) -> None:
    stations = {row["code"]: row for row in _rated_by_command("hdi.yaml", "hdi_2022.csv", tmp_path)["stations"]}
    published = [row for row in table("hdi_2022.csv") if row["hdi_rank_2022"]]
    assert len(stations) == 206
    for row in published:
        ours = stations[row["iso3"]]
        assert float(ours["rank"]) == float(row["hdi_rank_2022"]), row["country"]
        assert (ours["band"], ours["name"]) == (row["hdicode"], row["country"])


def test_aged_care_through_the_command_line(tmp_path: Path) -> None:
    """Repeated unit-quarter keys stay separate rows, in the file's order."""
    stations = _rated_by_command("aged-care.yaml", "aged_care_panel.csv", tmp_path)["stations"]
    published = table("aged_care_panel.csv")
    assert len(stations) == len(published) == 28708
    assert len({station["code"] for station in stations}) == 28708
    pairs = [
        (station["stars"], int(row["overall"]))
        for station, row in zip(stations, published, strict=True)
        if row["overall"] and all(row[part] for part in COMPONENTS)
    ]
    assert len(pairs) == 26825
    assert sum(ours == theirs for ours, theirs in pairs) == 26822
