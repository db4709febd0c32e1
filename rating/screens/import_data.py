"""数据导入: files → checked, questioned, previewed → confirmed; nothing is kept beyond this browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from rating import workflow
from rating.problems import Severity, stopping
from rating.reported import Upload
from rating.screens import frame, import_draft
from rating.screens.import_draft import PREVIEW, STEPS, Draft
from rating.screens.import_preview import show_preview
from rating.screens.import_questions import show_questions
from rating.screens.markup import CHOOSE, Markup, plain_text, put, tag
from rating.screens.problem_list import counted, show_problems
from rating.screens.rubric import shipped
from rating.screens.session import NamedBytes, sample_files, shown

FROM_FILES, FROM_SAMPLE, FROM_UPLOAD = "以上传文件中的单位为准", "用示例区名册", "上传名册"


def show() -> None:
    started = import_draft.draft()
    here = -1 if started is None or started.checked is None else import_draft.stopped_at(started.problems)
    frame.masthead("数据导入", lead=_lead(started))
    put(_steps(here, stopped=-1 < here < PREVIEW))
    if started is None or started.checked is None:
        _choose_files()
    else:
        _go_through(started)


def _lead(started: Draft | None) -> str:
    if started is None or started.checked is None:
        return "把各方交来的评分表、数据表一次选齐，先核对、后确认；确认之前不会改变正在查看的结果。"
    count = len(stopping(started.problems))
    if count:
        return f"有 {count} 项需要先处理，才能计算排名。原文件没有改动。"
    return "文件可以使用。请看预览，无误后确认。"


def _steps(here: int, stopped: bool) -> Markup:
    """The seven steps; a refusal halts at its own."""
    states = ["done" if at < here else "" for at in range(len(STEPS))]
    if here >= 0:
        states[here] = "stopped" if stopped else "here"
    else:
        states[0] = "here"
    return tag("ol", *(tag("li", title, cls=state) for title, state in zip(STEPS, states, strict=True)), cls="steps")


def _choose_files() -> None:
    rubrics = {rubric.title: rubric for rubric in (shown().evaluation.rubric, *shipped().values())}
    files = st.file_uploader("评分表、数据表", accept_multiple_files=True, key="import_files")
    left, right = st.columns(2)
    with left:
        title = st.selectbox("评分标准", list(rubrics), key="import_rubric", placeholder=CHOOSE)
        assessment_round = st.text_input(
            "评估轮次（可不填）", max_chars=40, placeholder="如：2025 年度", key="import_round"
        )
    with right:
        roster = _choose_roster()
        previous = st.file_uploader("上一轮结果（可不选，本工具导出的 JSON 文件）", key="import_previous")
    named = tuple((file.name, file.getvalue()) for file in files)
    before = (previous.name, previous.getvalue()) if previous else None
    chosen = Draft(rubrics[title], named, roster, before, assessment_round)
    begin, trial, _ = st.columns([1, 1, 2])
    if begin.button("开始核对", type="primary", disabled=not named, width="stretch", key="import_check"):
        _check(chosen)
    if trial.button("用示例文件走一遍", width="stretch", key="import_trial"):
        _check(_sample_draft(chosen))


def _choose_roster() -> NamedBytes | None:
    choice = st.selectbox("单位名册", [FROM_FILES, FROM_SAMPLE, FROM_UPLOAD], key="import_roster", placeholder=CHOOSE)
    if choice == FROM_SAMPLE:
        return sample_files().roster
    if choice == FROM_UPLOAD:
        file = st.file_uploader("名册文件", key="import_roster_file")
        return (file.name, file.getvalue()) if file else None
    return None


def _sample_draft(chosen: Draft) -> Draft:
    files = sample_files()
    return Draft(files.rubric, files.workbooks, files.roster, files.previous, chosen.assessment_round)


def _check(started: Draft) -> None:
    bar = st.progress(0.0, "正在核对文件")
    import_draft.check(started, lambda what, share: _tell(bar, what, share))
    import_draft.begin(started)
    st.rerun()


def _tell(bar: Any, what: str, share: float) -> None:
    bar.progress(min(max(share, 0.0), 1.0), plain_text(what))


def _go_through(started: Draft) -> None:
    assert started.checked is not None
    put(
        tag("p", "评分标准：", started.rubric.title, "。", counted(started.problems) or "没有发现问题", "。"),
        _files(started.checked.reported.uploads),
    )
    show_questions(started, _check)
    blocked = stopping(started.problems)
    accepted = not blocked
    if blocked:
        _take_corrected(started)
    with st.container(horizontal=True, vertical_alignment="center"):
        confirmed = st.button("确认并计算排名", type="primary", width=200, key="import_confirm", disabled=not accepted)
        begun_anew = st.button("重新选择文件", width=200, key="import_again")
        if blocked:
            put(tag("span", f"还不能确认：{counted(blocked)}，处理后才能计算。", cls="refuse"))
    if confirmed:
        _confirm(started)
    if begun_anew:
        import_draft.discard()
        st.rerun()
    if accepted:
        show_preview(started)
    put(tag("h2", "核对出的问题"))
    _offer_annotated(started)
    show_problems(started.problems, "import")


def _offer_annotated(started: Draft) -> None:
    """Copies to hand back to whoever filled in the files; made only when asked for."""
    seen, files, roster = started.checked, started.files, started.roster
    if seen is not None and any(each.place.cell and each.severity is not Severity.NOTICE for each in seen.problems):
        st.download_button(
            "下载批注版",
            lambda: workflow.annotated_archive(seen, files, roster),
            "批注版.zip",
            "application/zip",
            key="import_annotated",
            help="在原文件的副本上用颜色和批注标出问题，可退给填报人改正；原文件不变。",
            on_click="ignore",
        )


def _files(uploads: Sequence[Upload]) -> Markup:
    """Every file by its own name and fingerprint, so that an auditor can tell which one was used."""
    if not uploads:
        return tag("p", "没有读到文件。", cls="quiet")
    rows = (
        tag(
            "tr",
            tag("td", upload.name),
            tag("td", f"{-(-upload.size // 1024)} KB", cls="figure", data_name="大小"),
            tag("td", tag("span", upload.sha256, cls="cell digest"), data_name="SHA-256"),
        )
        for upload in uploads
    )
    head = tag("tr", tag("th", "文件"), tag("th", "大小", cls="figure"), tag("th", "SHA-256（原件指纹）"))
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="stack")
    return tag("details", tag("summary", f"{len(uploads)} 份文件：{'、'.join(each.name for each in uploads)}"), table)


def _take_corrected(started: Draft) -> None:
    """Only what was mended need be chosen again."""
    files = st.file_uploader(
        "改好的文件（与原文件同名的替换原文件，其余的追加）",
        accept_multiple_files=True,
        key=f"import_corrected_{started.attempt}",
    )
    if files and st.button("用改好的文件重新核对", type="primary", key="import_recheck"):
        _check(import_draft.with_corrected(started, [(file.name, file.getvalue()) for file in files]))


def _confirm(started: Draft) -> None:
    bar = st.progress(0.0, "正在计算")
    rated = import_draft.confirm(started, lambda what, share: _tell(bar, what, share))
    if rated is not None and rated.evaluation is not None:
        st.switch_page(frame.page_file("ranking"))
    bar.empty()
    if rated is not None:
        show_problems(stopping(rated.problems), "import_rated")


if __name__ == "__main__":
    show()
