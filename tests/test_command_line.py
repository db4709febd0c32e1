"""`python -m rating`: exit codes, one line a problem, outputs whole or not at all, Chinese throughout."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from rating.__main__ import main
from rating.workflow import Sample
from tests.small_round import PREVIOUS, ROWS, lay_out, table

PROBLEM_LINE = re.compile(r"[a-z_]+ \S((?!: ).)*: ((?!; ).)+; ((?!; ).)+; ((?!; ).)+")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 标准.yaml and 数据.csv, which is also the working directory."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Run a command that must be refused, in Chinese lines and without writing; returns the lines."""
    before = files(Path.cwd())
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert files(Path.cwd()) == before
    lines = err.splitlines()
    assert lines
    for line in lines:
        assert PROBLEM_LINE.fullmatch(line), line
        assert re.search(r"[\u4e00-\u9fff]", line)
    return lines


def test_rating_writes_a_ranking_and_a_result(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("rate", "--rubric", "标准.yaml", "数据.csv", "--out", "排名.xlsx", "--json", "结果.json")
    assert main(words) == 0
    out, err = capsys.readouterr()
    stations = json.loads((here / "结果.json").read_text(encoding="utf-8"))["stations"]
    assert [(station["rank"], station["total"], station["stars"]) for station in stations] == [
        (1, "20.0", 5), (2, "15.0", 4), (None, "18.0", None), (None, None, None),
    ]  # fmt: skip
    assert openpyxl.load_workbook(here / "排名.xlsx").sheetnames
    assert "共 4 个，已评定 2 个，未评定 2 个" in out
    assert "已写入 排名.xlsx" in out and "已写入 结果.json" in out
    assert any(line.startswith("value_blank ") for line in err.splitlines())


def test_rating_alone_only_prints(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(here)
    assert main(("rate", "--rubric", "标准.yaml", "数据.csv")) == 0
    assert "甲街道社工站" in capsys.readouterr().out
    assert files(here) == before


def test_the_previous_round_counts(here: Path) -> None:
    (here / "上一轮.json").write_text(PREVIOUS, encoding="utf-8")
    words = ("rate", "--rubric", "标准.yaml", "数据.csv", "--previous", "上一轮.json", "--json", "结果.json")
    assert main(words) == 0
    stations = json.loads((here / "结果.json").read_text(encoding="utf-8"))["stations"]
    assert stations[0]["stars"] == 4


def test_a_result_is_the_same_byte_for_byte(here: Path) -> None:
    for name in ("一.json", "二.json"):
        assert main(("rate", "--rubric", "标准.yaml", "数据.csv", "--json", name)) == 0
    assert (here / "一.json").read_bytes() == (here / "二.json").read_bytes()


def test_refused_data_leave_last_months_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "排名.xlsx").write_bytes(b"last month")
    (here / "数据.csv").write_text(table((*ROWS, ROWS[0])), encoding="utf-8")
    lines = refused(capsys, "rate", "--rubric", "标准.yaml", "数据.csv", "--out", "排名.xlsx", "--json", "结果.json")
    assert lines[0].startswith("station_duplicate 数据.csv")
    assert (here / "排名.xlsx").read_bytes() == b"last month"


def test_a_value_that_cannot_be_read_is_named_by_its_cell(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "数据.csv").write_text(table().replace(",5,5,否", ",五个多,5,否", 1), encoding="utf-8")
    lines = refused(capsys, "rate", "--rubric", "标准.yaml", "数据.csv", "--json", "结果.json")
    assert any("E2" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["rate"], "command_usage"),
        (["rate", "--rubric", "没有.yaml", "数据.csv"], "rubric_unreadable"),
        (["rate", "--rubric", ".", "数据.csv"], "rubric_unreadable"),
        (["rate", "--rubric", "数据.csv", "数据.csv"], "rubric_"),
        (["rate", "--rubric", "标准.yaml", "没有.xlsx"], "file_unreadable"),
        (["rate", "--rubric", "标准.yaml", "."], "file_unreadable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--roster", "没有.xlsx"], "file_unreadable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--previous", "没有.json"], "result_unreadable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--previous", "标准.yaml"], "result_unreadable"),
        (["rate", "--rubric", "标准.yaml", "标准.yaml"], "table_missing"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "没有/排名.xlsx"], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "."], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "数据.csv"], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "标准.yaml"], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "a.xlsx", "--json", "./a.xlsx"], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "排名.csv"], "output_unwritable"),
        (["rate", "--rubric", "标准.yaml", "数据.csv", "--out", "-"], "output_unwritable"),
        (["check", "--rubric", "标准.yaml", "没有.xlsx", "--json", "核对.json"], "file_unreadable"),
        (["goals", "--goals", "标准.yaml", "数据.csv"], "rubric_"),
        (["goals", "--goals", "没有.yaml", "数据.csv"], "rubric_unreadable"),
        (["rubric", "show", "没有.yaml"], "rubric_unreadable"),
        (["rubric", "lint", "数据.csv"], "rubric_"),
        (["统计"], "command_usage"),
    ],
)
def test_bad_input_is_refused_with_its_place(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: str
) -> None:
    assert refused(capsys, *words)[0].startswith(code)


def test_checking_writes_what_would_be_scored(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("check", "--rubric", "标准.yaml", "数据.csv", "--json", "核对.json")) == 0
    seen = json.loads((here / "核对.json").read_text(encoding="utf-8"))
    assert set(seen) == {"stations", "left_out", "questions", "problems"}
    value = seen["stations"][1]["values"]["licensed"]
    assert value == {"status": "reported", "value": "4", "text": "4", "file": "数据.csv", "sheet": None, "cell": "F3"}
    assert seen["stations"][3]["values"]["licensed"]["status"] == "blank"
    assert "共 4 个" in capsys.readouterr().out


def test_checking_lists_the_problems_also_when_they_stop_a_rating(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "数据.csv").write_text(table((*ROWS, ROWS[0])), encoding="utf-8")
    assert main(("check", "--rubric", "标准.yaml", "数据.csv", "--json", "核对.json")) == 2
    seen = json.loads((here / "核对.json").read_text(encoding="utf-8"))
    assert "station_duplicate" in [problem["code"] for problem in seen["problems"]]
    assert capsys.readouterr().err.startswith("station_duplicate")


@pytest.mark.parametrize(("command", "key"), [("rate", "rubric"), ("check", "left_out")])
@pytest.mark.parametrize("target", ["-", "/dev/stdout"])
def test_json_goes_on_to_another_program_with_nothing_beside_it(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, key: str, target: str
) -> None:
    before = files(here)
    assert main((command, "--rubric", "标准.yaml", "数据.csv", "--json", target)) == 0
    assert key in json.loads(capsys.readouterr().out)
    assert files(here) == before


def test_a_header_with_nobody_below_it_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "数据.csv").write_text(table(()), encoding="utf-8")
    assert refused(capsys, "rate", "--rubric", "标准.yaml", "数据.csv")[0].startswith("table_missing 数据.csv: ")
    assert main(("check", "--rubric", "标准.yaml", "数据.csv")) == 2
    assert capsys.readouterr().err.startswith("table_missing 数据.csv: ")


def test_checking_marks_the_problems_in_copies(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first under the name asked for, the second beside it; the originals stay as they were."""
    data = here / "数据.csv"
    data.write_text(table().replace(",5,5,否", ",五个多,5,否", 1), encoding="utf-8")
    other = here / "另一份.csv"
    other.write_text("代码,名称,备用数\n01,甲街道社工站,3\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (data, other)}
    words = ("check", "--rubric", "标准.yaml", data.name, other.name, "--annotated", "标出.xlsx")
    assert main(words) == 2
    out = capsys.readouterr().out
    written = sorted(path.name for path in here.glob("标出*.xlsx"))
    assert written[0] == "标出.xlsx" and all(f"已写入 {name}" in out for name in written)
    assert openpyxl.load_workbook(here / "标出.xlsx").worksheets[1]["E2"].comment
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("content", [table().replace(",5,5,否", ",五个多,5,否", 1), "", "没有表头"])
def test_checking_writes_the_list_of_problems(here: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    """Also when the input is refused, even as a whole; as Excel or CSV by the ending."""
    (here / "数据.csv").write_text(content, encoding="utf-8")
    for name in ("问题清单.xlsx", "问题清单.CSV"):
        assert main(("check", "--rubric", "标准.yaml", "数据.csv", "--problems", name)) == 2
    told = [line.split(" ")[0] for line in capsys.readouterr().err.splitlines()]
    sheet = openpyxl.load_workbook(here / "问题清单.xlsx").worksheets[0]
    rows = list(csv.DictReader((here / "问题清单.CSV").read_text(encoding="utf-8-sig").splitlines()))
    assert [cell.value for cell in sheet["K"][3:]] == [row["代码"] for row in rows]
    assert sorted(told) == sorted([row["代码"] for row in rows] * 2)


@pytest.mark.parametrize("target", ["数据.csv", "标准.yaml", "清单.txt", "没有/清单.xlsx", "-"])
def test_a_list_never_takes_the_place_of_something_else(
    here: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    words = ("check", "--rubric", "标准.yaml", "数据.csv", "--problems", target)
    assert refused(capsys, *words)[0].startswith("output_unwritable ")


def test_nothing_to_mark_writes_no_copy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "数据.csv").write_text(table(ROWS[:2]), encoding="utf-8")
    assert main(("check", "--rubric", "标准.yaml", "数据.csv", "--annotated", "标出.xlsx")) == 0
    assert "没有写批注版" in capsys.readouterr().out
    assert not (here / "标出.xlsx").exists()


@pytest.mark.parametrize("target", ["数据.csv", "标准.yaml", "标出.csv", "没有/标出.xlsx", "-"])
def test_a_copy_never_takes_the_place_of_something_else(
    here: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    words = ("check", "--rubric", "标准.yaml", "数据.csv", "--annotated", target)
    assert refused(capsys, *words)[0].startswith("output_unwritable ")


def test_goals_of_the_sample_district(here: Path, sample: Sample, capsys: pytest.CaptureFixture[str]) -> None:
    for goals in sample.goals:
        words = ("goals", "--goals", str(goals), str(sample.area), "--out", "目标.xlsx", "--json", "目标.json")
        assert main(words) == 0
        assert "已写入 目标.xlsx" in capsys.readouterr().out
        assert json.loads((here / "目标.json").read_text(encoding="utf-8"))["goals"]
        assert openpyxl.load_workbook(here / "目标.xlsx").sheetnames


def test_the_sample_district_from_the_command_line(here: Path, sample: Sample) -> None:
    words = ["rate", "--rubric", sample.rubric, *sample.workbooks, "--roster", sample.roster]
    assert main([*map(str, words), "--previous", str(sample.previous), "--json", "结果.json"]) == 0
    stations = json.loads((here / "结果.json").read_text(encoding="utf-8"))["stations"]
    assert len(stations) == 37


def test_lint_looks_at_every_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (here / "标准.yaml").read_text(encoding="utf-8")
    (here / "二.yaml").write_text(text.replace("title: 人数,", "title: 召开会议次数,"), encoding="utf-8")
    assert main(("rubric", "lint", "标准.yaml", "二.yaml")) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].startswith("二.yaml：可以使用，")
    assert any(line.startswith("lint_formalism 二.yaml → ") for line in err.splitlines())


def test_lint_refuses_what_cannot_be_loaded_after_looking_at_all(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "坏.yaml").write_text("code: x\ncode: y\n", encoding="utf-8")
    lines = refused(capsys, "rubric", "lint", "坏.yaml", "标准.yaml", "没有.yaml")
    assert [line.split()[0] for line in lines][:2] == ["rubric_duplicate_key", "rubric_unreadable"]


def test_show_and_schema_print(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("rubric", "show", "标准.yaml")) == 0
    assert "小评分标准（示例）" in capsys.readouterr().out
    assert main(("rubric", "schema")) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["dimensions"]


def test_help_and_version_are_no_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("--help",)) == 0
    assert "python -m rating" in capsys.readouterr().out
    assert main(("--version",)) == 0


def test_a_fault_of_ours_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("rating.workflow.ratings.read_workbooks", broken)
    monkeypatch.delenv("RATING_DEBUG", raising=False)
    assert main(("rate", "--rubric", "标准.yaml", "数据.csv", "--json", "结果.json")) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["程序出错（不是数据的问题）：ZeroDivisionError: two lines；请把这一行和所用文件交给维护人员"]
    assert not (here / "结果.json").exists()
    monkeypatch.setenv("RATING_DEBUG", "1")
    assert main(("rate", "--rubric", "标准.yaml", "数据.csv")) == 1
    assert "Traceback" in capsys.readouterr().err


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).resolve().parent.parent
    full = {**os.environ, "PYTHONPATH": str(root), **environment}
    return subprocess.run([sys.executable, "-m", "rating", *words], env=full, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_chinese_comes_out_as_utf8_whatever_the_locale(here: Path, encoding: str) -> None:
    done = run("rubric", "show", "标准.yaml", LC_ALL="C", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "小评分标准（示例）" in done.stdout.decode("utf-8")


def test_a_problem_stays_one_line_whatever_the_name_holds(here: Path) -> None:
    done = run("rate", "--rubric", "标准.yaml", "第一行\n第二行\udcff.xlsx")
    assert done.returncode == 2
    lines = done.stderr.decode("utf-8").splitlines()
    assert lines[0].startswith("file_unreadable 第一行")
    assert all(PROBLEM_LINE.fullmatch(line) for line in lines)


def test_a_reader_that_goes_away_is_no_fault(here: Path) -> None:
    command = f"{sys.executable} -m rating rubric schema | head -c 1"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        ["bash", "-c", command], env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, check=False
    )
    assert done.stdout == b"{" and done.stderr == b""
