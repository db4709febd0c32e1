"""An earlier `RESULT.json` as input: the stars of the round before, or the ratings that goals count.

A result that cannot be used comes back as problems, never as an exception.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rating.insight.goal_board import RatedStations, stars_of_result
from rating.insight.result import previous_stars
from rating.problems import Place, Problem, Refused
from rating.reported import Reported, Roster

EarlierResult = Path | tuple[str, bytes] | Mapping[str, Any]
"""A file on this machine, an uploaded one (name, bytes), or the content itself."""
_HALF_SIGN = re.compile(rb"\\u[dD][89a-fA-F]")


def read_result(source: EarlierResult) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """An earlier `RESULT.json` → its content, or why it cannot be used."""
    name = _name(source)
    try:
        data = source if isinstance(source, Mapping) else _parsed(_bytes(source))
        previous_stars(data, Roster((), (), (), ()))
        return dict(data), ()
    except OSError as error:
        return None, (_unusable(name, f"文件打不开（{_why(error)}）"),)
    except Refused as refusal:
        return None, tuple(_unusable(name, problem.found) for problem in refusal.problems)
    except (ValueError, RecursionError):
        return None, (_unusable(name, "不是 JSON 文件，或内容不完整"),)


def with_previous_stars(reported: Reported, previous: EarlierResult | None, rubric_code: str = "") -> Reported:
    """The same, knowing the stars of the round before; an unusable `previous` becomes a problem.

    Another version of the rubric is ordinary; a result of quite another rubric (by code) is warned of.
    """
    if previous is None:
        return reported
    before, problems = read_result(previous)
    if before is not None:
        reported = replace(reported, previous_stars=previous_stars(before, reported.roster))
        name = _name(previous)
        problems = _nobody_known(before, reported.roster, name) or _other_rubric(before, rubric_code, name)
    return replace(reported, problems=(*reported.problems, *problems))


def rated_stations(source: EarlierResult) -> tuple[RatedStations | None, tuple[Problem, ...]]:
    """The stars that an earlier result gives, for the goals that count them, or why it cannot be used."""
    content, faults = read_result(source)
    try:
        return (None if content is None else stars_of_result(content)), faults
    except Refused as refusal:
        return None, tuple(_unusable(_name(source), problem.found) for problem in refusal.problems)


def _nobody_known(before: Mapping[str, Any], roster: Roster, name: str) -> tuple[Problem, ...]:
    """A result of quite other stations was surely not meant; a few unknown ones are ordinary."""
    codes = {station["code"] for station in before["stations"]}
    if not len(roster) or not codes or codes & set(roster.code):
        return ()
    return (_unusable(name, "其中没有一个单位在本次名册中"),)


def _other_rubric(before: Mapping[str, Any], code: str, name: str) -> tuple[Problem, ...]:
    rubric = before.get("rubric")
    theirs = rubric.get("code") if isinstance(rubric, Mapping) else None
    if not code or not isinstance(theirs, str) or theirs == code:
        return ()
    return (Problem("result_other_rubric", Place(file=name), f"其中的评分标准是「{theirs}」", f"「{code}」"),)


def _unusable(name: str, found: str) -> Problem:
    return Problem("result_unreadable", Place(file=name), found)


def _parsed(content: bytes) -> Any:
    """Raises ValueError where there is no JSON, or half a sign in it that nothing could write out again."""
    data = json.loads(content.decode("utf-8-sig"))
    if _HALF_SIGN.search(content):
        json.dumps(data, ensure_ascii=False).encode()
    return data


def _name(source: EarlierResult) -> str:
    if isinstance(source, Mapping):
        return "评定结果"
    return source.name if isinstance(source, Path) else source[0]


def _bytes(source: Path | tuple[str, bytes]) -> bytes:
    return source.read_bytes() if isinstance(source, Path) else source[1]


def _why(error: OSError) -> str:
    reasons = {FileNotFoundError: "没有这个文件", IsADirectoryError: "是文件夹", PermissionError: "没有读取权限"}
    return reasons.get(type(error), "读取出错")
