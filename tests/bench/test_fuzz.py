"""The fuzz run makes the same files from the same seed, keeps what breaks a promise, and says so."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="Windows 没有 resource 模块")

from bench import fuzz, spoiling


def test_the_same_seed_makes_the_same_files_and_other_seeds_others() -> None:
    sound = fuzz.seeds()
    assert {name.rpartition(".")[2] for name in sound} >= {"xlsx", "csv", "tsv", "xls", "ods"}
    for name, data in sound.items():
        made = [spoiling.mutated(random.Random(seed), data)[0] for seed in ("1", "1", "2")]
        assert made[0] == made[1], name
        assert made[0] != made[2], name


def test_every_mutation_answers_with_bytes() -> None:
    sound = fuzz.seeds()
    for seed in range(40):
        chance = random.Random(seed)
        for mutation in spoiling.ZIPPED:
            assert isinstance(mutation(chance, sound["各种格.xlsx"]), bytes)
        for mutation in spoiling.TEXT:
            assert isinstance(mutation(chance, sound["甲.csv"]), bytes)


@pytest.mark.slow
def test_a_short_run_breaks_no_promise(tmp_path: Path) -> None:
    tally = fuzz.run(60, 7, tmp_path, most=6)
    assert tally.violations == []
    assert tally.outcomes.total() == 6
    assert not any(tmp_path.iterdir())


def stop(code: int, *lines: str) -> object:
    def rating(_: object) -> int:
        sys.stderr.write("\n".join(lines))
        return code

    return rating


@pytest.mark.parametrize(
    ("code", "lines"),
    [(1, ["程序出错"]), (2, []), (2, ["file_empty 甲: 空的; —"]), (0, ["Traceback (most recent call last):"])],
)
def test_a_broken_promise_is_kept_and_told(
    code: int, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "rating", stop(code, *lines))
    assert fuzz.main(["--seconds", "0.2", "--seed", "3", "--keep", str(tmp_path)]) == 1
    assert "BROKEN 3-0" in capsys.readouterr().out
    assert any(tmp_path.iterdir())


def test_an_exception_is_a_broken_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rating(_: object) -> int:
        raise KeyError("x")

    monkeypatch.setattr(fuzz, "rating", rating)
    assert "KeyError" in fuzz.run(60, 3, tmp_path, most=1).violations[0]
