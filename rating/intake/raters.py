"""Who gave the marks: from the row, the column's heading, the lines above the table, the sheet, the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from rating.intake.copies.copy_name import original_name
from rating.intake.layout.columns import ADJUDICATION_WORDS, Layout
from rating.intake.layout.headers import normalise
from rating.reported import Rater

_GENERIC = re.compile(
    r"填报模板|模板|评分表|打分表|评估表|评审表|考核表|评分|打分|评估|评审|结果|汇总|数据|表格|表$|工作簿|副本|copy|final|终稿|最终版?|定稿|v\d+"
    r"|sheet\d*|工作表\d*|\d{4}年(?:度)?|\d{6,8}|上半年|下半年|第?[一二三四1-4]季度|社工站|星级评定|星级|示例",
    re.IGNORECASE,
)
_EDGES = " _-－—–.·、,，:：+&#"
_BRACKET = re.compile(r"\s*[(（【\[]([^()（）【】\[\]]*)[)）】\]]$")
_ROLE = "评估主体"
_SELF_ASSESSED = re.compile("自评|自查|自我评")
_LINE = re.compile(r"(评估人|评分人|打分人|评委|专家姓名|评审人|评估主体)\s*[:：]\s*([^\s:：，,;；]++)(?!\s*[:：])")
_LABEL = re.compile(r"(?:评估人|评分人|打分人|评委|专家姓名|评审人)\s*[:：]")


@dataclass(frozen=True, slots=True)
class Label:
    """What a place says about a rater: a name, perhaps words that name the role, and the cell that says so."""

    name: str
    role_words: str = ""
    cell: tuple[int, int] | None = field(default=None, compare=False)


@dataclass
class RaterBook:
    """Raters met so far. A name belongs to one role; the same name in another role is another rater."""

    roles: Sequence[Any]
    by_key: dict[tuple[str, str], Rater] = field(default_factory=dict)

    def rater(self, label: Label, marked_by: Sequence[str], in_charge: Sequence[str] = ()) -> Rater | None:
        """The rater of this label for a field marked by these roles; None when the role stays unknown.

        A role that is written down must be one of the form's; it is never replaced by the one that
        would fit, nor is a 自评 taken for somebody else's mark.  Of several roles that the words
        name, one that is `in_charge` of any of the rater's columns comes first.
        """
        role = self.role_of(label.role_words, in_charge)
        if not role and not label.role_words.strip():
            role = self.role_of(label.name, in_charge)
            if not role and len(marked_by) == 1 and not is_self_assessment(label.name):
                role = marked_by[0]
        if not role:
            return None
        name = self._without_role(label.name) or self._title(role)
        key = (role, normalise(name))
        if key not in self.by_key:
            taken = any(rater.code == name for rater in self.by_key.values())
            self.by_key[key] = Rater(f"{name}（{self._title(role)}）" if taken else name, name, role)
        return self.by_key[key]

    def role_of(self, words: str, in_charge: Sequence[str] = ()) -> str:
        """The role whose title, alias or code these words contain; the longest such word decides.

        With several, one of `in_charge` is preferred: 街镇社工站专家评分表 speaks of experts where
        only they mark.  A word inside a longer one (专家 in 居民专家) does not count.
        """
        text = normalise(words)
        found = [
            (word, role.code)
            for role in self.roles
            for word in {normalise(known) for known in (role.title, role.code, *role.aliases)}
            if word and text and (word in text or (len(word) > 2 and word.removesuffix("组") in text))
        ]
        whole = [(word, code) for word, code in found if not any(word != other and word in other for other, _ in found)]
        ranked = sorted(whole, key=lambda one: (one[1] not in in_charge, -len(one[0]), one[1]))
        return ranked[0][1] if ranked else self._assessing_itself(text)

    def _assessing_itself(self, text: str) -> str:
        """自评 is the only role whose own words speak of 自评: 站点自评."""
        known = [
            role.code
            for role in self.roles
            if any(is_self_assessment(word) for word in (role.title, role.code, *role.aliases))
        ]
        return known[0] if len(known) == 1 and is_self_assessment(text) else ""

    def _without_role(self, name: str) -> str:
        """`王小明（专家）` → `王小明`."""
        bracket = _BRACKET.search(name)
        return name[: bracket.start()] if bracket and self.role_of(bracket[1]) else name

    def _title(self, role: str) -> str:
        return next((known.title for known in self.roles if known.code == role), role)


def clean_label(text: str) -> str:
    """`2025年专家甲评分表（终稿）.xlsx` → `专家甲`; "" when nothing particular is left."""
    stem = re.sub(r"\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt)$", "", original_name(text), flags=re.IGNORECASE)
    plain = _GENERIC.sub("", unicodedata.normalize("NFKC", stem))
    return re.sub(r"\(\s*\)|\[\s*\]|【\s*】", "", plain).strip(_EDGES)


def table_label(layout: Layout, book: RaterBook, many_sheets: bool) -> Label:
    """The rater of a whole table: the lines above it, then the sheet's name, then the file's."""
    line = _line_above(layout)
    if line:  # it may name the role alone
        return line if line.name else replace(line, name=clean_label(layout.table.grid.file))
    grid = layout.table.grid
    sheet, file = clean_label(grid.title), clean_label(grid.file)
    if sheet and (is_adjudication(sheet) or book.role_of(grid.title)):
        return Label(sheet, grid.title)
    if file and (is_adjudication(file) or book.role_of(grid.file)):
        return Label(file, grid.file)
    return Label(sheet if sheet and many_sheets else file or sheet or PurePath(original_name(grid.file)).stem)


def is_self_assessment(words: str) -> bool:
    """自评 is nobody else's mark."""
    return _SELF_ASSESSED.search(words) is not None


def is_adjudication(name: str) -> bool:
    """复核 marks replace the raters' marks."""
    return normalise(name) in ADJUDICATION_WORDS or normalise(clean_label(name)) in ADJUDICATION_WORDS


def _line_above(layout: Layout) -> Label | None:
    """`评估人：张三   评估主体：专家组` in the rows above the header."""
    table, grid = layout.table, layout.table.grid
    said: dict[str, str] = {}
    cell = None
    for row in range(max(0, table.top - 8), table.top):
        texts = [grid.text(row, column) for column in range(min(len(grid.columns), 30))]
        for what, value in _LINE.findall("  ".join(text for text in texts if text)):
            if what == _ROLE or "role" not in said:
                cell = (row, next((column for column, text in enumerate(texts) if what in text), 0))
            said["role" if what == _ROLE else "name"] = value
        beside = _name_beside(texts)
        said.update({"name": beside} if beside else {})
    return Label(said.get("name", ""), said.get("role", ""), cell) if said else None


def _name_beside(texts: Sequence[str]) -> str:
    """The whole cell beside one that reads just `评估人：`: a name may hold spaces."""
    for label, beside in pairwise(texts):
        if _LABEL.fullmatch(label) and beside and not re.search("[:：]", beside):
            return " ".join(beside.split())
    return ""
