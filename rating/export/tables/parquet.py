"""Station × indicator as Parquet, typed for analysts: points are decimals, unknown is null."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np

from rating.insight.figures import exact
from rating.reported import Status
from rating.scoring.evaluation import Evaluation

DIGITS = 18
ABOUT = ("rubric", "version", "fingerprint", "standing", "round", "method_date")


def export_parquet(evaluation: Evaluation) -> bytes:
    """One row a station and indicator that applies to it (docs/how-to/add-an-export.md lists the columns).

    station_code, station, street, kind, dimension_code, indicator_code, indicator: text · status: text (reported …) ·
    points, full_marks: decimal128(18, d), null where not known · counted: in the denominator ·
    total: decimal128 · stars: int16, rank: double, null where not rated.  The rubric and round stand in the metadata.
    """
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table(_columns(evaluation, pyarrow), metadata=_about(evaluation))
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def _columns(evaluation: Evaluation, pyarrow: Any) -> dict[str, Any]:
    scores, ratings, roster = evaluation.scores, evaluation.ratings, evaluation.roster
    stations, places = np.nonzero(scores.applies)
    indicators, homes = evaluation.rubric.indicators, _homes(evaluation)
    counted, known = scores.counted[stations, places], scores.known[stations, places]
    points = _exact(scores.points[stations, places], counted & known, scores.decimals)
    marks = _exact(scores.full_marks[stations, places], np.ones(len(stations), np.bool_), scores.decimals)
    totals = _exact(ratings.total[stations], ratings.complete[stations], ratings.decimals)
    of_points = pyarrow.decimal128(DIGITS, scores.decimals)
    rows, columns = stations.tolist(), places.tolist()
    return {
        "station_code": _texts(pyarrow, (roster.code[row] for row in rows)),
        "station": _texts(pyarrow, (roster.name[row] for row in rows)),
        "street": _texts(pyarrow, (roster.street[row] for row in rows)),
        "kind": _texts(pyarrow, (roster.kind[row] for row in rows)),
        "dimension_code": _texts(pyarrow, (homes[at] for at in columns)),
        "indicator_code": _texts(pyarrow, (indicators[at].code for at in columns)),
        "indicator": _texts(pyarrow, (indicators[at].title for at in columns)),
        "status": _texts(pyarrow, (Status(state).code for state in scores.status[stations, places].tolist())),
        "points": pyarrow.array(points, of_points),
        "full_marks": pyarrow.array(marks, of_points),
        "counted": pyarrow.array(counted.tolist(), pyarrow.bool_()),
        "total": pyarrow.array(totals, pyarrow.decimal128(DIGITS, ratings.decimals)),
        "stars": pyarrow.array(_known(ratings.stars[stations], ratings.rated[stations]), pyarrow.int16()),
        "rank": pyarrow.array(_known(ratings.rank[stations], ratings.rated[stations]), pyarrow.float64()),
    }


def _texts(pyarrow: Any, texts: Iterable[str]) -> Any:
    """Each different text is kept once."""
    return pyarrow.array(list(texts), pyarrow.string()).dictionary_encode()


def _homes(evaluation: Evaluation) -> list[str]:
    """The dimension of each indicator."""
    return [node.code for node in evaluation.rubric.dimensions for leaf in node.walk() if leaf.leaf]


def _exact(scaled: Any, known: Any, decimals: int) -> list[Decimal | None]:
    pairs = zip(scaled.tolist(), known.tolist(), strict=True)
    return [exact(number, decimals) if there else None for number, there in pairs]


def _known(values: Any, known: Any) -> list[Any]:
    return [value if there else None for value, there in zip(values.tolist(), known.tolist(), strict=True)]


def _about(evaluation: Evaluation) -> dict[str, str]:
    rubric = evaluation.rubric
    texts = (
        rubric.code, rubric.version, rubric.fingerprint, rubric.standing, evaluation.assessment_round,
        evaluation.method_date.isoformat(),
    )  # fmt: skip
    return dict(zip(ABOUT, texts, strict=True))
