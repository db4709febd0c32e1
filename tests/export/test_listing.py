from __future__ import annotations

from rating.export.listing import Listing, csv_file


def lines(listing: Listing) -> list[str]:
    content = csv_file(listing)
    assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read Chinese"
    return content.decode("utf-8-sig").splitlines()


def test_figures_stay_numbers_and_texts_are_never_formulas() -> None:
    """A minus sign as it is printed becomes one that a spreadsheet reads; the same text elsewhere is only text."""
    rows = (("甲", "+3.5", "+3.5"), ("=1+1", "−0.5", "−0.5"), ("乙", "0", "-1"), ("丙", "4–6", "@x"), ("丁", "", ""))
    found = lines(Listing(("站点", "变化", "说明"), rows, frozenset({"变化"})))
    assert found == ["站点,变化,说明", "甲,3.5,'+3.5", "'=1+1,-0.5,−0.5", "乙,0,'-1", "丙,4–6,'@x", "丁,,"]


def test_what_only_looks_like_a_figure_is_text() -> None:
    found = lines(Listing(("变化",), (("-1+2",), ("+=1",), ("−",), ("1.2.3",)), frozenset({"变化"})))
    assert found == ["变化", "'-1+2", "'+=1", "−", "1.2.3"]


def test_its_length_is_that_of_its_rows() -> None:
    assert len(Listing(("甲",), (("1",), ("2",)))) == 2
