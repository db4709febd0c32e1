"""The figures of a past round scored by another rubric; what there are no figures for is left out and told.

An indicator that rests on a field without figures is rated as if it were a 合理缺项 for everybody, so that its points
are shared out as the rubric says of such gaps; a gate or a condition of a star that reads such a field is taken out,
and so is a ranking key.  Nothing is counted as 0 for want of figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rating.insight.certainty.leave_out import renewed, with_gaps, without_indicator
from rating.insight.comparison.rescoring import carried_over, unlike
from rating.reported import Column, Reported, Roster, Status, blank_column
from rating.rubric.inputs import fields_behind, fields_read
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Band, RankKey
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class NotRescored:
    """Something of the revised rubric that past figures cannot tell; `sentence` says why and what was done."""

    code: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Again:
    """`lacking`: field → why it has no figures."""

    evaluation: Evaluation
    lacking: Mapping[str, str]
    not_rescored: tuple[NotRescored, ...]


def scored_again(figures: Reported, by: Rubric, rubric: Rubric) -> Again:
    """`figures` were read for the rubric `by`. Raises what `evaluate` raises of a rubric that does not fit together."""
    lacking = lacking_fields(figures, by, rubric)
    told = tuple(_not_rescored(rubric, lacking))
    shared = set(rubric.fields) - set(lacking)
    gap = replace(
        blank_column(len(figures.roster)), status=np.full(len(figures.roster), Status.NOT_APPLICABLE, np.uint8)
    )
    carried = carried_over(figures, by, rubric, shared, gap)
    if lacking:
        rubric, carried = _without(rubric, lacking), with_gaps(carried)
    return Again(evaluate(rubric, carried), lacking, told)


def lacking_fields(figures: Reported, by: Rubric, rubric: Rubric) -> dict[str, str]:
    """Reported fields of the rubric that the figures do not hold, each with the reason."""
    found: dict[str, str] = {}
    for code, field in rubric.fields.items():
        why = "" if field.formula else unlike(by.fields.get(code), field)
        if not why and not field.formula and code not in figures.columns and code not in figures.marks:
            why = "以往没有填报" if field.kind != "mark" else "以往没有打分"
        if why:
            found[code] = why
    return found


def rows_of_kinds(figures: Reported, kinds: Iterable[str]) -> tuple[Reported, tuple[int, ...]]:
    """The figures of the units whose kind the rubric knows (all, where it knows no kinds), and the rows left out."""
    known = set(kinds)
    if not known:
        return figures, ()
    kept = [row for row, kind in enumerate(figures.roster.kind) if kind in known]
    out = tuple(row for row, kind in enumerate(figures.roster.kind) if kind not in known)
    return (rows_only(figures, kept) if out else figures), out


def rows_only(figures: Reported, rows: list[int]) -> Reported:
    """The same figures of some units only."""
    place = {row: at for at, row in enumerate(rows)}
    roster = figures.roster
    parts = (roster.code, roster.name, roster.kind, roster.street, roster.district)
    few = Roster(*(tuple(part[row] for row in rows) if part else () for part in parts))

    def of(columns: Mapping[str, Column]) -> dict[str, Column]:
        return {code: column.rows_at(rows) for code, column in columns.items()}

    return replace(
        figures,
        roster=few,
        columns=of(figures.columns),
        marks={code: of(by_rater) for code, by_rater in figures.marks.items()},
        adjudicated={(place[row], code): mark for (row, code), mark in figures.adjudicated.items() if row in place},
        previous_stars={place[row]: stars for row, stars in figures.previous_stars.items() if row in place},
        problems=(),
    )


def _without(rubric: Rubric, lacking: Mapping[str, str]) -> Rubric:
    for node in rubric.indicators:
        if not lacking.keys().isdisjoint(fields_behind(node, rubric)):
            rubric = without_indicator(rubric, node.code)
    by_kind = {
        kind: [_lighter(band, rubric, lacking) for band in bands] for kind, bands in rubric.bands_by_kind.items()
    }
    keys = [key for key in rubric.ranking.by if not _lacks_key(key, rubric, lacking)]
    return renewed(
        rubric,
        gates=[gate for gate in rubric.gates if not _lacks(gate.when, rubric, lacking)],
        bands=[_lighter(band, rubric, lacking) for band in rubric.bands],
        bands_by_kind=by_kind,
        ranking=rubric.ranking.model_copy(update={"by": keys or [RankKey(key="total")]}),
    )


def _lighter(band: Band, rubric: Rubric, lacking: Mapping[str, str]) -> Band:
    kept = [requirement for requirement in band.requires if not _lacks(requirement.when, rubric, lacking)]
    return band if len(kept) == len(band.requires) else band.model_copy(update={"requires": kept})


def _lacks(formula: str, rubric: Rubric, lacking: Mapping[str, str]) -> list[str]:
    return [code for code in fields_read(formula, rubric) if code in lacking]


def _lacks_key(key: RankKey, rubric: Rubric, lacking: Mapping[str, str]) -> list[str]:
    known = key.key in rubric.fields or any(field.title == key.key for field in rubric.fields.values())
    return _lacks(key.key, rubric, lacking) if known else []


def _not_rescored(rubric: Rubric, lacking: Mapping[str, str]) -> Iterator[NotRescored]:
    for node in rubric.indicators:
        missing = [code for code in fields_behind(node, rubric) if code in lacking]
        if missing:
            told = (
                f"「{node.title}」不能重算：{_why(missing, rubric, lacking)}；按合理缺项处理，不计入满分，不按 0 分计"
            )
            yield NotRescored(node.code, node.title, told)
    for gate in rubric.gates:
        if missing := _lacks(gate.when, rubric, lacking):
            told = f"必备条件「{gate.title}」不能重算：{_why(missing, rubric, lacking)}；未予考虑"
            yield NotRescored(gate.code, gate.title, told)
    for one in {each.title: each for bands in _all_bands(rubric) for band in bands for each in band.requires}.values():
        if missing := _lacks(one.when, rubric, lacking):
            told = f"星级条件「{one.title}」不能重算：{_why(missing, rubric, lacking)}；未予考虑"
            yield NotRescored("", one.title, told)
    for key in rubric.ranking.by:
        if missing := _lacks_key(key, rubric, lacking):
            title = rubric.fields[missing[0]].title
            yield NotRescored("", title, f"排名依据「{title}」不能重算：{_why(missing, rubric, lacking)}；未予考虑")


def _all_bands(rubric: Rubric) -> list[list[Band]]:
    return [rubric.bands, *rubric.bands_by_kind.values()]


def _why(missing: list[str], rubric: Rubric, lacking: Mapping[str, str]) -> str:
    return "、".join(f"数据项「{rubric.fields[code].title}」{lacking[code]}" for code in missing)
