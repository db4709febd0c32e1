"""反馈意见书 of all stations, and 评估总报告: made when asked for, with what is known of the round."""

from __future__ import annotations

from typing import BinaryIO

import streamlit as st

from rating.insight.comparison.compare import compare
from rating.insight.goal_board import GoalBoard
from rating.insight.since import Since, since_of
from rating.problems import Problem
from rating.screens.comparison_sections.earlier_choice import imported_with
from rating.screens.export_sections.signature import show_signature
from rating.screens.frame.downloads import file_stem
from rating.screens.goals import assessed, books
from rating.screens.parts.made_file import made_on_click
from rating.screens.parts.markup import CHOOSE, put, tag
from rating.screens.reliability_sections.working_out import certainty_of, waits_for_the_button
from rating.screens.result_sections.area_table import assessed_in_round
from rating.screens.result_sections.since_at_hand import UNNAMED
from rating.screens.visit.session import Shown, sample_files
from rating.screens.visit.where import Where
from rating.shown import in_file_name
from rating.workflow import letters
from rating.workflow.area_table import area_table_known
from rating.workflow.comparing import result_in_file
from rating.workflow.letters import Office
from rating.workflow.ratings import Progress
from rating.workflow.since_before import since_before

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTERS, REPORT = "反馈意见书", "评估总报告"
NO_GOALS = ""
OF_LETTERS = (
    "每个站点一份：评定结果、失分原因和改进建议、升星路径、异议办法。名次按本轮的公开范围写，默认不写。"
    "全部站点的合成一个压缩包；单个站点的在「站点」页下载。"
)
OF_REPORT = "全区的评定结果、失分集中的指标、打分一致性、临界情况和依据，有图有表。"
NO_FONT = "运行本工具的电脑上没有找到中文字体，以下文件不附图；安装思源黑体等中文字体后重新生成即可附图。"
ABOUT_NAMES = "列出站点和评估人的名称后只供内部使用；对外提供前请核对公开依据。"


def show_papers(now: Shown, here: Where | None) -> None:
    put(tag("h2", "Word 文件"))
    if not letters.can_draw():
        put(tag("p", NO_FONT), cls="notice-box warning")
    signed = show_signature(here) if here is not None else 0
    put(tag("h3", LETTERS), tag("p", OF_LETTERS))
    if here is None:
        put(
            tag(
                "p",
                "试用中没有轮次：备案文号、异议截止日期等处不写或留空；评分标准未经确认的，每页注明示例。",
                cls="quiet",
            )
        )
    _letters(now, here, signed)
    put(tag("h3", REPORT), tag("p", OF_REPORT))
    _report(now, here, signed)


def office_for(now: Shown, here: Where | None, what: str) -> Office:
    """Asked at every click: permission, template and switches are those of that moment."""
    if here is None or here.view.part is None:
        return letters.try_out(now.evaluation)
    return letters.office_of(here.database, here.person, here.view.part.id, now.evaluation, what)


def _since(now: Shown, here: Where | None) -> dict[str, Since]:
    """What changed for each station since the round before, where one is known."""
    if here is not None and here.view.part is not None:
        return since_before(here.database, here.person, here.view.part.id, now.evaluation)
    file = sample_files().previous if now.sample else imported_with()
    before = result_in_file(*file)[0] if file else None
    if before is None:
        return {}
    title = str(before.get("round") or UNNAMED)
    return {each.station_code: since_of(title, each) for each in compare(before, now.evaluation).stations}


def station_letter_download(now: Shown, here: Where | None, row: int, since: Since | None) -> None:
    """The letter of one station, written when it is asked for."""
    code, name = now.evaluation.roster.code[row], now.evaluation.roster.name[row]

    def make() -> bytes:
        office = office_for(now, here, f" {code}「{name}」的{LETTERS}")
        return letters.station_letter(now.evaluation, row, office, since)[1]

    st.download_button(
        f"导出{LETTERS}", make, in_file_name(f"{file_stem(now)}_{name}_{LETTERS}.docx"), WORD,
        key=f"station_letter_{row}", on_click="ignore", width=200,
    )  # fmt: skip


def _of(now: Shown, here: Where | None, signed: int) -> tuple[object, ...]:
    """What a paper rests on besides the template, which is forgotten on its own."""
    round_ = here.view.round if here else None
    return (now.evaluation, here.person.id if here else 0, round_.version if round_ else 0, signed)


def _letters(now: Shown, here: Where | None, signed: int) -> None:
    count = len(now.evaluation.roster)

    def make(target: BinaryIO, tell: Progress) -> tuple[Problem, ...]:
        office = office_for(now, here, f" {count} 份{LETTERS}")
        tell("与上一轮比较", 0.0)
        return letters.all_letters(now.evaluation, target, office, _since(now, here), tell)

    made_on_click(
        LETTERS, "letters", _of(now, here, signed), make, f"{file_stem(now)}_{LETTERS}.zip", "application/zip"
    )


def _report(now: Shown, here: Where | None, signed: int) -> None:
    shown_to_all = bool(here and here.view.round and here.view.round.show_names)
    names = st.toggle("列出站点和评估人的名称", value=shown_to_all, key="report_names")
    put(tag("p", ABOUT_NAMES if names else "不列名称，只写各类型的情况。", cls="quiet"))
    book = st.selectbox(
        "列入目标达成情况",
        [NO_GOALS, *books()],
        format_func=lambda name: books()[name].title if name else "不列入",
        key="report_goals",
        placeholder=CHOOSE,
        width=420,
    )

    def make(target: BinaryIO, tell: Progress) -> tuple[Problem, ...]:
        office = office_for(now, here, f"{REPORT}（{'列出' if names else '不列'}名称）")
        certainty = None if waits_for_the_button(now) else certainty_of(now)
        tell("写评估总报告", 0.9)
        goals = _goals(now, here, book)
        target.write(letters.report(now.evaluation, office, names=names, certainty=certainty, goals=goals))
        return ()

    of = (*_of(now, here, signed), names, book)
    made_on_click(REPORT, "report", of, make, f"{file_stem(now)}_{REPORT}.docx", WORD)


def _goals(now: Shown, here: Where | None, name: str) -> GoalBoard | None:
    """As on 目标达成: with the area table of the round, of the sample, or from the stars alone."""
    if not name:
        return None
    if here is None and now.sample:
        return assessed(now, name, sample_files().area).board
    round_ = here.view.round if here else None
    known = area_table_known(here.database, here.person, round_.id) if here and round_ else ""
    return assessed_in_round(now, name, books()[name], here, known).board
