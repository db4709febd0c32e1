"""What a user wants done, one function each: check, rate, goals, the try-out, the list of problems.

The command line and the screens call these and nothing below them for actions.  Bad input comes
back as problems in the answer, never as an exception; an exception here is a fault of ours.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rating.export import problem_book as export
from rating.insight.earlier_result import rated_stations, with_previous_stars
from rating.insight.goal_board import GoalBoard, RatedStations
from rating.insight.goals import assess_goals
from rating.intake.answers import NO_ANSWERS, Answers
from rating.intake.read import read_workbooks
from rating.problems import Place, Problem, Severity, stopping
from rating.reported import Reported
from rating.rubric.goals import GoalBook
from rating.rubric.lint import lint
from rating.rubric.nouns import Rubric
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation
from rating.shown import in_file_name

if TYPE_CHECKING:
    from rating.intake.copies.annotate import AnnotatedCopy

File = Path | tuple[str, bytes]
"""A file on this machine, or one that was uploaded: its name and its bytes."""
Progress = Callable[[str, float], None]
"""Told what is being done, and the share done, 0…1."""

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Checked:
    """What would be scored, cleaned, and everything that is wrong with it."""

    reported: Reported

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return by_severity(self.reported.problems)

    @property
    def accepted(self) -> bool:
        """Nothing in the files stops a result."""
        return not stopping(self.reported.problems)


@dataclass(frozen=True)
class Rated:
    """A rating, or the problems that forbid it (`evaluation` is None)."""

    reported: Reported
    evaluation: Evaluation | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Assessed:
    """Goals reached and missed, or the problems that forbid saying so (`board` is None)."""

    reported: Reported
    board: GoalBoard | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Sample:
    """The files of the sample district (示例数据) that the try-out shows; all of it is invented."""

    rubric: Path
    roster: Path
    workbooks: tuple[Path, ...]
    previous: Path
    area: Path
    goals: tuple[Path, ...]


def by_severity(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """What stops first; otherwise the order in which the problems were found."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))


def check(
    form: Rubric | GoalBook,
    files: Sequence[File],
    roster: File | None = None,
    progress: Progress | None = None,
    answers: Answers = NO_ANSWERS,
) -> Checked:
    """Read and clean the files without scoring them; `answers` is what the user has confirmed."""
    return Checked(_read(form, files, roster, progress, answers))


def annotated(seen: Checked, files: Sequence[File], roster: File | None = None) -> tuple[AnnotatedCopy, ...]:
    """The files that have problems, each as a copy with the problems marked in its cells; see `annotated_copies`."""
    from rating.intake.copies.annotate import annotated_copies  # loads openpyxl, which nothing else here needs

    return annotated_copies([*files, *([roster] if roster else [])], seen.reported)


def annotated_archive(seen: Checked, files: Sequence[File], roster: File | None = None) -> bytes:
    """The copies in which something is marked, and the list of all problems, packed as one zip.

    The list also tells of what no copy can show: files that could not be opened, stations without a row.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("问题清单.xlsx", problem_book(seen.problems))
        for copy in annotated(seen, files, roster):
            if copy.marked:
                name, taken = in_file_name(copy.name), archive.namelist()
                archive.writestr(name if name not in taken else f"{len(taken)}_{name}", copy.content)
    return packed.getvalue()


def template(
    rubric: Rubric, roster: File | None = None, rater: str = "", role: str = ""
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """A workbook to be filled in, and what was found in the roster; None when something forbids it.

    With `rater` or `role` (title, alias or code) only that role's mark sheet, the rater's name filled in.
    """
    from rating.export.template import template_for

    return template_for(rubric, roster, rater, role)


def rate(
    rubric: Rubric,
    files: Sequence[File],
    roster: File | None = None,
    previous: File | Mapping[str, Any] | None = None,
    assessment_round: str = "",
    progress: Progress | None = None,
    answers: Answers = NO_ANSWERS,
) -> Rated:
    """Files → ranked and starred stations.

    `previous` is the result of the round before, as `--json` writes it; ladder rules need it.
    """
    reported = with_previous(_read(rubric, files, roster, progress, answers), previous, rubric.code)
    return rate_reported(rubric, reported, assessment_round, progress)


def rate_reported(
    rubric: Rubric, reported: Reported, assessment_round: str = "", progress: Progress | None = None
) -> Rated:
    """Score what was read and checked before; peer rules are warned of, since one correction moves everybody."""
    reported = replace(reported, problems=(*reported.problems, *_peers(rubric)))
    if stopping(reported.problems):
        return Rated(reported, None, by_severity(reported.problems))
    if progress:
        progress("计算得分、星级和名次", 0.0)
    evaluation = evaluate(rubric, reported, assessment_round=assessment_round)
    if progress:
        progress("计算得分、星级和名次", 1.0)
    return Rated(reported, evaluation, by_severity(evaluation.problems))


def goals(
    book: GoalBook,
    files: Sequence[File],
    roster: File | None = None,
    ratings: Evaluation | File | Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    answers: Answers = NO_ANSWERS,
) -> Assessed:
    """Files → goals reached and missed; `ratings` gives the stars that some goals count."""
    stars, faults = _stars(ratings)
    reported = _read(book, files, roster, progress, answers)
    if stopping((*reported.problems, *faults)):
        return Assessed(reported, None, by_severity((*reported.problems, *faults)))
    board = assess_goals(book, reported, stars)
    return Assessed(reported, board, by_severity(board.problems))


def _read(
    form: Rubric | GoalBook, files: Sequence[File], roster: File | None, progress: Progress | None, answers: Answers
) -> Reported:
    """What the files say; a table with a header and nobody below it is no input."""
    reported = read_workbooks(form, files, roster, progress, answers)
    if len(reported.roster) or stopping(reported.problems):
        return reported
    place = Place(file="、".join(dict.fromkeys(upload.name for upload in reported.uploads)))
    nobody = Problem("table_missing", place, "表头下面没有任何单位", "每个单位一行数据", "请填好后再上传")
    return replace(reported, problems=(*reported.problems, nobody))


def _peers(rubric: Rubric) -> tuple[Problem, ...]:
    """The indicators that compare stations, told once."""
    peers = tuple(problem for problem in lint(rubric) if problem.code == "lint_peers")
    if len(peers) <= 1:
        return peers
    found = f"{peers[0].found}，这样的指标共 {len(peers)} 项"
    return (replace(peers[0], place=Place(object=rubric.title), found=found),)


def _stars(
    ratings: Evaluation | File | Mapping[str, Any] | None,
) -> tuple[Evaluation | RatedStations | None, tuple[Problem, ...]]:
    if ratings is None or isinstance(ratings, Evaluation):
        return ratings, ()
    return rated_stations(ratings)


def with_previous(reported: Reported, previous: File | Mapping[str, Any] | None, rubric_code: str = "") -> Reported:
    """The same, knowing the stars of the round before; an unusable `previous` becomes a problem."""
    return with_previous_stars(reported, previous, rubric_code)


def sample_district() -> Sample:
    """Where the sample district's files are; `sample_data/make_sample.py` makes them."""
    folder, rubrics = HOME / "sample_data", HOME / "rubrics"
    names = ("专家评分表_甲.xlsx", "专家评分表_乙.xlsx", "专家评分表_丙.xlsx", "站点填报数据.xlsx", "居民问卷.csv")
    return Sample(
        rubric=rubrics / "yichang-five-star.yaml",
        roster=folder / "站点名册.xlsx",
        workbooks=tuple(folder / name for name in names),
        previous=folder / "上一轮结果.json",
        area=folder / "区情表.xlsx",
        goals=(rubrics / "goals" / "yichang.yaml", rubrics / "goals" / "shanghai.yaml"),
    )


def problem_list(problems: Sequence[Problem]) -> bytes:
    """The problems as a CSV file that Excel opens with its Chinese intact (UTF-8 with BOM)."""
    return export.problem_list(by_severity(problems))


def problem_book(problems: Sequence[Problem]) -> bytes:
    """The problems as an Excel file: 问题清单, to be filtered and printed, and 汇总 by file and severity."""
    return export.problem_book(problems)
