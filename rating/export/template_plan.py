"""What a template holds before the first cell is written: its sheets, their columns, and who is asked for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rating.export.plan import sheet_name
from rating.intake.asked import Asked
from rating.intake.layout.columns import full_marks_of
from rating.intake.layout.headers import Target, Vocabulary
from rating.intake.read import full_marks_by_kind
from rating.intake.stamp import DATA, DETAILS, MARKS, heading_of
from rating.reported import Roster
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import DataField, Rubric
from rating.rubric.numbers import plain
from rating.rubric.policies import Role

EMPTY_ROWS, DETAIL_ROWS = 100, 200
"""Rows to be filled where there is no roster, and in lists of several rows a unit."""
_KEY_WORDS: Mapping[str, Sequence[str]] = {
    "code": ("代码", "编号", "站点代码", "人员代码", "项目编号"),
    "name": ("名称", "站点名称", "姓名", "项目名称", "街镇名称", "单位名称"),
    "kind": ("类型", "类别", "单位类型", "组别"),
    "street": ("街镇", "所属街镇", "街道名称"),
    "district": ("区", "所属区"),
}
"""Headings that intake knows for every rubric; the first that means what it should is taken."""
Limits = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Key:
    """A column that names the unit. values: what the roster says, a row each; () without a roster."""

    kind: str
    heading: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A column to be filled in."""

    code: str
    data_field: DataField
    heading: str


@dataclass(frozen=True)
class Form:
    """One sheet to be filled in.

    part   DATA, MARKS or DETAILS (several rows a unit)
    rows   how many rows it has: those of the roster, or empty ones
    role   whose marks they are; `rater` is the name already filled in
    """

    name: str
    part: str
    entries: tuple[Entry, ...]
    keys: tuple[Key, ...]
    rows: int
    role: Role | None = None
    rater: str = ""

    @property
    def filled(self) -> bool:
        """The units are already named, by the roster."""
        return bool(self.keys and self.keys[0].values)


@dataclass(frozen=True)
class TemplatePlan:
    """A rubric, a roster or none, and the sheets to be filled in."""

    rubric: Rubric
    roster: Roster | None
    forms: tuple[Form, ...]

    @cached_property
    def asked(self) -> Asked:
        return Asked.by(self.rubric)

    @cached_property
    def full_marks(self) -> Mapping[str, Mapping[str, Decimal]]:
        """field → kind → the most that one mark may be."""
        return full_marks_by_kind(self.rubric)

    def limits(self, entry: Entry, kind: str | None) -> Limits:
        """The least and the most that may be filled in for this kind; None: whatever kind it is."""
        data_field = entry.data_field
        least = data_field.at_least
        if least is None and data_field.kind in ("share", "mark"):
            least = Decimal(0)
        by_kind = self.full_marks.get(entry.code, {})
        marks = max(by_kind.values(), default=None) if kind is None or len(by_kind) == 1 else by_kind.get(kind)
        most = [limit for limit in (data_field.at_most, marks) if limit is not None]
        return least, min(most, default=None)

    def asks(self, entry: Entry, kind: str) -> bool:
        return self.asked.asks(entry.code, kind)


def plan_template(rubric: Rubric, roster: Roster | None, role: Role | None = None, rater: str = "") -> TemplatePlan:
    """All sheets; with a role only the sheet of its marks, with `rater` filled in."""
    roster = roster or None  # nobody on it: empty rows
    words = Vocabulary(rubric)
    asked = Asked.by(rubric)
    codes = [code for code, one in rubric.fields.items() if not one.formula and _asked_at_all(asked, code)]
    limits = full_marks_by_kind(rubric)
    entries = {code: _entry(rubric, words, code, limits) for code in codes}
    keys = _keys(rubric, words, roster)
    rows = EMPTY_ROWS if roster is None else len(roster)
    taken = [DATA]
    forms: list[Form] = []
    reported = [one for one in entries.values() if one.data_field.kind != "mark" and not one.data_field.roll_up]
    if reported and role is None:
        forms.append(Form(DATA, DATA, tuple(reported), keys, rows))
    for group in _detail_groups(rubric, entries) if role is None else ():
        name = DETAILS if not any(form.part == DETAILS for form in forms) else f"{DETAILS} {group[0].data_field.title}"
        forms.append(Form(_name(name, taken), DETAILS, group, _detail_keys(keys), DETAIL_ROWS))
    for one in rubric.roles if role is None else [role]:
        marked = tuple(entry for entry in entries.values() if one.code in entry.data_field.marked_by)
        if marked:
            forms.append(Form(_name(f"{one.title}{MARKS}", taken), MARKS, marked, keys, rows, one, rater))
    return TemplatePlan(rubric, roster, tuple(forms))


def marking_roles(rubric: Rubric) -> tuple[Role, ...]:
    """The roles that mark anything that decides a result."""
    asked = Asked.by(rubric)
    marked = {role for code, one in rubric.fields.items() if _asked_at_all(asked, code) for role in one.marked_by}
    return tuple(role for role in rubric.roles if role.code in marked)


def _asked_at_all(asked: Asked, code: str) -> bool:
    return asked.by_kind is None or any(code in codes for codes in asked.by_kind.values())


def _name(wanted: str, taken: list[str]) -> str:
    name = sheet_name(wanted, taken)
    taken.append(name)
    return name


def _entry(rubric: Rubric, words: Vocabulary, code: str, limits: Mapping[str, Mapping[str, Decimal]]) -> Entry:
    """The heading says the full marks where they are the same for every kind, else the unit."""
    data_field = rubric.fields[code]
    marks = full_marks_of(rubric, rubric.nodes, code) if code in limits else set()
    suffixes = [f"\n（{plain(next(iter(marks)))}分）"] if len(marks) == 1 else []
    if data_field.unit and not (data_field.kind == "mark" and data_field.unit == "分"):
        suffixes.append(f"\n（{data_field.unit}）")
    if data_field.kind == "share":
        suffixes.append("\n（%）")
    title = heading_of(words, code)
    known = [title + suffix for suffix in suffixes if words.find(title + suffix) == Target("field", code)]
    return Entry(code, data_field, known[0] if known else title)


def _keys(rubric: Rubric, words: Vocabulary, roster: Roster | None) -> tuple[Key, ...]:
    """代码, 名称, 类型, 街镇, 区 as this rubric calls them, those that it or its roster uses."""
    parts = _code_parts(rubric, roster)
    keys = [Key("compose", rubric.identity.compose[at], values) for at, values in enumerate(parts)]
    for kind in ("code", "name", "kind", "street", "district"):
        heading = _key_heading(rubric, words, kind)
        values: tuple[str, ...] = () if roster is None else getattr(roster, kind) or ("",) * len(roster)
        if kind == "code" and parts:
            continue
        if kind == "street" and rubric.unit == "street":
            continue
        if heading and (any(values) if roster is not None else _used(rubric, kind)):
            keys.append(Key(kind, heading, values))
    return tuple(keys)


def _used(rubric: Rubric, kind: str) -> bool:
    """Without a roster: what the rubric names, the name in any case, the kind where kinds are told apart."""
    return kind == "name" or (kind == "kind" and bool(rubric.kinds)) or bool(getattr(rubric.identity, kind))


def _key_heading(rubric: Rubric, words: Vocabulary, kind: str) -> str:
    candidates = [*getattr(rubric.identity, kind), *_KEY_WORDS[kind]]
    return next((word for word in candidates if words.find(word) == Target(kind)), "")


def _code_parts(rubric: Rubric, roster: Roster | None) -> list[tuple[str, ...]]:
    """The columns that a code is composed of; none where the roster's codes do not fall into as many parts."""
    columns = rubric.identity.compose
    if roster is None or not columns:
        return [()] * len(columns)
    split = [code.split("-") for code in roster.code]
    if any(len(parts) != len(columns) or not all(part.strip() for part in parts) for parts in split):
        return []
    return [tuple(parts[at] for parts in split) for at in range(len(columns))]


def _detail_keys(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Who a row is about: code and name; the rest is known from the roster or another sheet."""
    return tuple(Key(key.kind, key.heading) for key in keys if key.kind in ("compose", "code", "name"))


def _detail_groups(rubric: Rubric, entries: Mapping[str, Entry]) -> list[tuple[Entry, ...]]:
    """Fields of several rows a unit; those that one indicator looks at together share their rows and a sheet."""
    rolled = [code for code, entry in entries.items() if entry.data_field.roll_up]
    group = {code: code for code in rolled}
    for node in rubric.indicators:
        together = [group[code] for code in fields_behind(node, rubric) if code in group]
        for other in together[1:]:
            group = {code: together[0] if first == other else first for code, first in group.items()}
    firsts = dict.fromkeys(group[code] for code in rolled)
    return [tuple(entries[code] for code in rolled if group[code] == first) for first in firsts]
