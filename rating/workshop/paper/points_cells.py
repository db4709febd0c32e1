"""Cells of points columns: the rows each reaches over, and the title or indicator whose points it states."""

from __future__ import annotations

from collections.abc import Sequence

from rating.workshop.paper.amounts import read_points
from rating.workshop.paper.columns import Column, Layout
from rating.workshop.paper.headings import POINTS, STANDARD
from rating.workshop.paper.parts import VETO
from rating.workshop.paper.reading import PointsCell, Walk
from rating.workshop.paper.row_words import is_sum, kind_of
from rating.workshop.paper.sources import Sheet
from rating.workshop.paper.tree import Node, Stated, common_parent


def take_points(walk: Walk, sheet: Sheet, number: int, layout: Layout, first: int, last: int) -> None:
    """Every filled points cell with the rows that it reaches over."""
    for column in layout.of(POINTS):
        before = [level for level in layout.levels if level.index < column.index]
        after = [level for level in layout.levels if level.index > column.index]
        for row in range(first, last):
            text = sheet.rows[row][column.index]
            points = read_points(text) if text and (number, row) in walk.node_of else None
            if points is None or kind_of(text) == VETO:
                continue
            end = sheet.end(row, column.index)[0]
            if end == row and before and after:
                end = _reach(sheet, row, column.index, before, last)
            node = walk.node_of[number, row]
            named = next((one for one in node.trail() if one.slot == column.level), None) if column.level >= 0 else None
            keys = [(number, each) for each in range(row, end + 1) if (number, each) in walk.node_of]
            walk.cells.append(PointsCell(Stated(points, sheet.where(row, column.index)), keys, named))


def _reach(sheet: Sheet, row: int, column: int, before: Sequence[Column], last: int) -> int:
    """Points left of a deeper level, unmerged: they hold down to the next points or the next title before them."""
    end = row
    while end + 1 < last and not sheet.rows[end + 1][column]:
        if any(sheet.rows[end + 1][level.index] for level in before) or not any(sheet.rows[end + 1]):
            break
        if any(is_sum(text) for text in sheet.rows[end + 1] if text):
            break
        end += 1
    return end


def settle_points(walk: Walk) -> None:
    """Each points cell to its node: the level named by its heading, or the lowest node over all its rows."""
    for cell in walk.cells:
        nodes = [walk.node_of[key] for key in cell.keys]
        node = common_parent(nodes)
        if cell.node is not None and (cell.node.children or cell.node is not nodes[0]):
            _state(cell.node, cell.stated)
        elif node.children and (node is not nodes[0] or not walk.parts[cell.keys[0]].said(STANDARD)):
            _state(node, cell.stated)
        else:
            walk.parts[cell.keys[0]].stated.append(cell.stated)


def _state(node: Node, stated: Stated) -> None:
    """The same figure typed again in every row of an unmerged cell is stated once."""
    if all(one.points != stated.points for one in node.stated):
        node.stated.append(stated)
