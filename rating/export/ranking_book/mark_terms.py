"""Several raters' marks in one row become one mark, as a formula (docs/method.md §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rating.export.ranking_book.cells import BLANK, NOT_APPLICABLE, NOT_INSPECTED, UNREADABLE
from rating.export.ranking_book.formula_terms import NotLive, one, zero
from rating.export.ranking_book.spans import (
    Span,
    added,
    at_end,
    average,
    count,
    count_word,
    highest,
    lowest,
    median,
)
from rating.export.ranking_book.terms import (
    Term,
    arithmetic,
    both,
    choose,
    compare,
    either,
    is_number,
    number,
    total,
    word,
)
from rating.rubric.policies import Raters


@dataclass(frozen=True)
class Marks:
    """The marks of one field: all raters' columns side by side, those of each role among them.

    roles: (weight, span) of each role with a column · missing_role: a role is asked that nobody handed in.
    """

    span: Span
    roles: tuple[tuple[Decimal, Span], ...]
    missing_role: bool
    reviewed: Term


def combined(marks: Marks, policy: Raters) -> Term:
    """The mark that counts: the reviewed one, else what the raters give together.

    Raises NotLive for marks that are standardised over all stations.
    """
    if policy.standardise is not None:
        raise NotLive("各评估人打分先按其全部打分标准化")
    span = marks.span
    least = max(1, policy.minimum, len(span) if policy.if_missing == "wait" else 1)
    value = choose(compare(count(span), "<", number(least)), word(BLANK), _METHODS[policy.combine](marks, policy))
    for code in (NOT_INSPECTED, NOT_APPLICABLE):
        value = choose(compare(count_word(span, code), "=", number(len(span))), word(code), value)
    value = choose(compare(count_word(span, UNREADABLE), ">", zero), word(UNREADABLE), value)
    return choose(is_number(marks.reviewed), marks.reviewed, value)


def waits(marks: Marks, policy: Raters) -> Term:
    """1 where the marks are too far apart and not reviewed, else 0."""
    assert policy.spread is not None
    span = marks.span
    least = max(1, policy.minimum, len(span) if policy.if_missing == "wait" else 1)
    apart = arithmetic("-", highest(span), lowest(span))
    beyond = compare(apart, ">=" if policy.spread.inclusive else ">", number(policy.spread.limit))
    enough = compare(count(span), ">=", number(least))
    readable = compare(count_word(span, UNREADABLE), "=", zero)
    wide = choose(both(enough, readable, beyond), one, zero)
    return choose(is_number(marks.reviewed), zero, wide)


def _mean(marks: Marks, policy: Raters) -> Term:
    return average(marks.span)


def _median(marks: Marks, policy: Raters) -> Term:
    return median(marks.span)


def _trimmed(marks: Marks, policy: Raters) -> Term:
    trimmed, span = policy.trimmed, marks.span
    assert trimmed is not None
    few = average(span) if trimmed.otherwise == "mean" else word(BLANK)
    if len(span) < trimmed.at_least:
        return few
    rest = added(span)
    for place in range(1, trimmed.drop + 1):
        for name in ("LARGE", "SMALL"):
            rest = arithmetic("-", rest, at_end(span, name, place))
    mean = arithmetic("/", rest, arithmetic("-", count(span), number(2 * trimmed.drop)))
    return choose(compare(count(span), ">=", number(trimmed.at_least)), mean, few)


def _of_role(span: Span, policy: Raters) -> Term:
    return average(span) if policy.within_role == "mean" else median(span)


def _present(span: Span) -> Term:
    return compare(count(span), ">", zero)


def _by_role(marks: Marks, policy: Raters, value: Term) -> Term:
    """Blank where a role (under `wait`) or every role is without a mark."""
    absent = [compare(count(span), "=", zero) for _, span in marks.roles]
    if policy.if_missing == "wait":
        return word(BLANK) if marks.missing_role else choose(either(*absent), word(BLANK), value)
    return choose(both(*absent), word(BLANK), value)


def _role_weighted(marks: Marks, policy: Raters) -> Term:
    products = [
        choose(_present(span), arithmetic("*", number(weight), _of_role(span, policy)), zero)
        for weight, span in marks.roles
    ]
    weights = [choose(_present(span), number(weight), zero) for weight, span in marks.roles]
    return _by_role(marks, policy, arithmetic("/", _sum(products), _sum(weights)))


def _role_sum(marks: Marks, policy: Raters) -> Term:
    parts = [choose(_present(span), _of_role(span, policy), zero) for _, span in marks.roles]
    return _by_role(marks, policy, _sum(parts))


def _sum(terms: Sequence[Term]) -> Term:
    return total(terms)


_METHODS = {
    "mean": _mean,
    "median": _median,
    "trimmed_mean": _trimmed,
    "role_weighted": _role_weighted,
    "role_sum": _role_sum,
}
