"""Outputs take their places together, or nothing on the disk changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from rating.command_line.outputs import check_targets, write_together
from rating.problems import Refused


def writing(content: bytes):
    def write(file: BinaryIO) -> None:
        file.write(content)

    return write


def disk_full(file: BinaryIO) -> None:
    file.write(b"half")
    raise OSError(28, "No space left on device")


def broken(file: BinaryIO) -> None:
    raise RuntimeError("a fault of ours")


def found(problems: tuple) -> list[str]:
    return [problem.found for problem in problems]


def test_all_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_together({tmp_path / "a.xlsx": writing(b"A"), tmp_path / "b.json": writing(b"B")})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.xlsx": b"A", "b.json": b"B"}


@pytest.mark.parametrize(("second", "raised"), [(disk_full, Refused), (broken, RuntimeError)])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, second, raised: type[Exception]) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"last month")
    with pytest.raises(raised):
        write_together({tmp_path / "a.xlsx": writing(b"new"), tmp_path / "b.json": second})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.xlsx": b"last month"}


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 250 + ".json")
    write_together({target: writing(b"A")})
    assert target.read_bytes() == b"A"


def test_a_full_disk_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_together({tmp_path / "b.json": disk_full})
    (problem,) = refused.value.problems
    assert problem.code == "output_unwritable" and problem.found == "写入时出错（磁盘已满）"


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_together({link: writing(b"new")})
    assert link.is_symlink() and real.read_bytes() == b"new"


def test_a_special_file_is_written_into_and_not_replaced() -> None:
    write_together({Path(os.devnull): writing(b"gone")})
    assert not Path(os.devnull).is_file() and Path(os.devnull).exists()


def test_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_together({target: writing(b"new")})
    assert target.stat().st_mode & 0o777 == 0o640


def test_targets_are_checked_before_the_work(tmp_path: Path) -> None:
    table = tmp_path / "评分表.xlsx"
    table.write_bytes(b"")
    there = tmp_path / "结果.json"
    assert check_targets({"json": there}, [table]) == ()
    assert check_targets({"out": tmp_path / "排名.XLSX", "json": Path("-")}, [table]) == ()
    assert check_targets({"out": Path(os.devnull)}, [table]) == ()
    assert found(check_targets({"out": tmp_path / "排名.pdf"}, [])) == ["文件名不以 .xlsx 结尾"]
    assert found(check_targets({"problems": tmp_path / "单.pdf"}, [])) == ["文件名不以 .xlsx 或 .csv 结尾"]
    endings = {"csv": ".csv", "parquet": ".parquet", "letters": ".zip", "report": ".docx"}
    for option, ending in endings.items():
        assert check_targets({option: tmp_path / f"表{ending}"}, []) == ()
        (problem,) = check_targets({option: tmp_path / "表.xls"}, [])
        assert (problem.found, problem.remedy) == (f"文件名不以 {ending} 结尾", f"请改为以 {ending} 结尾的文件名")
        assert found(check_targets({option: Path("-")}, [])) == ["这种文件不能写到标准输出"]
    assert found(check_targets({"out": tmp_path}, [])) == ["是文件夹，不是文件"]
    assert found(check_targets({"out": tmp_path / "没有" / "a.xlsx"}, [])) == [f"没有文件夹「{tmp_path / '没有'}」"]
    assert found(check_targets({"out": tmp_path / "." / "评分表.xlsx"}, [table])) == [
        "这是要读取的文件，写入会把它覆盖"
    ]
    assert found(check_targets({"out": tmp_path / ("长" * 300)}, [])) == ["文件名过长"]
    same = {"out": there, "json": tmp_path / "x" / ".." / "结果.json"}
    assert "与 --out 是同一个文件" in found(check_targets(same, []))


def test_a_problem_names_the_option(tmp_path: Path) -> None:
    (problem,) = check_targets({"out": tmp_path}, [])
    assert problem.where == f"{tmp_path} → --out"
