"""Names of a rubric: each code once, and every name used stands for something in the file."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator, Mapping

from rating.rubric.nouns import DataField, Rubric
from rating.rubric.places import placed_nodes
from rating.rubric.trail import Finding, Path

RESERVED = {"stars": "星级", "total": "总分"}


def check_names(rubric: Rubric) -> Iterator[Finding]:
    """Codes, titles, kinds, roles, sources and ranking keys."""
    yield from _once(rubric)
    yield from check_fields(rubric.fields)
    yield from _kinds(rubric)
    yield from _roles(rubric)
    yield from _sources(rubric)
    yield from _ranking(rubric)


def _once(rubric: Rubric) -> Iterator[Finding]:
    nodes = [(place.node.code, (*place.path, "code")) for place in placed_nodes(rubric)]
    yield from _twice("指标代码", nodes)
    yield from _twice("必备条件代码", [(gate.code, ("gates", at, "code")) for at, gate in enumerate(rubric.gates)])
    yield from _twice("评估主体代码", [(role.code, ("roles", at, "code")) for at, role in enumerate(rubric.roles)])
    yield from _twice("来源代码", [(source.id, ("sources", at, "id")) for at, source in enumerate(rubric.sources)])
    yield from _twice("类型", [(kind, ("kinds", at)) for at, kind in enumerate(rubric.kinds)])
    for code, path in nodes:
        if code in RESERVED:
            yield Finding("rubric_value", path, f"「{code}」已用来表示{RESERVED[code]}", "别的代码")


def _twice(what: str, named: Iterable[tuple[str, Path]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for name, path in named:
        if name in seen:
            yield Finding("rubric_value", path, f"{what}「{name}」用了两次", "各不相同的名称")
        seen.add(name)


def check_fields(fields: Mapping[str, DataField]) -> Iterator[Finding]:
    """Field names that a column header or a formula could not tell apart, and limits that exclude all."""
    owner: dict[str, str] = {}
    for code, field in fields.items():
        for name in dict.fromkeys((code, field.title, *field.aliases)):
            if owner.setdefault(name, code) != code:
                found = f"「{name}」同时指数据项 {owner[name]} 和 {code}"
                yield Finding("rubric_value", ("fields", code), found, "各不相同的名称和别名")
        yield from _field(code, field)


def _field(code: str, field: DataField) -> Iterator[Finding]:
    path: Path = ("fields", code)
    if keyword.iskeyword(code):
        yield Finding("rubric_value", path, f"「{code}」是算式的保留字", "别的代码")
    if field.at_least is not None and field.at_most is not None and field.at_least > field.at_most:
        yield Finding("rubric_value", (*path, "at_least"), "at_least 大于 at_most", "不大于 at_most 的数")
    yield from _twice("选项", [(choice, (*path, "choices", at)) for at, choice in enumerate(field.choices)])
    if field.formula is not None and field.kind not in ("number", "share", "yes_no"):
        found = f"由 formula 算出的数据项写了 kind: {field.kind}"
        yield Finding("rubric_value", (*path, "kind"), found, "number、share 或 yes_no")
    if field.roll_up is not None and field.roll_up.how != "count" and field.kind not in ("number", "share"):
        yield Finding("rubric_value", (*path, "roll_up"), f"roll_up 不能汇总 kind: {field.kind}", "number 或 share")


def _kinds(rubric: Rubric) -> Iterator[Finding]:
    for place in placed_nodes(rubric):
        node, path = place.node, place.path
        yield from _known("类型", node.kinds or [], rubric.kinds, (*path, "kinds"))
        yield from _known("类型", node.rule_by_kind, rubric.kinds, (*path, "rule_by_kind"))
        if isinstance(node.full_marks, dict):
            yield from _known("类型", node.full_marks, rubric.kinds, (*path, "full_marks"))
        if not place.kinds and (place.parent is None or place.parent.kinds or node.kinds):
            yield Finding("rubric_reference", (*path, "kinds"), "没有任何类型适用本指标", "至少一个与上级相同的类型")
    for at, gate in enumerate(rubric.gates):
        yield from _known("类型", gate.kinds or [], rubric.kinds, ("gates", at, "kinds"))
    yield from _known("类型", rubric.bands_by_kind, rubric.kinds, ("bands_by_kind",))
    marks = rubric.scale.full_marks
    if isinstance(marks, dict):
        yield from _known("类型", marks, rubric.kinds, ("scale", "full_marks"))
        for kind in rubric.kinds:
            if kind not in marks:
                yield Finding(
                    "rubric_points", ("scale", "full_marks"), f"没有写类型「{kind}」的满分", remedy="请每个类型都写"
                )


def _known(what: str, names: Iterable[str], known: Iterable[str], path: Path) -> Iterator[Finding]:
    there = list(known)
    for name in names:
        if name not in there:
            listed = f"已写明的：{'、'.join(there)}" if there else "（文件中一个也没有写）"
            yield Finding("rubric_reference", path, f"没有「{name}」这个{what}", f"{what}之一，{listed}")


def _roles(rubric: Rubric) -> Iterator[Finding]:
    roles = {role.code: role for role in rubric.roles}
    for place in placed_nodes(rubric):
        yield from _known("评估主体", place.node.roles, roles, (*place.path, "roles"))
    for code, field in rubric.fields.items():
        path: Path = ("fields", code)
        yield from _known("评估主体", field.marked_by, roles, (*path, "marked_by"))
        if field.kind != "mark":
            continue
        raters = field.raters or rubric.raters
        if raters is None:
            yield Finding(
                "rubric_key", (*path, "raters"), "没有写明几位评估人的打分如何合成", remedy="请在此处或全文写 raters"
            )
        elif raters.combine == "role_weighted":
            yield from _weights([roles[role].weight for role in field.marked_by if role in roles], path)


def _weights(weights: list[object], path: Path) -> Iterator[Finding]:
    if any(weight is None for weight in weights):
        found = "按评估主体加权，但有评估主体没有写 weight"
        yield Finding("rubric_value", (*path, "marked_by"), found, remedy="请在 roles 中给每个打分主体写 weight")
    elif weights and not any(weights):
        yield Finding("rubric_value", (*path, "marked_by"), "打分主体的权重都是 0", remedy="请至少写一个大于 0 的权重")


def _sources(rubric: Rubric) -> Iterator[Finding]:
    known = [source.id for source in rubric.sources]
    clauses = [(place.node.clause, (*place.path, "clause", "source")) for place in placed_nodes(rubric)]
    clauses += [(gate.clause, ("gates", at, "clause", "source")) for at, gate in enumerate(rubric.gates)]
    for clause, path in clauses:
        if clause is not None:
            yield from _known("来源", [clause.source], known, path)


def _ranking(rubric: Rubric) -> Iterator[Finding]:
    nodes = {node.code for node in rubric.nodes}
    keys = [(key.key, ("ranking", "by", at)) for at, key in enumerate(rubric.ranking.by)]
    yield from _twice("排名依据", keys)
    for key, path in keys:
        if key in RESERVED:
            if key == "stars" and not rubric.bands and not rubric.bands_by_kind:
                yield Finding("rubric_reference", path, "按星级排名，但没有写 bands", remedy="请先写明各等级")
        elif key in nodes and key in rubric.fields:
            yield Finding("rubric_reference", path, f"「{key}」既是指标又是数据项", "只有一种含义的代码")
        elif key not in nodes and key not in rubric.fields:
            yield Finding("rubric_reference", path, f"没有「{key}」", "stars、total、指标代码或数据项代码")
        elif key in rubric.fields and rubric.fields[key].kind in ("text", "several", "choice"):
            yield Finding("rubric_value", path, f"数据项「{key}」不能比较大小", "数值或是否项")
