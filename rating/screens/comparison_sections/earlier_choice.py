"""Which earlier result the present one is held against: a round of the district, the sample's, or a result file.

What is listed has been asked for with the person's permission at this very rerun.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from rating.insight.comparison.compare import compare
from rating.scoring.evaluation import Evaluation
from rating.screens.comparison_sections.compared import Compared
from rating.screens.import_sections.import_draft import DRAFT
from rating.screens.parts.asked import attempt
from rating.screens.parts.markup import CHOOSE, visible
from rating.screens.parts.problem_list import show_problems
from rating.screens.visit import where
from rating.screens.visit.long_work import worked_out
from rating.screens.visit.session import NamedBytes, Shown, evaluation_known, sample_files
from rating.screens.visit.where import Where
from rating.workflow.comparing import EarlierPart, compared_with_file, earlier_parts

KEPT = "comparison_kept"
WORKING = "正在逐个单位比较"
FROM_FILE = "用上一轮的结果文件（JSON）比较"


@dataclass(frozen=True)
class _Kept:
    """What a visitor's own file came to: kept for that visitor alone, and only the last of it."""

    name: str
    digest: str
    of: Evaluation
    found: Compared


def chosen_comparison(now: Shown) -> Compared | None:
    """With the choice drawn; None where there is nothing to compare with, or the file cannot be used."""
    here = where.here()
    earlier = _of_district(here) if here is not None else ()
    imported = imported_with() if here is None and not now.sample else None
    chosen = _choose(earlier)
    # the file stands open where there is nothing else to compare with
    with st.expander(FROM_FILE, expanded=not (earlier or imported or (here is None and now.sample))):
        file = st.file_uploader("本工具导出的 JSON 结果", key="comparison_file", label_visibility="collapsed")
    if file is not None:
        return _with_file(now, (file.name, file.getvalue()))
    if here is not None:
        return _with_part(now, here, chosen) if chosen is not None else None
    if now.sample:
        return now.once("comparison of the sample", lambda: _with_sample(now))
    return _with_file(now, imported) if imported is not None else None


def _of_district(here: Where) -> tuple[EarlierPart, ...]:
    part = here.view.part
    if part is None:
        return ()
    return attempt(lambda: earlier_parts(here.database, here.person, part.id)) or ()


def _choose(earlier: tuple[EarlierPart, ...]) -> EarlierPart | None:
    if not earlier:
        return None
    several = len({each.round.id for each in earlier}) < len(earlier)
    return st.selectbox(
        "与哪一轮比较",
        earlier,
        format_func=lambda each: _title(each, several),
        key="comparison_earlier",
        placeholder=CHOOSE,
    )


def _title(each: EarlierPart, several: bool) -> str:
    part = f" · {each.part.title}" if several else ""
    return visible(f"{each.round.title}{part}（{each.round.state.title}，{each.saved.title}）")


def _with_part(now: Shown, here: Where, chosen: EarlierPart) -> Compared:
    def work(tell: object) -> Compared:
        return Compared(compare(evaluation_known(here, chosen.saved), now.evaluation))

    return worked_out(now, f"comparison {chosen.saved.fingerprint}", work, WORKING)


def _with_sample(now: Shown) -> Compared | None:
    found = compared_with_file(*sample_files().previous, now.evaluation)[0]
    return Compared(found) if found is not None else None


def imported_with() -> NamedBytes | None:
    """The result of the round before that was given when the files were imported."""
    draft = st.session_state.get(DRAFT)
    return draft.previous if draft is not None else None


def _with_file(now: Shown, file: NamedBytes) -> Compared | None:
    name, content = file
    digest = sha256(content).hexdigest()
    kept: _Kept | None = st.session_state.get(KEPT)
    if kept is not None and kept.of is now.evaluation and (kept.name, kept.digest) == (name, digest):
        return kept.found
    with st.spinner(f"{WORKING}…"):
        found, problems = compared_with_file(name, content, now.evaluation)
    if found is None:
        show_problems(problems, "comparison")
        return None
    kept = st.session_state[KEPT] = _Kept(name, digest, now.evaluation, Compared(found))
    return kept.found
