"""Make the sample district again: `python sample_data/make_sample.py`. Seeded; equal every time.

Writes 站点名册, three experts' score sheets, 站点填报数据, 居民问卷, 区情表, the previous round's
result, the small workbooks with one mistake each, and three standards on paper.  All of it is invented (示例数据).
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from rating.insight.result import result  # noqa: E402
from rating.intake.read import read_workbooks  # noqa: E402
from rating.rubric.file import load_goals, load_rubric  # noqa: E402
from rating.rubric.nouns import Rubric  # noqa: E402
from rating.scoring.evaluate import evaluate  # noqa: E402
from sample_data.area import write_area  # noqa: E402
from sample_data.cases import LAST_YEAR, THIS_YEAR, stories  # noqa: E402
from sample_data.faulty import write_mistakes  # noqa: E402
from sample_data.pages import write_expert, write_figures, write_roster, write_survey  # noqa: E402
from sample_data.papers import write_papers  # noqa: E402
from sample_data.stories import EXPERTS, tell  # noqa: E402

RUBRIC = HERE.parent / "rubrics" / "yichang-five-star.yaml"
GOALS = HERE.parent / "rubrics" / "goals" / "shanghai.yaml"
SEED = 20_250_901
ROSTER, AREA, PREVIOUS = "站点名册.xlsx", "区情表.xlsx", "上一轮结果.json"


def write_year(folder: Path, rubric: Rubric, year: int) -> list[Path]:
    """The files of one year's round, without the roster; returns them in reading order."""
    told = tell(stories(year), SEED + year)
    experts = [folder / f"专家评分表_{name}.xlsx" for name in EXPERTS]
    for at, path in enumerate(experts):
        write_expert(path, told, rubric, at, year)
    figures, survey = folder / "站点填报数据.xlsx", folder / "居民问卷.csv"
    write_figures(figures, told, rubric, year)
    write_survey(survey, told, rubric, year)
    return [*experts, figures, survey]


def write_previous(path: Path, rubric: Rubric, roster: Path) -> None:
    """Really rate a variant of the data, one year earlier, and keep its result."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_year(Path(folder), rubric, LAST_YEAR)
        reported = read_workbooks(rubric, files, roster)
    rated = result(evaluate(rubric, reported, assessment_round=f"{LAST_YEAR}年度（示例数据）"))
    rated["problems"] = []  # of last year's files, which are not kept; a change of wording must not outdate this one
    text = json.dumps(rated, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_sample(folder: Path) -> None:
    """Everything, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rubric = load_rubric(RUBRIC)
    write_roster(folder / ROSTER)
    write_year(folder, rubric, THIS_YEAR)
    write_area(folder / AREA, load_goals(GOALS), SEED)
    write_previous(folder / PREVIOUS, rubric, folder / ROSTER)
    write_mistakes(folder / "mistakes")
    write_papers(folder / "papers")


if __name__ == "__main__":
    write_sample(HERE)
    print(f"已重新生成 {HERE.name} 中的示例数据")
