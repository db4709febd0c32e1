"""Tables of districts, stations, accounts and the log."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text, UniqueConstraint

from rating.district.storage.columns import Moment, Structure
from rating.district.storage.table import flag, number, table, to, version, words

district = table(
    "district",
    number(),
    Column("name", Text, nullable=False, unique=True),
    words("code"),
    flag("practice"),
    Column("created_at", Moment, nullable=False),
    version(),
)
street = table(
    "street",
    number(),
    to("district"),
    words("code"),
    words("name"),
    version(),
    UniqueConstraint("district_id", "name"),
)
station = table(
    "station",
    number(),
    to("district"),
    to("street", optional=True, gone="SET NULL"),
    words("code"),
    words("name"),
    words("kind"),
    Column("former_names", Structure, nullable=False, default=list),
    flag("active", default=True),
    version(),
    UniqueConstraint("district_id", "code"),
)

# ---- people

account = table(
    "account",
    number(),
    Column("login", String(64), nullable=False, unique=True),
    words("name"),
    Column("role", String(16), nullable=False),
    to("district", optional=True, gone="RESTRICT"),  # None: every district (administrators)
    Column("password_hash", Text),
    Column("activation_hash", String(64)),
    Column("activation_until", Moment),
    Column("external_id", Text, unique=True),
    flag("active", default=True),
    Column("created_at", Moment, nullable=False),
    Column("last_login_at", Moment),
    version(),
)
account_scope = table(
    "account_scope",
    number(),
    to("account"),
    Column("kind", Text),  # an evaluator of some kinds only
    to("station", optional=True),  # a station head's station
    UniqueConstraint("account_id", "kind", "station_id"),
)
session = table(
    "session",
    number(),
    Column("token_hash", String(64), nullable=False, unique=True),
    to("account"),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    words("address"),
    words("browser"),
)
attempt = table(
    "attempt",
    Column("key", String(200), primary_key=True),  # "login:…" or "address:…"
    Column("failures", Integer, nullable=False, default=0),
    Column("last_at", Moment, nullable=False),
    Column("blocked_until", Moment),
)
setting = table("setting", Column("name", String(64), primary_key=True), words("value"))


# the log has no references: it outlives what it speaks of

log = table(
    "log",
    number(),
    Column("at", Moment, nullable=False, index=True),
    Column("account_id", Integer),
    words("who"),
    Column("action", String(32), nullable=False, index=True),
    Column("thing", String(32), nullable=False),
    Column("thing_id", Integer),
    Column("district_id", Integer, index=True),
    Column("round_id", Integer, index=True),
    words("summary"),
    words("old"),
    words("new"),
    words("why"),
    words("address"),
)
