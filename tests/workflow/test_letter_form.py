"""What a district's papers look like and who signs them: replaced by administrators only, whole or not at all."""

from __future__ import annotations

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.export.word.templates.starting import starting_template
from rating.problems import Refused
from rating.workflow import letter_form
from tests.district.published_round import Published, published
from tests.export.word.templates.test_package import template


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def use(here: Published, content: bytes, seen: int = 0) -> None:
    letter_form.replace_template(here.database, here.admin, here.made.district, seen, "区样式.docx", content)


def test_a_template_that_cannot_be_used_is_refused_whole(here: Published) -> None:
    with pytest.raises(Refused) as refused:
        use(here, template("{{ 没有这个 }}"))
    assert [each.code for each in refused.value.problems] == ["template_unusable"]
    assert letter_form.templates(here.database, here.admin, here.made.district) == ()
    assert here.rows(schema.letter_template) == []


def test_who_may_not_replace_it_is_refused_before_the_file_is_looked_into(
    here: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_form, "check_template", lambda content: pytest.fail("looked into"))
    for who in ("evaluator", "viewer", "head", "rater"):
        with pytest.raises(NotAllowed):
            letter_form.replace_template(
                here.database, here.made.people[who], here.made.district, 0, "甲.docx", starting_template()
            )


def test_what_is_in_use_can_be_taken_back_as_it_came(here: Published) -> None:
    use(here, starting_template())
    (kept,) = letter_form.templates(here.database, here.viewer, here.made.district)
    assert letter_form.template_file(here.database, here.admin, kept.id) == ("区样式.docx", starting_template())


def test_a_signature_is_kept_and_read_by_all_who_see_papers(here: Published) -> None:
    district = here.made.district
    assert letter_form.signature(here.database, here.viewer, district).number == 0
    first = letter_form.sign_with(here.database, here.admin, district, 0, " 示例区民政局 ", "王老师")
    assert (first.number, first.issuer, first.contact) == (1, "示例区民政局", "王老师")
    for person in (here.admin, here.evaluator, here.viewer, here.head):
        assert letter_form.signature(here.database, person, district) == first
    with pytest.raises(NotAllowed):
        letter_form.sign_with(here.database, here.evaluator, district, 1, "别的单位", "")
