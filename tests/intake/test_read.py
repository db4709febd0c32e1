"""The door: many files make one round; nothing a file holds raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rating.intake.read import full_marks_by_kind, read_roster, read_workbooks
from rating.problems import CATALOGUE
from tests.intake.workbooks import SHEET, codes, form, one, read, small_form, values, with_part, xlsx

HOURS = xlsx([["站点", "服务时长"], ["甲站", 5], ["乙站", 6]])


def test_figures_from_several_files_and_paths(tmp_path: Path) -> None:
    (tmp_path / "一.xlsx").write_bytes(HOURS)
    (tmp_path / "二.csv").write_text("站点,驻站社工数\n甲站,3\n乙站,４人\n", "utf-8")
    steps: list[tuple[str, float]] = []
    reported = read_workbooks(
        small_form("hours", "staff"),
        [tmp_path / "一.xlsx", tmp_path / "二.csv"],
        progress=lambda *step: steps.append(step),
    )
    assert (values(reported, "hours"), values(reported, "staff")) == (["5", "6"], ["3", "4"])
    assert [upload.name for upload in reported.uploads] == ["一.xlsx", "二.csv"]
    assert len(reported.uploads[0].sha256) == 64
    assert [sheet.title for sheet in reported.sheets] == ["Sheet1", ""]
    assert steps[0] == ("检查文件", 0.0)
    assert steps[-1] == ("完成", 1.0)


def test_the_same_file_twice_is_used_once() -> None:
    reported = read(small_form("hours"), ("a.xlsx", HOURS), ("b.xlsx", HOURS))
    assert one(reported, "file_duplicate").place.file == "b.xlsx"
    assert len(reported.uploads) == 1
    assert values(reported, "hours") == ["5", "6"]


def test_two_answers_for_one_value_are_a_problem_equal_ones_are_not() -> None:
    other = xlsx([["站点", "服务时长", "备注"], ["甲站", 5, "x"], ["乙站", 7, None]])
    problem = one(read(small_form("hours"), ("a.xlsx", HOURS), ("b.xlsx", other)), "value_conflict")
    assert (problem.place.file, problem.place.cell) == ("b.xlsx", "B3")
    assert "a.xlsx" in problem.found


def test_a_blank_that_another_file_fills_is_no_blank() -> None:
    half = xlsx([["站点", "服务时长"], ["甲站", 5], ["乙站", None]])
    reported = read(small_form("hours"), ("a.xlsx", half), ("b.xlsx", xlsx([["站点", "服务时长"], ["乙站", 6]])))
    assert values(reported, "hours") == ["5", "6"]
    assert codes(reported) == []


def test_files_of_one_name_keep_their_places_apart() -> None:
    wrong = xlsx([["站点", "服务时长"], ["丙站", "很坏"]])
    reported = read(small_form("hours"), ("a.xlsx", HOURS), ("a.xlsx", wrong))
    assert one(reported, "value_unreadable").place.file == "a（2）.xlsx"


@pytest.mark.parametrize("name", ["../../etc/passwd.xlsx", "C:\\dir\\a.xlsx", "/abs/a.xlsx", "a\u202exslx.xlsx", ""])
def test_hostile_names_are_only_names(name: str) -> None:
    shown = read(small_form("hours"), (name, HOURS)).uploads[0].name
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert shown


def test_no_file_and_files_that_are_not_there(tmp_path: Path) -> None:
    assert codes(read(small_form("hours"))) == ["file_empty"]
    reported = read_workbooks(small_form("hours"), [tmp_path / "没有.xlsx", tmp_path])
    assert codes(reported)[:2] == ["file_unreadable", "file_unreadable"]
    assert len(reported.roster) == 0


def test_a_roster_gives_the_order_and_who_takes_part() -> None:
    rows = [["代码", "名称", "参评"], ["02", "乙站", "是"], ["01", "甲站", "是"], ["03", "丙站", "否"]]
    roster, problems, left_out = read_roster(small_form("hours"), ("名册.xlsx", xlsx(rows)))
    assert roster.name == ("乙站", "甲站")
    assert [problem.code for problem in problems] == ["row_left_out"]
    assert "不参评" in left_out[0][1]
    reported = read(small_form("hours"), ("a.xlsx", HOURS), roster=("名册.xlsx", xlsx(rows)))
    assert values(reported, "hours") == ["6", "5"]
    assert [upload.name for upload in reported.uploads] == ["名册.xlsx", "a.xlsx"]


def test_every_problem_is_in_the_catalogue_and_says_where() -> None:
    rows = [
        ["站点", "服务时长", "虚假材料", "档案等次"],
        ["甲站", "≥5", "?", "五"],
        ["甲站", 1, 1, 1],
        [None, 1, "是", "优"],
    ]
    for problem in read(form(), ("a.xlsx", xlsx(rows))).problems:
        assert problem.code in CATALOGUE
        assert problem.line
        assert problem.where != "（未定位）"


def test_full_marks_do_not_bind_marks_that_are_standardised_first() -> None:
    raters = {"combine": "mean", "if_missing": "exclude", "standardise": {}}
    assert full_marks_by_kind(form()) == {"quality": {"": 10}, "team": {"": 10}}
    assert full_marks_by_kind(form(raters=raters)) == {}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_bytes_give_problems_never_a_traceback(data: st.DataObject) -> None:
    original = data.draw(
        st.sampled_from([HOURS, "站点,服务时长\n甲,1\n".encode(), "站点,服务时长\n甲,1\n".encode("gb18030")])
    )
    broken = bytearray(original)
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    reported = read(small_form("hours"), ("a.xlsx", bytes(broken[:cut])))
    assert all(problem.code in CATALOGUE for problem in reported.problems)
    assert reported.columns["hours"].status.shape == (len(reported.roster),)


cell = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(cell, max_size=6), max_size=8))
def test_any_cells_under_any_header(rows: list[list[object]]) -> None:
    lines = [
        ["站点", *(field.title for field in form().fields.values())],
        *([f"站{n}", *row] for n, row in enumerate(rows)),
    ]
    text = "\n".join(
        "\t".join(str(one).replace("\t", " ").replace("\n", " ").replace("\r", " ") for one in line) for line in lines
    )
    reported = read(form(), ("专家甲.tsv", text.encode("utf-8", "replace")))
    for column in reported.columns.values():
        assert len(column.status) == len(reported.roster)
        assert (column.scaled[column.status != 0] == 0).all()


def test_what_only_follows_from_a_refused_file_is_not_told() -> None:
    roster = ("名册.xlsx", xlsx([["代码", "名称"], ["01", "甲站"], ["02", "乙站"], ["03", "丙站"]]))
    whole = small_form("hours", "staff", "quality")
    half = xlsx([["站点", "服务时长"], ["甲站", 5]])
    reported = read(whole, ("a.xlsx", half), ("b.xlsx", b"PK\x03\x04"), roster=roster)
    assert codes(reported) == ["file_unreadable"]
    alone = read(whole, ("a.xlsx", half), roster=roster)
    assert {"column_missing", "station_missing"} <= set(codes(alone))


def test_a_refused_roster_is_the_only_thing_to_mend() -> None:
    rubric = small_form("hours", kinds=["综合", "专项"])
    reported = read(rubric, ("a.xlsx", HOURS), roster=("名册.xlsx", b"%PDF-1.7"))
    assert codes(reported) == ["file_format"]
    assert one(reported, "file_format").place.file == "名册.xlsx"


def test_a_roster_in_which_nobody_takes_part_lets_nobody_in() -> None:
    roster = ("名册.csv", "代码,名称,参评\n01,甲站,否\n02,乙站,否\n".encode())
    assert codes(read(small_form("hours"), ("a.xlsx", HOURS), roster=roster)).count("station_unknown") == 2


@pytest.mark.parametrize("path", ["长" * 200 + ".xlsx", "a\0b.xlsx", "文件.txt/a.xlsx", "\udcff.xlsx"])
def test_paths_that_the_system_refuses_are_told_in_chinese(path: str, tmp_path: Path) -> None:
    (tmp_path / "文件.txt").write_text("x")
    problem = one(read_workbooks(small_form("hours"), [tmp_path / path]), "file_unreadable")
    reason = problem.found.removeprefix(f"找不到文件 {tmp_path / path}")
    assert not any(letter.isascii() and letter.isalpha() for letter in reason), problem.found


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04" + b"x" * 99, HOURS[:2000], with_part(HOURS, SHEET, lambda sheet: sheet[:120]), b'a,"' + b"x" * 1_100_000],
    ids=["zip", "half", "sheet", "text"],
)  # fmt: skip
def test_broken_files_are_told_without_english(data: bytes) -> None:
    for problem in read(small_form("hours"), ("文件", data)).problems:
        assert not any(letter.isascii() and letter.isalpha() for letter in problem.found.replace("Sheet1", "")), (
            problem.found
        )
        assert "「」" not in problem.message


def test_a_text_table_that_spans_too_much_has_no_sheet_to_name() -> None:
    problem = one(read(small_form("hours"), ("a.csv", b"," * 5000)), "file_too_large")
    assert problem.found.startswith("文本表格的范围")
