from __future__ import annotations

import re
from base64 import b64decode
from decimal import Decimal

from rating.insight.spread import Five
from rating.screens.result_sections.spread_sketch import EDGE, WIDE, spread_sketch


def drawn(five: tuple[str, ...], own: str | None, full: str = "100") -> str:
    picture = spread_sketch(Five(*map(Decimal, five)), None if own is None else Decimal(own), Decimal(full))
    found = re.search(r'base64,([^"]+)"', picture)
    assert found and 'alt="同类站点得分的分布"' in picture
    return b64decode(found[1]).decode()


def test_full_marks_stand_at_the_right_and_nothing_at_the_left() -> None:
    picture = drawn(("0", "25", "50", "75", "100"), "100")
    assert f'cx="{WIDE - EDGE:.1f}"' in picture
    assert f"M{EDGE:.1f} 11H{WIDE - EDGE:.1f}" in picture


def test_without_an_own_figure_there_is_no_dot() -> None:
    assert "circle" not in drawn(("0", "25", "50", "75", "100"), None)


def test_figures_beyond_the_scale_stay_inside_the_picture() -> None:
    for five, own in ((("-10", "0", "5", "110", "120"), "130"), (("0",) * 5, "0")):
        picture = drawn(five, own, "100" if own != "0" else "0")
        places = [float(each) for each in re.findall(r'(?:cx|x)="([-\d.]+)"', picture)]
        assert all(0 <= place <= WIDE for place in places), picture
