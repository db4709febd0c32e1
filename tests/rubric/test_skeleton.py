"""Two starts: the smallest rubric, and a copy under a new name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating.problems import Refused
from rating.rubric.edits import content
from rating.rubric.file import parse_rubric
from rating.rubric.skeleton import copied, skeleton

SHIPPED = sorted((Path(__file__).parents[2] / "rubrics").glob("*.yaml"))


@pytest.mark.parametrize("unit", ["station", "street", "district", "person", "project"])
def test_the_skeleton_loads(unit: str) -> None:
    rubric, problems = parse_rubric(skeleton("某区社工站评定: 2026", "mou-qu", unit), "new.yaml")
    assert rubric is not None and problems == ()
    assert (rubric.title, rubric.code, rubric.unit, rubric.standing) == (
        "某区社工站评定: 2026",
        "mou-qu",
        unit,
        "example",
    )
    (indicator,) = rubric.indicators
    assert indicator.rule is not None and indicator.rule.kind == "mark"
    assert indicator.full_marks == rubric.full_marks_for("") == 100


def test_a_title_that_no_file_may_hold_is_refused() -> None:
    with pytest.raises(Refused):
        skeleton("某区\x00", "mou", "station")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_copy_is_the_same_but_for_its_name(path: Path) -> None:
    before = path.read_text()
    text = copied(before.replace("standing: example", "standing: confirmed", 1), "某区评定", "mou", "2026.1")
    rubric, problems = parse_rubric(text, "copy.yaml")
    source, _ = parse_rubric(before, path.name)
    assert rubric is not None and source is not None and problems == ()
    assert (rubric.title, rubric.code, rubric.version, rubric.standing) == ("某区评定", "mou", "2026.1", "example")
    assert rubric.notes == f"由《{source.title}》（版本 {source.version}）复制。{source.notes}"
    renamed = {key: getattr(source, key) for key in ("title", "code", "version", "notes")}
    assert rubric.model_copy(update=renamed) == source
    lost = set(before.splitlines()) - set(text.splitlines())
    assert {line.split(":")[0] for line in lost} <= {"title", "code", "version", "notes"}


def test_a_copy_of_little_says_what_is_known() -> None:
    tree = content(copied("title: 甲 # 注\n", "乙", "b", "1"))
    assert tree == {
        "title": "乙", "code": "b", "version": "1", "standing": "example", "notes": "由《甲》（版本 未写明）复制。",
    }  # fmt: skip
    with pytest.raises(Refused):
        copied("a: [", "乙", "b", "1")
