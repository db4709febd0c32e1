"""Words of drop-downs in cells."""

from __future__ import annotations

from rating.export.ranking_book.options import Options
from tests.insight.example import example


def test_words_stand_in_cells_and_lists() -> None:
    options = Options(example().rubric)
    assert options.cell("false_documents", 1).text == "'选项'!$A$5"
    assert options.source("false_documents") == "='选项'!$A$4:$A$5"
    options.add("stations", "站点", ("甲", "乙", "丙"))
    assert options.source("stations") == "='选项'!$B$4:$B$6"
