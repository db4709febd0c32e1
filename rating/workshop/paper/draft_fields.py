"""Data items of a draft: those of confirmed proposals under codes and titles of their own, marks for all the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rating.rubric.naming import code_for
from rating.rubric.numbers import plain
from rating.workshop.phrasing.proposal import Proposal

EXPERT = "expert"
_NOT_FORMULAS = frozenset({"title"})
Tree = dict[str, Any]


@dataclass
class Fields:
    """The fields so far; every code and title once, also against the codes of indicators and gates."""

    content: dict[str, Tree] = field(default_factory=dict)
    codes: set[str] = field(default_factory=lambda: {"stars", "total"})
    titles: set[str] = field(default_factory=set)

    def code(self, title: str, prefix: str) -> str:
        """A new code for anything of this title."""
        found = code_for(title, self.codes, prefix)
        self.codes.add(found)
        return found

    def title(self, wanted: str, owner: str) -> str:
        """The title, told apart by its indicator, then by a number, when another field has it."""
        for title in (wanted, f"{owner}：{wanted}"):
            if title not in self.titles and title not in self.codes:
                break
        else:
            number = 2
            while f"{owner}：{wanted}（{number}）" in self.titles:
                number += 1
            title = f"{owner}：{wanted}（{number}）"
        self.titles.add(title)
        return title

    def add(self, content: Tree, owner: str) -> str:
        """A field under a new code and a title that nobody else has; gives the code."""
        title = self.title(str(content["title"]), owner)
        code = self.code(title, "f")
        self.content[code] = {**content, "title": title}
        return code


def mark_leaf(fields: Fields, title: str, full_marks: Decimal) -> Tree:
    """A rater's mark with these full marks."""
    content: Tree = {"title": f"{title}评分", "unit": "分", "kind": "mark", "marked_by": [EXPERT]}
    code = fields.add({**content, "at_least": "0", "at_most": plain(full_marks)}, title)
    return {"full_marks": plain(full_marks), "value": code, "rule": {"mark": {}}}


def deduction_leaf(fields: Fields, title: str, most: Decimal | None) -> Tree:
    """Points to be taken away, decided by raters: full marks 0, at most `most` off the total."""
    content: Tree = {"title": f"{title}扣分", "unit": "分", "kind": "mark", "marked_by": [EXPERT], "at_least": "0"}
    if most is not None:
        content["at_most"] = plain(most)
    code = fields.add({**content, "definition": "填写应扣的分数，不扣填 0"}, title)
    deduct = {"points": "1", "floor": "none" if most is None else plain(-most), "whole_units": False}
    return {"full_marks": "0", "value": code, "rule": {"deduct": deduct}, "if_blank": "incomplete"}


def proposed_leaf(fields: Fields, title: str, proposal: Proposal, full_marks: Decimal | None) -> Tree:
    """The rule of a confirmed proposal over its fields; without full marks for a key item."""
    renamed = {one.code: fields.add(dict(one.content((EXPERT,))), title) for one in proposal.fields}
    leaf: Tree = {} if proposal.kind == "key_item" or full_marks is None else {"full_marks": plain(full_marks)}
    if proposal.value is not None:
        leaf["value"] = with_codes(proposal.value, renamed)
    return {**leaf, "rule": with_codes(dict(proposal.rule), renamed)}


def with_codes(part: Any, renamed: Mapping[str, str]) -> Any:
    """The same tree or formula with the fields' new codes; titles and names of levels stay."""
    if isinstance(part, Mapping):
        return {key: value if key in _NOT_FORMULAS else with_codes(value, renamed) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [with_codes(one, renamed) for one in part]
    if not isinstance(part, str) or not renamed:
        return part
    names = "|".join(re.escape(code) for code in sorted(renamed, key=len, reverse=True))
    return re.sub(rf"(?<![A-Za-z0-9_])(?:{names})(?![A-Za-z0-9_])", lambda match: renamed[match[0]], part)
