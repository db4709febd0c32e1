from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from rating.district.storage import schema
from rating.district.storage.database import Database
from tests.district.full import full

DRAFT, REVISION = schema.rubric_draft, schema.rubric_revision


def test_a_draft_goes_with_its_author_and_a_revision_stays(database: Database) -> None:
    full(database)
    with database.writing() as at:
        authors = set(at.execute(select(DRAFT.c.made_by)).scalars())
        revisions = at.execute(select(func.count()).select_from(REVISION)).scalar_one()
        at.execute(update(DRAFT).values(based_on=None))
        at.execute(delete(schema.account).where(schema.account.c.id.in_(authors)))
        assert at.execute(select(DRAFT.c.id)).all() == []
        assert at.execute(select(func.count()).select_from(REVISION)).scalar_one() == revisions


def test_a_rubric_has_each_number_once(database: Database) -> None:
    full(database)
    with database.reading() as at:
        first = at.execute(select(REVISION.c.district_id, REVISION.c.code, REVISION.c.number)).mappings().first()
    assert first is not None
    with pytest.raises(IntegrityError), database.engine.begin() as at:
        at.execute(update(REVISION).values(**first))
