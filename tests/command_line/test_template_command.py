"""`python -m rating template`: what it writes, what it refuses, and that nothing is written then."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rating.__main__ import main
from tests.small_round import lay_out

RUBRICS = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["template", *words])
    return code, *capsys.readouterr()


def test_a_template_for_a_rubric(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--rubric", "标准.yaml", "--out", "模板.xlsx")
    assert (code, err) == (0, "")
    assert "已写入 模板.xlsx" in out
    assert openpyxl.load_workbook("模板.xlsx").sheetnames[:2] == ["填表说明", "填报数据"]


def test_a_template_for_a_roster_tells_what_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("名册.csv").write_text("代码,名称,类型,参评\n007,甲站,综合,是\n008,乙站,专项,否\n", "utf-8")
    code, _, err = run(capsys, "--rubric", "标准.yaml", "--roster", "名册.csv", "--out", "模板.xlsx")
    assert code == 0 and "row_left_out" in err
    sheet = openpyxl.load_workbook("模板.xlsx")["填报数据"]
    assert [sheet.cell(row, 1).value for row in (7, 8)] == ["007", None]


def test_a_template_for_a_rater(capsys: pytest.CaptureFixture[str]) -> None:
    rubric = str(RUBRICS / "yichang-project.yaml")
    words = ("--rubric", rubric, "--rater", "王 小明", "--role", "第三方机构", "--out", "模板.xlsx")
    assert run(capsys, *words)[0] == 0
    book = openpyxl.load_workbook("模板.xlsx")
    assert book.sheetnames == ["填表说明", "专家打分"]
    assert book["专家打分"]["B4"].value == "王 小明"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rubric", "标准.yaml"), "command_usage"),
        (("--rubric", "没有.yaml", "--out", "模板.xlsx"), "rubric_unreadable"),
        (("--rubric", "标准.yaml", "--roster", "没有.xlsx", "--out", "模板.xlsx"), "file_unreadable"),
        (("--rubric", "标准.yaml", "--roster", "标准.yaml", "--out", "模板.xlsx"), "table_missing"),
        (("--rubric", "标准.yaml", "--out", "模板.pdf"), "output_unwritable"),
        (("--rubric", "标准.yaml", "--out", "标准.yaml"), "output_unwritable"),
        (("--rubric", str(RUBRICS / "yichang-project.yaml"), "--rater", "甲", "--out", "模板.xlsx"), "rater_unknown"),
        (("--rubric", str(RUBRICS / "hunan-style.yaml"), "--rater", "甲", "--out", "模板.xlsx"), "rater_unknown"),
    ],
)
def test_refused_without_writing(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str) -> None:
    before = sorted(Path.cwd().iterdir())
    number, out, err = run(capsys, *words)
    assert (number, out) == (2, "")
    assert err.startswith(code), err
    assert sorted(Path.cwd().iterdir()) == before
