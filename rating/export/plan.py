"""What an export needs to know before the first cell: order of sheets, rows, and what can be live.

Which figures are formulas is decided in `ranking_book`: a figure is live only where its formula,
reckoned here from the cells it names, gives exactly the Evaluation's figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rating.export.ranking_book.book import LiveBook, make_book
from rating.insight.tables import groups
from rating.rubric.nouns import Node, Rubric
from rating.scoring.evaluation import Evaluation
from rating.shown import one_line

MOST_LIVE = 3_000
"""Beyond this many stations everything is a value: ranks by COUNTIFS cost the square of the rows."""
MOST_FIGURED = 600
"""Beyond this many stations points are values and 填报值 is left out; totals, stars and ranks stay formulas."""
MOST_RANKING_SHEETS = 20
INDICATORS, DIMENSIONS, GATES, PROBLEMS, METHOD = "逐项得分", "一级指标得分", "必备条件与限星", "问题清单", "口径说明"
COVER, CHARTS, STATION, VALUES, CRITERIA = "封面", "图表", "个站反馈", "填报值", "评分标准"
AWARDS, OPTIONS, SELECTION = "评星与名次", "选项", "分类查看"
FIXED_NAMES = (
    INDICATORS, DIMENSIONS, GATES, PROBLEMS, METHOD, COVER, CHARTS, STATION, VALUES, CRITERIA, AWARDS, OPTIONS,
    SELECTION,
)  # fmt: skip
DATA_ROW = 4
"""First row of stations on every sheet that has all of them (zero-based): title, note, two header rows."""


@dataclass(frozen=True)
class RoundFacts:
    """What an office knows of a round and the Evaluation does not; all may be left out.

    title: of the round · filing_number: 备案文号 · plan_number: 计划编号 · office: who issues the result.
    """

    title: str = ""
    filing_number: str = ""
    plan_number: str = ""
    office: str = ""


@dataclass(frozen=True)
class Plan:
    """live: formulas at all · book: columns and formulas · ranking: (sheet name, group or None for all)."""

    evaluation: Evaluation
    live: bool
    book: LiveBook
    ranking: tuple[tuple[str, str | None], ...]
    about: RoundFacts = field(default=RoundFacts())

    @property
    def standing(self) -> str:
        return self.evaluation.rubric.standing_title


def make_plan(evaluation: Evaluation, about: RoundFacts | None = None) -> Plan:
    """Decide the layout and which figures are live."""
    stations = len(evaluation.roster)
    live = 0 < stations <= MOST_LIVE
    return Plan(
        evaluation=evaluation,
        live=live,
        book=make_book(evaluation, live=live, figured=stations <= MOST_FIGURED),
        ranking=_ranking_sheets(evaluation),
        about=about or RoundFacts(),
    )


def leaf_places(rubric: Rubric, node: Node) -> list[int]:
    """Numbers of the indicators under a node; they stand side by side in reading order."""
    wanted = {leaf.code for leaf in node.walk() if leaf.leaf}
    return [at for at, leaf in enumerate(rubric.indicators) if leaf.code in wanted]


def _ranking_sheets(evaluation: Evaluation) -> tuple[tuple[str, str | None], ...]:
    """One sheet a group; one for all when there is one group, or too many for sheets."""
    found = groups(evaluation)
    if len(found) <= 1 or len(found) > MOST_RANKING_SHEETS:
        return (("排名", None),)
    names: list[str] = []
    for group in found:
        names.append(sheet_name(f"排名 {group or '未分组'}", names))
    return tuple(zip(names, found, strict=True))


def sheet_name(wanted: str, taken: list[str]) -> str:
    """A name that Excel accepts: no []:*?/\\, no ' at the ends, at most 31 characters, not yet taken."""
    wanted = one_line(wanted)
    clean = "".join("－" if mark in "[]:*?/\\" or mark < " " else mark for mark in wanted).strip("' ")[:28] or "表"
    folded = {name.casefold() for name in [*taken, *FIXED_NAMES]}
    number, name = 2, clean
    while name.casefold() in folded:
        name, number = f"{clean}{number}", number + 1
    return name
