from __future__ import annotations

from rating.export.listing import Listing
from rating.screens.parts.written_table import folded, written_table

TABLE = Listing(("站点", "总分", "说明"), (("甲<b>", "1.0", ""), ("乙", "", "好")), frozenset({"总分"}))


def test_names_figures_and_what_is_empty() -> None:
    written = written_table(TABLE)
    assert "<b>甲&lt;b&gt;</b>" in written
    assert '<td class="figure" data-name="总分">1.0</td>' in written
    assert '<td class="figure nothing" data-name="总分">—</td>' in written
    assert '<td class="nothing" data-name="说明">—</td>' in written


def test_of_a_long_table_the_rest_is_counted() -> None:
    many = Listing(("站点",), tuple((str(number),) for number in range(45)))
    written = written_table(many)
    assert written.count("<tr>") == 41
    assert "另有 5 行" in written
    assert "另有" not in written_table(many, most=45)


def test_what_is_folded_can_be_opened() -> None:
    assert folded("看<一>看", written_table(TABLE)).startswith("<details><summary>看&lt;一&gt;看</summary><div")
