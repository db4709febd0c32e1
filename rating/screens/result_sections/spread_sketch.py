"""The spread of a kind as a short line: lowest to highest, the middle half, the median, and oneself."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal

from rating.insight.spread import Five
from rating.screens.parts.markup import Markup, tag

WIDE, HIGH, EDGE = 240, 22, 7
SVG = "http://www.w3.org/2000/svg"
LINE, BOX, MIDDLE, OWN = "#9fb4cc", "#c9d3df", "#1f2933", "#0b4f8a"


def spread_sketch(five: Five, own: Decimal | None, full_marks: Decimal) -> Markup:
    """On a scale from 0 to the full marks, so that the rows of one table can be compared."""
    most = max(full_marks, five.highest, own or Decimal(0), Decimal(1))
    least = min(Decimal(0), five.lowest, own or Decimal(0))
    middle = HIGH // 2

    def at(points: Decimal) -> float:
        return round(EDGE + float((points - least) / (most - least)) * (WIDE - 2 * EDGE), 1)

    box = (at(five.lower), max(at(five.upper) - at(five.lower), 1))
    drawn = [
        tag("path", d=f"M{EDGE} {HIGH - 1}H{WIDE - EDGE}", stroke="#dfe5ec"),
        tag("path", d=f"M{at(five.lowest)} {middle}H{at(five.highest)}", stroke=LINE, stroke_width="2"),
        tag("rect", x=box[0], y=middle - 5, width=box[1], height=10, fill=BOX, stroke=LINE),
        tag("path", d=f"M{at(five.middle)} {middle - 7}v14", stroke=MIDDLE, stroke_width="2"),
    ]
    if own is not None:
        drawn.append(tag("circle", cx=at(own), cy=middle, r=5, fill=OWN, stroke="#fff", stroke_width="1.5"))
    picture = tag("svg", *drawn, xmlns=SVG, viewBox=f"0 0 {WIDE} {HIGH}", width=WIDE, height=HIGH)
    # as an image: a drawing inside HTML would be taken out on its way to the page
    source = "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
    return tag("img", src=source, width=WIDE, height=HIGH, cls="sketch", alt="同类站点得分的分布")
