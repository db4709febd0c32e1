"""The first form of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _attempt()
    _district()
    _log()
    _setting()
    _account()
    _street()
    _answer()
    _assessment_round()
    _letter_signature()
    _letter_template()
    _rubric_revision()
    _session()
    _station()
    _account_scope()
    _round_part()
    _rubric_draft()
    _entry()
    _entry_revision()
    _evaluation()
    _objection()
    _rectification()
    _round_station()
    _assignment()
    _decision()
    _publication()
    _station_result()
    _upload()


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_attempt"),
        sqlite_autoincrement=True,
    )


def _district() -> None:
    op.create_table(
        "district",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_district"),
        sa.UniqueConstraint("name", name="uq_district_name"),
        sqlite_autoincrement=True,
    )


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("thing", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index("ix_log_action", ["action"], unique=False)
        batch_op.create_index("ix_log_at", ["at"], unique=False)
        batch_op.create_index("ix_log_district_id", ["district_id"], unique=False)
        batch_op.create_index("ix_log_round_id", ["round_id"], unique=False)


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
        sqlite_autoincrement=True,
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("activation_hash", sa.String(length=64), nullable=True),
        sa.Column("activation_until", sa.DateTime(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_account_district_id_district", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("external_id", name="uq_account_external_id"),
        sa.UniqueConstraint("login", name="uq_account_login"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("ix_account_district_id", ["district_id"], unique=False)


def _street() -> None:
    op.create_table(
        "street",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_street_district_id_district", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_street"),
        sa.UniqueConstraint("district_id", "name", name="uq_street_district_id_name"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("street", schema=None) as batch_op:
        batch_op.create_index("ix_street_district_id", ["district_id"], unique=False)


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_answer_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["said_by"], ["account.id"], name="fk_answer_said_by_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("district_id", "key", name="uq_answer_district_id_key"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_district_id", ["district_id"], unique=False)


def _assessment_round() -> None:
    op.create_table(
        "assessment_round",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("filing_number", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("fill_until", sa.Date(), nullable=True),
        sa.Column("score_until", sa.Date(), nullable=True),
        sa.Column("object_until", sa.Date(), nullable=True),
        sa.Column("rectify_until", sa.Date(), nullable=True),
        sa.Column("show_spread", sa.Boolean(), nullable=False),
        sa.Column("show_names", sa.Boolean(), nullable=False),
        sa.Column("show_ranks", sa.Boolean(), nullable=False),
        sa.Column("publication_reason", sa.Text(), nullable=False),
        sa.Column("frozen_fingerprint", sa.Text(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("moved_at", sa.DateTime(), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name="fk_assessment_round_created_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_assessment_round_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["assessment_round.id"],
            name="fk_assessment_round_previous_id_assessment_round",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assessment_round"),
        sa.UniqueConstraint("district_id", "title", name="uq_assessment_round_district_id_title"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assessment_round", schema=None) as batch_op:
        batch_op.create_index("ix_assessment_round_district_id", ["district_id"], unique=False)


def _letter_signature() -> None:
    op.create_table(
        "letter_signature",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_letter_signature_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_letter_signature_made_by_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_signature"),
        sa.UniqueConstraint("district_id", "number", name="uq_letter_signature_district_id_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("letter_signature", schema=None) as batch_op:
        batch_op.create_index("ix_letter_signature_district_id", ["district_id"], unique=False)


def _letter_template() -> None:
    op.create_table(
        "letter_template",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_letter_template_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_letter_template_made_by_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_template"),
        sa.UniqueConstraint("district_id", "number", name="uq_letter_template_district_id_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("letter_template", schema=None) as batch_op:
        batch_op.create_index("ix_letter_template_district_id", ["district_id"], unique=False)


def _rubric_revision() -> None:
    op.create_table(
        "rubric_revision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("document_title", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_rubric_revision_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_rubric_revision_made_by_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rubric_revision"),
        sa.UniqueConstraint("district_id", "code", "number", name="uq_rubric_revision_district_id_code_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rubric_revision", schema=None) as batch_op:
        batch_op.create_index("ix_rubric_revision_district_id", ["district_id"], unique=False)


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_session_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index("ix_session_account_id", ["account_id"], unique=False)


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("street_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("former_names", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_station_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["street_id"], ["street.id"], name="fk_station_street_id_street", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_station"),
        sa.UniqueConstraint("district_id", "code", name="uq_station_district_id_code"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.create_index("ix_station_district_id", ["district_id"], unique=False)
        batch_op.create_index("ix_station_street_id", ["street_id"], unique=False)


def _account_scope() -> None:
    op.create_table(
        "account_scope",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_account_scope_account_id_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_account_scope_station_id_station", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_scope"),
        sa.UniqueConstraint("account_id", "kind", "station_id", name="uq_account_scope_account_id_kind_station_id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("account_scope", schema=None) as batch_op:
        batch_op.create_index("ix_account_scope_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_account_scope_station_id", ["station_id"], unique=False)


def _round_part() -> None:
    op.create_table(
        "round_part",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("published_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name="fk_round_part_round_id_assessment_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rubric_id"], ["rubric_revision.id"], name="fk_round_part_rubric_id_rubric_revision", ondelete="NO ACTION"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_part"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("round_part", schema=None) as batch_op:
        batch_op.create_index("ix_round_part_round_id", ["round_id"], unique=False)


def _rubric_draft() -> None:
    op.create_table(
        "rubric_draft",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("earlier", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("paper_name", sa.Text(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=True),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["based_on"], ["rubric_revision.id"], name="fk_rubric_draft_based_on_rubric_revision", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name="fk_rubric_draft_district_id_district", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_rubric_draft_made_by_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rubric_draft"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rubric_draft", schema=None) as batch_op:
        batch_op.create_index("ix_rubric_draft_district_id", ["district_id"], unique=False)
        batch_op.create_index("ix_rubric_draft_made_by", ["made_by"], unique=False)


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("station_code", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["round_part.id"], name="fk_entry_part_id_round_part", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_current", ["part_id", "station_code", "ended_by"], unique=False)
        batch_op.create_index("ix_entry_part_id", ["part_id"], unique=False)


def _entry_revision() -> None:
    op.create_table(
        "entry_revision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_entry_revision_made_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_entry_revision_part_id_round_part", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entry_revision"),
        sa.UniqueConstraint("part_id", "number", name="uq_entry_revision_part_id_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("entry_revision", schema=None) as batch_op:
        batch_op.create_index("ix_entry_revision_part_id", ["part_id"], unique=False)


def _evaluation() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.Column("stations", sa.Integer(), nullable=False),
        sa.Column("entry_revision", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_evaluation_made_by_account", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_evaluation_part_id_round_part", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation"),
        sa.UniqueConstraint("part_id", "number", name="uq_evaluation_part_id_number"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.create_index("ix_evaluation_part_id", ["part_id"], unique=False)


def _objection() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("station_code", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("settled_id", sa.Integer(), nullable=True),
        sa.Column("points_before", sa.Text(), nullable=True),
        sa.Column("points_after", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name="fk_objection_answered_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_objection_made_by_account", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_objection_part_id_round_part", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index("ix_objection_part_id", ["part_id"], unique=False)
        batch_op.create_index("ix_objection_station", ["part_id", "station_code"], unique=False)


def _rectification() -> None:
    op.create_table(
        "rectification",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("station_code", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("settled_id", sa.Integer(), nullable=True),
        sa.Column("points_before", sa.Text(), nullable=True),
        sa.Column("points_after", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["account.id"], name="fk_rectification_checked_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["account.id"], name="fk_rectification_done_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_rectification_made_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_rectification_part_id_round_part", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rectification"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.create_index("ix_rectification_part_id", ["part_id"], unique=False)
        batch_op.create_index("ix_rectification_station", ["part_id", "station_code"], unique=False)


def _round_station() -> None:
    op.create_table(
        "round_station",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_round_station_part_id_round_part", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name="fk_round_station_round_id_assessment_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name="fk_round_station_station_id_station", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_station"),
        sa.UniqueConstraint("round_id", "code", name="uq_round_station_round_id_code"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("round_station", schema=None) as batch_op:
        batch_op.create_index("ix_round_station_part_id", ["part_id"], unique=False)
        batch_op.create_index("ix_round_station_round_id", ["round_id"], unique=False)
        batch_op.create_index("ix_round_station_station_id", ["station_id"], unique=False)


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("round_station_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("recused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_assignment_account_id_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name="fk_assignment_round_id_assessment_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_station_id"],
            ["round_station.id"],
            name="fk_assignment_round_station_id_round_station",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("account_id", "round_station_id", name="uq_assignment_account_id_round_station_id"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index("ix_assignment_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_assignment_round_id", ["round_id"], unique=False)
        batch_op.create_index("ix_assignment_round_station_id", ["round_station_id"], unique=False)


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("station_code", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("occasion", sa.String(length=16), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=True),
        sa.Column("rectification_id", sa.Integer(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name="fk_decision_made_by_account", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objection.id"], name="fk_decision_objection_id_objection", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_decision_part_id_round_part", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectification.id"],
            name="fk_decision_rectification_id_rectification",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_current", ["part_id", "ended_by"], unique=False)
        batch_op.create_index("ix_decision_part_id", ["part_id"], unique=False)


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("listing", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name="fk_publication_evaluation_id_evaluation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name="fk_publication_made_by_account", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_publication_part_id_round_part", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index("ix_publication_evaluation_id", ["evaluation_id"], unique=False)
        batch_op.create_index("ix_publication_part_id", ["part_id"], unique=False)


def _station_result() -> None:
    op.create_table(
        "station_result",
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("station_code", sa.String(length=200), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("feedback", sa.LargeBinary(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name="fk_station_result_evaluation_id_evaluation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "station_code", name="pk_station_result"),
        sqlite_autoincrement=True,
    )


def _upload() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=True),
        sa.Column("rectification_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objection.id"], name="fk_upload_objection_id_objection", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["round_part.id"], name="fk_upload_part_id_round_part", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectification.id"],
            name="fk_upload_rectification_id_rectification",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["assessment_round.id"], name="fk_upload_round_id_assessment_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["account.id"], name="fk_upload_sent_by_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index("ix_upload_objection_id", ["objection_id"], unique=False)
        batch_op.create_index("ix_upload_part_id", ["part_id"], unique=False)
        batch_op.create_index("ix_upload_rectification_id", ["rectification_id"], unique=False)
        batch_op.create_index("ix_upload_round_id", ["round_id"], unique=False)
