"""Tables of the rubric library: what was taken into use, for ever, and what somebody is still working on."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, UniqueConstraint

from rating.district.storage.columns import Moment, Packed, Structure
from rating.district.storage.table import by, number, table, to, version, words

rubric_revision = table(
    "rubric_revision",
    number(),
    to("district"),
    Column("code", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    words("title"),
    words("standing"),
    words("document_title"),  # what confirmed it; "" while it is an example
    words("document_number"),
    words("fingerprint"),
    words("text"),  # the YAML as it was taken in
    Column("answers", Structure, nullable=False, default=list),  # to warnings of the lint, see rubrics/answers.py
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    words("why"),
    UniqueConstraint("district_id", "code", "number"),
)
rubric_draft = table(
    "rubric_draft",
    number(),
    to("district"),
    to("account", "made_by"),
    words("title"),
    words("text"),  # YAML that need not load yet; "" while a paper is still being read
    Column("earlier", Packed, nullable=False),  # the texts before, the oldest first: what can be undone
    Column("answers", Structure, nullable=False, default=list),
    Column("based_on", ForeignKey("rubric_revision.id", ondelete="SET NULL")),
    words("paper_name"),
    Column("paper", LargeBinary),  # the standard as it circulates, whose sentences are being confirmed
    Column("decisions", Structure, nullable=False, default=list),  # one a row of the paper
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    version(),
)
