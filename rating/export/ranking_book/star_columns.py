"""From the total to stars and a band: cut scores, conditions, caps and quotas (docs/method.md §6)."""

from __future__ import annotations

from collections.abc import Mapping

from rating.export.ranking_book.award_columns import AwardColumns
from rating.export.ranking_book.cells import EMPTY, LEFT_OUT, OPEN, where_known
from rating.export.ranking_book.conditions import Conditions
from rating.export.ranking_book.criteria import BandRow
from rating.export.ranking_book.formula_terms import NotLive, one, zero
from rating.export.ranking_book.gate_columns import Admitted
from rating.export.ranking_book.rank_columns import keys_of
from rating.export.ranking_book.rank_terms import Among, better, equals
from rating.export.ranking_book.terms import (
    Term,
    arithmetic,
    both,
    choose,
    compare,
    is_number,
    number,
    whole_units,
    word,
)

Tables = Mapping[str, list[BandRow]]


def star_columns(sheet: AwardColumns, conditions: Conditions, who: Admitted) -> Term:
    """Stars by score, level after level, then stars and band; the cell of the stars."""
    maker = _Stars(sheet, conditions, who)
    maker.by_score()
    passes = maker.levels()
    return maker.given(passes)


class _Stars:
    def __init__(self, sheet: AwardColumns, conditions: Conditions, who: Admitted) -> None:
        self.sheet, self.conditions, self.who = sheet, conditions, who
        self.rubric, self.ratings = sheet.evaluation.rubric, sheet.evaluation.ratings
        self.tables: Tables = {kind: sheet.criteria.bands_of(self._table(kind)) for kind in sheet.kinds}
        self.reached = {kind: [self._reaches(row, kind) for row in rows] for kind, rows in self.tables.items()}
        self.quotas = any(row.band.quota is not None for rows in self.tables.values() for row in rows)
        if self._bonus_apart and not sheet.subtotals.buying:
            self._all_fixed("评星不计加分，加分项在下级指标中")

    @property
    def _bonus_apart(self) -> bool:
        return self.rubric.scale.bonus_buys_stars is False and any(node.bonus for node in self.rubric.nodes)

    def _table(self, kind: str) -> str:
        return kind if any(row.table == kind for row in self.sheet.criteria.bands) else ""

    def _all_fixed(self, why: str) -> None:
        for title in ("分数线星级", "星级", "等级"):
            self.sheet.why[title] = why

    @property
    def _fixed(self) -> bool:
        return "星级" in self.sheet.why

    def _reaches(self, row: BandRow, kind: str) -> Term | None:
        """The cut score is reached; None where there is none."""
        cut = self.sheet.criteria.cut(row, self.ratings.full_marks[kind])
        if cut is None:
            return None
        buying = self.sheet.subtotals.buying.get(kind, self.who.total)
        return compare(buying, ">=" if row.band.at_least is not None else ">", cut)

    def by_score(self) -> None:
        """By the cut scores alone."""
        cells = where_known(self.ratings.stars_by_score.astype(float), self.ratings.complete, OPEN)
        terms: dict[str, Term | None] = {}
        for kind, rows in self.tables.items():
            result: Term = zero
            for row, condition in reversed(list(zip(rows, self.reached[kind], strict=True))):
                stars = number(row.band.stars)
                result = stars if condition is None else choose(condition, stars, result)
            terms[kind] = choose(is_number(self.who.total), result, word(OPEN))
        self.sheet.add("分数线星级", cells, {} if self._fixed else terms, name="by_score", decimals=0)

    def levels(self) -> list[Term]:
        """For each place in the tables a column: 1 where a station gets this band if no better one."""
        taken: list[Term] = []
        for place in range(max((len(rows) for rows in self.tables.values()), default=0)):
            terms: dict[str, Term | None] = {}
            for kind, rows in self.tables.items():
                terms[kind] = zero
                if place < len(rows):
                    terms[kind] = self._passes(rows[place], kind, place, taken if self.quotas else [])
            passed = self.sheet.reckoned(f"达到第 {place + 1} 档", terms)
            taken.append(self._within_quota(place, passed) if self.quotas else passed)
        return taken

    def _passes(self, row: BandRow, kind: str, place: int, taken: list[Term]) -> Term:
        """Reached, every further condition met, not capped, not placed higher up."""
        reached = self.reached[kind][place]
        asked = [compare(self.who.candidate, "=", one), *([reached] if reached is not None else [])]
        try:
            asked += self.conditions.of_band(row, kind)
        except NotLive as fixed:
            self._all_fixed(str(fixed))
        asked.append(compare(self.who.cap, ">=", number(row.band.stars)))
        asked += [compare(above, "=", zero) for above in taken]
        return choose(both(*asked), one, zero)

    def _within_quota(self, place: int, passed: Term) -> Term:
        """Of those who pass, the best as many as the quota has room for."""
        sheet, roster = self.sheet, self.sheet.evaluation.roster
        own = list(self.rubric.bands_by_kind)
        table = sheet.plain_numbers("名额表", [own.index(kind) + 1 if kind in own else 0 for kind in roster.kind])
        group = sheet.plain_numbers("名额组", roster.numbered(self.rubric.award.quota_within)[1].tolist())
        try:
            keys = keys_of(sheet, self.conditions, self.who.total, None)
        except NotLive as fixed:
            self._all_fixed(str(fixed))
            return passed
        open_to = Among((table, group), (sheet.whole(passed),))
        rated = equals([], Among((table, group), (sheet.whole(self.who.candidate),)))
        ahead, tied = better(keys, open_to), equals(keys, open_to)
        terms: dict[str, Term | None] = {}
        for kind, rows in self.tables.items():
            row = rows[place] if place < len(rows) else None
            terms[kind] = passed if row is None else self._fits(row, passed, ahead, tied, rated)
        return sheet.reckoned(f"入选第 {place + 1} 档", terms)

    def _fits(self, row: BandRow, passed: Term, ahead: Term, tied: Term, rated: Term) -> Term:
        if row.band.quota is None:
            return passed
        room = self.sheet.criteria.quota(row)
        if row.band.quota.is_share:
            room = whole_units(arithmetic("*", room, rated))
        if self.rubric.award.quota_ties == "exclude":
            fits = compare(arithmetic("+", ahead, tied), "<=", room)
        else:
            fits = compare(ahead, "<", room)
        return choose(compare(passed, "=", one), choose(fits, one, zero), zero)

    def given(self, passes: list[Term]) -> Term:
        """Stars and band."""
        ratings, sheet = self.ratings, self.sheet
        terms: dict[str, Term | None] = {}
        bands: dict[str, Term | None] = {}
        for kind, rows in self.tables.items():
            result, label = zero, self._label(None, 0)
            starts = self._first_title(kind)
            for at, row in reversed(list(enumerate(rows))):
                passed = compare(passes[at], "=", one)
                result = choose(passed, number(row.band.stars), result)
                label = choose(passed, self._label(row, starts + at), label)
            takes_part = compare(self.who.candidate, "=", one)
            terms[kind] = choose(takes_part, result, self._fallen(zero, word(LEFT_OUT)))
            bands[kind] = choose(takes_part, label, self._fallen(self._label(None, 0), word(EMPTY)))
        stars = where_known(ratings.stars.astype(float), ratings.stars >= 0, LEFT_OUT)
        cell = sheet.add("星级", stars, {} if self._fixed else terms, name="stars", decimals=0)
        places = where_known(ratings.band_index.astype(float), ratings.band_index >= 0, EMPTY)
        texts = [ratings.bands[index] if index >= 0 else "" for index in ratings.band_index.tolist()]
        sheet.add("等级", places, {} if self._fixed else bands, name="band", texts=texts)
        return cell

    def _fallen(self, yes: Term, no: Term) -> Term:
        return no if self.who.falls is None else choose(self.who.falls, yes, no)

    def _first_title(self, kind: str) -> int:
        """Where the titles of a kind begin in `Ratings.bands`."""
        before = self.sheet.kinds[: self.sheet.kinds.index(kind)]
        return 1 + sum(len(self.rubric.bands_for(other)) for other in before)

    def _label(self, row: BandRow | None, index: int) -> Term:
        """The cell of 评分标准 with a band's title, or with the label below the lowest."""
        return Term(self.sheet.criteria.title_place(row), number(index).run)
