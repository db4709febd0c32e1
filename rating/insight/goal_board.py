"""The goal board: what was judged of every goal, frozen, for the screen, the Excel file and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from rating.insight.goal_values import GoalCell, RowStatus
from rating.problems import Place, Problem, Refused
from rating.reported import Upload
from rating.rubric.goals import Goal, GoalBook, Reading
from rating.scoring.evaluation import Evaluation

UNIT_TITLES = {"station": "站点", "street": "街镇", "district": "区", "person": "人员", "project": "项目"}
LEVEL_TITLES = {"city": "全市", "district": "全区", "street": "街镇"}
FORM_TITLES = {
    "total": "总量",
    "ratio": "比率",
    "coverage": "覆盖率",
    "minimum_per_unit": "逐个最低值",
    "stars_share": "星级占比",
}


class GoalState(Enum):
    """differs: the readings of one goal come to different answers."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    DIFFERS = "differs"

    @property
    def title(self) -> str:
        return {"met": "达到", "not_met": "未达到", "unknown": "不能判断", "differs": "各口径结论不同"}[self.value]


@dataclass(frozen=True, slots=True)
class RatedStation:
    """One station's stars; None where it was not rated."""

    code: str
    name: str
    kind: str
    street: str
    stars: int | None


@dataclass(frozen=True, slots=True)
class RatedStations:
    """The stars of one evaluation, with the rubric that gave them."""

    rubric: str
    version: str
    standing: str
    fingerprint: str
    stations: tuple[RatedStation, ...]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One street's part in one reading. `state` is None where a street alone promises nothing."""

    code: str
    name: str
    status: RowStatus
    state: GoalState | None
    value: Fraction | None
    shown: str
    numerator: Fraction | None
    denominator: Fraction | None
    cells: tuple[GoalCell, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """One reading of one goal.

    value        exact, in the goal's own unit (a share is 1 for 100 %); None while unknown
    shown        the figure as printed, never rounded across the target
    gap          how many `counted_unit` are missing (or too many); None when met or unknown
    reason       why it cannot be judged, "" otherwise
    remarks      what the reader should know besides (units left out, stations not rated)
    """

    reading: Reading
    state: GoalState
    value: Fraction | None
    shown: str
    numerator: Fraction | None
    denominator: Fraction | None
    gap: int | None
    gap_text: str
    reason: str
    units: tuple[UnitResult, ...]
    remarks: tuple[str, ...] = ()

    @property
    def failing(self) -> tuple[str, ...]:
        """Names of the units that do not reach the target by themselves."""
        return tuple(unit.name for unit in self.units if unit.state is GoalState.NOT_MET)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(unit.name for unit in self.units if unit.status is RowStatus.MISSING)

    @property
    def left_out(self) -> tuple[str, ...]:
        return tuple(unit.name for unit in self.units if unit.status is RowStatus.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class GoalResult:
    """One goal with all its readings. `ended`: the target year lies behind (期末)."""

    goal: Goal
    ended: bool
    readings: tuple[ReadingResult, ...]

    @property
    def state(self) -> GoalState:
        states = {reading.state for reading in self.readings}
        return states.pop() if len(states) == 1 else GoalState.DIFFERS

    @property
    def state_title(self) -> str:
        return f"期末：{self.state.title}" if self.ended else self.state.title


@dataclass(frozen=True)
class GoalBoard:
    """Every goal of a book, judged for one year. `units` are (code, name) in roster order, `districts` theirs.

    `problems` holds what reading the files found, followed by what judging the goals found.
    """

    book: GoalBook
    year: int
    goals: tuple[GoalResult, ...]
    units: tuple[tuple[str, str], ...]
    rated: RatedStations | None = None
    uploads: tuple[Upload, ...] = ()
    problems: tuple[Problem, ...] = ()
    districts: tuple[str, ...] = ()

    @property
    def unit_title(self) -> str:
        return UNIT_TITLES[self.book.unit]

    @property
    def summary(self) -> str:
        """“8 项目标：达到 2 项，未达到 2 项，不能判断 4 项”."""
        counts = Counter(result.state for result in self.goals)
        told = [f"{state.title} {counts[state]} 项" for state in GoalState if counts[state]]
        return f"{len(self.goals)} 项目标：{'，'.join(told)}"

    def goal(self, code: str) -> GoalResult:
        return next(result for result in self.goals if result.goal.code == code)


def stars_of(evaluation: Evaluation) -> RatedStations:
    """The stars an Evaluation gave, straight from its ratings."""
    roster, ratings, rubric = evaluation.roster, evaluation.ratings, evaluation.rubric
    stations = tuple(
        RatedStation(
            roster.code[at],
            roster.name[at],
            roster.kind[at],
            roster.street[at],
            int(ratings.stars[at]) if ratings.rated[at] and rubric.has_bands else None,
        )
        for at in range(len(roster))
    )
    return RatedStations(rubric.title, rubric.version, rubric.standing, rubric.fingerprint, stations)


def stars_of_result(result: Mapping[str, Any]) -> RatedStations:
    """The stars in a RESULT.json. Raises Refused when it is not one."""
    try:
        rubric = result["rubric"]
        stations = tuple(_rated_station(station) for station in result["stations"])
        texts = [str(rubric.get(key, "")) for key in ("title", "version", "standing", "fingerprint")]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused([Problem("result_unreadable", Place(), "结果文件缺少评分标准或站点的星级")]) from None
    return RatedStations(texts[0] or str(rubric.get("code", "")), texts[1], texts[2], texts[3], stations)


def _rated_station(station: Mapping[str, Any]) -> RatedStation:
    stars = station["stars"]
    if stars is not None and (isinstance(stars, bool) or not isinstance(stars, int) or stars < 0):
        raise ValueError(stars)
    texts = [str(station.get(key) or "") for key in ("name", "kind", "street")]
    return RatedStation(str(station["code"]), texts[0], texts[1], texts[2], stars)
