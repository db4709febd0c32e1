"""`RESULT.json`: what other programs read (design §11); `checked.py` has `check --json`.

Decimals are strings, unknown is null.  The same result is read back as the previous round.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TextIO

from rating.insight.cells import Cell, indicator_cells
from rating.insight.figures import scaled_texts
from rating.insight.notes import total_marks
from rating.problems import Place, Problem, Refused
from rating.reported import Roster, Status
from rating.rubric.numbers import plain
from rating.scoring.evaluation import Evaluation

STATUS_CODES = tuple(status.code for status in Status)


def result(evaluation: Evaluation) -> dict[str, Any]:
    """The whole result as plain dicts, lists, strings, whole numbers and None.

    For very many stations `write_result` needs less memory.
    """
    return {**_head(evaluation), "stations": list(stations(evaluation)), **_foot(evaluation)}


def write_result(evaluation: Evaluation, target: TextIO) -> None:
    """The JSON text of `result`, one station a line, written as it is made."""
    head = json.dumps(_head(evaluation), ensure_ascii=False)
    target.write(head[:-1] + ', "stations": [')
    for place, station in enumerate(stations(evaluation)):
        target.write((",\n" if place else "\n") + json.dumps(station, ensure_ascii=False))
    target.write("\n], " + json.dumps(_foot(evaluation), ensure_ascii=False)[1:] + "\n")


def _head(evaluation: Evaluation) -> dict[str, Any]:
    rubric = evaluation.rubric
    return {
        "rubric": {
            "code": rubric.code,
            "title": rubric.title,
            "version": rubric.version,
            "fingerprint": rubric.fingerprint,
            "standing": rubric.standing,
        },
        "round": evaluation.assessment_round,
        "method_date": evaluation.method_date.isoformat(),
        "uploads": [{"name": upload.name, "sha256": upload.sha256} for upload in evaluation.uploads],
    }


def _foot(evaluation: Evaluation) -> dict[str, Any]:
    return {"problems": [problem_dict(problem) for problem in evaluation.problems]}


def problem_dict(problem: Problem) -> dict[str, Any]:
    """One problem: code, severity, where, message, and its parts for programs."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "where": problem.where,
        "message": problem.message,
        "station": problem.station or None,
        "field": problem.field or None,
    }


def stations(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """One dict a station, in roster order."""
    heads = _station_heads(evaluation)
    dimensions = _dimensions(evaluation)
    indicators = _indicators(evaluation)
    for head, parts, leaves in zip(heads, dimensions, indicators, strict=True):
        yield {**head, "dimensions": parts, "indicators": leaves}


def _station_heads(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    roster, ratings = evaluation.roster, evaluation.ratings
    total = scaled_texts(ratings.total, ratings.decimals)
    starred = evaluation.rubric.has_bands
    full_marks = {kind: plain(total_marks(evaluation, kind)) for kind in set(roster.kind)}
    for at, code in enumerate(roster.code):
        rated = bool(ratings.rated[at])
        yield {
            "code": code,
            "name": roster.name[at],
            "kind": roster.kind[at],
            "street": roster.street[at],
            "complete": bool(ratings.complete[at]),
            "total": total[at] if ratings.complete[at] else None,
            "full_marks": full_marks[roster.kind[at]],
            "stars": int(ratings.stars[at]) if starred and ratings.stars[at] >= 0 else None,
            "stars_by_score": int(ratings.stars_by_score[at]) if starred and ratings.stars_by_score[at] >= 0 else None,
            "band": str(ratings.band[at]) or None,
            "rank": _rank(float(ratings.rank[at])) if rated else None,
            "rank_group": str(ratings.rank_group[at]),
            "tied": bool(ratings.tied[at]),
            "gates": _gates(evaluation, at),
            "reasons": [
                {"code": reason.code, "about": reason.about, "text": reason.text} for reason in ratings.reasons[at]
            ],
        }


def _rank(rank: float) -> int | str:
    """Whole ranks as numbers; a shared rank such as 2.5 as a decimal string."""
    return int(rank) if rank.is_integer() else plain(Decimal(repr(rank)))


def _gates(evaluation: Evaluation, at: int) -> list[dict[str, Any]]:
    gates, rules = evaluation.gates, evaluation.rubric.gates
    return [
        {
            "code": rule.code,
            "title": rule.title,
            "effect": rule.effect,
            "hit": None if gates.unknown[at, place] else True,
        }
        for place, rule in enumerate(rules)
        if gates.hit[at, place] or gates.unknown[at, place]
    ]


def _dimensions(evaluation: Evaluation) -> Iterator[dict[str, dict[str, str | None]]]:
    table, columns = evaluation.subtotals, []
    for node in evaluation.rubric.dimensions:
        at = table.codes.index(node.code)
        points = scaled_texts(table.points[:, at], table.decimals)
        full = scaled_texts(table.full_marks[:, at], table.decimals)
        known = (table.known[:, at] & table.counted[:, at]).tolist()
        columns.append((node, points, full, known))
    for row, kind in enumerate(evaluation.roster.kind):
        yield {
            node.code: {"points": points[row] if known[row] else None, "full_marks": full[row]}
            for node, points, full, known in columns
            if node.applies_to(kind)
        }


def _indicators(evaluation: Evaluation) -> Iterator[dict[str, dict[str, str | None]]]:
    scores, nodes = evaluation.scores, evaluation.rubric.indicators
    columns = []
    for at, node in enumerate(nodes):
        points = scaled_texts(scores.points[:, at], scores.decimals)
        full = scaled_texts(scores.full_marks[:, at], scores.decimals)
        known = (scores.known[:, at] & scores.counted[:, at]).tolist()
        status = [STATUS_CODES[number] for number in scores.status[:, at].tolist()]
        columns.append(
            (node.code, scores.applies[:, at].tolist(), status, indicator_cells(evaluation, at), points, full, known)
        )
    for row in range(len(evaluation.roster)):
        yield {
            code: _leaf(status[row], cells[row], points[row] if known[row] else None, full[row])
            for code, applies, status, cells, points, full, known in columns
            if applies[row]
        }


def _leaf(status: str, cell: Cell, points: str | None, full_marks: str) -> dict[str, str | None]:
    value, text, file, sheet, address = cell
    return {
        "status": status,
        "value": value,
        "text": text,
        "points": points,
        "full_marks": full_marks,
        "file": file,
        "sheet": sheet,
        "cell": address,
    }


def previous_stars(result: Mapping[str, Any], roster: Roster) -> dict[int, int]:
    """Stars of the previous round by station row, matched by the station's code.

    Stations without stars in `result`, or not in it, are absent.  Raises Refused when `result` is
    not of the shape that `result` writes.
    """
    if not isinstance(result, Mapping) or not isinstance(result.get("stations"), list):
        raise Refused([_not_a_result("没有 stations（单位结果）一项")])
    known: dict[str, int] = {}
    for station in result["stations"]:
        if not isinstance(station, Mapping) or not isinstance(station.get("code"), str):
            raise Refused([_not_a_result("有单位没有代码")])
        stars = station.get("stars")
        if stars is None:
            continue
        if type(stars) is not int or stars < 0:
            raise Refused([_not_a_result(f"{station['code']} 的星级「{stars}」不是非负整数")])
        known[station["code"]] = stars
    return {row: known[code] for row, code in enumerate(roster.code) if code in known}


def _not_a_result(found: str) -> Problem:
    return Problem("result_unreadable", Place(file="上一轮结果"), found)
