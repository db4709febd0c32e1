"""Tables of a round: letters, parts, assignments, uploads, values, evaluations, objections, rectification.

Meaning is append-only: what no longer counts is marked (`ended_by`, `state`), not removed; only forgetting
a whole round or a practice district deletes.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint

from rating.district.storage.columns import Moment, Packed, Structure
from rating.district.storage.table import by, flag, number, table, to, version, words

letter_template = table(
    "letter_template",
    number(),
    to("district"),
    Column("number", Integer, nullable=False),
    words("name"),
    Column("sha256", String(64), nullable=False, default=""),
    Column("size", Integer, nullable=False, default=0),
    Column("content", LargeBinary),  # the .docx; None: from here on the program's own form again
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("district_id", "number"),
)
letter_signature = table(
    "letter_signature",
    number(),
    to("district"),
    Column("number", Integer, nullable=False),
    words("issuer"),  # who signs the papers; "" leaves the place for a seal
    words("contact"),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("district_id", "number"),
)
assessment_round = table(
    "assessment_round",
    number(),
    to("district"),
    words("title"),
    Column("state", String(16), nullable=False),
    words("filing_number"),  # 计划/备案文号
    words("note"),
    Column("previous_id", ForeignKey("assessment_round.id", ondelete="SET NULL"), nullable=True),
    Column("fill_until", Date),
    Column("score_until", Date),
    Column("object_until", Date),
    Column("rectify_until", Date),
    flag("show_spread", default=True),
    flag("show_names"),
    flag("show_ranks"),
    words("publication_reason"),
    words("frozen_fingerprint"),  # of rubrics and roster, from scoring on
    Column("left_out", Structure, nullable=False, default=dict),  # kinds and codes of stations not assessed
    Column("created_at", Moment, nullable=False),
    by("created_by"),
    Column("moved_at", Moment),
    Column("keep_until", Date),
    version(),
    UniqueConstraint("district_id", "title"),
)
round_part = table(
    "round_part",
    number(),
    to("assessment_round", "round_id"),
    Column("position", Integer, nullable=False, default=0),
    words("title"),
    Column("rubric_id", ForeignKey("rubric_revision.id", ondelete="NO ACTION"), nullable=False),
    Column("kinds", Structure, nullable=False, default=list),  # of stations that it judges; [] all
    Column("published_id", Integer),  # evaluation that station heads see; no foreign key: it points both ways
    version(),
)
round_station = table(
    "round_station",
    number(),
    to("assessment_round", "round_id"),
    to("round_part", "part_id"),
    to("station", optional=True, gone="SET NULL"),
    Column("position", Integer, nullable=False, default=0),
    words("code"),
    words("name"),
    words("kind"),
    words("street"),
    words("district"),
    UniqueConstraint("round_id", "code"),
)
assignment = table(
    "assignment",
    number(),
    to("assessment_round", "round_id"),
    to("account"),
    to("round_station"),
    Column("role", String(200), nullable=False, default=""),  # role code of the rubric
    flag("recused"),
    words("reason"),
    UniqueConstraint("account_id", "round_station_id"),
)
upload = table(
    "upload",
    number(),
    to("assessment_round", "round_id", optional=True),
    to("round_part", "part_id", optional=True),
    Column("purpose", String(16), nullable=False),  # data · previous · area · evidence · objection
    words("name"),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),  # unsent · draft · taken · replaced · withdrawn
    Column("replaced_by", Integer),
    by("sent_by"),
    Column("sent_at", Moment, nullable=False),
    Column("objection_id", ForeignKey("objection.id", ondelete="CASCADE"), nullable=True, index=True),
    Column("rectification_id", ForeignKey("rectification.id", ondelete="CASCADE"), nullable=True, index=True),
)
answer = table(
    "answer",
    number(),
    to("district"),
    Column("key", Text, nullable=False),  # the key of intake/answers.py as a JSON list
    words("said"),
    by("said_by"),
    Column("said_at", Moment, nullable=False),
    UniqueConstraint("district_id", "key"),
)
entry = table(
    "entry",
    number(),
    to("round_part", "part_id"),
    Column("station_code", Text, nullable=False),
    Column("field", Text, nullable=False),
    words("rater"),  # code; "" where nobody gives marks
    Column("revision", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    words("value"),  # exact, as text; "" unless reported
    words("typed"),
    words("file"),
    words("sheet"),
    words("cell"),
    Column("ended_by", Integer),  # the revision that replaced it
    Index("ix_entry_current", "part_id", "station_code", "ended_by"),
)
entry_revision = table(
    "entry_revision",
    number(),
    to("round_part", "part_id"),
    Column("number", Integer, nullable=False),
    words("why"),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # all values of the revision: an archive of `Reported`
    flag("listed"),  # every value stands in `entry` too; otherwise only those that ever changed
    UniqueConstraint("part_id", "number"),
)
decision = table(
    "decision",
    number(),
    to("round_part", "part_id"),
    Column("station_code", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("occasion", String(16), nullable=False),  # adjudication · objection · recheck
    words("old"),
    words("new"),
    words("why"),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("objection_id", ForeignKey("objection.id", ondelete="SET NULL"), nullable=True),
    Column("rectification_id", ForeignKey("rectification.id", ondelete="SET NULL"), nullable=True),
    Column("ended_by", Integer),  # a later decision on the same value
    Index("ix_decision_current", "part_id", "ended_by"),
)
evaluation = table(
    "evaluation",
    number(),
    to("round_part", "part_id"),
    Column("number", Integer, nullable=False),
    Column("occasion", String(16), nullable=False),  # rating · adjudication · objection · recheck
    words("fingerprint"),  # SHA-256 of the archive
    Column("archive", LargeBinary, nullable=False),
    Column("stations", Integer, nullable=False),
    Column("entry_revision", Integer, nullable=False, default=0),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    words("why"),
    UniqueConstraint("part_id", "number"),
)
station_result = table(
    "station_result",
    Column("evaluation_id", ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True),
    Column("station_code", String(200), primary_key=True),
    Column("result", Packed, nullable=False),  # the station of RESULT.json (design §11)
    Column("feedback", Packed, nullable=False),  # what the station head reads, but for words in publication.facts
    Column("changes", Structure, nullable=False, default=list),  # against what was announced before
)
publication = table(
    "publication",
    number(),
    to("round_part", "part_id"),
    to("evaluation"),
    Column("facts", Structure, nullable=False),  # rubric and its words, anonymous spreads: the same for all stations
    Column(
        "listing", Packed, nullable=False
    ),  # names, stars, totals, ranks; read only where the round's switches allow
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    words("why"),
    Column("ended_at", Moment),  # withdrawn, or another evaluation took its place
)
objection = table(
    "objection",
    number(),
    to("round_part", "part_id"),
    Column("station_code", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("state", String(16), nullable=False),  # draft · open · upheld · rejected · withdrawn
    words("reason"),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("evaluation_id", Integer),  # what it objects to; no foreign keys: ids are never given twice
    Column("settled_id", Integer),  # the evaluation that upholding it led to
    Column("points_before", Text),
    Column("points_after", Text),
    words("reply"),
    by("answered_by"),
    Column("answered_at", Moment),
    version(),
    Index("ix_objection_station", "part_id", "station_code"),
)
rectification = table(
    "rectification",
    number(),
    to("round_part", "part_id"),
    Column("station_code", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("state", String(16), nullable=False),  # open · submitted · returned · accepted · rejected
    words("demand"),
    Column("until", Date),
    by("made_by"),
    Column("made_at", Moment, nullable=False),
    words("done"),  # what the station did
    by("done_by"),
    Column("done_at", Moment),
    words("verdict"),
    by("checked_by"),
    Column("checked_at", Moment),
    Column("evaluation_id", Integer),  # in which the points were lost
    Column("settled_id", Integer),  # of the re-check
    Column("points_before", Text),
    Column("points_after", Text),
    version(),
    Index("ix_rectification_station", "part_id", "station_code"),
)
