"""The small published round behind the screens, and its objections and rectification items in each state."""

from __future__ import annotations

from typing import Any

from rating.workflow import objections, rectification
from tests.district.published_round import Published

WHY = "持证人数应为 5 人，附证书"
REPLY = "证书已核对，更正为 5 人"
PDF = ("证书.pdf", b"%PDF-1.7 1")
DONE = "已租用 120 平方米场所，合同附后"


def objected(here: Published, indicator: str = "licensed_share", why: str = WHY) -> Any:
    found = objections.draft(here.database, here.head, here.part_id, "S001", indicator, why)
    objections.attach(here.database, here.head, found.id, [PDF])
    return objections.send(here.database, here.head, found.id, found.version, why)


def upheld(here: Published) -> Any:
    it = objected(here)
    shown = objections.correction(here.database, here.second, it.id, {"licensed": "5"})
    return objections.uphold(here.database, here.second, it.id, it.version, REPLY, shown)


def asked(here: Published, *indicators: str) -> list[Any]:
    """Rectification items of S001."""
    found = rectification.proposals(here.database, here.evaluator, here.part_id, here.evaluation)
    chosen = [each for each in found if each.station_code == "S001" and each.indicator in indicators]
    rectification.open_items(here.database, here.evaluator, here.part_id, chosen, None)
    return [told.item for told in rectification.items(here.database, here.evaluator, here.part_id)]


def handed_in(here: Published, indicator: str = "room") -> Any:
    (item,) = asked(here, indicator)
    return rectification.submit(here.database, here.head, item.id, item.version, DONE)


def accepted(here: Published, indicator: str = "room") -> Any:
    item = handed_in(here, indicator)
    return rectification.judge(here.database, here.evaluator, item.id, item.version, "accepted")
