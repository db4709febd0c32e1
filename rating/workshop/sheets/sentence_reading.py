"""Sentences of the sheet 评分标准 read back as rules; a sentence in other words is not guessed at.

Only the sentences that `sentences` writes are read, with other numbers, names and options in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rating.workshop.sheets import words
from rating.workshop.sheets.names import Names

Tree = Mapping[str, Any]
LONGEST = 4_000
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
N = r"(-?\d+(?:\.\d+)?%?)"
P = r"(-?\d+(?:\.\d+)?)\s*分"
A = r"(满分的?\s*\d+(?:\.\d+)?%|满分|-?\d+(?:\.\d+)?\s*分)"
_COMMA, _COLON = r"\s*[，,]\s*", r"\s*[：:]\s*"
_NOTHING = re.compile(r"(?:其余|以下|以上|不足的?|超过的?)\s*不得分")
_MEASURED = re.compile(r"按\s*([^：:]+?)\s*计" + _COLON)
_KIND = re.compile(r"【(.+)】")


def read_sentence(text: str, names: Names) -> dict[str, Any] | None:
    """{"value", "rule", "rule_by_kind"} as far as said; None when any of it is not understood.

    Raises Unread for a name in brackets that nothing is called by.
    """
    if len(text) > LONGEST:
        return None
    sections: dict[str, list[str]] = {"": []}
    kind, told = "", dict[str, Any]()
    for line in _lines(text):
        measured, of_kind = _MEASURED.match(line), _KIND.fullmatch(line)
        if measured and not kind and not sections[""] and "value" not in told:
            told["value"] = names.in_codes(measured[1])
            line = line[measured.end() :].strip()
        elif of_kind:
            kind, line = of_kind[1], ""
            sections.setdefault(kind, [])
        if line:
            sections[kind].append(line)
    rules = {kind: _rule(lines, names) for kind, lines in sections.items() if lines or kind}
    if not rules or None in rules.values():
        return None
    if "" in rules:
        told["rule"] = rules.pop("")
    return told | ({"rule_by_kind": rules} if rules else {})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\n；;。]", text.translate(_WIDE)) if line.strip()]


def _rule(lines: Sequence[str], names: Names) -> Tree | None:
    """One rule from its lines."""
    sample = re.fullmatch(rf"样本{_COLON}(.+){_COMMA}不足时\s*(.+)", lines[-1]) if lines else None
    if sample:
        return _survey(lines[:-1], sample, names)
    if not lines:
        return None
    for read in _LISTS:
        rule = read(lines, names)
        if rule is not None:
            return rule
    if len(lines) == 2 and lines[0] == "评估人打分":
        return _mark(lines, names)
    if len(lines) > 1:
        return None
    return next((rule for read in _SINGLE if (rule := read(lines[0], names)) is not None), None)


def amount(text: str) -> str:
    """8 分 → 8; 满分的 50% → 50%; 满分 → 100%."""
    plainly = "".join(text.split()).removeprefix("满分").removeprefix("的").removesuffix("分")
    return plainly or "100%"


def _each(lines: Sequence[str], pattern: str) -> list[re.Match[str]] | None:
    """Every line by one pattern; lines that only say who gets nothing are left out."""
    kept = [line for line in lines if not _NOTHING.fullmatch(line)]
    found = [re.fullmatch(pattern, line) for line in kept]
    return [each for each in found if each] if found and all(found) else None


def _steps(lines: Sequence[str], _: Names) -> Tree | None:
    for kind, word in (("steps", r"(?:达到|≥|>=)"), ("steps_down", r"(?:不超过|≤|<=)")):
        found = _each(lines, rf"{word}\s*{N}\s*的?(?:[，,])?\s*得\s*{A}")
        if found:
            return {kind: [[each[1], amount(each[2])] for each in found]}
    return None


def _yes_no(lines: Sequence[str], _: Names) -> Tree | None:
    found = [re.fullmatch(rf"([是否])(?:[，,])?\s*(?:得\s*{A}|不得分)", line) for line in lines]
    said = {each[1]: amount(each[2]) if each[2] else "0" for each in found if each}
    if "是" not in said or len(said) < len(lines):
        return None
    return {"yes_no": {"yes": said["是"], **({"no": said["否"]} if "否" in said else {})}}


def _levels(lines: Sequence[str], _: Names) -> Tree | None:
    highest = re.fullmatch(rf"只计最高一项{_COLON}?", lines[0]) is not None
    found = _each(lines[1:] if highest else lines, rf"「([^」]+)」(?:[，,])?\s*得\s*{A}")
    kind = "highest" if highest else "levels"
    return _once(kind, [(each[1], amount(each[2])) for each in found]) if found else None


def _judgement(lines: Sequence[str], _: Names) -> Tree | None:
    if not lines[0].startswith("评估人按档次打分"):
        return None
    found = _each(lines[1:], r"「([^」]+)」\s*(-?\d+(?:\.\d+)?)\s*(?:至|-|—|~|～)\s*(-?\d+(?:\.\d+)?)\s*分")
    return _once("judgement", [(each[1], [each[2], each[3]]) for each in found]) if found else None


def _once(kind: str, pairs: list[tuple[str, Any]]) -> Tree | None:
    return {kind: dict(pairs)} if len(dict(pairs)) == len(pairs) else None


def _parts(lines: Sequence[str], names: Names) -> Tree | None:
    found = _each(lines, rf"(.+?)(?:[，,])?\s*得\s*{A}\s*[（(](.+)[）)]")
    if not found:
        return None
    return {
        "parts": [
            {"title": each[1].strip(), "points": amount(each[2]), "when": names.in_codes(each[3])} for each in found
        ]
    }


_LISTS: tuple[Callable[[Sequence[str], Names], Tree | None], ...] = (_steps, _yes_no, _levels, _judgement, _parts)


def _linear(line: str, _: Names) -> Tree | None:
    how, capped = r"按(比例|对数)折算", "|".join(words.CAPPED.values())
    found = re.fullmatch(rf"{N}\s*得\s*0\s*分{_COMMA}{N}\s*得满分{_COMMA}中间{how}(?:{_COMMA}({capped}))?", line)
    if not found:
        return None
    body = {"zero": found[1], "full": found[2], "logarithmic": "true" if found[3] == "对数" else "false"}
    return {"linear": body | {"capped": _key(words.CAPPED, found[4] or words.CAPPED["both"])}}


def _per_unit(line: str, _: Names) -> Tree | None:
    found = re.fullmatch(
        rf"(?:基础分\s*{P}{_COMMA})?(?:超过\s*{N}\s*的部分{_COMMA})?每\s*{N}\s*加\s*{P}{_COMMA}最高\s*(?:满分|{P})"
        rf"(?:{_COMMA}不足一个单位的(不计|按比例计))?",
        line,
    )
    if not found:
        return None
    body = {"base": found[1], "beyond": found[2], "each": found[3], "points": found[4], "at_most": found[5]}
    return {"per_unit": _said(body) | {"whole_units": "false" if found[6] == "按比例计" else "true"}}


def _deduct(line: str, _: Names) -> Tree | None:
    found = re.fullmatch(
        rf"每\s*{N}\s*扣\s*{P}{_COMMA}(?:扣完为止|(不设下限)|最低\s*{P})(?:{_COMMA}不足一次的(不扣|按比例扣))?", line
    )
    if not found:
        return None
    floor = "none" if found[3] else found[4] or "0"
    whole = "false" if found[5] == "按比例扣" else "true"
    return {"deduct": {"each": found[1], "points": found[2], "floor": floor, "whole_units": whole}}


def _said(body: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in body.items() if value is not None}


def _key(options: Mapping[str, str], word: str) -> str:
    return next(key for key, shown in options.items() if shown == word)


def _conditions(line: str, names: Names) -> Tree | None:
    for kind, opening in (
        ("all_or_nothing", rf"全部满足得满分{_COMMA}否则不得分"), ("key_item", rf"关键项※{_COMMA}不计分{_COMMA}须满足"),
    ):  # fmt: skip
        found = re.fullmatch(rf"{opening}{_COLON}(.+)", line)
        if found:
            return {kind: names.in_codes(found[1].strip())}
    return None


def _ratios(line: str, names: Names) -> Tree | None:
    completion = re.fullmatch(rf"完成率\s*×\s*满分{_COMMA}超额(不多得|多得){_COMMA}目标数{_COLON}(.+)", line)
    if completion:
        capped = "true" if completion[1] == "不多得" else "false"
        return {"completion": {"target": names.in_codes(completion[2].strip()), "capped": capped}}
    proportion = re.fullmatch(rf"比率\s*×\s*满分(?:{_COMMA}(最多得满分|可超过满分))?", line)
    return {"proportion": {"capped": "false" if proportion[1] == "可超过满分" else "true"}} if proportion else None


def _bare_mark(line: str, _: Names) -> Tree | None:
    return {"mark": {}} if line == "评估人打分" else None


def _mark(lines: Sequence[str], names: Names) -> Tree | None:
    found = re.fullmatch(rf"相差超过\s*{P}须写明理由[（(](.+?)[）)]{_COMMA}对照值{_COLON}(.+)", lines[1])
    if not found:
        return None
    reason = names.fields.needed(found[2])
    return {"mark": {"tolerance": found[1], "reason": reason, "reference": names.in_codes(found[3].strip())}}


def _survey(lines: Sequence[str], sample: re.Match[str], names: Names) -> Tree | None:
    then = _rule(lines, names)
    strata = [re.fullmatch(r"(.+?)\s*不少于\s*(\d+)", each.strip()) for each in sample[1].split("、")]
    policy = next((key for key, word in words.MISSING.items() if word == sample[2].strip()), None)
    if then is None or policy is None or not all(strata):
        return None
    samples = [{"sample": names.in_codes(each[1]), "minimum": each[2]} for each in strata if each]
    return {"survey": {"samples": samples, "if_small": policy, "then": then}}


def _peers(line: str, _: Names) -> Tree | None:
    within, better = "|".join(words.WITHIN.values()), "|".join(words.BETTER.values())
    found = re.fullmatch(rf"在({within})单位中({better}){_COMMA}(.+)", line)
    if not found:
        return None
    body = {"within": _key(words.WITHIN, found[1]), "better": _key(words.BETTER, found[2])}
    for kind, read in _PEERS.items():
        more = read(found[3])
        if more is not None:
            return {kind: {**body, **more}}
    return None


def _best(text: str) -> Tree | None:
    return {} if re.fullmatch(r"与最优值之比\s*×\s*满分", text) else None


def _min_max(text: str) -> Tree | None:
    found = re.fullmatch(rf"按极差折算{_COMMA}大家相同时得满分的\s*{N}", text)
    return {"if_equal": found[1]} if found else None


def _z_score(text: str) -> Tree | None:
    limits = "(最低 0 分最高满分|不设上下限)"
    shares = rf"平均水平得满分的\s*{N}{_COMMA}每个标准差加减满分的\s*{N}"
    found = re.fullmatch(rf"按标准分折算{_COMMA}{shares}{_COMMA}{limits}", text)
    if not found:
        return None
    return {"at_mean": found[1], "per_deviation": found[2], "capped": "false" if found[3] == "不设上下限" else "true"}


def _rank_points(text: str) -> Tree | None:
    found = re.fullmatch(rf"按名次得分{_COLON}(.+){_COMMA}其余\s*{A}", text)
    places = [re.fullmatch(rf"第\s*(\d+)\s*名\s*{A}", each.strip()) for each in found[1].split("、")] if found else []
    if not found or [each and each[1] for each in places] != [str(place) for place in range(1, len(places) + 1)]:
        return None
    return {"points": [amount(each[2]) for each in places if each], "otherwise": amount(found[2])}


_PEERS: dict[str, Callable[[str], Tree | None]] = {
    "best_ratio": _best, "min_max": _min_max, "z_score": _z_score, "rank_points": _rank_points,
}  # fmt: skip
_SINGLE: tuple[Callable[[str, Names], Tree | None], ...] = (
    _linear, _per_unit, _deduct, _conditions, _ratios, _bare_mark, _peers,
)  # fmt: skip
