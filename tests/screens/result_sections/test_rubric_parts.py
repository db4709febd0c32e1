from __future__ import annotations

import re

from rating.screens.result_sections.rubric_parts import bands_part, gates_part, policies_part, sources_part, tree_part
from tests.scoring.build import one_indicator
from tests.screens.opening import yichang


def test_the_points_on_the_page_add_up() -> None:
    form = yichang()
    for kind in form.kinds:
        part = tree_part(form, kind)
        assert "＝ 100 分" in part
        branches = [
            float(number) for number in re.findall(r'class="group"><td>[^<]*</td><td class="figure">([\d.]+)', part)
        ]
        assert sum(branches) == 100


def test_every_gate_is_told_with_its_effect() -> None:
    form = yichang()
    part = gates_part(form, form.kinds[0])
    assert all(gate.title in part for gate in form.gates if gate.kinds is None or form.kinds[0] in gate.kinds)


def test_every_star_is_told_with_its_limit() -> None:
    form = yichang()
    part = bands_part(form, form.kinds[0])
    assert part.count("总分达到") == len(form.bands_for(form.kinds[0]))


def test_a_rubric_without_bands_gates_or_sources_says_so() -> None:
    plain = one_indicator({"steps": [[10, 10]]})
    assert "没有划分等级" in bands_part(plain, "")
    assert "没有设置" in gates_part(plain, "")
    assert sources_part(plain) is None
    assert "名次" in policies_part(plain)
