"""An evaluation read from its archive is the one that was packed, and every reader finds the same in it."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rating.district.storage import archive
from rating.district.storage.archive import FORMAT, fingerprint, packed, unpacked
from rating.export.excel import export_excel
from rating.insight.feedback import feedback
from rating.insight.result import result
from rating.insight.tables import gate_table, handed_in_table, ranking_table, stars_by_kind, unranked_table
from rating.problems import Place, Problem, Refused
from rating.reported import Column, Reported, Status
from rating.rubric.file import load_rubric
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from tests.district.same import unlike
from tests.scoring.build import one_indicator, reported
from tests.scoring.strategies import cases
from tests.scoring.wide import wide_cases

EVERYTHING = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def shown(sample_evaluation: Evaluation) -> Evaluation:
    return replace(sample_evaluation, assessment_round="2025 年度")


@pytest.fixture(scope="module")
def loaded(shown: Evaluation) -> Evaluation:
    return unpacked(packed(shown))


def test_the_sample_district_comes_back_equal(shown: Evaluation, loaded: Evaluation) -> None:
    assert unlike(shown, loaded) == []
    assert loaded.rubric == shown.rubric and loaded.rubric.fingerprint == shown.rubric.fingerprint
    assert loaded.assessment_round == "2025 年度" and loaded.method_date == shown.method_date


def test_what_is_compared_can_tell_a_difference(shown: Evaluation, loaded: Evaluation) -> None:
    """The comparison itself: one changed number, text or reason anywhere is found."""
    first = next(iter(loaded.reported.columns))
    text = loaded.reported.columns[first].text.copy()
    text[0] = "改过"
    columns = {**loaded.reported.columns, first: replace(loaded.reported.columns[first], text=text)}
    assert unlike(shown, replace(loaded, reported=replace(loaded.reported, columns=columns)))
    stars = loaded.ratings.stars.copy()
    stars[0] += 1
    assert unlike(shown, replace(loaded, ratings=replace(loaded.ratings, stars=stars)))
    assert unlike(shown, replace(loaded, ratings=replace(loaded.ratings, explain=lambda: ((),) * len(stars))))


READERS: dict[str, Callable[[Evaluation], Any]] = {
    "result": result,
    "feedback": lambda evaluation: [feedback(evaluation, station) for station in range(len(evaluation.roster))],
    "ranking": lambda evaluation: ranking_table(evaluation).to_csv(),
    "unranked": lambda evaluation: unranked_table(evaluation).to_csv(),
    "handed in": lambda evaluation: handed_in_table(evaluation).to_csv(),
    "gates": lambda evaluation: gate_table(evaluation).to_csv(),
    "stars": lambda evaluation: stars_by_kind(evaluation).to_csv(),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_readers_find_the_same(reader: Callable[[Evaluation], Any], shown: Evaluation, loaded: Evaluation) -> None:
    assert reader(loaded) == reader(shown)


def test_the_workbook_is_the_same(shown: Evaluation, loaded: Evaluation) -> None:
    def written(evaluation: Evaluation) -> dict[str, bytes]:
        target = io.BytesIO()
        export_excel(evaluation, target)
        book = zipfile.ZipFile(target)
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}

    assert written(loaded) == written(shown)


def test_the_same_evaluation_gives_the_same_bytes(shown: Evaluation) -> None:
    once = packed(shown)
    shown.scores.points, shown.subtotals.points, shown.ratings.reasons  # noqa: B018 - what readers lay out
    assert packed(shown) == once == packed(unpacked(once))
    assert fingerprint(once) != fingerprint(packed(replace(shown, assessment_round="另一轮")))


ROOT = Path(__file__).parents[3]
RUBRICS = sorted(
    path
    for folder in ("rubrics", "tests/cases")
    for path in (ROOT / folder).glob("*.yaml")
    if "dimensions:" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_shipped_rubric_comes_back_with_its_fingerprint(path: Path) -> None:
    form = load_rubric(path)
    evaluation = evaluate(form, reported(form, [{"kind": kind} for kind in form.kinds or [""]]))
    again = unpacked(packed(evaluation))
    assert again.rubric == form and again.rubric.fingerprint == form.fingerprint
    assert unlike(evaluation, again) == [] and result(again) == result(evaluation)


@EVERYTHING
@given(cases())
def test_any_round_comes_back_equal(case: tuple[Rubric, Reported]) -> None:
    form, table = case
    evaluation = evaluate(form, table)
    again = unpacked(packed(evaluation))
    assert unlike(evaluation, again) == []
    assert again.rubric.fingerprint == form.fingerprint
    assert result(again) == result(evaluation)
    for station in range(len(table.roster)):
        assert feedback(again, station) == feedback(evaluation, station)


@EVERYTHING
@given(wide_cases())
def test_numbers_too_long_for_a_machine_word_come_back(case: tuple[Rubric, Reported]) -> None:
    evaluation = evaluate(*case)
    assert unlike(evaluation, unpacked(packed(evaluation))) == []


@EVERYTHING
@given(st.lists(st.none() | st.text(), min_size=1, max_size=6), st.text(), st.integers())
@example(["\ud800", "\x00", None, ""], "\ud83c", 2**80)
def test_any_text_and_any_number_come_back(texts: list[str | None], found: str, number: int) -> None:
    """Half a sign from somebody's workbook, too."""
    form = one_indicator({"steps": [[5, "100%"]]})
    plain = reported(form, [{"v": 1} for _ in texts])
    column = plain.columns["v"]
    words = np.empty(len(texts), object)
    words[:] = texts
    scaled = np.array([number] * len(texts), object)
    wide = Column(scaled, 0, column.status, words, column.source, column.row, column.col)
    told = (Problem("value_blank", Place("甲.xlsx", "表", "A1", found), found),) * 2
    evaluation = replace(evaluate(form, plain), problems=told)
    evaluation = replace(evaluation, reported=replace(plain, columns={"v": wide}, left_out=((found, "合计"),)))
    assert unlike(evaluation, unpacked(packed(evaluation))) == []


def test_what_was_read_cannot_be_written_to(loaded: Evaluation) -> None:
    """A loaded evaluation is shared by everybody who looks at it."""
    column = next(iter(loaded.reported.columns.values()))
    for array in (column.scaled, column.text, column.status, loaded.ratings.stars, loaded.gates.hit):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[0]


def refused_with(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        unpacked(content)
    return refusal.value.problems[0].code


def small() -> Evaluation:
    form = one_indicator({"steps": [[5, "100%"]]})
    return evaluate(form, reported(form, [{"v": 1}, {"v": Decimal("5.5")}, {"v": Status.NOT_INSPECTED}]))


def test_a_damaged_archive_is_refused_and_never_half_read() -> None:
    """Any byte changed, or the end torn off: refused, or (a byte that says nothing) equal."""
    whole, chance = packed(small()), random.Random(1)
    for content in (b"", b"PK", whole[:-1], whole[: len(whole) // 2], b"\x00" * 100, b"not a zip"):
        assert refused_with(content) == "storage_damaged"
    codes: set[str] = set()
    for _ in range(300):
        torn = bytearray(whole)
        torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
        try:
            again = unpacked(bytes(torn))
        except Refused as refusal:
            codes.add(refusal.problems[0].code)
        else:
            assert unlike(small(), again) == []
    assert codes == {"storage_damaged"}


def rewritten(tree: Callable[[dict[str, Any]], Any]) -> bytes:
    """The small evaluation's archive, whole as a zip, with another tree in it."""
    source = zipfile.ZipFile(io.BytesIO(packed(small())))
    content = json.loads(source.read("values.json"))
    changed = tree(content) or content
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("values.json", json.dumps(changed))
        parts.writestr("columns.bin", source.read("columns.bin"))
    return target.getvalue()


def into(content: dict[str, Any], *path: str) -> Any:
    for step in path:
        content = content[step]
    return content


REPORTED = ("value", "Evaluation", "reported", "Reported")
COLUMN = (*REPORTED, "columns", "map", 0, 1, "Column")
TREES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "unknown class": lambda tree: into(tree, "value").update({"os": {}}),
    "another class": lambda tree: {**tree, "value": {"Popen": {"args": "id"}}},
    "no evaluation": lambda tree: {"format": FORMAT, "once": []},
    "a missing part": lambda tree: into(tree, *REPORTED).pop("roster") and None,
    "one part too many": lambda tree: into(tree, *REPORTED).update(more=1),
    "an object column": lambda tree: into(tree, *COLUMN).update(scaled={"array": ["numbers", [3], "|O", 0]}),
    "beyond the end": lambda tree: into(tree, *COLUMN).update(scaled={"array": ["numbers", [3], "<i8", 9**9]}),
    "a huge column": lambda tree: into(tree, *COLUMN).update(scaled={"array": ["numbers", [9**9, 9**9], "<i8", 0]}),
    "no such reason": lambda tree: {**tree, "once": []} if tree["once"] else into(tree, "nothing"),
    "a list": lambda tree: [tree],
}  # fmt: skip


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_a_whole_zip_with_a_torn_tree_is_damaged(tree: Callable[[dict[str, Any]], Any]) -> None:
    assert refused_with(rewritten(tree)) == "storage_damaged"


def test_a_later_programs_archive_is_told_apart() -> None:
    assert refused_with(rewritten(lambda tree: {**tree, "format": FORMAT + 1})) == "storage_old"


def test_an_archive_larger_than_any_we_write_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed(small())
    monkeypatch.setattr(archive, "LARGEST", 1000)
    assert refused_with(whole) == "storage_damaged"
    with pytest.raises(Refused) as refusal:
        packed(small())
    assert refusal.value.problems[0].code == "not_usable"
