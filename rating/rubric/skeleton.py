"""Two starts for a new rubric: the smallest one that loads, and a copy of another under a new name."""

from __future__ import annotations

from typing import Any

from rating.rubric.edits import content, put
from rating.rubric.written import written_content


def skeleton(title: str, code: str, unit: str = "station") -> str:
    """The text of a rubric of 100 points that loads: one dimension with one indicator, marked by raters.

    `unit` is one of station, street, district, person, project.  All of it is an example until it is changed.
    Raises Refused for signs that no rubric file may hold.
    """
    indicator: dict[str, Any] = {
        "code": "first_indicator",
        "title": "第一项指标",
        "full_marks": 100,
        "value": "first_mark",
        "rule": {"mark": {}},
        "if_blank": "incomplete",
        "clause": {"source": "example", "text": "评分标准待填写（示例）"},
    }
    return written_content(
        {
            "code": code,
            "title": title,
            "version": "1",
            "standing": "example",
            "sources": [{"id": "example", "title": "示例（自拟）", "standing": "example"}],
            "unit": unit,
            "scale": {"full_marks": 100, "decimals": 1, "round": "indicator"},
            "missing": {"if_blank": "incomplete"},
            "roles": [{"code": "expert", "title": "专家"}],
            "raters": {"combine": "mean", "if_missing": "wait"},
            "fields": {
                "first_mark": {
                    "title": "第一项指标评分", "kind": "mark", "unit": "分",
                    "at_least": 0, "at_most": 100, "marked_by": ["expert"],
                }
            },
            "dimensions": [{"code": "first_dimension", "title": "第一部分", "indicators": [indicator]}],
            "ranking": {"by": ["total"], "ties": "standard", "within": "kind"},
        }
    )  # fmt: skip


def copied(text: str, title: str, code: str, version: str) -> str:
    """A rubric's text under another name, comments kept: an example again, its notes say what it was copied from.

    Raises Refused for a text that is not readable YAML.
    """
    old = content(text)
    source = old if isinstance(old, dict) else {}
    name, its_version = (source.get(key) or "未写明" for key in ("title", "version"))
    told = f"由《{name}》（版本 {its_version}）复制。"
    notes = source.get("notes")
    new = {"code": code, "title": title, "version": version, "standing": "example"}
    return put(text, (), {**source, **new, "notes": f"{told}{notes}" if isinstance(notes, str) else told})
