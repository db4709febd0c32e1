"""The sheet 填报值 as columns: typed fields and marks first, then what is computed from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from rating.export.ranking_book.cells import EMPTY, Cells, where_known
from rating.export.ranking_book.fields import (
    FIRST_COLUMN,
    VALUES,
    Columns,
    Entry,
    bit_sum,
    in_words,
    typed_cells,
    typed_words,
    word_number,
    words_of,
)
from rating.export.ranking_book.formula_terms import Formulas, NotLive, fits
from rating.export.ranking_book.mark_terms import Marks, combined, waits
from rating.export.ranking_book.options import Options
from rating.export.ranking_book.spans import Span
from rating.export.ranking_book.terms import ROW, Term
from rating.insight.wording import formula_in_words
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Name
from rating.rubric.inputs import fields_asked
from rating.rubric.policies import Role
from rating.scoring.evaluation import Evaluation

STATE_WORDS = {"", "无", "空白", "合理缺项", "未检查", "无法识别", "无结果"}


class Values:
    """Fields and formulas of one evaluation as terms. `fixed` says for which fields there are none, and why."""

    def __init__(self, evaluation: Evaluation, options: Options) -> None:
        self.evaluation, self.options = evaluation, options
        self.rubric, self.reported = evaluation.rubric, evaluation.reported
        self.rows = np.arange(len(evaluation.roster))
        self.columns = Columns(VALUES, FIRST_COLUMN)
        self.vocabulary = Vocabulary.of(self.rubric)
        self.waiting: dict[str, Term] = {}
        self._typed: dict[str, Term] = {}
        self._marks: dict[str, Marks] = {}
        self._fields: dict[str, Term | NotLive] = {}
        self._kept: dict[str, Term] = {}
        asked = frozenset().union(*fields_asked(self.rubric).values())
        for code in self.rubric.fields:
            if code in asked:
                self._place(code)
        for code in self._marks:
            self._combine(code)

    def field(self, code: str) -> Term:
        """The cell with a field's number. Raises NotLive."""
        if code not in self._fields:
            try:
                self._fields[code] = self._number_of(code)
            except NotLive as fixed:
                self._fields[code] = fixed
        found = self._fields[code]
        if isinstance(found, NotLive):
            raise found
        return found

    def _number_of(self, code: str) -> Term:
        field = self.rubric.fields[code]
        if field.formula:
            return self.formulas.column(bind(field.formula, self.vocabulary))
        if code not in self._typed:
            raise NotLive(f"数据项「{field.title}」没有人打分")
        if not in_words(field):
            return self._typed[code]
        if field.kind in ("text", "date"):
            raise NotLive(f"用到数据项「{field.title}」，不是数值")
        own = typed_cells(self.reported.columns[code])
        places = self._options(code)
        make = bit_sum if field.kind == "several" else word_number
        return self._keep_as(f"{field.title}（数）", make(self._typed[code], own, places))

    def _options(self, code: str) -> list[tuple[Term, int]]:
        """Cells that hold the words of a field. Raises NotLive where a spreadsheet would take two for one."""
        field = self.rubric.fields[code]
        named = words_of(field)
        folded = [unicodedata.normalize("NFKC", text).casefold() for text, _ in named]
        odd = any(text.strip() != text or text in STATE_WORDS or "、" in text for text in folded)
        if field.kind != "yes_no" and (odd or len(set(folded)) < len(folded)):
            raise NotLive(f"数据项「{field.title}」的选项用词不便由公式辨认")
        return [(self.options.cell(code, at), value) for at, (_, value) in enumerate(named)]

    @property
    def formulas(self) -> Formulas:
        """Formulas that do not look at scored nodes."""
        return Formulas(self.field, _no_node, self.keep)

    def formula(self, text: str) -> Term:
        """The cell of a formula of the rubric. Raises NotLive."""
        cell = self.formulas.column(bind(text, self.vocabulary))
        self._title(cell, text)
        return cell

    def keep(self, term: Term) -> Term:
        """A column of its own for a term; the same term again is the same column."""
        return self._keep_as("", term)

    def _title(self, cell: Term, text: str) -> None:
        """The column of a formula is called by the formula in words."""
        for entry, place in zip(self.columns.entries, range(self.columns.first, self.columns.next), strict=True):
            if not entry.title and cell.text.endswith(f"!${xl_col_to_name(place)}{ROW}"):
                entry.title = formula_in_words(text, self.rubric)

    def _keep_as(self, title: str, term: Term) -> Term:
        if not fits(term):
            raise NotLive("算式过长")
        if term.text not in self._kept:
            cells = term.run(self.rows)
            entry = Entry(title, cells, terms={"": term}, group="换算", live=np.ones(len(self.rows), np.bool_))
            self._kept[term.text] = self.columns.add(entry)
        return self._kept[term.text]

    def choice(self, text: str, option: str) -> int | None:
        """The number of a choice's word in the field that a formula plainly names."""
        expression = bind(text, self.vocabulary)
        if not isinstance(expression, Name):
            return None
        field = self.rubric.fields[expression.text]
        if field.kind == "several":
            return field.choices.index(option) if option in field.choices else None
        return self.vocabulary.choice(expression.text, option)

    def several(self, text: str) -> bool:
        """A formula that names a field of several choices."""
        expression = bind(text, self.vocabulary)
        return isinstance(expression, Name) and self.rubric.fields[expression.text].kind == "several"

    def _place(self, code: str) -> None:
        """Typed columns of one field."""
        field = self.rubric.fields[code]
        if field.formula:
            return
        if field.kind == "mark":
            self._place_marks(code)
            return
        column = self.reported.columns[code]
        cells, words = typed_cells(column), None
        if in_words(field) and field.kind not in ("text", "date"):
            words = typed_words(field, column)
        elif in_words(field):
            words = ["" if text is None else str(text) for text in column.text.tolist()]
        choices = (
            tuple(text for text, _ in words_of(field)) if in_words(field) and field.kind in ("yes_no", "choice") else ()
        )
        title = f"{field.title}（{field.unit}）" if field.unit else field.title
        self._typed[code] = self.columns.add(Entry(title, cells, "typed", texts=words, choices=choices, group="填报"))

    def _place_marks(self, code: str) -> None:
        field = self.rubric.fields[code]
        given = self.reported.marks.get(code, {})
        owed = [role for role in self.rubric.roles if role.code in field.marked_by and role.weight != 0]
        raters = [
            (role, rater) for role in owed for rater in self.reported.raters if rater.role == role.code
            if rater.code in given
        ]  # fmt: skip
        first = self.columns.next
        cells = [typed_cells(given[rater.code]) for _, rater in raters]
        for (_, rater), own in zip(raters, cells, strict=True):
            self.columns.add(Entry(rater.name or rater.code, own, "typed", group=f"打分：{field.title}"))
        reviewed = self.columns.add(Entry("复核分", self._reviewed(code), "typed", group=f"打分：{field.title}"))
        if raters:
            spans = _role_spans(first, owed, [role.code for role, _ in raters], cells)
            whole = Span(VALUES, first, tuple(cells))
            self._marks[code] = Marks(whole, spans, len(spans) < len(owed), reviewed)

    def _reviewed(self, code: str) -> Cells:
        figures, known = np.zeros(len(self.rows)), np.zeros(len(self.rows), np.bool_)
        for (row, field), review in self.reported.adjudicated.items():
            if field == code:
                figures[row], known[row] = float(review.mark), True
        return where_known(figures, known, EMPTY)

    def _combine(self, code: str) -> None:
        field, marks = self.rubric.fields[code], self._marks[code]
        policy = field.raters or self.rubric.raters
        assert policy is not None
        try:
            self._typed[code] = self._keep_as(f"{field.title}（合成）", combined(marks, policy))
        except NotLive as fixed:
            self._fields[code] = fixed
        if policy.spread is not None and policy.spread.until_adjudicated == "hold":
            self.waiting[code] = self._keep_as(f"{field.title}（待复核）", waits(marks, policy))


def _role_spans(
    first: int, owed: Sequence[Role], roles: Sequence[str], cells: Sequence[Cells]
) -> tuple[tuple[Decimal, Span], ...]:
    """Weight and columns of each role that has any; raters stand in the order of their roles."""
    found = []
    for role in owed:
        places = [at for at, code in enumerate(roles) if code == role.code]
        if places:
            span = Span(VALUES, first + places[0], tuple(cells[at] for at in places))
            found.append((role.weight if role.weight is not None else Decimal(1), span))
    return tuple(found)


def _no_node(name: str, code: str) -> Term:
    raise NotLive("用到其他指标的得分")
