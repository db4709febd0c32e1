"""Several raters' marks for one station and field become one mark (docs/method.md §3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rating.reported import Adjudication, Column, Rater, Reported, Status
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Raters
from rating.scoring.answers import Answer
from rating.scoring.exact import Mask, Quantity, approximate, choose, compare, constant, decimals_column, lookup
from rating.scoring.sums import total_of

Grid = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Combined:
    """One marked field. held: needs adjudication and waits · wide: spread above the limit ·
    too_few: fewer marks than the rubric asks · spread: highest − lowest raw mark, NaN without marks.
    """

    answer: Answer
    held: Mask
    wide: Mask
    too_few: Mask
    spread: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Raw marks of the assigned raters: `scaled` int64[n, r] over 10**decimals, `given` bool[n, r].

    roles: of each rater · owed: every role that the field asks.
    """

    scaled: NDArray[np.int64]
    decimals: int
    given: Grid
    status: NDArray[np.uint8]
    roles: tuple[str, ...]
    owed: tuple[str, ...]


def combine_marks(rubric: Rubric, reported: Reported, code: str) -> Combined:
    """The combined mark of one field of kind `mark`, for every station."""
    field = rubric.fields[code]
    policy = field.raters or rubric.raters
    if policy is None:
        raise ValueError(f"field {code} is marked by raters but the rubric states no raters policy")
    owed = roles_owed(rubric, code)
    marks = _stacked(len(reported.roster), _assigned(reported, code, owed), reported.marks.get(code, {}), owed)
    reviewed = {row: review for (row, named), review in reported.adjudicated.items() if named == code}
    return _with_adjudication(_combined(marks, policy, rubric), reviewed, policy)


def roles_owed(rubric: Rubric, code: str) -> tuple[str, ...]:
    """Roles that the field asks for marks; one of weight 0 (self-assessment) is only shown."""
    weightless = {role.code for role in rubric.roles if role.weight is not None and role.weight == 0}
    return tuple(role for role in rubric.fields[code].marked_by if role not in weightless)


def _assigned(reported: Reported, code: str, roles: Sequence[str]) -> list[Rater]:
    handed_in = reported.marks.get(code, {})
    return [rater for rater in reported.raters if rater.role in roles and rater.code in handed_in]


def _stacked(rows: int, raters: Sequence[Rater], columns: Mapping[str, Column], owed: tuple[str, ...]) -> _Marks:
    chosen = [columns[rater.code] for rater in raters]
    decimals = max((column.decimals for column in chosen), default=0)
    scaled = np.zeros((rows, len(chosen)), np.int64)
    status = np.full((rows, len(chosen)), Status.BLANK, np.uint8)
    for place, column in enumerate(chosen):
        scaled[:, place] = column.scaled * 10 ** (decimals - column.decimals)
        status[:, place] = column.status
    return _Marks(scaled, decimals, status == Status.REPORTED, status, tuple(rater.role for rater in raters), owed)


def _combined(marks: _Marks, policy: Raters, rubric: Rubric) -> Combined:
    count = marks.given.sum(axis=1)
    status = _status(marks, count, policy)
    too_few = (status == Status.REPORTED) & (count < policy.minimum)
    status = np.where(too_few, Status.BLANK, status).astype(np.uint8)
    raw_spread = _spread(marks)
    wide = np.zeros(len(count), np.bool_)
    if policy.spread is not None:
        beyond = np.greater_equal if policy.spread.inclusive else np.greater
        wide = compare(raw_spread, constant(policy.spread.limit), beyond) & (status == Status.REPORTED)
    mark, missing = _METHODS[policy.combine](marks, policy, rubric)
    status = np.where((status == Status.REPORTED) & missing, Status.BLANK, status).astype(np.uint8)
    spread = np.where(count > 0, raw_spread.floats(), np.nan)
    return Combined(Answer(mark, status, np.zeros(len(count), np.bool_)), wide, wide, too_few, spread)


def _status(marks: _Marks, count: NDArray[np.int64], policy: Raters) -> NDArray[np.uint8]:
    """What the raters together say of a station before any number is looked at."""
    rows, raters = marks.given.shape
    if raters == 0:
        return np.full(rows, Status.BLANK, np.uint8)
    status = np.where(count > 0, Status.REPORTED, Status.BLANK)
    if policy.if_missing == "wait":
        status = np.where(count < raters, Status.BLANK, status)
    for unanimous in (Status.NOT_APPLICABLE, Status.NOT_INSPECTED):
        status = np.where((marks.status == unanimous).all(axis=1), unanimous, status)
    return np.where((marks.status == Status.UNREADABLE).any(axis=1), Status.UNREADABLE, status).astype(np.uint8)


def _with_adjudication(combined: Combined, reviewed: Mapping[int, Adjudication], policy: Raters) -> Combined:
    """Put reviewed marks in place; what is still wide is held, or goes on provisionally."""
    rows = len(combined.held)
    replaced = np.zeros(rows, np.bool_)
    replaced[list(reviewed)] = True
    amounts = [Fraction(review.mark) for review in reviewed.values()] or [Fraction(0)]
    index = np.zeros(rows, np.int64)
    index[list(reviewed)] = np.arange(len(reviewed))
    mark = choose(replaced, lookup(amounts, index), combined.answer.number)
    status = np.where(replaced, Status.REPORTED, combined.answer.status).astype(np.uint8)
    hold = policy.spread is not None and policy.spread.until_adjudicated == "hold"
    wide = combined.wide & ~replaced
    return Combined(
        Answer(mark, status, combined.answer.undefined),
        held=wide if hold else np.zeros(rows, np.bool_),
        wide=wide,
        too_few=combined.too_few & ~replaced,
        spread=combined.spread,
    )


def _spread(marks: _Marks) -> Quantity:
    if marks.scaled.shape[1] == 0:
        return constant(0).spread_over(len(marks.scaled))
    highest = np.where(marks.given, marks.scaled, np.iinfo(np.int64).min // 4).max(axis=1)
    lowest = np.where(marks.given, marks.scaled, np.iinfo(np.int64).max // 4).min(axis=1)
    return decimals_column(np.where(marks.given.any(axis=1), highest - lowest, 0), marks.decimals)


def _standardised(marks: _Marks, policy: Raters) -> list[Quantity]:
    """One column a rater: raw marks, or 50 + 10 z over the stations that rater marked."""
    columns = [marks.scaled[:, place] for place in range(marks.scaled.shape[1])]
    if policy.standardise is None:
        return [decimals_column(column, marks.decimals) for column in columns]
    return [
        approximate(_z(column, marks.given[:, place], policy) if column.size else column.astype(float))
        for place, column in enumerate(columns)
    ]


def _z(scaled: NDArray[np.int64], given: Mask, policy: Raters) -> NDArray[np.float64]:
    rule = policy.standardise
    assert rule is not None
    marked = scaled[given].astype(np.float64)
    ddof = 1 if rule.deviation == "sample" else 0
    deviation = marked.std(ddof=ddof) if len(marked) > ddof else 0.0
    z = (scaled - marked.mean()) / deviation if deviation > 0 else np.zeros(len(scaled))
    return np.asarray(float(rule.mean) + float(rule.per) * z)


def _mean(columns: Sequence[Quantity], given: Grid) -> Quantity:
    rows, count = len(given), given.sum(axis=1)
    nothing = constant(0).spread_over(rows)
    kept = [choose(given[:, place], column, nothing) for place, column in enumerate(columns)]
    size = max(1, len(columns))
    return total_of(kept, rows).over(Quantity(np.maximum(count, 1), 1, (size, 1)))


def _sorted_slice(
    columns: Sequence[Quantity], given: Grid, first: NDArray[np.int64], last: NDArray[np.int64]
) -> Quantity:
    """The mean of the marks at places first…last−1 of each row's ascending order."""
    rows = len(given)
    exact = all(column.exact for column in columns)
    den = int(columns[0].den) if exact else 1
    grid = np.stack([np.broadcast_to(column.num, (rows,)) for column in columns], axis=1)
    beyond = np.iinfo(np.int64).max // 4 if exact else np.inf
    ordered = np.sort(np.where(given, grid, beyond), axis=1)
    places = np.arange(grid.shape[1])
    inside = (places >= first[:, None]) & (places < last[:, None])
    sums = np.where(inside, ordered, 0).sum(axis=1)
    total = decimals_column(sums, 0) if exact else approximate(sums)
    return total.over(Quantity(np.maximum(last - first, 1) * den, 1, (len(columns) * den, 1)))


def _median_of(columns: Sequence[Quantity], given: Grid) -> Quantity:
    count = given.sum(axis=1)
    return _sorted_slice(columns, given, np.maximum((count - 1) // 2, 0), count // 2 + 1)


def _no_marks(rows: int) -> tuple[Quantity, Mask]:
    return constant(0).spread_over(rows), np.ones(rows, np.bool_)


def _by_mean(marks: _Marks, policy: Raters, rubric: Rubric) -> tuple[Quantity, Mask]:
    return _mean(_standardised(marks, policy), marks.given), np.zeros(len(marks.given), np.bool_)


def _by_median(marks: _Marks, policy: Raters, rubric: Rubric) -> tuple[Quantity, Mask]:
    columns = _standardised(marks, policy)
    if not columns:
        return _no_marks(len(marks.given))
    return _median_of(columns, marks.given), np.zeros(len(marks.given), np.bool_)


def _by_trimmed_mean(marks: _Marks, policy: Raters, rubric: Rubric) -> tuple[Quantity, Mask]:
    trimmed, columns = policy.trimmed, _standardised(marks, policy)
    if trimmed is None or not columns:
        return _no_marks(len(marks.given))
    count = marks.given.sum(axis=1)
    enough = count >= trimmed.at_least
    drop = np.where(enough, trimmed.drop, 0)
    missing = ~enough if trimmed.otherwise == "incomplete" else np.zeros(len(count), np.bool_)
    return _sorted_slice(columns, marks.given, drop, count - drop), missing


def _by_role(marks: _Marks, policy: Raters) -> dict[str, tuple[Quantity, Mask]]:
    """Role → its own mean or median, and where it has any mark."""
    within: Callable[[Sequence[Quantity], Grid], Quantity] = _mean if policy.within_role == "mean" else _median_of
    columns, results = _standardised(marks, policy), {}
    for role in dict.fromkeys(marks.roles):
        places = [place for place, named in enumerate(marks.roles) if named == role]
        given = marks.given[:, places]
        results[role] = within([columns[place] for place in places], given), np.asarray(given.any(axis=1), np.bool_)
    return results


def _role_missing(by_role: Mapping[str, tuple[Quantity, Mask]], marks: _Marks, policy: Raters) -> Mask:
    """Where nobody of some role marked: blank when the rubric waits, else only when no role did."""
    present = [by_role[role][1] if role in by_role else np.zeros(len(marks.given), np.bool_) for role in marks.owed]
    if not present:
        return np.ones(len(marks.given), np.bool_)
    whole = np.logical_and if policy.if_missing == "wait" else np.logical_or
    return np.asarray(~whole.reduce(present), np.bool_)


def _by_role_weighted(marks: _Marks, policy: Raters, rubric: Rubric) -> tuple[Quantity, Mask]:
    rows = len(marks.given)
    weights = {role.code: constant(role.weight if role.weight is not None else 1) for role in rubric.roles}
    nothing, products, shares = constant(0).spread_over(rows), [], []
    by_role = _by_role(marks, policy)
    for role, (mark, present) in by_role.items():
        weight = weights[role].spread_over(rows)
        products.append(choose(present, mark * weight, nothing))
        shares.append(choose(present, weight, nothing))
    total = total_of(shares, rows)
    return total_of(products, rows).over(total), _role_missing(by_role, marks, policy)


def _by_role_sum(marks: _Marks, policy: Raters, rubric: Rubric) -> tuple[Quantity, Mask]:
    rows = len(marks.given)
    nothing = constant(0).spread_over(rows)
    by_role = _by_role(marks, policy)
    parts = [choose(present, mark, nothing) for mark, present in by_role.values()]
    return total_of(parts, rows), _role_missing(by_role, marks, policy)


_METHODS: dict[str, Callable[[_Marks, Raters, Rubric], tuple[Quantity, Mask]]] = {
    "mean": _by_mean,
    "median": _by_median,
    "trimmed_mean": _by_trimmed_mean,
    "role_weighted": _by_role_weighted,
    "role_sum": _by_role_sum,
}
