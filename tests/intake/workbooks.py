"""Workbooks and a small form, built in memory for the tests of intake."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl

from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.read import read_workbooks
from rating.problems import Problem
from rating.reported import Reported
from rating.rubric.nouns import Rubric

FIELDS: dict[str, Any] = {
    "staff": {"title": "驻站社工数", "unit": "人", "whole": True, "at_least": "0", "aliases": ["专职社工数"]},
    "hours": {"title": "服务时长", "unit": "小时", "at_least": "0", "at_most": "10000"},
    "satisfied": {"title": "满意度", "kind": "share", "at_most": "1"},
    "forged": {"title": "虚假材料", "kind": "yes_no"},
    "files": {"title": "档案等次", "kind": "choice", "choices": ["优", "良", "中", "差"]},
    "quality": {"title": "服务质量", "kind": "mark", "marked_by": ["expert"]},
    "team": {"title": "团队管理", "kind": "mark", "marked_by": ["expert", "centre"]},
    "founded": {"title": "成立日期", "kind": "date"},
    "feature": {"title": "特色做法", "kind": "text"},
    "honours": {"title": "所获荣誉", "kind": "several", "choices": ["国家级", "市级", "区级"]},
    "per_head": {"title": "人均时长", "formula": "hours / staff"},
}


def form(**changes: Any) -> Rubric:
    """A rubric with one field of each kind; `changes` replace its top-level keys."""
    content: dict[str, Any] = {
        "code": "test",
        "title": "测试",
        "version": "1",
        "standing": "example",
        "unit": "station",
        "scale": {"full_marks": "20", "decimals": 1, "round": "indicator"},
        "roles": [{"code": "expert", "title": "专家", "aliases": ["专家组"]}, {"code": "centre", "title": "指导中心"}],
        "raters": {"combine": "mean", "if_missing": "exclude"},
        "fields": FIELDS,
        "dimensions": [
            {
                "code": "service",
                "title": "服务质效",
                "indicators": [
                    {"code": "good", "title": "服务质量", "full_marks": "10", "value": "quality", "rule": {"mark": {}}},
                    {"code": "crew", "title": "团队", "full_marks": "10", "value": "team", "rule": {"mark": {}}},
                ],
            }
        ],
        "ranking": {"by": ["total"], "ties": "standard", "within": "all"},
    }
    return Rubric.model_validate({**content, **changes})


def small_form(*codes: str, **changes: Any) -> Rubric:
    """Only these fields, each behind an indicator, so that nothing else is missing."""
    fields = {code: FIELDS[code] for code in codes}
    tree = [{"code": "d", "title": "d", "indicators": [leaf(code) for code in codes]}]
    return form(**{"fields": fields, "dimensions": tree, **changes})


def leaf(code: str, **changes: Any) -> dict[str, Any]:
    """An indicator on one field."""
    mark = FIELDS[code].get("kind") == "mark"
    rule = {"mark": {}} if mark else {"linear": {"zero": "0", "full": "9"}}
    full_marks = "10" if mark else "20"
    return {
        "code": f"x_{code}",
        "title": f"指标 {code}",
        "full_marks": full_marks,
        "value": code,
        "rule": rule,
        **changes,
    }


def xlsx(rows: Iterable[Sequence[Any]], title: str = "Sheet1", touch: Callable[[Any], None] | None = None) -> bytes:
    """One sheet; `touch` may change it (merge, format, hide) before saving."""
    return book({title: rows}, lambda found: touch(found[title]) if touch else None)


def book(sheets: dict[str, Iterable[Sequence[Any]]], touch: Callable[[Any], None] | None = None) -> bytes:
    """Several sheets of rows."""
    found = openpyxl.Workbook()
    found.remove(found.active)
    for title, rows in sheets.items():
        sheet = found.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if touch:
        touch(found)
    return saved(found)


def saved(found: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    found.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed: for what no writer would write."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def read(
    rubric: Rubric,
    *files: tuple[str, bytes],
    roster: tuple[str, bytes] | None = None,
    answers: Answers = NO_ANSWERS,
) -> Reported:
    return read_workbooks(rubric, files, roster, answers=answers)


def codes(reported: Reported, severity: str | None = None) -> list[str]:
    return [problem.code for problem in reported.problems if severity in (None, problem.severity)]


def one(reported: Reported, code: str) -> Problem:
    """The only problem of this code."""
    found = [problem for problem in reported.problems if problem.code == code]
    assert len(found) == 1, [problem.line for problem in reported.problems]
    return found[0]


def values(reported: Reported, field: str) -> list[str | None]:
    """Values as text, None where not reported."""
    column = reported.columns[field]
    numbers = [column.number(at) for at in range(len(reported.roster))]
    return [None if number is None else format(number.normalize(), "f") for number in numbers]


def statuses(reported: Reported, field: str) -> list[int]:
    return [int(status) for status in reported.columns[field].status]


def marks(reported: Reported, field: str) -> dict[str, list[str | None]]:
    """rater → marks as text."""
    return {
        rater: [
            None if (mark := column.number(at)) is None else format(mark.normalize(), "f")
            for at in range(len(reported.roster))
        ]
        for rater, column in reported.marks[field].items()
    }
