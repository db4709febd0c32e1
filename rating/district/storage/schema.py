"""All tables under one roof: `from rating.district.storage import schema`, then `schema.account`."""

from __future__ import annotations

from rating.district.storage.people_tables import (
    account,
    account_scope,
    attempt,
    district,
    log,
    session,
    setting,
    station,
    street,
)
from rating.district.storage.round_tables import (
    answer,
    assessment_round,
    assignment,
    decision,
    entry,
    entry_revision,
    evaluation,
    letter_signature,
    letter_template,
    objection,
    publication,
    rectification,
    round_part,
    round_station,
    station_result,
    upload,
)
from rating.district.storage.rubric_tables import rubric_draft, rubric_revision
from rating.district.storage.table import TABLES

__all__ = [
    "TABLES",
    "account",
    "account_scope",
    "answer",
    "assessment_round",
    "assignment",
    "attempt",
    "decision",
    "district",
    "entry",
    "entry_revision",
    "evaluation",
    "letter_signature",
    "letter_template",
    "log",
    "objection",
    "publication",
    "rectification",
    "round_part",
    "round_station",
    "rubric_draft",
    "rubric_revision",
    "session",
    "setting",
    "station",
    "station_result",
    "street",
    "upload",
]
