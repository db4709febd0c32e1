"""User text is only ever text: on every screen, in every workbook, in CSV, JSON and on the terminal.

The texts are in `tests/hostile.py`; the round made of them has each as name, street, code, kind, value, file, sheet,
rater, reason and rubric wording.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from rating import load_goals, workflow
from rating.__main__ import main
from rating.command_line.summary import rated_summary
from rating.export.excel import export_excel
from rating.export.goals_excel import export_goals
from rating.export.template import template_file
from rating.insight.changes import Change, Changes
from rating.insight.result import result, write_result
from rating.intake.answers import NOT_USED
from rating.intake.copies.annotate import annotated_copies
from rating.problems import Place, Problem
from rating.reported import ColumnRead, Question, Reported, Roster, TableRead, Upload
from rating.screens.frame.navigation import pages_of
from rating.screens.import_sections.import_draft import DRAFT, Draft
from rating.screens.visit.session import IMPORTED, Shown
from tests.hostile import HOSTILE, REFUSED_IN_RUBRICS, hostile_evaluation, texts
from tests.hostile_screens import BEYOND, CHECKS, CONTROLS
from tests.screens.opening import open_screen

STARTS = ("=", "+", "-", "@", "\t", "\r")


# ---- screens

PAGES = (*pages_of(None), "import under way", "goals of hostile streets", "compared with a hostile result")


@cache
def opened(name: str) -> AppTest:
    if name in OTHERS:
        return OTHERS[name]()
    return open_screen(name, Shown(hostile_evaluation(), HOSTILE["handler"] + HOSTILE["override"], sample=False))


@cache
def imported() -> AppTest:
    """The import page with a draft in which every text is hostile: files, sheets, headings, names, answers, changes."""
    evaluation = hostile_evaluation()
    kinds = ("column", "points", "station", "share", "range", "template")
    questions = tuple(
        Question(
            (kinds[at % len(kinds)], f"{at}{text}"),
            Problem("column_similar" if at % 2 else "station_similar", Place(text, text, "B2", text), text, text),
            text,
            (("staff", text), ("licensed", text + text[:9]), (NOT_USED, text[:20])),
            0.5,
            (text, text),
        )
        for at, text in enumerate(texts("surrogate"))
    )
    columns = tuple(
        ColumnRead(text, "B2", ("staff", "")[at % 2], ("field", "")[at % 2], "nearest", 0.5, (text, text), text)
        for at, text in enumerate(texts("surrogate"))
    )
    tables = tuple(TableRead(text, text, text, (1, 2), 9, 3, columns[:4]) for text in texts("surrogate"))
    asked = tuple(question.problem for question in questions)
    reported = replace(
        evaluation.reported,
        questions=questions,
        tables=tables,
        problems=(*(problem for problem in every_problem() if "\ud800" not in problem.found), *asked),
    )
    values = tuple(Change(text, text, "staff", text, text, text, text, text, text) for text in texts("surrogate"))
    draft = Draft(
        evaluation.rubric,
        tuple((upload.name, b"x") for upload in evaluation.uploads),
        checked=workflow.Checked(reported),
        assessment_round=HOSTILE["handler"],
        changed=Changes(values, asked, asked, asked),
        before=reported,
    )
    run = AppTest.from_file(str(workflow.HOME / "app.py"), default_timeout=120)
    run.session_state[DRAFT] = draft
    run.session_state[IMPORTED] = Shown(evaluation, HOSTILE["handler"], sample=False)
    run.switch_page("rating/screens/import_data.py").run()
    assert not run.exception, run.exception
    return run


@cache
def goals_reached() -> AppTest:
    """The goals of a district whose streets and institutions have hostile names, in a file with one."""
    run = open_screen("goals")
    run.selectbox(key="goals_book").select_index(1)
    run.file_uploader(key="goals_area").upload(f"{HOSTILE['directive']}.xlsx", hostile_area()).run()
    assert not run.exception, run.exception
    return run


@cache
def hostile_area() -> bytes:
    book = openpyxl.load_workbook(workflow.sample_district().area)
    names = cycle(texts("surrogate", "longest", *REFUSED_IN_RUBRICS))
    for row in book["街道情况"].iter_rows(min_row=6):
        if row[2].value and row[1].value:
            row[2].value = f"{next(names)}街道"
            row[2].data_type = "s"
    for row in book["养老机构"].iter_rows(min_row=4):
        if row[3].value and row[1].value:
            row[2].value, row[3].value = None, f"{next(names)}敬老院"
            row[3].data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def compared() -> AppTest:
    """With a result file of the same stations, whose names, kinds, streets and round are hostile too."""
    supply = cycle(texts("surrogate", "longest"))
    before = deepcopy(result(hostile_evaluation()))
    before.update(round=next(supply), rubric={"code": next(supply), "title": next(supply), "version": next(supply)})
    for station in before["stations"]:
        station.update(name=next(supply), kind=next(supply), street=next(supply), band=next(supply), rank=next(supply))
        station["indicators"] |= {next(supply): {"status": next(supply), "points": "1", "full_marks": "2"}}
    before["stations"].append({"code": next(supply), "name": next(supply)})
    run = opened("comparison")
    run.file_uploader(key="comparison_file").upload("上一轮.json", json.dumps(before).encode()).run()
    assert not run.exception, run.exception
    assert run.get("vega_lite_chart") and any("本轮没有的" in each.proto.body for each in run.html)
    return run


OTHERS = {
    "import under way": imported,
    "goals of hostile streets": goals_reached,
    "compared with a hostile result": compared,
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("check", CHECKS)
def test_hostile_text_does_nothing_on_a_screen(page: str, check: Callable[[AppTest], None]) -> None:
    check(opened(page))


# ---- workbooks


def package_is_quiet(content: bytes) -> None:
    """No link, nothing from outside, no sign that XML forbids or that turns text around."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if not part.endswith((".xml", ".rels", ".vml")):
                continue
            written = package.read(part).decode("utf-8")
            assert 'TargetMode="External"' not in written, part
            assert not CONTROLS & set(written) and "\ufffe" not in written and "\uffff" not in written, part


def cells(content: bytes) -> Iterator[tuple[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                yield f"{sheet.title}!{cell.coordinate}", cell


def formulas_are_ours(content: bytes, allowed: str = r"$^") -> None:
    for place, cell in cells(content):
        if cell.data_type == "f":
            bare = re.sub(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'', "", str(cell.value))
            assert not re.search(r"HYPERLINK|cmd|SUM\(A1\)|敌", bare), (place, cell.value)
            assert allowed != r"$^", (place, cell.value)
        assert cell.hyperlink is None or (cell.hyperlink.location and not cell.hyperlink.target), place


def turned_around(content: bytes) -> list[str]:
    return [place for place, cell in cells(content) if isinstance(cell.value, str) and BEYOND & set(cell.value)]


def every_problem() -> tuple[Problem, ...]:
    return tuple(Problem("value_choice", Place(text, text, "B2", text), text, text, text) for text in HOSTILE.values())


@cache
def ranking() -> bytes:
    target = io.BytesIO()
    export_excel(hostile_evaluation(), target)
    return target.getvalue()


def test_the_ranking_workbook() -> None:
    package_is_quiet(ranking())
    formulas_are_ours(ranking(), "own")
    assert turned_around(ranking()) == []
    names = {cell.value for place, cell in cells(ranking()) if place.startswith("排名")}
    assert {HOSTILE["script"], HOSTILE["formula"], HOSTILE["hyperlink"], HOSTILE["command"], "=1+敌"} <= {
        str(name).strip() for name in names
    }


def test_the_goals_workbook() -> None:
    book = load_goals(workflow.sample_district().goals[1])
    board = workflow.goals(book, [("区情.xlsx", hostile_area())]).board
    assert board is not None
    target = io.BytesIO()
    export_goals(board, target)
    package_is_quiet(target.getvalue())
    formulas_are_ours(target.getvalue())
    assert turned_around(target.getvalue()) == []
    assert any("敌" in str(cell.value) for _, cell in cells(target.getvalue()))


def test_the_list_of_problems_as_a_workbook() -> None:
    content = workflow.problem_book(every_problem())
    package_is_quiet(content)
    formulas_are_ours(content)
    assert turned_around(content) == []
    assert HOSTILE["hyperlink"] in {cell.value for _, cell in cells(content)}


def test_the_list_of_problems_as_csv() -> None:
    content = workflow.problem_list(every_problem()).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len(rows) == 1 + len(HOSTILE)
    assert not [cell for row in rows for cell in row if cell.startswith(STARTS)]
    assert not (BEYOND | CONTROLS) & set(content)


def annotated(name: str, data: bytes, problems: tuple[Problem, ...]) -> bytes:
    upload = Upload(name, hashlib.sha256(data).hexdigest(), len(data))
    (copy,) = annotated_copies(
        [(name, data)], Reported(Roster((), (), (), ()), {}, uploads=(upload,), problems=problems)
    )
    return copy.content


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_annotated_copies(ending: str) -> None:
    """Their own cells keep what was typed, as text; our list and comments show only what is seen."""
    typed = [text for name, text in HOSTILE.items() if name not in ("surrogate", "nul", "escape", "noncharacter")]
    if ending == "csv":
        target = io.StringIO(newline="")
        csv.writer(target).writerows([["站点名称"], *([text] for text in typed)])
        data = target.getvalue().encode()
    else:
        book = openpyxl.Workbook()
        for text in typed:
            book.active.append([text])
            book.active.cell(book.active.max_row, 1).data_type = "s"
        buffer = io.BytesIO()
        book.save(buffer)
        data = buffer.getvalue()
    sheet = "" if ending == "csv" else "Sheet"
    problems = tuple(
        Problem("value_choice", Place(f"a.{ending}", sheet, "A2", text), text, text, text) for text in HOSTILE.values()
    )
    content = annotated(f"a.{ending}", data, problems)
    package_is_quiet(content)
    formulas_are_ours(content)
    assert not [place for place in turned_around(content) if place.startswith("问题清单")]
    comments = [cell.comment.text for _, cell in cells(content) if cell.comment]
    assert comments and not (BEYOND | CONTROLS) & set("".join(comments))
    kept = [cell.value for place, cell in cells(content) if not place.startswith("问题清单")]
    assert {HOSTILE["hyperlink"], HOSTILE["override"], HOSTILE["isolate"]} <= set(kept)


def test_a_template_and_what_it_reads_back_as() -> None:
    """Words that are cut to what is seen still name the same columns and stations; this kind's own marks do not."""
    evaluation = hostile_evaluation()
    content = template_file(evaluation.rubric, evaluation.roster)
    package_is_quiet(content)
    formulas_are_ours(content, "own")
    assert turned_around(content) == []
    seen = workflow.check(evaluation.rubric, [("模板.xlsx", content)])
    assert {problem.code for problem in seen.problems} <= {"station_kind", "value_blank"}
    assert len(seen.reported.roster) == len(evaluation.roster)


def test_libreoffice_opens_them_all(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    files = {
        "ranking": ranking(),
        "problems": workflow.problem_book(every_problem()),
        "template": template_file(hostile_evaluation().rubric, hostile_evaluation().roster),
        "annotated": annotated("a.csv", "站点名称\n=1+1\n".encode(), every_problem_of("a.csv")),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.xlsx"))], check=True, capture_output=True, timeout=300)
    for name in files:
        content = zipfile.ZipFile(tmp_path / f"{name}.ods").read("content.xml").decode()
        assert "敌" in content
        assert not re.search(r'xlink:href="(?!#)[^"]*evil', content), name
        assert not re.search(r'table:formula="[^"]*(HYPERLINK|DDE|cmd)', content), name


def every_problem_of(name: str) -> tuple[Problem, ...]:
    return tuple(Problem("value_choice", Place(name, "", "A2", text), text, text, text) for text in HOSTILE.values())


# ---- programs and terminals


def test_json_holds_the_text_as_typed() -> None:
    evaluation = hostile_evaluation()
    target = io.StringIO()
    write_result(evaluation, target)
    read = json.loads(target.getvalue())
    assert [station["name"] for station in read["stations"]] == texts("surrogate")
    assert read == json.loads(json.dumps(result(evaluation)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_problem_is_one_line_of_a_terminal(text: str) -> None:
    line = Problem("value_choice", Place(text, text, "A1", text), text, text, text).line
    assert not (BEYOND | CONTROLS | {"\n", "\r", "\t", "\u2028", "\u2029", "\x85"}) & set(line)
    line.encode("utf-8")


def test_the_summary_of_a_rating_keeps_its_lines() -> None:
    summary = rated_summary(hostile_evaluation())
    assert not (BEYOND | CONTROLS) & set(summary)
    assert not any(line.startswith(("第二行", "- 项")) for line in summary.splitlines())


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("surrogate", "longest")])
def test_the_command_line_says_it_quietly(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: a file with the text in its header, names and values, checked with every output asked for."""
    from tests.small_round import lay_out

    rubric, _ = lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = HOSTILE[name]
    target = io.StringIO(newline="")
    rows = [
        ["代码", "名称", "类型", "街镇", "社工数", "持证数", text],
        ["01", text, "综合", text, text, "5", text],
        [text, "乙站", text, "", "3", "2"],
    ]
    csv.writer(target).writerows(rows)
    (tmp_path / "数据.csv").write_bytes(target.getvalue().encode())
    words = ["check", "--rubric", rubric.name, "数据.csv", "--problems", "清单.xlsx", "--json", "核对.json"]
    assert main([*words, "--annotated", "标出.xlsx"]) in (0, 2)
    out, err = capsys.readouterr()
    assert not (BEYOND | CONTROLS) & set(out + err)
    assert all(re.match(r"[a-z_]+ \S", line) for line in err.splitlines())
    for made in tmp_path.glob("*.xlsx"):
        package_is_quiet(made.read_bytes())
        formulas_are_ours(made.read_bytes())
    if (tmp_path / "核对.json").exists():  # not where the file could not be read at all
        json.loads((tmp_path / "核对.json").read_text(encoding="utf-8"))


# ---- halves of signs, which nothing can write out again


def broken_files() -> dict[str, bytes]:
    """Files that hold half a sign where a name or a number stands."""
    from tests.intake.workbooks import SHEET, with_part, xlsx

    good = xlsx([["站点名称", "驻站社工数"], ["甲站", 3], ["坏XX站", 4]], "数据")
    strings = "xl/sharedStrings.xml"
    return {
        "reference.xlsx": with_part(good, strings, lambda part: part.replace(b"XX", b"&#xD800;")),
        "bytes.xlsx": with_part(good, strings, lambda part: part.replace(b"XX", b"\xed\xa0\x80")),
        "code.xlsx": with_part(good, strings, lambda part: part.replace(b"XX", b"_xD800_")),
        "title.xlsx": with_part(good, "xl/workbook.xml", lambda part: part.replace("数据".encode(), b"_xD800_")),
        "number.xlsx": with_part(good, SHEET, lambda part: part.replace(b"<v>3</v>", b"<v>&#xDC00;</v>")),
        "utf8.csv": "站点名称,驻站社工数\n坏".encode() + b"\xed\xa0\x80" + "站,4\n".encode(),
        "utf16.csv": "\ufeff站点名称,驻站社工数\n坏\ud800站,4\n".encode("utf-16-le", "surrogatepass"),
        "gbk.csv": "站点名称,驻站社工数\n坏".encode("gb18030") + b"\x836\xc79" + "站,4\n".encode("gb18030"),
        "name\udcff\ud800.csv": "站点名称,驻站社工数\n坏站,4\n".encode(),
    }


@pytest.mark.parametrize("name", broken_files())
def test_half_a_sign_never_comes_in(name: str) -> None:
    """Read without it, or refused: what is kept can be written out by everything that follows."""
    from tests.intake.workbooks import read, small_form

    reported = read(small_form("staff"), (name, broken_files()[name]))
    kept = repr((reported.roster, reported.problems, reported.left_out, reported.uploads, reported.sheets))
    kept += repr([column.text.tolist() for column in reported.columns.values()])
    assert not re.search(r"\\ud[89a-f]", kept)
    assert len(reported.roster) or reported.problems
    workflow.problem_book(reported.problems)
