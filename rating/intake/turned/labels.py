"""What the labels down the rows of a turned table mean, and which headings are units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rating.intake.files.cells import Grid
from rating.intake.form import Form
from rating.intake.layout.beside import is_filled
from rating.intake.layout.headers import Target, Vocabulary, normalise
from rating.intake.raters import RaterBook
from rating.intake.turned.words import use_of

LONGEST_LABEL, FEWEST_FIELDS = 60, 2
UNIT_LIKE = re.compile(r"(?:站|街道|镇|乡|中心|社区|村|区|县|园|院|点)$")
CODE_LIKE = re.compile(r"^[A-Za-z]{0,6}[-_]?\d{1,8}$")
_NUMBERING = re.compile(
    r"^\s*(?:[(（]\s*[\d一二三四五六七八九十]+\s*[)）]|\d+(?:[.．]\d+)+[.．、]?"
    r"|[\d一二三四五六七八九十]+\s*[.．、)）]|[①-⑳]|[*※●○])\s*"
)


class RowLabels:
    """What a row's label means: a field's own words, or the title of the indicator whose value is that very field."""

    def __init__(self, words: Vocabulary, form: Form) -> None:
        self.words = words
        self.indicators: dict[str, Target] = {}
        self.known: set[str] = set()
        by_title = {data_field.title: code for code, data_field in form.fields.items()}
        for node in getattr(form, "nodes", ()):
            title, value = normalise(node.title), (node.value or "").strip() if node.leaf else ""
            code = value if value in form.fields else by_title.get(value, "")
            self.known.add(title)
            if code and title in self.indicators and self.indicators[title].code != code:
                self.indicators[title] = Target("", "")
            elif code and not form.fields[code].formula:
                self.indicators.setdefault(title, Target("field", code))

    def find(self, label: str) -> Target | None:
        """Field or derived field of a label, without its numbering; None for anything else."""
        if not label or len(label) > LONGEST_LABEL:
            return None
        for text in (label, _NUMBERING.sub("", label)):
            found = self.words.find(text)
            if found and found.kind in ("field", "derived"):
                return found
            indicator = self.indicators.get(normalise(text)) if found is None else None
            if indicator and indicator.code:
                return indicator
        return None

    def knows(self, label: str) -> bool:
        """True for the title of a dimension or indicator of the form."""
        return normalise(_NUMBERING.sub("", label)) in self.known


@dataclass(frozen=True)
class Search:
    """What a turned table is recognised by. `is_unit`: whether a text names a unit that is known already."""

    labels: RowLabels
    book: RaterBook
    is_unit: Callable[[str], bool]
    fixed: bool
    uses: dict[str, str] = field(default_factory=dict)

    def units(self, headings: Sequence[str]) -> frozenset[str]:
        """Those headings that are units: known ones and their like; without a roster, only if all look like units."""
        uses = {text: self.use(text) for text in headings}
        roles = {normalise(word) for role in self.book.roles for word in (role.title, role.code, *role.aliases)}
        free = {text for text, use in uses.items() if use in ("", "rater")}
        alike = {text for text in free if UNIT_LIKE.search(text) and normalise(text) not in roles}
        if self.fixed:
            known = {text for text in free if self.is_unit(text)}
            return frozenset(known | alike) if known else frozenset()
        unnamed = {text for text in free if uses[text] == "" and not CODE_LIKE.match(text)}
        return frozenset(alike) if len(alike) > 1 and unnamed <= alike else frozenset()

    def use(self, text: str) -> str:
        """`use_of`, looked up once for each text."""
        if text not in self.uses:
            self.uses[text] = use_of(text, self.book)
        return self.uses[text]


def naming_cells(texts: Mapping[int, Mapping[int, str]], labels: RowLabels) -> dict[int, dict[int, Target]]:
    """row → column → the field that its text names."""
    known: dict[str, Target | None] = {}
    found: dict[int, dict[int, Target]] = {}
    for row, cells in texts.items():
        for column, text in cells.items():
            if text not in known:
                known[text] = labels.find(text)
            target = known[text]
            if target:
                found.setdefault(row, {})[column] = target
    return found


def label_columns(hits: Mapping[int, Mapping[int, Target]]) -> frozenset[int]:
    """Columns that name several fields; one name in a column may be a heading or a remark."""
    fields: dict[int, set[str]] = {}
    for cells in hits.values():
        for column, target in cells.items():
            fields.setdefault(column, set()).add(target.code)
    most = max((len(codes) for codes in fields.values()), default=0)
    fewest = min(FEWEST_FIELDS, most)
    return frozenset(column for column, codes in fields.items() if len(codes) >= max(fewest, most / 4))


def beginnings_beside(grid: Grid, hits: Mapping[int, Mapping[int, Target]], columns: frozenset[int]) -> list[int]:
    """Where further turned tables begin to the right: the same fields named in the same rows, behind a blank column."""
    starts = []
    for left, right in pairwise(sorted(columns)):
        same = sum(cells.get(left) == cells.get(right) is not None for cells in hits.values())
        blank = [at for at in range(left + 1, right) if not is_filled(grid.columns[at])]
        if same >= FEWEST_FIELDS and blank:
            starts.append(blank[-1] + 1)
    return starts
