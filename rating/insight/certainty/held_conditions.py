"""Cut scores that are open to each station: conditions, caps and the ladder as they were found, whatever the total.

Asked of the scoring itself: each band is offered once without its limits and quota, and the stations that
are given it are those that its conditions, the gates and the ladder allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rating.insight.notes import total_marks
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Band
from rating.scoring.evaluate import evaluate
from rating.scoring.evaluation import Evaluation

SHUT = np.iinfo(np.int64).max // 4
"""The cut score of a band that no total opens."""
NO_LIMIT = -SHUT
WITHOUT_LIMITS: dict[str, Any] = {"at_least": None, "above": None, "below": None, "at_most": None, "quota": None}
WITHOUT_CONDITIONS: dict[str, Any] = {**WITHOUT_LIMITS, "each_dimension": None, "minimum": {}, "requires": []}


@dataclass(frozen=True)
class OpenBands:
    """For each place in the rubric's tables of bands (best first), over n stations.

    cuts   int64[places, n]: the least scaled total that reaches the band; SHUT where it is not open
    stars  int16[places, n]: its stars; 0 where the station's kind has no band at this place
    """

    cuts: NDArray[np.int64]
    stars: NDArray[np.int16]


def has_quota(rubric: Rubric) -> bool:
    """Some band is given to a fixed number of stations."""
    return any(band.quota is not None for bands in (rubric.bands, *rubric.bands_by_kind.values()) for band in bands)


def open_bands(evaluation: Evaluation) -> OpenBands:
    """One rating for the caps and one for every place of bands with conditions; none without bands."""
    kinds, of = evaluation.roster.numbered("kind")
    tables = [evaluation.rubric.bands_for(kind) for kind in kinds]
    places = max((len(bands) for bands in tables), default=0)
    cuts = np.full((places, len(of)), SHUT, np.int64)
    stars = np.zeros((places, len(of)), np.int16)
    if not places:
        return OpenBands(cuts, stars)
    allowed = _given(evaluation, [[_bare(band) for band in bands] for bands in tables])
    for place in range(places):
        here = [bands[place] if place < len(bands) else None for bands in tables]
        stars[place] = np.array([band.stars if band else 0 for band in here], np.int16)[of]
        limits = np.array([least_total(evaluation, kind, band) for kind, band in zip(kinds, here, strict=True)])[of]
        cuts[place] = np.where(_open(evaluation, here, of, allowed, place), limits, SHUT)
    return OpenBands(cuts, stars)


def least_total(evaluation: Evaluation, kind: str, band: Band | None) -> int:
    """The smallest scaled total that reaches the band."""
    if band is None:
        return SHUT
    scale = Fraction(10**evaluation.ratings.decimals)
    full = Fraction(total_marks(evaluation, kind))
    if band.at_least is not None:
        return ceil(band.at_least.exact(full) * scale)
    return floor(band.above.exact(full) * scale) + 1 if band.above is not None else NO_LIMIT


def _open(
    evaluation: Evaluation,
    here: list[Band | None],
    of: NDArray[np.int64],
    allowed: NDArray[np.int64],
    place: int,
) -> NDArray[np.bool_]:
    """Whom the caps allow the band (they were given it or a better one), and who meets its conditions."""
    by_caps = (allowed >= 0) & (allowed <= place)
    if not any(band and (band.each_dimension is not None or band.minimum or band.requires) for band in here):
        return by_caps
    offered = [[band.model_copy(update=WITHOUT_LIMITS)] if band else [] for band in here]
    return np.asarray(by_caps & (_given(evaluation, offered) == 0), np.bool_)


def _bare(band: Band) -> Band:
    return band.model_copy(update=WITHOUT_CONDITIONS)


def _given(evaluation: Evaluation, tables: list[list[Band]]) -> NDArray[np.int64]:
    """Place of the band that each rated station is given out of these, −1 where none."""
    kinds, of = evaluation.roster.numbered("kind")
    # a kind without bands here must have none at all: an empty own table would fall back on nothing else
    rubric = evaluation.rubric.model_copy(update={"bands": [], "bands_by_kind": dict(zip(kinds, tables, strict=True))})
    ratings = evaluate(rubric, evaluation.reported).ratings
    starts = np.cumsum([1, *(len(bands) for bands in tables)])[:-1][of]
    return np.where(ratings.band_index >= starts, ratings.band_index - starts, -1).astype(np.int64)
