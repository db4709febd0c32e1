"""A list of stations that is known already, from a district's records rather than from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rating.intake.form import Form
from rating.intake.layout.stations import Directory
from rating.intake.roster import Listed
from rating.problems import Place, Problem
from rating.reported import Roster


@dataclass(frozen=True)
class KnownRoster:
    """The stations under evaluation, and by their code the names that some of them had before."""

    roster: Roster
    former_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def listed_as_known(form: Form, known: KnownRoster) -> Listed:
    """The same as a roster that was read; a kind that the form does not have is a problem."""
    roster, directory = known.roster, Directory.of(known.roster)
    rows = {code: row for row, code in enumerate(roster.code)}
    directory.former.update({rows[code]: [*names] for code, names in known.former_names.items() if names})
    return Listed(directory, [*_kinds_that_do_not_fit(form, roster)])


def _kinds_that_do_not_fit(form: Form, roster: Roster) -> list[Problem]:
    fitting = frozenset(form.kinds)
    return [
        Problem(
            "station_kind", Place(object=name), f"「{name}」的类型是「{kind}」", "、".join(form.kinds), station=code
        )
        for code, name, kind in zip(roster.code, roster.name, roster.kind, strict=True)
        if fitting and kind not in fitting
    ]
