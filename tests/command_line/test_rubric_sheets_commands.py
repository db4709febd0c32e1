"""to-excel, from-excel and diff as they are typed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from rating.__main__ import main
from rating.command_line.rubric_sheets_commands import COMMANDS
from rating.rubric.file import load_rubric

RUBRIC = "rubrics/hunan-style.yaml"


def _edited(tmp_path: Path, cell: str, value: object) -> Path:
    """The workbook with one cell of 基本信息 changed."""
    assert main(["rubric", "to-excel", "--rubric", RUBRIC, "--out", str(tmp_path / "甲.xlsx")]) == 0
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "甲.xlsx").read_bytes()))
    book["基本信息"][cell].value = value
    book.save(tmp_path / "改.xlsx")
    return tmp_path / "改.xlsx"


def test_there_and_back_is_the_same_rubric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook, text = str(tmp_path / "甲.xlsx"), str(tmp_path / "甲.yaml")
    assert main(["rubric", "to-excel", "--rubric", RUBRIC, "--out", workbook]) == 0
    assert main(["rubric", "from-excel", workbook, "--out", text]) == 0
    told = capsys.readouterr()
    assert f"已写入 {text}" in told.out
    assert told.err == ""
    assert load_rubric(text) == load_rubric(RUBRIC)
    assert main(["rubric", "diff", RUBRIC, text]) == 0
    assert capsys.readouterr().out == "两份评分标准内容相同。\n"


def test_a_difference_is_told_under_its_heading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = _edited(tmp_path, "B4", "2024.1")
    capsys.readouterr()
    assert main(["rubric", "diff", RUBRIC, str(edited)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("共 1 处不同：\n")
    assert "2023.1" in told
    assert "2024.1" in told


def test_a_workbook_that_is_wrong_is_refused_by_its_cell_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited, out = _edited(tmp_path, "B5", "正式"), tmp_path / "乙.yaml"
    assert main(["rubric", "from-excel", str(edited), "--out", str(out)]) == 2
    assert "rubric_value 改.xlsx → 基本信息!B5" in capsys.readouterr().err
    assert not out.exists()


def test_standard_output_holds_nothing_but_the_rubric(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    edited = _edited(tmp_path, "B4", "2024.1")
    capfdbinary.readouterr()
    assert main(["rubric", "from-excel", str(edited), "--out", "-"]) == 0
    (tmp_path / "乙.yaml").write_bytes(capfdbinary.readouterr().out)
    assert load_rubric(tmp_path / "乙.yaml").version == "2024.1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["diff", RUBRIC], "写了 1 个评分标准"),
        (["diff", RUBRIC, RUBRIC, RUBRIC], "只能写 2 个"),
        (["from-excel", "没有.xlsx", "--out", "甲.yaml"], "找不到文件 没有.xlsx"),
        (["from-excel", "甲.xlsx", "--out", "甲.xlsx"], "这是要读取的文件"),
        (["from-excel", "甲.xlsx", "--out", "乙.xlsx"], "文件名不以 .yaml 结尾"),
        (["to-excel", "--rubric", RUBRIC, "--out", "甲.yaml"], "文件名不以 .xlsx 结尾"),
        (["from-excel", RUBRIC, "--out", "甲.yaml"], "缺少工作表"),
    ],
)
def test_what_cannot_be_done_is_told_with_exit_code_2(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rubric", *words]) == 2
    assert told in capsys.readouterr().err


def test_each_is_a_command() -> None:
    assert set(COMMANDS) == {"rubric to-excel", "rubric from-excel", "rubric diff"}
