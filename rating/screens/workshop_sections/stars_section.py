"""条件与星级: what each star asks for, the bands as a picture with their conditions, and what bars the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rating.export.rubric_charts import band_ladder, ladder_fits
from rating.rubric import edits
from rating.rubric.naming import code_for
from rating.rubric.nouns import Rubric
from rating.rubric.trail import Path
from rating.screens.frame.drawing import drawing, show_drawing
from rating.screens.parts.markup import CHOOSE, plain_text, put, tag, visible
from rating.screens.result_sections.rubric_parts import bands_part
from rating.screens.workshop_sections.band_form import band_form
from rating.screens.workshop_sections.column_form import columns_form
from rating.screens.workshop_sections.desk import Desk
from rating.screens.workshop_sections.draft_tree import mapping, placed, stated_kinds, taken_codes, title_of
from rating.screens.workshop_sections.held_form import held_form, put_at, save_keys, saved
from rating.screens.workshop_sections.kind_changes import apart
from rating.screens.workshop_sections.new_named import new_named
from rating.screens.workshop_sections.node_tools import removed
from rating.workshop.sheets.tables import GATE_COLUMNS

MOST_STARS = 5
Records = Sequence[tuple[int, Mapping[str, Any]]]


def show_stars(desk: Desk) -> None:
    put(tag("h2", "星级"))
    kind, row = _kind(desk)
    _picture(desk.rubric, kind)
    _bands(desk, row, kind)
    put(tag("h2", "必备条件"))
    put(tag("p", "触发后一票否决、限定最高星级，或不具备参评资格。", cls="quiet"))
    _gates(desk)


def _kind(desk: Desk) -> tuple[str, Path]:
    """The kind that is looked at, and where its bands stand."""
    by_kind, kinds = mapping(desk.tree.get("bands_by_kind")), stated_kinds(desk.tree)
    every = [*kinds, *(kind for kind in by_kind if kind not in kinds)]
    if len(every) < 2 and not by_kind:
        return (every[0] if every else ""), ("bands",)
    chosen = st.segmented_control(
        "类型", every, default=every[0], key="desk_band_kind", required=True, format_func=plain_text
    )
    kind = str(chosen) if chosen in every else every[0]
    _apart_or_not(desk, kind, kinds)
    return kind, ("bands_by_kind", kind) if by_kind else ("bands",)


def _apart_or_not(desk: Desk, kind: str, kinds: Sequence[str]) -> None:
    """All kinds by the same bands, or each by its own."""
    by_kind = mapping(desk.tree.get("bands_by_kind"))
    if not by_kind:
        put(tag("p", "各类型的星级规定相同。", cls="quiet"))
        if st.button("改为按类型分别规定", key=desk.key("bands_apart")) and desk.change(
            put_at(("bands_by_kind",), apart(desk.tree.get("bands") or [], list(kinds))), put_at(("bands",), None)
        ):
            st.rerun()
        return
    put(tag("p", f"星级按类型分别规定，下面是「{kind}」的。", cls="quiet"))
    own = by_kind.get(kind, desk.tree.get("bands"))
    if st.button(f"各类型都按「{plain_text(kind)}」的规定", key=desk.key("bands_same")) and desk.change(
        put_at(("bands",), own), put_at(("bands_by_kind",), None)
    ):
        st.rerun()


def _picture(rubric: Rubric | None, kind: str) -> None:
    """The ladder, and beside it what each grade asks for beside its points."""
    if rubric is None or not rubric.has_bands:
        return
    if kind and kind not in rubric.kinds:
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        if ladder_fits(rubric, kind):
            show_drawing(drawing(band_ladder(rubric, kind)), "desk_ladder")
    with right:
        put(tag("h3", "各等级的条件"), bands_part(rubric, kind))


def _bands(desk: Desk, row: Path, kind: str) -> None:
    found = placed(_at(desk.tree, row))
    new = new_band([band for _, band in found])
    if st.button("新增一个等级", key=desk.key(f"band_new_{kind}")) and desk.change(
        lambda text: edits.insert(text, row, _length(desk.tree, row), new)
    ):
        st.rerun()
    at = _choose("修改哪一个等级", [(at, band_title(band)) for at, band in found], desk.key(f"band_{kind}"))
    if at is None:
        return
    band, name = dict(found)[at], f"band_{kind}_{at}"
    called = f"等级「{band_title(band)}」"
    form = held_form(desk, name, f"{kind}{called}" if row[0] != "bands" else called, dict(band))
    made, faults = band_form(form.base, desk.tree, form.names, form.key("band"))
    if saved(desk, name, form, made, faults, "保存这个等级"):
        save_keys(desk, name, form, (*row, at), made)
    _removal(desk, (*row, at), "删去这个等级", f"band_remove_{kind}_{at}")


def _at(tree: Mapping[str, Any], row: Path) -> Any:
    found: Any = tree
    for step in row:
        found = mapping(found).get(str(step))
    return found


def _length(tree: Mapping[str, Any], row: Path) -> int:
    found = _at(tree, row)
    return len(found) if isinstance(found, list) else 0


def new_band(bands: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The next lower star, from 0 points on until they are written."""
    there = {str(band.get("stars")) for band in bands}
    stars = next((str(star) for star in range(MOST_STARS, -1, -1) if str(star) not in there), "0")
    return {"stars": stars, "at_least": "0"}


def band_title(band: Mapping[str, Any]) -> str:
    return visible(str(band.get("label") or f"{band.get('stars')} 星"))


def _gates(desk: Desk) -> None:
    gates = placed(desk.tree.get("gates"))
    title = new_named("新增必备条件", desk.key("gate_new"), "例如：提供虚假材料")
    if title and desk.change(*_new_gate(desk, title)):
        st.rerun()
    at = _choose("修改哪一条", [(at, title_of(gate, "（没有名称）")) for at, gate in gates], desk.key("gate"))
    if at is None:
        return
    gate, name = dict(gates)[at], f"gate_{at}"
    form = held_form(desk, name, f"必备条件「{title_of(gate)}」", dict(gate))
    columns = [each for each in GATE_COLUMNS if each.path != ("code",)]
    filled = columns_form(columns, form.base, form.names, form.key("gate"))
    if saved(desk, name, form, filled.raw, filled.faults, "保存这一条"):
        save_keys(desk, name, form, ("gates", at), filled.raw)
    _removal(desk, ("gates", at), "删去这一条", f"gate_remove_{at}")


def _new_gate(desk: Desk, title: str) -> list[Any]:
    """A gate that bars when its own question is answered with 是."""
    code = code_for(title, taken_codes(desk.tree), "g")
    field = code_for(f"{title}（填报）", {*taken_codes(desk.tree), code}, "f")
    gate = {"code": code, "title": title, "when": f"{field} = 是", "effect": "veto"}
    there = _length(desk.tree, ("gates",))
    return [
        put_at(("fields", field), {"title": title, "kind": "yes_no"}),
        lambda text: edits.insert(text, ("gates",), there, gate),
    ]


def _choose(label: str, titles: Sequence[tuple[int, str]], key: str) -> int | None:
    if not titles:
        put(tag("p", "还没有。", cls="quiet"))
        return None
    called = dict(titles)
    return st.selectbox(
        label, list(called), format_func=lambda at: visible(called.get(at, "")), key=key, placeholder=CHOOSE
    )


def _removal(desk: Desk, path: Path, label: str, key: str) -> None:
    with st.popover(label, key=desk.key(key)):
        put(tag("p", "删去后可以撤销。"))
        if st.button("确认删去", key=desk.key(f"{key}_go")) and desk.change(removed(path)):
            st.rerun()
