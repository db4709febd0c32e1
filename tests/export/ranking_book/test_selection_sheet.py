"""分类查看: a kind, a street, a number of stars by drop-downs, against the Evaluation; recalculated by LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rating.export import plan as planning
from rating.export.dimension_sheet import write_dimensions
from rating.export.excel import export_excel
from rating.export.indicator_sheet import write_indicators
from rating.export.plan import SELECTION, make_plan
from rating.export.ranking_book.award_sheet import write_awards, write_options
from rating.export.ranking_book.criteria_sheet import write_criteria
from rating.export.ranking_book.selection_sheet import (
    CHOICE_ROW,
    FIRST_ROW,
    HEAD,
    MEAN,
    NOBODY,
    UNKNOWN,
    write_selection,
)
from rating.export.ranking_book.values_sheet import write_values
from rating.export.style import make_style
from rating.export.workbook import open_workbook
from rating.insight.tables import groups, ranked_rows, unranked_rows
from rating.scoring.evaluation import Evaluation
from tests.export.ranking_book.rounds import shipped_rounds
from tests.export.recalculated import recalculated_files
from tests.insight.example import EXAMPLE, ROWS, example, rated

Choice = tuple[str, str, str]
EVERYTHING = ("全部", "全部", "全部")


def chosen(evaluation: Evaluation, choice: Choice) -> list[int]:
    """Rows of the roster, ranked group by group, then the unranked."""
    kind, street, stars = choice
    rows = [row for group in groups(evaluation) for row in ranked_rows(evaluation, group).tolist()]
    rows += [row for group in groups(evaluation) for row in unranked_rows(evaluation, group).tolist()]
    roster = evaluation.roster
    return [
        row
        for row in rows
        if kind in ("全部", roster.kind[row] or "未填写")
        and street in ("全部", roster.street[row] or "未填写")
        and stars in ("全部", stars_in_words(evaluation, row))
    ]


def stars_in_words(evaluation: Evaluation, row: int) -> str:
    stars = int(evaluation.ratings.stars[row])
    return "未评定" if stars < 0 else f"{stars} 星" if stars else "不定星级"


def line(evaluation: Evaluation, row: int) -> list[Any]:
    """名次 站点 街镇 类型 总分 星级 等级 and the dimensions of one station."""
    ratings, roster, subtotals = evaluation.ratings, evaluation.roster, evaluation.subtotals
    total = evaluation.total(row)
    shown: list[Any] = [float(ratings.rank[row]) if ratings.rated[row] else "－"]
    shown += [roster.name[row], roster.street[row], roster.kind[row], "未定" if total is None else float(total)]
    if evaluation.rubric.has_bands:
        shown += [int(ratings.stars[row]) if ratings.stars[row] >= 0 else "－", str(ratings.band[row])]
    for node in evaluation.rubric.dimensions:
        at = subtotals.codes.index(node.code)
        if not node.applies_to(roster.kind[row]):
            shown.append("")
        elif not subtotals.counted[row, at]:
            shown.append("－")
        else:
            known = subtotals.known[row, at]
            shown.append(int(subtotals.points[row, at]) / 10**subtotals.decimals if known else "未定")
    return shown


def mean_total(evaluation: Evaluation, rows: Sequence[int]) -> Any:
    """Of those with a rank, half up, one decimal."""
    totals = [Fraction(evaluation.total(row) or 0) for row in rows if evaluation.ratings.rated[row]]
    if not totals:
        return "－"
    mean = sum(totals) / len(totals)
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-max(1, evaluation.ratings.decimals)), ROUND_HALF_UP))


def seen(sheet: Worksheet) -> list[list[Any]]:
    """The rows with a station; every row after them is empty."""
    width = [cell.value for cell in sheet[HEAD + 1]].index(None)
    lines = sheet.iter_rows(min_row=FIRST_ROW + 1, max_col=width, values_only=True)
    rows = [["" if cell is None else cell for cell in row] for row in lines]
    count = next((at for at, row in enumerate(rows) if row[1] == ""), len(rows))
    assert not any(cell != "" for row in rows[count:] for cell in row)
    return rows[:count]


def choose(sheet: Worksheet, choice: Sequence[str]) -> None:
    titles = ("类型", "街镇", "星级")
    for row in range(CHOICE_ROW + 1, HEAD):
        if sheet.cell(row, 1).value in titles:
            sheet.cell(row, 2).value = choice[titles.index(str(sheet.cell(row, 1).value))]


class Several:
    """A workbook in which 分类查看 may stand several times, so that LibreOffice opens one file for many choices."""

    def __init__(self, book: Any) -> None:
        self._book, self._count = book, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._book, name)

    def add_worksheet(self, name: str) -> Any:
        if name == SELECTION:
            self._count += 1
            name = f"{SELECTION}{self._count}"
        return self._book.add_worksheet(name)


def several(evaluation: Evaluation, path: Path, asked: Sequence[Choice]) -> Path:
    """The sheets that formulas need, and one 分类查看 a choice, as people would have set it."""
    plan, book = make_plan(evaluation), Several(open_workbook(path))
    style = make_style(book, 1, evaluation.scores.decimals, shared_ranks=False)
    pages = [write_selection] * len(asked)
    for write in (
        *pages,
        write_dimensions,
        write_awards,
        write_indicators,
        write_values,
        write_criteria,
        write_options,
    ):
        write(book, plan, style)
    book.close()
    typed = openpyxl.load_workbook(path)
    for number, choice in enumerate(asked, 1):
        choose(typed[f"{SELECTION}{number}"], choice)
    typed.save(path)
    return path


def check(sheet: Worksheet, evaluation: Evaluation, choice: Choice) -> None:
    rows = chosen(evaluation, choice)
    found = seen(sheet)
    assert len(found) == len(rows), choice
    for shown, row in zip(found, rows, strict=True):
        for cell, expected in zip(shown, line(evaluation, row), strict=True):
            assert cell == (pytest.approx(expected, abs=5e-7) if isinstance(expected, float) else expected), choice
    ranked = sum(bool(evaluation.ratings.rated[row]) for row in rows)
    told = str(sheet.cell(CHOICE_ROW + 1, 3).value)
    assert told.startswith(f"符合条件的站点 {len(rows)} 个，参加排名 {ranked} 个。" if rows else NOBODY)
    assert (f"未参加排名的 {len(rows) - ranked} 个" in told) == (len(rows) > ranked)
    assert sheet.cell(MEAN + 1, 5).value == mean_total(evaluation, rows)


def check_all(path: Path, evaluation: Evaluation, asked: Sequence[Choice]) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    for number, choice in enumerate(asked, 1):
        check(book[f"{SELECTION}{number}"], evaluation, choice)


def written(evaluation: Evaluation, path: Path) -> Path:
    export_excel(evaluation, path)
    return path


def test_it_opens_on_all_stations_with_right_stored_figures(tmp_path: Path, sample_evaluation: Evaluation) -> None:
    for name, evaluation in {"例": example(), "样": sample_evaluation, **shipped_rounds(16)}.items():
        path = written(evaluation, tmp_path / f"{name}.xlsx")
        check(openpyxl.load_workbook(path, data_only=True)[SELECTION], evaluation, EVERYTHING)


@pytest.mark.office
def test_each_kind_and_street_shows_its_stations(tmp_path: Path, sample_evaluation: Evaluation) -> None:
    """The sample district has ties, stations without a rank, kinds with one station, and streets without some kind."""
    roster = sample_evaluation.roster
    streets = ["全部", *list(dict.fromkeys(roster.street))[:2]]
    asked: list[Choice] = [(kind, street, "全部") for kind in dict.fromkeys(roster.kind) for street in streets]
    asked += [("全部", roster.street[0], "全部"), ("全部", "全部", "5 星"), ("全部", "全部", "未评定")]
    asked += [("综合", "全部", "3 星"), ("治理专项", "全部", "1 星")]
    assert any(not chosen(sample_evaluation, choice) for choice in asked)
    (done,) = recalculated_files([several(sample_evaluation, tmp_path / "样.xlsx", asked)], tmp_path)
    check_all(done, sample_evaluation, asked)


def own_dimension() -> Evaluation:
    """投诉处理 as a dimension of its own that 专项 does not have."""
    team, service = EXAMPLE["dimensions"]
    *others, order = service["indicators"]
    own = {"code": "own", "title": "投诉", "kinds": ["综合"], "indicators": [order]}
    return rated(dimensions=[team, {**service, "indicators": others}, own])


@pytest.mark.office
def test_other_rubrics_and_what_is_not_in_the_list(tmp_path: Path) -> None:
    """Ties of 乙站 and 丙站, a veto, a blank; shared ranks; kinds with dimensions of their own; no kinds at all."""
    shared = rated(ranking={"by": ["stars"], "ties": "shared", "within": "all"})
    assert any(float(rank) % 1 for rank in shared.ratings.rank[shared.ratings.rated])
    rounds: list[tuple[Evaluation, list[Choice]]] = [
        (example(), [("综合", "全部", "全部"), ("专项", "全部", "全部"), ("全部", "全部", "不定星级")]),
        (shared, [("综合", "全部", "全部"), ("全部", "东街道", "5 星")]),
        (own_dimension(), [("综合", "全部", "全部"), ("专项", "全部", "全部"), EVERYTHING]),
    ]
    shipped = shipped_rounds(24).values()
    rounds += [(each, [(each.roster.kind[1] or "全部", each.roster.street[1], "全部"), EVERYTHING]) for each in shipped]
    files = [several(each, tmp_path / f"{at}.xlsx", asked) for at, (each, asked) in enumerate(rounds)]
    files.append(several(example(), tmp_path / "错.xlsx", [("没有这一类", "全部", "全部")]))
    done = recalculated_files(files, tmp_path)
    for path, (each, asked) in zip(done, rounds, strict=False):
        check_all(path, each, asked)
    wrong = openpyxl.load_workbook(done[-1], data_only=True)[f"{SELECTION}1"]
    assert (wrong.cell(CHOICE_ROW + 1, 3).value, seen(wrong)) == (UNKNOWN, [])


@pytest.mark.office
def test_a_changed_mark_moves_a_station_in_the_list(tmp_path: Path) -> None:
    """壬站 9, 9, 9 in place of its marks: 31.5 points, four stars, fourth; 丁站 falls to the fifth place."""
    book = openpyxl.load_workbook(written(example(), tmp_path / "结果.xlsx"))
    book["填报值"]["I13"], book["填报值"]["J13"], book["填报值"]["K13"] = 9, 9, 9
    choose(book[SELECTION], ("综合", "全部", "全部"))
    book.save(tmp_path / "改.xlsx")
    (done,) = recalculated_files([tmp_path / "改.xlsx"], tmp_path)
    rows = seen(openpyxl.load_workbook(done, data_only=True)[SELECTION])
    assert [row[1] for row in rows][3:5] == ["壬站", "丁站"]
    assert rows[3][:1] + rows[3][4:6] == [4, 31.5, 4]


@pytest.mark.office
def test_a_short_list_says_which_pages_to_print(tmp_path: Path) -> None:
    """120 stations, 13 of them 专项 and 107 综合; the pages break where the sheet says."""
    rows = [{**ROWS[at % len(ROWS)], "code": f"T{at}", "name": f"站{at}"} for at in range(120)]
    asked = [("专项", "全部", "全部"), ("综合", "全部", "全部"), EVERYTHING]
    path = several(rated(rows=rows), tmp_path / "多.xlsx", asked)
    breaks = [each.id for each in openpyxl.load_workbook(path)[f"{SELECTION}1"].row_breaks.brk]
    assert breaks[-1] > FIRST_ROW + 107 > breaks[1]
    needed = 1 + sum(row < FIRST_ROW + 107 for row in breaks)
    (done,) = recalculated_files([path], tmp_path)
    book = openpyxl.load_workbook(done, data_only=True)
    told = [str(book[f"{SELECTION}{number}"].cell(CHOICE_ROW + 1, 3).value) for number in (1, 2, 3)]
    assert told[0].endswith("打印时选第 1 页。")
    assert told[1].endswith(f"打印时选第 1 至 {needed} 页。")
    assert "打印" not in told[2]


def test_it_is_set_up_for_a4(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(example(), tmp_path / "例.xlsx"))[SELECTION]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${HEAD + 1}:${MEAN + 1}"
    hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
    assert hidden == ["K"]  # and the columns beside it, in one group


def test_too_many_stations_have_no_such_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_FIGURED", 5)
    assert SELECTION not in openpyxl.load_workbook(written(example(), tmp_path / "值.xlsx")).sheetnames
