"""The published tables of this folder as Reported tables, read without the intake."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from rating.reported import Reported
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from tests.scoring.build import reported

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def case(rubric_file: str, csv_file: str) -> tuple[Rubric, Reported, list[dict[str, str]]]:
    """A rubric, its table as Reported (empty cells blank), and the published rows."""
    form = load_rubric(HERE / rubric_file)
    published = table(csv_file)
    wanted = [code for code, field in form.fields.items() if not field.formula]
    rows: list[dict[str, Any]] = [
        {"code": str(at), **{code: row[code] or None for code in wanted}} for at, row in enumerate(published)
    ]
    return form, reported(form, rows), published
