from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from rating.export.word import letters
from rating.export.word.letters import FAILED, file_names, letters_zip
from rating.export.word.templates.starting import starting_template
from rating.insight.spread import LEAST
from rating.problems import Place, Problem, Refused
from rating.scoring.evaluation import Evaluation
from tests.export.word.reading import words
from tests.hostile import hostile_evaluation
from tests.insight.example import ROWS, example, rated


def packed(evaluation: Evaluation, **options: object) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    target = io.BytesIO()
    problems = letters_zip(evaluation, target, **options)  # type: ignore[arg-type]
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}, problems


def test_one_letter_a_station_named_by_code_and_name() -> None:
    found, problems = packed(example(), with_chart=False)
    assert not problems
    assert list(found)[:2] == ["S1_甲站_反馈意见书.docx", "S2_乙站_反馈意见书.docx"] and len(found) == 9
    assert all(name.split("_")[1] in words(content) for name, content in found.items())


def test_the_steps_are_told_up_to_the_end() -> None:
    told: list[tuple[str, float]] = []
    packed(example(), with_chart=False, progress=lambda step, share: told.append((step, share)), stations=[0, 2])
    assert [step for step, _ in told] == ["写反馈意见书（1 / 2）", "写反馈意见书（2 / 2）", "反馈意见书写好了"]
    assert [share for _, share in told] == [0.0, 0.5, 1.0]


def test_names_are_safe_on_every_system_and_never_alike() -> None:
    names = list(file_names(hostile_evaluation(), range(len(hostile_evaluation().roster))))
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert not set(name) & set('\\/:*?"<>|\n\r\t\0') and len(name.encode()) <= 255
    twins = rated([{**ROWS[0], "code": "a", "name": "甲"}, {**ROWS[1], "code": "A", "name": "甲"}])
    assert list(file_names(twins, [0, 1])) == ["a_甲_反馈意见书.docx", "A_甲_反馈意见书（2）.docx"]


def test_a_broken_station_is_told_and_the_others_get_their_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    written = letters.feedback_letter

    def breaks(told: object, *rest: object, **more: object) -> bytes:
        if told.name == "乙站":  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return written(told, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(letters, "feedback_letter", breaks)
    found, problems = packed(example(), with_chart=False)
    assert [(each.code, each.station) for each in problems] == [("letter_failed", "S2")]
    assert len(found) == 9 and "乙站" in found[FAILED].decode("utf-8-sig")
    assert not any("乙站_" in name for name in found)


def test_ranks_and_medians_are_told_only_where_the_round_says_so(sample_evaluation: Evaluation) -> None:
    kinds = sample_evaluation.roster.kind
    alone = next(row for row, kind in enumerate(kinds) if kinds.count(kind) < LEAST)
    found, _ = packed(sample_evaluation, with_chart=False, stations=[alone])
    hidden = next(iter(found.values()))
    assert "名（" not in words(hidden) and "同类中位数" not in words(hidden)
    shown, _ = packed(sample_evaluation, with_chart=False, stations=[alone], ranks=True)
    assert "第 1 名" in words(next(iter(shown.values())))


def test_what_would_stop_every_letter_is_refused_before_the_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing() -> str:
        raise Refused((Problem("chart_font_missing", Place(), "没有字体"),))

    monkeypatch.setattr(letters, "chinese_face", missing)
    for options in ({}, {"template": b"no docx", "with_chart": False}):
        with pytest.raises(Refused):
            letters_zip(example(), tmp_path / "x.zip", **options)  # type: ignore[arg-type]
    assert not (tmp_path / "x.zip").exists()


def test_a_template_serves_them_all(tmp_path: Path) -> None:
    target = tmp_path / "意见书.zip"
    assert letters_zip(example(), target, template=starting_template(), with_chart=False) == ()
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == 9 and "甲站：" in words(archive.read("S1_甲站_反馈意见书.docx"))


def test_hostile_names_do_not_stop_it() -> None:
    evaluation = hostile_evaluation()
    found, problems = packed(evaluation, with_chart=False, stations=range(0, len(evaluation.roster), 5))
    assert not problems and found


def test_memory_holds_one_letter_at_a_time() -> None:
    """The archive is written to as letters come, not collected: the target has grown before the last one."""
    sizes: list[int] = []
    target = io.BytesIO()
    letters_zip(example(), target, with_chart=False, progress=lambda step, share: sizes.append(target.tell()))
    assert sizes == sorted(sizes) and sizes[5] > sizes[1] > 0
