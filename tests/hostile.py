"""What a person, or a file, can put wherever a text is asked for; and a round in which all of it stands everywhere."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import cycle
from typing import Any

import numpy as np

from rating.problems import Place, Problem
from rating.reported import Reported, Sheet, Upload
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.insight.example import EXAMPLE, ROWS
from tests.scoring.build import reported

HOSTILE: dict[str, str] = {
    "script": "<script>alert('敌')</script>",
    "handler": '"><img src=x onerror=alert(1)><b>敌</b>',
    "entity": "&lt;b&gt;敌&amp;\"'<>",
    "link": "[敌](http://evil.example) ![敌](http://evil.example/a.png)",
    "address": "http://evil.example www.evil.example a@evil.example 敌",
    "heading": "# 敌\n- 项\n> 引",
    "bold": "**敌** _斜_ ~~删~~ `码`",
    "table": "| 敌 | b |\n|---|---|\n| 1 | 2 |",
    "latex": "$x^2$ $$敌$$ \\(x\\)",
    "directive": ":red[敌] :blue-background[x] :badge[x] :streamlit:",
    "icon": ":material/home: :smile: 敌",
    "override": "敌\u202e321\u202c",
    "isolate": "\u2067敌\u2066\u2069\u200f\u061c",
    "joiner": "敌\u200d\u200b\u2060\ufeff",
    "escape": "敌\x1b[31m\x1b]0;x\x07\x9b2J\x7f",
    "nul": "敌\x00\x0b\x0c\x1f",
    "lines": "敌\r\n第二行\t列\u2028三",
    "formula": "=1+1+敌",
    "plus": "+1+敌",
    "minus": "-1-敌",
    "at": "@SUM(A1)敌",
    "tab": "\t=1+敌",
    "return": "\r=1+敌",
    "hyperlink": '=HYPERLINK("http://evil.example","敌")',
    "command": "=cmd|' /C calc'!A0敌",
    "csv": '敌\',";\n"=1',
    "surrogate": "敌\ud800\udc80x\udfff",
    "noncharacter": "敌\ufffe\uffff",
    "escape_code": "敌_x000B_ _x0041_",
    "word": "敌" + "w" * 600,
    "longest": "敌" + "长" * 32_766,
    "template": "{敌} {0} %s %d {{x}} ${x}",
    "path": "../../敌.xlsx",
    "control_word": '&敌&L&P&"Arial"',
}


REFUSED_IN_RUBRICS = ("escape", "nul", "surrogate", "noncharacter")
"""A rubric file that holds control characters is refused."""


def texts(*without: str) -> list[str]:
    return [text for name, text in HOSTILE.items() if name not in without]


def hostile_rubric() -> Rubric:
    """The example's rubric with other words in it, wherever words stand."""
    supply = cycle(texts("longest", *REFUSED_IN_RUBRICS))
    content = deepcopy(EXAMPLE)
    content["fields"]["feature"] = {"title": "特色", "kind": "text"}
    content["gates"][0]["when"] = "false_documents = 是"
    content["gates"][1]["when"] = "licensed / staff < 60%"
    content["kinds"] = [HOSTILE["handler"], HOSTILE["formula"] + HOSTILE["override"]]
    for band in content["bands"]:
        band["label"] = next(supply)
    _spoil(content, supply)
    return Rubric.model_validate(content)


def _spoil(part: Any, supply: Any) -> None:
    if isinstance(part, list):
        for each in part:
            _spoil(each, supply)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("title", "text", "advice", "article", "issuer", "check", "below_lowest") and isinstance(
                value, str
            ):
                part[key] = next(supply) + value
            else:
                _spoil(value, supply)


def hostile_reported(form: Rubric) -> Reported:
    """As many stations as there are texts, each text once as name, street, code and value; once in every problem.

    Halves of signs (surrogates) are told apart: no reader lets them in.
    """
    names = texts("surrogate")
    raters = [
        (f"e{at}", text, "expert")
        for at, text in enumerate((HOSTILE["directive"], HOSTILE["hyperlink"], HOSTILE["escape"]), 1)
    ]
    rows = [
        {
            **ROWS[at % len(ROWS)],
            "code": f"{at}{names[(at + 1) % len(names)][:40]}",
            "name": name,
            "street": names[(at + 2) % len(names)],
            "kind": form.kinds[at % 2],
            "feature": names[(at + 3) % len(names)],
        }
        for at, name in enumerate(names)
    ]
    table = reported(form, rows, raters, adjudicated={(0, "quality"): "8"})
    column = table.columns["staff"]
    typed = np.array(names, object)
    place = [Place(text, text, "B2", text) for text in names]
    problems = tuple(
        Problem(code, at, text, text, text if number % 2 else "", station=rows[number]["code"], field="staff")
        for number, (text, at) in enumerate(zip(names, place, strict=True))
        for code in ("value_approximate", "station_former")
    )
    return replace(
        table,
        columns={**table.columns, "staff": replace(column, text=typed)},
        adjudicated={
            key: replace(given, reason=HOSTILE["bold"] + HOSTILE["override"])
            for key, given in table.adjudicated.items()
        },
        sheets=(Sheet(HOSTILE["link"], HOSTILE["formula"]),),
        uploads=tuple(Upload(text, "0" * 64, 1) for text in names),
        left_out=tuple((text, text) for text in names),
        problems=problems,
    )


@cache
def hostile_evaluation() -> Evaluation:
    form = hostile_rubric()
    return evaluate(
        form, hostile_reported(form), assessment_round=HOSTILE["handler"] + HOSTILE["override"] + HOSTILE["lines"]
    )
