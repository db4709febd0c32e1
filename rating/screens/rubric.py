"""评分标准: a rubric as a committee reads it, any shipped one or one from a file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from rating import workflow
from rating.export.rubric_charts import band_ladder, has_curve, ladder_fits, rule_curve
from rating.insight.sources import simple_field
from rating.problems import Place, Problem
from rating.rubric.file import parse_rubric
from rating.rubric.lint import lint
from rating.rubric.nouns import Rubric
from rating.screens.frame import frame
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.parts.problem_list import show_problems
from rating.screens.result_sections.chart_figures import curve_figures
from rating.screens.result_sections.rubric_parts import bands_part, gates_part, policies_part, sources_part, tree_part
from rating.screens.visit import where
from rating.screens.visit.session import rubric_in_use

IN_USE = "in_use"
UPLOADED = "uploaded"
NOTHING_TO_READ = "这里显示所选轮次的评分标准；轮次设定评分标准后就能看到。"


@st.cache_resource(show_spinner=False)
def shipped() -> dict[str, Rubric]:
    """The rubrics that come with the tool, by file name."""
    paths = sorted((workflow.HOME / "rubrics").glob("*.yaml"))
    read = {path.name: parse_rubric(path.read_text(encoding="utf-8"), path.name)[0] for path in paths}
    return {name: rubric for name, rubric in read.items() if rubric is not None}


def chosen() -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rubric to show, or the problems of the file that was uploaded instead."""
    in_use = rubric_in_use()
    titles = {IN_USE: f"正在使用：{in_use.title}"} if in_use else {}
    others = _others(in_use)
    titles |= {name: rubric.title for name, rubric in others.items()}
    if may_try_others():
        titles[UPLOADED] = "从文件读取…"
    if len(titles) <= 1:
        return in_use, ()
    choice = st.selectbox(
        "查看哪一份评分标准", list(titles), format_func=lambda key: titles[key], key="rubric_choice", placeholder=CHOOSE
    )
    if choice != UPLOADED:
        return others.get(choice, in_use), ()
    file = st.file_uploader("评分标准文件（YAML）", key="rubric_file")
    if file is None:
        put(tag("p", "请选择评分标准文件。写法见随附的《评分标准写法》。"), cls="notice-box")
        return None, ()
    return read_uploaded(file.getvalue(), file.name)


def may_try_others() -> bool:
    """Who takes part in a round reads its own rubric; those who make rubrics look at others too."""
    here = where.here()
    return here is None or here.is_staff


def _others(in_use: Rubric | None) -> dict[str, Rubric]:
    if not may_try_others():
        return {}
    return {
        name: rubric for name, rubric in shipped().items() if not in_use or rubric.fingerprint != in_use.fingerprint
    }


def read_uploaded(content: bytes, name: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """An uploaded rubric: like one on disk, with its name as the user knows it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (
            Problem("rubric_unreadable", Place(file=Path(name).name), "文件不是 UTF-8 编码", "UTF-8 编码的文本文件"),
        )
    return parse_rubric(text, Path(name).name)


def show() -> None:
    head = st.container()
    rubric, problems = chosen()
    with head:
        _masthead(rubric, problems)
    if rubric is None:
        if problems:
            show_problems(problems, "rubric")
        return
    kind = None
    if rubric.kinds:
        kind = st.segmented_control(
            "单位类型",
            rubric.kinds,
            default=rubric.kinds[0],
            required=True,
            format_func=plain_text,
            key="rubric_kind",
        )
    body(rubric, kind or "")


def _masthead(rubric: Rubric | None, problems: tuple[Problem, ...]) -> None:
    if rubric is None:
        choose = "请选择要查看的评分标准。" if may_try_others() else NOTHING_TO_READ
        lead = "这份文件还不能使用，请按下面所列逐项修改后重新选择。" if problems else choose
        frame.masthead("评分标准", lead=lead)
        return
    frame.masthead(
        "评分标准",
        frame.standing_badge(rubric.standing_title),
        lead=f"{rubric.title}，版本 {rubric.version}，"
        f"{len(rubric.dimensions)} 个一级指标，{len(rubric.indicators)} 项评分指标。",
    )


def body(rubric: Rubric, kind: str) -> None:
    """From the whole to the part: what is asked, what bars the way, what the total means, the rest."""
    put(tree_part(rubric, kind))
    _curve(rubric, kind)
    put(gates_part(rubric, kind))
    put(tag("h2", "星级分数线"))
    if ladder_fits(rubric, kind):
        show_drawing(drawing(band_ladder(rubric, kind)), "band_ladder")
    put(bands_part(rubric, kind))
    put(policies_part(rubric))
    put(sources_part(rubric))
    notices = lint(rubric)
    put(tag("h2", "对照减负要求的检查"))
    show_problems(notices, "lint", "评分标准检查.csv")
    put(
        tag(
            "span",
            f"{rubric.title}　版本 {rubric.version}　{rubric.standing_title}　文件指纹 {rubric.fingerprint[:16]}",
        ),
        cls="foot",
    )


def _curve(rubric: Rubric, kind: str) -> None:
    """One rule at a time, with its axes: what more of the value earns."""
    there = [node for node in rubric.indicators if node.applies_to(kind)]
    drawable = {node.code: node for node in there if has_curve(node.rule_for(kind), node.full_marks_for(kind))}
    if not drawable:
        return
    code = st.selectbox(
        "看一项细则的得分曲线",
        list(drawable),
        format_func=lambda code: visible(drawable[code].title),
        key=f"rubric_curve_{kind}",
        placeholder=CHOOSE,
    )
    node = drawable[code]
    field = simple_field(rubric, node)
    unit = rubric.fields[field].unit if field else ""
    asked = (node.rule_for(kind), node.full_marks_for(kind), node.title, unit)
    show_drawing(drawing(rule_curve(*asked)), "rule_curve", curve_figures(*asked))


if __name__ == "__main__":
    show()
