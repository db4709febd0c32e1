"""Screens opened without a browser, on the sample district or on one made for the test."""

from __future__ import annotations

import html
import re
from typing import Any

from streamlit.testing.v1 import AppTest

from rating.rubric.file import load_rubric
from rating.rubric.nouns import DataField, Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from rating.screens.frame.frame import HERE
from rating.screens.visit.session import IMPORTED, Shown
from rating.workflow import HOME
from tests.scoring.build import reported

RATERS = [("e1", "专家甲", "expert"), ("e2", "专家乙", "expert"), ("e3", "专家丙", "expert")]
LEVELS = (100, 92, 85, 96)
"""Per cent of the full range that one station after another reports, so that totals differ."""


def open_screen(name: str = "overview", shown: Shown | None = None, query: dict[str, str] | None = None) -> AppTest:
    """The screen after its first run; nothing may have gone wrong."""
    run = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    if shown is not None:
        run.session_state[IMPORTED] = shown
    for key, value in (query or {}).items():
        run.query_params[key] = value
    if name == "overview":
        run.run()
    else:
        run.switch_page(str((HERE / f"{name}.py").relative_to(HOME)))
        run.run()
    assert not run.exception, run.exception
    return run


def text_of(run: AppTest) -> str:
    """Everything that a reader sees in our own markup, without the tags."""
    bodies = " ".join(each.proto.body for each in run.html if not each.proto.body.startswith("<style>"))
    return html.unescape(re.sub(r"<[^>]+>", " ", bodies))


def yichang() -> Rubric:
    return load_rubric(HOME / "rubrics" / "yichang-five-star.yaml")


def district(rows: int, **changes: Any) -> Evaluation:
    """`rows` stations of the Yichang rubric with tidy figures; `changes` go into the first."""
    form = yichang()
    plain = {code: field for code, field in form.fields.items() if not field.formula}
    stations = [
        {
            "code": f"S{at + 1:03d}",
            "name": f"{at + 1} 号街道社工站",
            "kind": form.kinds[at % len(form.kinds)],
            "street": f"{at + 1} 号街道",
            **{code: _value(field, LEVELS[at % len(LEVELS)]) for code, field in plain.items()},
            **_quiet_gates(plain),
        }
        for at in range(rows)
    ]
    if stations:
        stations[0].update(changes)
    table = reported(form, stations, raters=RATERS)
    return evaluate(form, table, assessment_round="测试轮次")


def shown(rows: int, **changes: Any) -> Shown:
    return Shown(district(rows, **changes), "本次导入的数据", sample=False)


def _value(field: DataField, level: int) -> Any:
    most = int(field.at_most) if field.at_most is not None else 20
    match field.kind:
        case "number":
            return most * level // 100
        case "share":
            return f"{level}%"
        case "yes_no":
            return True
        case "choice":
            return field.choices[0]
        case "several":
            return [field.choices[0]]
        case "mark":
            return {code: most * level // 100 for code, _, _ in RATERS}
    return "说明"


def _quiet_gates(fields: dict[str, DataField]) -> dict[str, Any]:
    """Nothing that would veto every station: no accident, no false documents, no complaint."""
    bad = ("虚假", "事故", "投诉")
    return {
        code: False if field.kind == "yes_no" else 0
        for code, field in fields.items()
        if any(word in field.title for word in bad)
    }
