"""Bands, caps, ladder and quotas, in the slow reference (docs/method.md §6)."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from rating.rubric.nouns import Rubric
from rating.rubric.numbers import Amount
from rating.rubric.policies import Band
from tests.scoring.reference_numbers import Num, num
from tests.scoring.reference_rank import groups, merit_of
from tests.scoring.reference_station import Station, on_nodes
from tests.scoring.reference_values import Values, truth


def starred(values: Values, stations: list[Station]) -> None:
    rubric, roster = values.rubric, values.reported.roster
    for at, station in enumerate(stations):
        if not station.complete:
            continue
        bands = rubric.bands_for(roster.kind[at])
        within = [band for band in bands if _reaches_limit(values, station, at, band)]
        station.stars_by_score = within[0].stars if within else 0
        lowest = any(
            hit and gate.effect == "veto" and gate.veto_means == "lowest"
            for hit, gate in zip(station.gates_hit, rubric.gates, strict=True)
        )
        if lowest and not any(
            hit and (gate.effect == "unrated" or (gate.effect == "veto" and gate.veto_means == "unrated"))
            for hit, gate in zip(station.gates_hit, rubric.gates, strict=True)
        ):
            station.stars, station.band = 0, _below_lowest(rubric)
        if station.rated:
            _give(values, station, _best(values, station, at))
    if any(band.quota for band in rubric.bands) or any(
        band.quota for bands in rubric.bands_by_kind.values() for band in bands
    ):
        _by_quota(values, stations)


def _give(values: Values, station: Station, band: Band | None) -> None:
    station.stars = band.stars if band else 0
    station.band = band.title if band else _below_lowest(values.rubric)


def _reaches_limit(values: Values, station: Station, at: int, band: Band) -> bool:
    assert station.total_for_stars is not None
    reached, full_marks = station.total_for_stars, _full_marks(values, at)

    def limit(amount: Amount) -> Num:
        return num(amount.value) * full_marks if amount.is_share else num(amount.value)

    return (band.at_least is None or reached >= limit(band.at_least)) and (
        band.above is None or reached > limit(band.above)
    )


def _full_marks(values: Values, at: int) -> Num:
    scale = values.rubric.scale
    if scale.convert_to is not None:
        return num(scale.convert_to)
    return num(values.rubric.full_marks_for(values.reported.roster.kind[at]))


def _holds(values: Values, station: Station, at: int, band: Band) -> bool:
    """Limits, section floors, named minimums and required conditions of one band."""
    floors = {
        node.code: Amount(value=band.each_dimension, is_share=True)
        for node in values.rubric.dimensions
        if band.each_dimension is not None and not node.bonus
    }
    nodes = on_nodes(values.rubric, station)
    answers = [values.formula(requirement.when, at, nodes) for requirement in band.requires]
    return (
        _reaches_limit(values, station, at, band)
        and all(_reaches(station, code, amount) for code, amount in [*floors.items(), *band.minimum.items()])
        and all(answer.number is not None and truth(answer.number) for answer in answers)
    )


def _reaches(station: Station, code: str, amount: Amount) -> bool:
    """Points of a node against a floor; a node that does not count passes."""
    outcome = station.outcomes.get(code)
    if outcome is None or not outcome.counted:
        return True
    least = num(amount.value) * outcome.full_marks if amount.is_share else num(amount.value)
    return outcome.points is not None and outcome.points >= least


def _best(values: Values, station: Station, at: int) -> Band | None:
    """The best band that holds, within what gates and ladder leave open."""
    bands = values.rubric.bands_for(values.reported.roster.kind[at])
    most = _ceiling(values, station, at)
    return next((band for band in bands if band.stars <= most and _holds(values, station, at, band)), None)


def _ceiling(values: Values, station: Station, at: int) -> int:
    """Most stars that the gates and the ladder leave open."""
    limits = [99]
    for hit, gate in zip(station.gates_hit, values.rubric.gates, strict=True):
        if hit and gate.effect == "cap" and gate.stars is not None:
            limits.append(gate.stars)
    ladder = values.rubric.award.ladder
    before = values.reported.previous_stars.get(at)
    if ladder and before is not None and ladder.up is not None:
        limits.append(before + ladder.up)
    if ladder and before is None and ladder.first_time is not None:
        limits.append(ladder.first_time)
    return min(limits)


def _by_quota(values: Values, stations: list[Station]) -> None:
    rubric = values.rubric
    group_of = groups(values, rubric.award.quota_within)
    for group in sorted(set(group_of)):
        members = [at for at, station in enumerate(stations) if station.rated and group_of[at] == group]
        for at in members:
            _give(values, stations[at], None)
        placed: set[int] = set()
        kinds = {values.reported.roster.kind[at] for at in members}
        bands = rubric.bands_for(min(kinds)) if kinds else []
        for band in bands:
            chosen = _chosen(values, stations, [at for at in members if at not in placed], band, len(members))
            placed |= set(chosen)
            for at in chosen:
                _give(values, stations[at], band)


def _chosen(values: Values, stations: list[Station], left: list[int], band: Band, rated: int) -> list[int]:
    candidates = [
        at for at in left if _holds(values, stations[at], at, band) and band.stars <= _ceiling(values, stations[at], at)
    ]
    if band.quota is None:
        return candidates
    places = floor(Fraction(band.quota.value) * (rated if band.quota.is_share else 1))
    keys = [key for key in values.rubric.ranking.by if key.key != "stars"]
    merit = {at: merit_of(values, stations[at], at, keys) for at in candidates}
    better = {at: sum(merit[other] < merit[at] for other in candidates) for at in candidates}
    same = {at: sum(merit[other] == merit[at] for other in candidates) for at in candidates}
    if values.rubric.award.quota_ties == "include":
        return [at for at in candidates if better[at] < places]
    return [at for at in candidates if better[at] + same[at] <= places]


def _below_lowest(rubric: Rubric) -> str:
    """Where no bands are written there is nothing to award, so nobody is below the lowest."""
    return rubric.award.below_lowest if rubric.bands or rubric.bands_by_kind else ""
