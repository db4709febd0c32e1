"""Words in header cells: normalising them, and the vocabulary that a form knows.

Exact code, title, alias, then the same after normalising (full width, spaces, brackets, points and
unit suffix); anything looser is only ever a question (`ranked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from rating.intake.cleaning.unit_words import GENERIC_UNITS
from rating.intake.form import Form
from rating.intake.plain_text import plain_text

NEAR = 0.7
LONGEST_LABEL, LONGEST_COMPARED, MOST_ANSWERS = 200, 40, 100_000
_POINTS = re.compile(r"[\[(]?(?:满分|分值|权重|共|计)?:?(\d+(?:\.\d+)?)分[\])]?$")
_BRACKET = re.compile(r"[\[(【]([^()\[\]【】]*)[\])】]$")
_FILLERS = {"必填", "选填", "填写", "得分", "打分", "评分", "√或×", "是/否", "有/无", "是否", "分", "%"}
_NOISE = re.compile(r"[\s::*※、,.。_\-–—/\\'\"“”《》()\[\]【】]+")


@dataclass(frozen=True, slots=True)
class Target:
    """What a header means. kind: field · derived · code · name · kind · street · district ·
    taking_part · former_name · compose · rater · role · adjudicated · reason · number (序号).

    `code` is the field's code, or the place within `identity.compose`.
    """

    kind: str
    code: str = ""


IDENTITY_KINDS = ("code", "name", "kind", "street", "district", "compose")
_CODES = ["代码", "编码", "编号", "code"]
_NAMES_BY_UNIT: dict[str, list[str]] = {
    "station": [
        "站点",
        "站点名称",
        "社工站",
        "社工站名称",
        "站名",
        "站点全称",
        "单位",
        "单位名称",
        "被评单位",
        "被评估单位",
        "被考评单位",
        "受评单位",
        "参评单位",
        "评估对象",
    ],
    "street": [
        "街道",
        "街镇",
        "街道名称",
        "街镇名称",
        "乡镇街道",
        "乡镇",
        "街道乡镇",
        "所属街道",
        "所在街道",
        "所属街镇",
        "单位",
        "单位名称",
    ],
    "district": ["区", "区县", "区名", "区名称", "区县名称", "所属区", "单位", "单位名称"],
    "person": ["姓名", "社工姓名", "社工", "人员姓名", "申报人", "候选人"],
    "project": ["项目", "项目名称", "案例", "案例名称", "作品名称", "申报项目"],
}
_UNIT_WORDS = {
    "station": ["站点", "社工站", "单位", "机构"],
    "street": ["街道", "街镇", "乡镇", "单位"],
    "district": ["区", "区县", "单位"],
    "person": ["人员", "社工", "申报"],
    "project": ["项目", "案例"],
}
_OTHERS: dict[str, list[str]] = {
    "kind": ["类型", "站点类型", "类别", "站点类别", "单位类型", "组别", "kind"],
    "street": [
        "街道",
        "街镇",
        "所属街道",
        "所在街道",
        "所属街镇",
        "所在街镇",
        "街道名称",
        "街镇名称",
        "乡镇街道",
        "street",
    ],
    "district": ["区", "区县", "所属区", "所在区", "行政区", "district"],
    "taking_part": ["参评", "是否参评", "参加评估", "是否参加评估"],
    "former_name": ["曾用名", "别名", "简称", "原名", "其他名称"],
    "rater": [
        "评估人",
        "评分人",
        "打分人",
        "评委",
        "专家",
        "专家姓名",
        "评估专家",
        "评估人姓名",
        "评审人",
        "评委姓名",
        "评估员",
    ],
    "role": ["评估主体", "主体", "评估人类别", "评估身份", "身份", "评委类别", "评估人身份"],
    "adjudicated": ["复核分", "复核打分", "复核得分", "复核"],
    "reason": ["复核理由", "复核说明", "复核原因"],
    "number": ["序号", "序", "号", "no", "number"],
}


def normalise(label: str) -> str:
    """Full width to half, no spaces, no brackets and marks, lower case, without points and unit."""
    text = plain_text(label).casefold().strip("*※:")
    text = _without_suffix(text)
    return _NOISE.sub("", text)


def points_in(label: str) -> Decimal | None:
    """`硬件设施（8分）` → 8; None when the header names no points."""
    match = _POINTS.search(plain_text(label))
    return Decimal(match[1]) if match and match.start() > 0 else None


def _without_suffix(text: str) -> str:
    for _ in range(3):
        bracket = _BRACKET.search(text)
        if bracket and bracket.start() and _is_suffix(bracket[1]):
            text = text[: bracket.start()]
        elif (points := _POINTS.search(text)) and points.start():
            text = text[: points.start()]
        else:
            break
    return text


def _is_suffix(inside: str) -> bool:
    inside = inside.removeprefix("单位").strip(":")
    return inside in GENERIC_UNITS or inside in _FILLERS or _POINTS.fullmatch(inside) is not None


class Vocabulary:
    """Every header word a form knows: its fields, its own identity columns, the usual ones."""

    def __init__(self, form: Form, roster: bool = False) -> None:
        self.fields: Mapping[str, Any] = {} if roster else form.fields
        self.by_text: dict[str, Target] = {}
        self.by_normal: dict[str, Target] = {}
        self._answers: dict[str, Target | None] = {}
        self._add_identity(form.identity)
        self._add_fields()
        self._add_usual(form.unit)

    def find(self, label: str) -> Target | None:
        """The meaning of one label, or None. Labels are looked up again and again: answers are kept."""
        if label not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            short = label.strip()[:LONGEST_LABEL]
            self._answers[label] = self.by_text.get(short) or self.by_normal.get(normalise(short))
        return self._answers[label]

    def is_mark(self, target: Target) -> bool:
        """True for a field that raters mark."""
        return target.kind == "field" and self.fields[target.code].kind == "mark"

    def ranked(self, label: str, wanted: Iterable[str]) -> tuple[tuple[str, float], ...]:
        """(code, likeness) of the wanted fields that resemble the label, the likest first."""
        text = normalise(label[:LONGEST_LABEL])
        if len(text) > LONGEST_COMPARED:
            return ()
        scored = [(alike, code) for code in wanted if (alike := self._likeness(text, code)) >= NEAR]
        return tuple((code, alike) for alike, code in sorted(scored, reverse=True))

    def likeness(self, label: str, code: str) -> float:
        """How much a label resembles a field's title, code or alias: 0…1, 0 below what is worth asking."""
        return self._likeness(normalise(label[:LONGEST_LABEL]), code)

    def _likeness(self, text: str, code: str) -> float:
        words = [normalise(word) for word in (code, self.fields[code].title, *self.fields[code].aliases)]
        return max((likeness(text, word) for word in words if word), default=0.0)

    def _add(self, words: Iterable[str], target: Target) -> None:
        for word in words:
            self.by_text.setdefault(word.strip(), target)
            self.by_normal.setdefault(normalise(word), target)

    def _add_identity(self, identity: Any) -> None:
        for place, word in enumerate(identity.compose):
            self._add([word], Target("compose", str(place)))
        for kind in IDENTITY_KINDS[:-1]:
            self._add(getattr(identity, kind), Target(kind))

    def _add_fields(self) -> None:
        """Codes first, then titles, then aliases: an alias never takes another field's title."""
        targets = {code: Target("derived" if field.formula else "field", code) for code, field in self.fields.items()}
        for code, target in targets.items():
            self._add([code], target)
        for code, target in targets.items():
            self._add([self.fields[code].title], target)
        for code, target in targets.items():
            self._add(self.fields[code].aliases, target)
        for code, target in targets.items():
            self._add(_with_unit(self.fields[code]), target)

    def _add_usual(self, unit: str) -> None:
        names, words = _NAMES_BY_UNIT.get(unit, []), _UNIT_WORDS.get(unit, [])
        self._add([*names, "名称", "name"], Target("name"))
        self._add([*_CODES, *(word + code for word in words for code in _CODES[:3])], Target("code"))
        for kind, usual in _OTHERS.items():
            self._add(usual, Target(kind))


def _with_unit(data_field: Any) -> Iterable[str]:
    """`运行月数（月）`: the field's own unit in brackets, whatever it is."""
    if data_field.unit:
        for word in (data_field.title, *data_field.aliases):
            yield f"{word}（{data_field.unit}）"
            yield f"{word}（单位：{data_field.unit}）"


def likeness(one: str, other: str) -> float:
    """0…1; cheap bounds first, as most pairs share nothing."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()
