"""A made-up round for each shipped rubric: seeded, uneven, with blanks, reasonable gaps and several raters."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from rating.reported import Reported, Status
from rating.rubric.file import load_rubric
from rating.rubric.nouns import DataField, Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.scoring.build import reported

FOLDER = Path(__file__).parents[3] / "rubrics"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SEED = 20_261_122


def shipped_rubric(name: str) -> Rubric:
    return load_rubric(FOLDER / f"{name}.yaml")


def round_of(name: str, count: int = 40) -> Evaluation:
    form = shipped_rubric(name)
    return evaluate(form, table_of(form, count))


def table_of(form: Rubric, count: int) -> Reported:
    chance = random.Random(SEED)
    roles = dict.fromkeys(role for field in form.fields.values() for role in field.marked_by)
    raters = [(f"{role}{at}", f"{role}{at}号", role) for role in roles for at in range(1, 5)]
    rows = [_row(form, at, [code for code, _, _ in raters], chance) for at in range(count)]
    return reported(form, rows, raters)


def _row(form: Rubric, at: int, raters: list[str], chance: random.Random) -> dict[str, Any]:
    skill = chance.uniform(0.72, 1.0)
    row: dict[str, Any] = {
        "code": f"S{at:03d}",
        "name": f"第{at + 1}站",
        "kind": form.kinds[at % len(form.kinds)] if form.kinds else "",
        "street": f"{at % 7}街",
        "district": f"{at % 3}区",
    }
    for code, field in form.fields.items():
        if not field.formula:
            row[code] = _cell(field, raters, skill, chance)
    return row


def _cell(field: DataField, raters: list[str], skill: float, chance: random.Random) -> Any:
    if field.kind != "mark" and chance.random() < 0.004:
        return chance.choice([None, Status.NOT_APPLICABLE])
    level = min(1.0, max(0.0, skill + chance.uniform(-0.25, 0.2)))
    most = float(field.at_most) if field.at_most is not None else 12.0
    match field.kind:
        case "mark":
            own = [code for code in raters if code.rstrip("0123456789") in field.marked_by]
            return {code: round(2 * most * min(1.0, level + chance.uniform(-0.1, 0.1))) / 2 for code in own}
        case "yes_no":
            bad = any(word in field.title for word in ("虚假", "事故", "处罚", "否决", "违", "挪用", "未取得"))
            return False if bad else chance.random() < 0.9
        case "choice":
            return field.choices[min(len(field.choices) - 1, int((1 - level) * 2 * len(field.choices)))]
        case "several":
            return [choice for choice in field.choices if chance.random() < 0.5]
        case "share":
            return f"{round(level * 100)}%"
        case "date":
            return "2025-06-30"
        case "text":
            return "说明"
    if "问卷" in field.title:
        return chance.randint(30, 90)
    few = min(most, 40.0) if field.at_most is not None else chance.choice([3, 8, 12])
    return int(few * level) + (1 if field.at_least else 0)
