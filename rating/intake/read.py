"""The door of intake: workbooks as people really upload them → one Reported table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.asked import Asked
from rating.intake.assemble import Gathered, columns_of, missing_problems, without_filled_blanks
from rating.intake.computed_marks import leave_out_averages
from rating.intake.files.upload import Source, read_sheets, receive
from rating.intake.form import Form
from rating.intake.gather import gather_file
from rating.intake.known_roster import KnownRoster, listed_as_known
from rating.intake.layout.headers import Vocabulary
from rating.intake.layout.stations import Directory
from rating.intake.raters import RaterBook
from rating.intake.reader import Reader
from rating.intake.roster import Listed, read_roster_files
from rating.problems import Place, Problem, stopping
from rating.reported import Question, Reported, Roster

Progress = Callable[[str, float], None]
FILES_AT_ONCE = 2
_WHOLE_FILES = (
    "file_unreadable", "file_format", "file_encrypted", "file_empty", "file_too_large", "file_timeout", "table_missing",
    "template_other",
)  # fmt: skip
"""Refusals of a whole file: what else is missing then may stand in it, and is not told."""


def read_workbooks(
    form: Form,
    files: Sequence[Source],
    roster: Source | KnownRoster | None = None,
    progress: Progress | None = None,
    answers: Answers = NO_ANSWERS,
) -> Reported:
    """Read the workbooks of one round for a rubric or a goal file.

    form      Rubric or GoalBook
    files     paths, or (name, bytes) as uploaded; any mixture of formats
    roster    the list of stations (.xlsx, .csv), or one that is known already; without it the stations are those
              found, in order
    progress  called with a Chinese step and the part done, 0…1
    answers   what the user has confirmed about columns, names and values (`answers.py`)

    Never raises for what a file holds: everything wrong is in `Reported.problems`, and everything
    that was not taken is in `Reported.left_out`.
    """
    tell = progress or (lambda step, part: None)
    tell("检查文件", 0.0)
    gathered = Gathered()
    received, trouble = receive(files)
    gathered.problems.extend(trouble)
    listed = _listed(form, roster) if roster is not None else None
    uploads = [each.upload for each in received]
    if listed:
        gathered.problems.extend(listed.problems)
        gathered.left_out.extend(listed.left_out)
        uploads = [*([listed.upload] if listed.upload else []), *uploads]
    directory = listed.directory if listed else Directory()
    roster_refused = listed is not None and not len(directory) and bool(stopping(listed.problems))
    fixed = listed is not None and not roster_refused
    words, raters = Vocabulary(form), RaterBook(form.roles)
    reader = Reader(form, words, directory, fixed, raters, full_marks_by_kind(form), Asked.by(form), answers)
    reader.sha256 = {each.name: each.upload.sha256 for each in received}
    if not files:
        gathered.problems.append(Problem("file_empty", Place(), "没有收到任何文件", remedy="请选择要上传的表格文件"))
    with ThreadPoolExecutor(FILES_AT_ONCE) as pool:
        reads = pool.map(read_sheets, received)
        for number, each in enumerate(received):
            tell(f"读取「{each.name}」", number / len(received))
            read = next(reads)
            gathered.problems.extend(read.problems)
            gather_file(reader, read.grids, each.name, gathered)
    if roster_refused:  # the kinds stand in the roster: only it is to be mended
        gathered.problems = [problem for problem in gathered.problems if problem.code != "station_kind"]
    tell("核对数值", 0.95)
    reported = _reported(reader, gathered, uploads)
    tell("完成", 1.0)
    return reported


def _listed(form: Form, roster: Source | KnownRoster) -> Listed:
    return listed_as_known(form, roster) if isinstance(roster, KnownRoster) else read_roster_files(form, roster)


def _reported(reader: Reader, gathered: Gathered, uploads: Sequence[Any]) -> Reported:
    roster = reader.directory.roster()
    leave_out_averages(gathered)
    columns, marks = columns_of(gathered, reader.form, roster)
    problems = without_filled_blanks(gathered.problems, columns, roster, reader.form, reader.asked)
    if not any(problem.code in _WHOLE_FILES for problem in problems):
        problems += missing_problems(reader.form, roster, columns, marks, gathered, reader.asked)
    used = {code for by_rater in marks.values() for code in by_rater}
    return Reported(
        roster=roster,
        columns=columns,
        raters=tuple(rater for rater in reader.raters.by_key.values() if rater.code in used),
        marks=marks,
        adjudicated=gathered.adjudicated,
        sheets=tuple(gathered.sheets),
        uploads=tuple(uploads),
        left_out=tuple(gathered.left_out),
        problems=tuple(problems),
        tables=tuple(gathered.tables),
        questions=first_by_key([*gathered.questions, *reader.questions]),
    )


def first_by_key(questions: Sequence[Question]) -> tuple[Question, ...]:
    """One question for equal keys: a heading that ten files share is asked about once, where it stood first."""
    return tuple({question.key: question for question in reversed(questions)}.values())[::-1]


def full_marks_by_kind(form: Form) -> Mapping[str, Mapping[str, Decimal]]:
    """field → kind → the most that one mark may be: where raters' marks are the indicator's points.

    Marks that are standardised first have a scale of their own and no such limit.
    """
    limits: dict[str, dict[str, Decimal]] = {}
    by_title = {data_field.title: code for code, data_field in form.fields.items()}
    for node in getattr(form, "nodes", ()):
        value = (node.value or "").strip() if node.leaf else ""
        code = value if value in form.fields else by_title.get(value, "")
        if not code or form.fields[code].kind != "mark" or _standardised(form, code):
            continue
        for kind in form.kinds or [""]:
            rule = node.rule_for(kind)
            if node.applies_to(kind) and rule and rule.kind in ("mark", "judgement"):
                limits.setdefault(code, {})[kind] = node.full_marks_for(kind)
    return limits


def _standardised(form: Form, code: str) -> bool:
    raters = form.fields[code].raters or getattr(form, "raters", None)
    return raters is not None and raters.standardise is not None


def read_roster(form: Form, file: Source) -> tuple[Roster, list[Problem], list[tuple[str, str]]]:
    """(roster, problems, left_out) of a list of stations: 代码, 名称, 类型, 街道, 区, 参评 (否 → left out)."""
    listed = read_roster_files(form, file)
    return listed.directory.roster(), listed.problems, listed.left_out
