"""Ranking keys and ranks as columns of 评星与名次 (docs/method.md §7)."""

from __future__ import annotations

import numpy as np

from rating.export.ranking_book.award_columns import AwardColumns
from rating.export.ranking_book.cells import LEFT_OUT, OPEN, where_known
from rating.export.ranking_book.conditions import Conditions
from rating.export.ranking_book.formula_terms import NotLive, one, zero
from rating.export.ranking_book.rank_terms import Among, Column, Key, better, better_groups, equals
from rating.export.ranking_book.terms import Term, arithmetic, choose, compare, half_up, is_number, number, word
from rating.insight.policy_words import key_title


def keys_of(sheet: AwardColumns, conditions: Conditions, total: Term, stars: Term | None) -> list[Key]:
    """The rubric's keys; without `stars` that key is passed over. Raises NotLive."""
    rubric, found = sheet.evaluation.rubric, []
    for key in rubric.ranking.by:
        if key.key == "stars":
            if stars is not None:
                found.append(Key(sheet.whole(stars), key.better == "higher", sure=True))
        elif key.key == "total":
            found.append(Key(sheet.whole(total), key.better == "higher", sure=True))
        else:
            column = _key_column(sheet, conditions, key.key, key_title(key, rubric).strip("「」"))
            found.append(Key(column, key.better == "higher"))
    return found


def _key_column(sheet: AwardColumns, conditions: Conditions, code: str, title: str) -> Column:
    """The values of a node or a field, 未定 where they are not known; made once."""
    name = f"key:{code}"
    if name not in sheet.named:
        cell = conditions.key(code)
        known = choose(is_number(cell), half_up(cell, 10), word(OPEN))
        sheet.reckoned(f"并列比较：{title}", sheet.alike(known), name=name, decimals=None)
    return sheet.column(sheet.named[name])


def rank_columns(sheet: AwardColumns, conditions: Conditions, total: Term, candidate: Term, stars: Term | None) -> None:
    """The group, the keys and the rank."""
    evaluation = sheet.evaluation
    ratings, ranking = evaluation.ratings, evaluation.rubric.ranking
    if stars is None and any(key.key == "stars" for key in ranking.by):
        nobody = sheet.plain_numbers("星级（不评）", [0] * len(sheet.rows))
        stars = Term(nobody.own, nobody.cells.at, exact=True)
    group = sheet.plain_numbers("排名组", evaluation.roster.numbered(ranking.within)[1].tolist())
    cells = where_known(np.nan_to_num(ratings.rank), ratings.rated, LEFT_OUT)
    among = Among((group,), (sheet.whole(candidate),))
    try:
        terms = sheet.alike(_rank(sheet, keys_of(sheet, conditions, total, stars), among, candidate))
    except NotLive as fixed:
        sheet.why["名次"] = str(fixed)
        terms = {}
    sheet.add("名次", cells, terms, name="rank")


def _rank(sheet: AwardColumns, keys: list[Key], among: Among, candidate: Term) -> Term:
    ties, own = sheet.evaluation.rubric.ranking.ties, compare(candidate, "=", one)
    if ties == "dense":
        share = choose(own, arithmetic("/", one, equals(keys, among)), zero)
        part = sheet.reckoned("1÷并列数", sheet.alike(share), decimals=None)
        place = arithmetic("+", one, better_groups(keys, among, sheet.whole(part)))
    else:
        place = arithmetic("+", one, better(keys, among))
    if ties == "shared":
        place = arithmetic("+", place, arithmetic("/", arithmetic("-", equals(keys, among), one), number(2)))
    return choose(own, place, word(LEFT_OUT))
