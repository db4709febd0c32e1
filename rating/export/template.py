"""The template (填报模板) of a rubric: a workbook that reads back without a question (decision 0016)."""

from __future__ import annotations

import io

from rating.export.style import make_style
from rating.export.template_guide import write_guide
from rating.export.template_options import OptionLists, write_options
from rating.export.template_plan import marking_roles, plan_template
from rating.export.template_sheet import FormStyle, write_form
from rating.export.workbook import open_workbook
from rating.intake.files.upload import Source
from rating.intake.layout.headers import normalise
from rating.intake.raters import is_adjudication
from rating.intake.read import read_roster
from rating.problems import Place, Problem, stopping
from rating.reported import Roster
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Role


def template_for(
    rubric: Rubric, roster: Source | Roster | None, rater: str, role: str
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The template for a roster, or the file of one, and the words that name a rater, or why there is none.

    What is merely told of the roster comes with the template.
    """
    listed, problems = (roster, ()) if roster is None or isinstance(roster, Roster) else _read(rubric, roster)
    wanted = bool(rater.strip() or role.strip())
    one, faults = role_called(rubric, role) if wanted else (None, ())
    if is_adjudication(rater):
        faults = (*faults, _unknown(f"「{rater.strip()}」不能用作评估人姓名", "评估人姓名", "复核分另行录入"))
    problems = (*problems, *faults)
    if stopping(problems):
        return None, problems
    return template_file(rubric, listed, one, " ".join(rater.split())), problems


def _read(rubric: Rubric, file: Source) -> tuple[Roster, tuple[Problem, ...]]:
    roster, problems, _ = read_roster(rubric, file)
    if not len(roster) and not stopping(problems):
        problems = [*problems, Problem("table_missing", Place(object="名册"), "名册中没有单位", "每个单位一行")]
    return roster, tuple(problems)


def template_file(rubric: Rubric, roster: Roster | None = None, role: Role | None = None, rater: str = "") -> bytes:
    """The workbook's bytes.

    roster   its units stand in locked rows; without it there are empty rows
    role     only the mark sheet of this role, with `rater` filled in
    """
    plan = plan_template(rubric, roster, role, rater)
    target = io.BytesIO()
    book = open_workbook(target)
    book.set_properties(
        {
            "title": f"{rubric.title}填报模板",
            "subject": rubric.standing_title,
            "comments": f"{rubric.code} {rubric.version}",
        }
    )
    style = make_style(book, rubric.scale.decimals, rubric.scale.decimals, shared_ranks=False)
    write_guide(book, plan, style)
    looks, lists = FormStyle.of(book), OptionLists()
    for form in plan.forms:
        write_form(book, plan, form, style, looks, lists.place)
    write_options(book, rubric, lists, style)
    book.close()
    return target.getvalue()


def role_called(rubric: Rubric, words: str) -> tuple[Role | None, tuple[Problem, ...]]:
    """The marking role of this title, alias or code; left out, the only one there is."""
    roles = marking_roles(rubric)
    titles = "、".join(role.title for role in roles)
    if not roles:
        return None, (_unknown(f"「{rubric.title}」没有需要打分的数据项", "", "请去掉评估人和评估主体"),)
    if not words.strip():
        if len(roles) == 1:
            return roles[0], ()
        return None, (_unknown("没有写明评估主体", titles, "请写明评估主体"),)
    wanted = normalise(words)
    found = [role for role in roles if wanted in {normalise(word) for word in (role.title, role.code, *role.aliases)}]
    if len(found) == 1:
        return found[0], ()
    if found:
        return None, (_unknown(f"「{words.strip()}」可以指不止一个评估主体", titles, "请写评估主体的全称"),)
    return None, (_unknown(f"评估主体「{words.strip()}」没有需要打分的数据项", titles, "请核对评估主体的名称"),)


def _unknown(found: str, expected: str, remedy: str) -> Problem:
    return Problem("rater_unknown", Place(object="填报模板"), found, expected, remedy)
