"""与上一轮相比 for one station of what is looked at: against what was announced before, or the result file at hand."""

from __future__ import annotations

from rating.district.rounds.evaluations import Saved
from rating.insight.comparison.compare import moved
from rating.insight.comparison.movement import Movement
from rating.insight.since import Since, since_of
from rating.screens.comparison_sections.earlier_choice import imported_with
from rating.screens.visit import where
from rating.screens.visit.session import Shown, evaluation_known, sample_files
from rating.screens.visit.where import Where
from rating.workflow.comparing import result_in_file
from rating.workflow.since_before import announced_before

UNNAMED = "上一轮"


def since_at_hand(now: Shown, row: int) -> Since | None:
    """None where there is no earlier result, or the station was not in it."""
    here = where.here()
    return _in_district(now, here, row) if here is not None else _from_file(now, row)


def _in_district(now: Shown, here: Where, row: int) -> Since | None:
    """What may be seen is asked at every rerun; what comes of it is kept by the earlier archive's fingerprint."""
    part = here.view.part
    if part is None:
        return None
    for each in announced_before(here.database, here.person, part.id):
        stood = _moved(now, here, each.saved, row)
        if stood is not None:
            return since_of(each.round.title, stood)
    return None


def _moved(now: Shown, here: Where, earlier: Saved, row: int) -> Movement | None:
    before = evaluation_known(here, earlier)
    return now.once(f"since {earlier.fingerprint} {row}", lambda: moved(before, now.evaluation, row))


def _from_file(now: Shown, row: int) -> Since | None:
    """The sample's, or the one that was given at the import."""
    file = sample_files().previous if now.sample else imported_with()
    if file is None:
        return None
    before = now.once(f"earlier result {file[0]}", lambda: result_in_file(*file)[0])
    stood = now.once(f"since {file[0]} {row}", lambda: moved(before, now.evaluation, row)) if before else None
    return since_of(str((before or {}).get("round") or UNNAMED), stood) if stood else None
