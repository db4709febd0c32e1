"""The synthetic district: real street names of Yangpu, invented stations and figures (示例数据)."""

from __future__ import annotations

from dataclasses import dataclass

DISTRICT = "杨浦区"
GENERAL, MINORS, FEATURE, GOVERNANCE = "综合", "未成年人保护", "特色专项", "治理专项"
STREETS: dict[str, str] = {
    # name: official code (National Bureau of Statistics)
    "定海路街道": "310110001",
    "平凉路街道": "310110006",
    "江浦路街道": "310110008",
    "四平路街道": "310110009",
    "控江路街道": "310110012",
    "长白新村街道": "310110013",
    "延吉新村街道": "310110015",
    "殷行街道": "310110016",
    "大桥街道": "310110018",
    "五角场街道": "310110019",
    "新江湾城街道": "310110020",
    "长海路街道": "310110021",
}
_NAMED = {GENERAL: "社工站", MINORS: "未成年人保护社工站", FEATURE: "特色专项社工站"}
_PREFIX = {GENERAL: "01", MINORS: "02", FEATURE: "03"}


@dataclass(frozen=True, slots=True)
class Station:
    """One line of the roster; `takes_part` is false for the centre, which guides the others."""

    code: str
    name: str
    kind: str
    street: str
    takes_part: bool = True

    @property
    def street_code(self) -> str:
        return STREETS.get(self.street, "")


CENTRE = Station("0001", "杨浦区社会工作服务指导中心", "", "", takes_part=False)
RIVERSIDE = Station("0401", "滨江治理专项社工站", GOVERNANCE, "")
STATIONS: tuple[Station, ...] = (
    *(
        Station(f"{_PREFIX[kind]}{at:02d}", f"{street}{_NAMED[kind]}", kind, street)
        for kind in _NAMED
        for at, street in enumerate(STREETS, start=1)
    ),
    RIVERSIDE,
)
