"""A rule as a line a few centimetres wide: what more of the value earns, beside the sentence that says it."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from itertools import pairwise

from rating.export.rule_curves import curve_points
from rating.rubric.rules import Rule
from rating.screens.parts.markup import Markup, tag

WIDE, HIGH, EDGE = 96, 30, 3
SVG = "http://www.w3.org/2000/svg"


def rule_sketch(rule: Rule, full_marks: Decimal) -> Markup | None:
    """None for rules that are not a function of one number, which no line can show."""
    curve = curve_points(rule, full_marks)
    if curve is None or len(curve.places) < 2:
        return None
    corners = _corners(curve.places) if curve.stepped else curve.places
    line = " ".join(f"{across:.1f},{up:.1f}" for across, up in _scaled(corners))
    axis = tag("path", "", d=f"M{EDGE} {HIGH - EDGE}H{WIDE - EDGE}", stroke="#c9d3df", fill="none")
    drawn = tag("polyline", "", points=line, stroke="#0b4f8a", fill="none", stroke_width="1.6")
    picture = tag("svg", axis, drawn, xmlns=SVG, viewBox=f"0 0 {WIDE} {HIGH}", width=WIDE, height=HIGH)
    # as an image: a drawing inside HTML would be taken out on its way to the page
    source = "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
    return tag("img", src=source, width=WIDE, height=HIGH, cls="sketch", alt="得分随数值变化的示意")


def _corners(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A stepped line holds each value's points until the next value."""
    corners = [places[0]]
    for (_, before), (across, up) in pairwise(places):
        corners += [(across, before), (across, up)]
    return corners


def _scaled(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Into the small frame, from its lower left corner."""
    left, right = min(across for across, _ in places), max(across for across, _ in places)
    low, high = min(0.0, *(up for _, up in places)), max(up for _, up in places)
    wide, tall = (right - left) or 1.0, (high - low) or 1.0
    return [
        (EDGE + (across - left) / wide * (WIDE - 2 * EDGE), HIGH - EDGE - (up - low) / tall * (HIGH - 2 * EDGE))
        for across, up in places
    ]
