"""The page 标准修订 with a draft on the desk: in the try-out of one browser, or an evaluator's own in a district."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from rating.district.rubrics.drafts import Draft
from rating.screens.frame.frame import HERE
from rating.screens.workshop_sections.desk import LOOSE
from rating.workflow import HOME
from tests.screens.opening import open_screen
from tests.workflow.three_stations import RUBRIC

PAPERS = HOME / "sample_data" / "papers"
SECTION = "desk_section"


def loose(text: str = RUBRIC, title: str = "三站标准（示例）", **more: Any) -> Draft:
    told = {"paper_name": "", "paper": None, "decisions": (), "answers": (), "version": 1, **more}
    return Draft(id=0, district=0, title=title, text=text, earlier=(), based_on=None, **told)


def of_paper(paper: Path, **more: Any) -> Draft:
    return loose("", paper.stem, paper_name=paper.name, paper=paper.read_bytes(), **more)


def on_the_desk(draft: Draft, section: str = "") -> AppTest:
    """The try-out with this draft out, at that section."""
    run = AppTest.from_file(str(HOME / "app.py"), default_timeout=180)
    run.session_state[LOOSE] = draft
    if section:
        run.session_state[SECTION] = section
    run.switch_page(str((HERE / "rubric_workshop.py").relative_to(HOME)))
    run.run()
    assert not run.exception, run.exception
    return run


def kept(run: AppTest) -> Draft:
    """The draft of the try-out as it is now."""
    draft: Draft = run.session_state[LOOSE]
    return draft


def in_a_district(draft: int, section: str = "") -> AppTest:
    """Somebody is signed in and follows the address of a kept draft."""
    run = open_screen("rubric_workshop", query={"draft": str(draft)})
    if section:
        run.session_state[SECTION] = section
        run.run()
        assert not run.exception, run.exception
    return run


def press(run: AppTest, label: str, at: int = 0) -> AppTest:
    """The button of that label; nothing may go wrong."""
    [each for each in run.button if each.label == label][at].click().run()
    assert not run.exception, run.exception
    return run
