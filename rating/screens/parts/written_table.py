"""A table as words on the page: it prints, wraps, and on a phone each row becomes a few lines."""

from __future__ import annotations

from rating.export.listing import Listing
from rating.screens.parts.markup import Markup, join, tag

MOST_ROWS = 40


def written_table(listing: Listing, most: int = MOST_ROWS, cls: str = "stack brief") -> Markup:
    """The first rows of it; how many there are besides is said below. The first column names the row."""
    head = tag("tr", *(tag("th", name, cls=_look(listing, name)) for name in listing.heads))
    rows = (_row(listing, row) for row in listing.rows[:most])
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls=cls)
    rest = len(listing) - most
    told = tag("p", f"另有 {rest:,} 行，请下载表格查看。", cls="quiet") if rest > 0 else None
    return join((tag("div", table, cls="scroll"), told))


def folded(title: str, *content: Markup | None, cls: str = "") -> Markup:
    """Seen when it is asked for, and on paper."""
    return tag("details", tag("summary", title), *content, cls=cls)


def _row(listing: Listing, row: tuple[str, ...]) -> Markup:
    name, *rest = zip(listing.heads, row, strict=True)
    cells = (tag("td", cell or "—", cls=_cell_look(listing, head, cell), data_name=head) for head, cell in rest)
    return tag("tr", tag("td", tag("b", name[1])), *cells)


def _look(listing: Listing, head: str) -> str:
    return "figure" if head in listing.figures else ""


def _cell_look(listing: Listing, head: str, cell: str) -> str:
    return " ".join(look for look in (_look(listing, head), "" if cell else "nothing") if look)
