"""A round holds everything that is its own: with it all of it goes, without it nothing of it can stand."""

from __future__ import annotations

from sqlalchemy import Table, delete, func, select

from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.full import CONTENT, NASTY, full

OUTSIDE = frozenset(
    {
        "district", "street", "station", "account", "account_scope", "session", "attempt", "setting", "log",
        "answer", "rubric_revision", "rubric_draft", "letter_template", "letter_signature",
    }
)  # fmt: skip
"""Tables whose rows belong to no round; of the others every row must go with its round."""


def filled(database: Database) -> dict[str, int]:
    with database.reading() as at:
        return {
            table.name: at.execute(select(func.count()).select_from(table)).scalar_one()
            for table in schema.TABLES.sorted_tables
        }


def test_with_a_round_goes_everything_of_it_and_nothing_else(database: Database) -> None:
    full(database)
    before = filled(database)
    assert all(before.values())
    with database.writing() as at:
        at.execute(delete(schema.assessment_round))
    after = filled(database)
    assert {name for name, rows in after.items() if rows} == OUTSIDE
    assert {name: before[name] for name in OUTSIDE} == {name: after[name] for name in OUTSIDE}


def test_every_table_of_a_round_leads_to_it() -> None:
    """Whoever adds a table decides: it belongs to a round, or it is named in OUTSIDE."""
    reached = {schema.assessment_round}
    for _ in schema.TABLES.tables:
        reached |= {table for table in schema.TABLES.tables.values() if _hangs_on(table, reached)}
    assert {table.name for table in set(schema.TABLES.tables.values()) - reached} == OUTSIDE


def _hangs_on(table: Table, owners: set[Table]) -> bool:
    return any(key.column.table in owners and key.ondelete == "CASCADE" for key in table.foreign_keys)


def test_hostile_text_and_bytes_come_back_letter_by_letter(database: Database) -> None:
    full(database)
    with database.reading() as at:
        assert at.execute(select(schema.upload.c.name).order_by(schema.upload.c.id)).scalars().first() == f"{NASTY}1"
        assert at.execute(select(schema.upload.c.content).order_by(schema.upload.c.id)).scalars().first() == CONTENT
