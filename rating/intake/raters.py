"""Who gave the marks: from the row, the column's heading, the lines above the table, the sheet, the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rating.intake.columns import ADJUDICATION_WORDS, Layout
from rating.intake.headers import normalise
from rating.reported import Rater

_GENERIC = re.compile(
    r"评分表|打分表|评估表|评审表|考核表|评分|打分|评估|评审|结果|汇总|数据|表格|表$|工作簿|副本|copy|final|终稿|最终版?|定稿|v\d+"
    r"|sheet\d*|工作表\d*|\d{4}年(?:度)?|\d{6,8}|上半年|下半年|第?[一二三四1-4]季度|社工站|星级评定|星级|示例",
    re.IGNORECASE,
)
_EDGES = " _-－—–.·、,，:：+&#"
_BRACKET = re.compile(r"\s*[(（【\[]([^()（）【】\[\]]*)[)）】\]]$")
_LINE = re.compile(r"(评估人|评分人|打分人|评委|专家姓名|评审人|评估主体)\s*[:：]\s*([^\s:：，,;；]+)")


@dataclass(frozen=True, slots=True)
class Label:
    """What a place says about a rater: a name, and perhaps words that name the role."""

    name: str
    role_words: str = ""


@dataclass
class RaterBook:
    """Raters met so far. A name belongs to one role; the same name in another role is another rater."""

    roles: Sequence[Any]
    by_key: dict[tuple[str, str], Rater] = field(default_factory=dict)

    def rater(self, label: Label, marked_by: Sequence[str]) -> Rater | None:
        """The rater of this label for a field marked by these roles; None when the role stays unknown."""
        role = self.role_of(label.role_words) or self.role_of(label.name)
        role = role or (marked_by[0] if len(marked_by) == 1 else "")
        if not role:
            return None
        name = self._without_role(label.name) or self._title(role)
        key = (role, normalise(name))
        if key not in self.by_key:
            taken = any(rater.code == name for rater in self.by_key.values())
            self.by_key[key] = Rater(f"{name}（{self._title(role)}）" if taken else name, name, role)
        return self.by_key[key]

    def role_of(self, words: str) -> str:
        """The role whose title, alias or code these words contain; the longest such word decides."""
        text = normalise(words)
        if not text:
            return ""
        found = [
            (len(word), role.code)
            for role in self.roles
            for word in {normalise(known) for known in (role.title, role.code, *role.aliases)}
            if word and (word in text or (len(word) > 2 and word.removesuffix("组") in text))
        ]
        return max(found)[1] if found else ""

    def _without_role(self, name: str) -> str:
        """`王小明（专家）` → `王小明`."""
        bracket = _BRACKET.search(name)
        return name[: bracket.start()] if bracket and self.role_of(bracket[1]) else name

    def _title(self, role: str) -> str:
        return next((known.title for known in self.roles if known.code == role), role)


def clean_label(text: str) -> str:
    """`2025年专家甲评分表（终稿）.xlsx` → `专家甲`; "" when nothing particular is left."""
    stem = re.sub(r"\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|tsv|txt)$", "", text, flags=re.IGNORECASE)
    plain = _GENERIC.sub("", unicodedata.normalize("NFKC", stem))
    return re.sub(r"\(\s*\)|\[\s*\]|【\s*】", "", plain).strip(_EDGES)


def table_label(layout: Layout, book: RaterBook, many_sheets: bool) -> Label:
    """The rater of a whole table: the lines above it, then the sheet's name, then the file's."""
    line = _line_above(layout)
    if line:
        return line
    grid = layout.table.grid
    sheet, file = clean_label(grid.title), clean_label(grid.file)
    if sheet and (is_adjudication(sheet) or book.role_of(grid.title)):
        return Label(sheet, grid.title)
    if file and (is_adjudication(file) or book.role_of(grid.file)):
        return Label(file, grid.file)
    return Label(sheet if sheet and many_sheets else file or sheet or grid.file.rpartition(".")[0])


def is_adjudication(name: str) -> bool:
    """复核 marks replace the raters' marks."""
    return normalise(name) in ADJUDICATION_WORDS or normalise(clean_label(name)) in ADJUDICATION_WORDS


def _line_above(layout: Layout) -> Label | None:
    """`评估人：张三   评估主体：专家组` in the rows above the header."""
    table, grid = layout.table, layout.table.grid
    said: dict[str, str] = {}
    for row in range(max(0, table.top - 8), table.top):
        texts = [grid.text(row, column) for column in range(min(len(grid.columns), 30))]
        for what, value in _LINE.findall("  ".join(text for text in texts if text)):
            said["role" if what == "评估主体" else "name"] = value
    return Label(said.get("name", ""), said.get("role", "")) if said else None
