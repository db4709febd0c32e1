"""Warnings on a rubric, never refusals: what the 2024 rules against formalism object to, and neatness.

《整治形式主义为基层减负若干规定》(2024-08) and the notices that followed: no 千分制, few levels and steps,
no scoring of meetings, media, photos or ledgers, no ranks or other assessments as indicators, no
evidence for everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rating.problems import Problem
from rating.rubric.attainable import attainable_total, best_points
from rating.rubric.band_checks import grid_of, interval
from rating.rubric.binding import Vocabulary, bind
from rating.rubric.formula import Expression, FormulaError, Logic, names_in, nodes_in, parse_formula
from rating.rubric.inputs import fields_behind
from rating.rubric.nouns import Node, Rubric
from rating.rubric.numbers import plain
from rating.rubric.places import PlacedNode, kinds_of, placed_bands, placed_formulas, placed_nodes, placed_rules
from rating.rubric.rule_checks import amounts_of
from rating.rubric.rules import Rule
from rating.rubric.trail import Finding, problem_of

MOST_POINTS, THOUSAND = 100, 1000
MOST_LEVELS, MOST_INDICATORS = 2, 30
SMALLEST_STEP = Decimal("0.5")
LONGEST_CLAUSE, LONGEST_IN_ALL = 150, 5000
EVIDENCE_SHARE, EVIDENCE_FROM = Decimal("0.8"), 5
FORMALISM = re.compile(
    "会议|例会|开会|召开|推进会|媒体|报道|宣传稿|简报|信息报送|稿件|照片|拍照|截图|PPT|ppt|汇报片|粉丝|关注量|阅读量|点击量"
    "|点赞|转发|公众号|批示|领导讲话|台账|留痕|学习笔记|心得体会|经验做法|经验材料|打卡"
)
NESTED = re.compile("排名|名次|排位|考核结果|考核得分|考核等次|考评结果|测评结果|评比|评星结果")
_DENIED = re.compile("(不|免|无需|勿|禁)[^，。；、]{0,6}$")


def lint(rubric: Rubric) -> tuple[Problem, ...]:
    """Warnings and notices about a rubric that loads, in the order of its parts. Raises nothing."""
    found = [finding for look in _LOOKS for finding in look(rubric)]
    return tuple(problem_of(finding, rubric) for finding in dict.fromkeys(found))


def _leaves(rubric: Rubric) -> Iterator[PlacedNode]:
    return (place for place in placed_nodes(rubric) if place.node.leaf)


def _total(rubric: Rubric) -> Iterator[Finding]:
    marks = max(rubric.full_marks_for(kind) for kind in kinds_of(rubric))
    if marks >= THOUSAND:
        found = f"总分 {plain(marks)} 分，属于「千分制」"
        yield Finding("lint_total", ("scale", "full_marks"), found, "", "已有多起通报批评千分制考核，请改为百分制")
    elif marks > MOST_POINTS and (rubric.scale.convert_to is None or rubric.scale.convert_to > MOST_POINTS):
        yield Finding("lint_total", ("scale", "full_marks"), f"总分 {plain(marks)} 分")


def _levels(rubric: Rubric) -> Iterator[Finding]:
    deepest = max(placed_nodes(rubric), key=lambda place: place.level)
    if deepest.level > MOST_LEVELS:
        yield Finding("lint_levels", deepest.path, f"指标有 {deepest.level} 级")


def _small_steps(rubric: Rubric) -> Iterator[Finding]:
    told: set[str] = set()
    for placed in placed_rules(rubric):
        leaf = placed.leaf.node
        for points in _points_used(placed.rule, leaf, placed.kinds):
            if points % SMALLEST_STEP and leaf.code not in told:
                told.add(leaf.code)
                yield Finding("lint_small_steps", placed.leaf.path, f"「{leaf.title}」有 {plain(points)} 分这样的分值")


def _points_used(rule: Rule, leaf: Node, kinds: tuple[str, ...]) -> Iterator[Decimal]:
    for kind in kinds:
        marks = leaf.full_marks_for(kind)
        yield marks
        yield from (amount.points(marks) for _, amount in amounts_of(rule, ()))
    for body in (rule.per_unit, rule.deduct):
        if body is not None:
            yield body.points


def _many(rubric: Rubric) -> Iterator[Finding]:
    most = max(sum(kind in place.kinds for place in _leaves(rubric)) for kind in kinds_of(rubric))
    if most > MOST_INDICATORS:
        yield Finding("lint_many_indicators", ("dimensions",), f"共 {most} 项末级指标")


def _texts(node: Node) -> list[str]:
    clause = node.clause.text if node.clause is not None else ""
    return [node.title, clause, node.check, *node.evidence]


def _formalism(rubric: Rubric) -> Iterator[Finding]:
    for place in placed_nodes(rubric):
        words = _words(FORMALISM, _texts(place.node) + _field_titles(rubric, place.node))
        if words:
            found = f"「{place.node.title}」提到{'、'.join(words)}"
            yield Finding("lint_formalism", place.path, found)


def _nested(rubric: Rubric) -> Iterator[Finding]:
    for place in _leaves(rubric):
        words = _words(NESTED, [*_texts(place.node)[:2], *_field_titles(rubric, place.node)])
        if words:
            found = f"「{place.node.title}」提到{'、'.join(words)}"
            yield Finding("lint_rank_nested", place.path, found)


def formalities_counted(node: Node, rubric: Rubric) -> tuple[str, ...]:
    """Words such as 会议 or 照片 that say what an indicator counts: in its title, its clause or its data's titles."""
    read = [rubric.fields[code].title for code in fields_behind(node, rubric)]
    return tuple(_words(FORMALISM, [*_texts(node)[:2], *read]))


def _words(pattern: re.Pattern[str], texts: list[str]) -> list[str]:
    """Words found, unless the text says just before that they are not wanted (不看台账)."""
    found = [hit[0] for text in texts for hit in pattern.finditer(text) if not _DENIED.search(text[: hit.start()])]
    return list(dict.fromkeys(found))


def _field_titles(rubric: Rubric, node: Node) -> list[str]:
    codes = _fields_of([node.value], rubric) if node.value is not None else set()
    return [field.title for code, field in rubric.fields.items() if code in codes]


def _evidence(rubric: Rubric) -> Iterator[Finding]:
    leaves = [place.node for place in _leaves(rubric)]
    asking = sum(bool(leaf.evidence) for leaf in leaves)
    if len(leaves) >= EVIDENCE_FROM and asking > EVIDENCE_SHARE * len(leaves):
        yield Finding("lint_evidence", ("dimensions",), f"{len(leaves)} 项指标中有 {asking} 项要求佐证材料")


def _long_text(rubric: Rubric) -> Iterator[Finding]:
    for place in placed_nodes(rubric):
        clause = place.node.clause
        if clause is not None and len(clause.text) > LONGEST_CLAUSE:
            yield Finding("lint_long_text", (*place.path, "clause"), f"条款有 {len(clause.text)} 字")
    in_all = sum(len(text) for node in rubric.nodes for text in _texts(node))
    if in_all > LONGEST_IN_ALL:
        yield Finding("lint_long_text", ("dimensions",), f"全部条款、评定方法和材料要求共 {in_all} 字")


def _peers(rubric: Rubric) -> Iterator[Finding]:
    for placed in placed_rules(rubric):
        if placed.rule.relative and not placed.inner:
            yield Finding("lint_peers", placed.path, f"「{placed.leaf.node.title}」按与其他单位的比较计分")


def _leave_out(rubric: Rubric) -> Iterator[Finding]:
    if rubric.missing.if_blank == "leave_out":
        yield Finding("lint_leave_out", ("missing", "if_blank"), "各指标的空白默认不计入分母")
    for place in _leaves(rubric):
        if place.node.if_blank == "leave_out":
            yield Finding("lint_leave_out", (*place.path, "if_blank"), f"「{place.node.title}」空白时不计入分母")


def _unused(rubric: Rubric) -> Iterator[Finding]:
    by_name = Vocabulary.of(rubric).by_name
    names = {name for placed in placed_formulas(rubric) for name in names_in(parse_formula(placed.text))}
    names |= {key.key for key in rubric.ranking.by}
    names |= {
        placed.rule.mark.reason for placed in placed_rules(rubric) if placed.rule.mark and placed.rule.mark.reason
    }
    identity = rubric.identity
    names |= {*identity.code, *identity.compose, *identity.name, *identity.kind, *identity.street, *identity.district}
    used = {by_name[name] for name in names if name in by_name}
    for code, field in rubric.fields.items():
        if code not in used:
            yield Finding("lint_unused_field", ("fields", code), f"「{field.title}」没有用到")


def _full_marks_out_of_reach(rubric: Rubric) -> Iterator[Finding]:
    for placed in placed_rules(rubric):
        if placed.inner:
            continue
        for kind in placed.kinds:
            marks = Fraction(placed.leaf.node.full_marks_for(kind))
            best = best_points(placed.rule, marks)
            if best is not None and best < marks:
                title, shown = placed.leaf.node.title, plain(Decimal(best.numerator) / best.denominator)
                found = f"「{title}」满分 {plain(placed.leaf.node.full_marks_for(kind))} 分，按细则最多得 {shown} 分"
                yield Finding("lint_unreachable", placed.path, found, "", "请核对细则的最高一档")
                break


def _stars_out_of_reach(rubric: Rubric) -> Iterator[Finding]:
    for kind in kinds_of(rubric):
        grid, most = grid_of(rubric, kind), attainable_total(rubric, kind)
        path = ("bands_by_kind", kind) if kind in rubric.bands_by_kind else ("bands",)
        for at, band in enumerate(rubric.bands_by_kind.get(kind, rubric.bands)):
            low = interval(band, (*path, at), grid).low
            if most is not None and low is not None and low > most * 10**grid.decimals:
                found = f"{band.stars} 星从 {grid.shown(low)} 分起，按各项细则的最高一档合计达不到"
                yield Finding("lint_unreachable", (*path, at), found)


def _contradictions(rubric: Rubric) -> Iterator[Finding]:
    """A star that demands the very condition which a gate forbids at that star."""
    words = Vocabulary.of(rubric)
    gates = [(gate, _alternatives(gate.when, words)) for gate in rubric.gates]
    for path, bands in placed_bands(rubric):
        for at, band in enumerate(bands):
            for requirement in band.requires:
                demanded = _demands(requirement.when, words)
                for gate, alternatives in gates:
                    forbids = gate.effect != "cap" or (gate.stars is not None and gate.stars < band.stars)
                    if forbids and demanded & alternatives:
                        found = f"{band.stars} 星要求「{requirement.title}」，而这正会触发「{gate.title}」"
                        yield Finding("lint_unreachable", (*path, at), found)


def _demands(text: str, words: Vocabulary) -> frozenset[Expression]:
    """The conditions that must all hold for this one to hold."""
    return _joined(text, words, "and")


def _alternatives(text: str, words: Vocabulary) -> frozenset[Expression]:
    """The conditions each of which is enough for this one to hold."""
    return _joined(text, words, "or")


def _joined(text: str, words: Vocabulary, operator: str) -> frozenset[Expression]:
    try:
        bound = bind(text, words)
    except FormulaError:
        return frozenset()
    if isinstance(bound, Logic) and bound.operator == operator:
        return frozenset((bound, *bound.operands))
    return frozenset((bound,))


def _key_items(rubric: Rubric) -> Iterator[Finding]:
    """A key item neither read by share() nor repeated in a gate decides nothing."""
    outcomes = [placed.text for placed in placed_formulas(rubric) if placed.wanted == "outcome"]
    read = {code for text in outcomes for code in nodes_in(parse_formula(text))}
    fields = _fields_of(outcomes, rubric)
    for placed in placed_rules(rubric):
        own, title = placed.rule.key_item, placed.leaf.node.title
        if own is not None and placed.leaf.node.code not in read and not _fields_of([own], rubric) & fields:
            yield Finding("lint_key_item", placed.path, f"「{title}」不通过也没有任何影响")


def _fields_of(texts: list[str], rubric: Rubric) -> set[str]:
    by_name = Vocabulary.of(rubric).by_name
    return {by_name[name] for text in texts for name in names_in(parse_formula(text)) if name in by_name}


def _example(rubric: Rubric) -> Iterator[Finding]:
    if rubric.standing == "example":
        yield Finding("lint_example", ("standing",), f"「{rubric.title}」是示例")


_LOOKS = (
    _example, _total, _levels, _many, _small_steps, _formalism, _nested, _evidence, _long_text, _peers, _leave_out,
    _key_items, _full_marks_out_of_reach, _stars_out_of_reach, _contradictions, _unused,
)  # fmt: skip
