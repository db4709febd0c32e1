"""What a rubric states about the whole: its name and standing, sources, scale, missing values, raters, ranking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rating.insight.rubric_differences.difference import Difference, changed
from rating.insight.rubric_differences.keys import Pair, Subject, Telling, by_key, inner_changed
from rating.insight.rubric_differences.named import Named, named_differences
from rating.insight.rubric_differences.spelled import rank_key, spelled
from rating.insight.rubric_differences.tree import marks_changed
from rating.rubric.nouns import Rubric
from rating.rubric.policies import Raters, Role

HEADINGS = {"title": "说明", "scale": "满分与取整", "missing": "缺项处理", "raters": "打分合成", "ranking": "排名"}


def header_differences(pair: Pair) -> Iterator[Difference]:
    """Name, version, standing, unit, kinds and notes."""
    subject = Subject("", "评分标准", HEADINGS["title"], "评分标准", "header")
    own = {"code", "title", "version", "standing", "unit", "kinds", "notes"}
    apart = set(Rubric.model_fields) - own
    yield from by_key(subject, pair.before, pair.after, pair, {"code": _recoded}, apart)


def _recoded(old: str, new: str, pair: Pair) -> Iterator[str]:
    yield "换了内部代号，按另一份评分标准处理"


def source_differences(pair: Pair) -> Iterator[Difference]:
    named = Named("来源", "source", lambda one: one.id, lambda one: one.title, lambda one, form: "", decides=False)
    yield from named_differences(named, pair.before.sources, pair.after.sources, pair, {})


def role_differences(pair: Pair) -> Iterator[Difference]:
    named = Named("评估主体", "role", lambda one: one.code, lambda one: one.title, _role, decides=True)
    yield from named_differences(named, pair.before.roles, pair.after.roles, pair, {})


def _role(role: Role, form: Rubric) -> str:
    return "" if role.weight is None else f"权重 {spelled(role.weight, 'Role', 'weight', form)}"


def scale_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "满分与取整", HEADINGS["scale"], "", "scale")
    telling: dict[str, Telling] = {"full_marks": _total}
    yield from by_key(subject, pair.before.scale, pair.after.scale, pair, telling)


def _total(old: Any, new: Any, pair: Pair) -> Iterator[str]:
    """总分 100 → 120, by kind where the kinds differ."""
    yield from (clause.replace("满分", "总分") for clause in marks_changed(old, new, pair))


def missing_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "缺项处理", HEADINGS["missing"], "", "missing")
    yield from by_key(subject, pair.before.missing, pair.after.missing, pair, {})


def identity_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "单位识别列", "数据项", "单位识别列：", "identity")
    yield from by_key(subject, pair.before.identity, pair.after.identity, pair, {})


def rater_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "打分合成", HEADINGS["raters"], "打分合成：", "raters")
    old, new = pair.before.raters, pair.after.raters
    if old is None or new is None:
        if old is not new:
            told = "取消总的合成办法" if new is None else f"增加总的合成办法：{_all_of(new, pair.after)}"
            yield subject.tells(told, True)
        return
    yield from by_key(subject, old, new, pair, {key: _switched(key) for key in ("trimmed", "standardise", "spread")})


def _all_of(raters: Raters, form: Rubric) -> str:
    return spelled(raters, "Rubric", "raters", form)


def _switched(key: str) -> Telling:
    """去掉最高最低分, 标准化 and 复核 are either there or not; else what of them changed."""

    def told(old: Any, new: Any, pair: Pair) -> Iterator[str]:
        label = {"trimmed": "去掉最高最低分", "standardise": "打分标准化", "spread": "分差复核"}[key]
        if old is None or new is None:
            yield f"取消{label}" if new is None else f"增加{label}：{spelled(new, 'Raters', key, pair.after)}"
        else:
            yield from inner_changed(label, old, new, pair)

    return told


def ranking_differences(pair: Pair) -> Iterator[Difference]:
    subject = Subject("", "排名", HEADINGS["ranking"], "", "ranking")
    yield from by_key(subject, pair.before.ranking, pair.after.ranking, pair, {"by": _ranked_by})


def _ranked_by(old: Any, new: Any, pair: Pair) -> Iterator[str]:
    was, now = (
        "、".join(rank_key(key, form) for key in keys) for keys, form in ((old, pair.before), (new, pair.after))
    )
    yield changed("排名次序", was, now)
