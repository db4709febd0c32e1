"""Stations, streets, persons and projects counted in words."""

from __future__ import annotations

from rating.rubric.nouns import Rubric

COUNTED = {"station": "个站点", "street": "个街镇", "district": "个区", "person": "名人员", "project": "个项目"}


def counted(rubric: Rubric, number: int) -> str:
    """12 个站点."""
    return f"{number:,} {COUNTED[rubric.unit]}"
