"""Which fields a unit is asked for, so that a blank is told only where it changes something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rating.intake.form import Form
from rating.reported import Roster
from rating.rubric.inputs import fields_asked
from rating.rubric.nouns import Rubric


@dataclass(frozen=True)
class Asked:
    """kind → codes of the fields asked for; None (a goal file) asks every unit for every field."""

    by_kind: Mapping[str, frozenset[str]] | None

    @classmethod
    def by(cls, form: Form) -> Asked:
        return cls(fields_asked(form) if isinstance(form, Rubric) else None)

    def asks(self, field: str, kind: str) -> bool:
        """True when a unit of this kind needs the field; an unknown kind may need what any kind needs."""
        if self.by_kind is None:
            return True
        known = self.by_kind.get(kind)
        return field in known if known is not None else any(field in codes for codes in self.by_kind.values())

    def units(self, field: str, roster: Roster) -> NDArray[np.bool_]:
        """bool[n]: which units of the roster need the field."""
        kinds, numbers = roster.numbered("kind")
        return np.array([self.asks(field, kind) for kind in kinds], bool)[numbers]
