"""The form of a district's papers: the template of its letters, who signs, whom to ask."""

from __future__ import annotations

from rating.district.people.person import Person
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.rounds import letter_signatures, letter_templates
from rating.district.rounds.letter_signatures import Signature
from rating.district.rounds.letter_templates import TemplateRevision
from rating.district.storage.database import Database
from rating.export.word.templates.filling import check_template
from rating.problems import Refused


def templates(database: Database, person: Person, district: int) -> tuple[TemplateRevision, ...]:
    """Every revision, the newest first; that is the one in use."""
    with database.reading() as at:
        return letter_templates.revisions(at, person, district)


def template_file(database: Database, person: Person, template_id: int) -> tuple[str, bytes]:
    """One revision as it was uploaded."""
    with database.reading() as at:
        return letter_templates.content_of(at, person, template_id)


def replace_template(
    database: Database, person: Person, district: int, seen: int, name: str, content: bytes
) -> tuple[TemplateRevision, ...]:
    """Every letter of the district is written with this file from now on.

    `seen`: number of the revision seen, 0 for none. Raises NotAllowed, and Refused: template_unusable with everything
    that forbids the file; changed_meanwhile, not_usable.
    """
    demand(person, Action.ADD, Thing.LETTER_TEMPLATE, About(district))
    problems = check_template(content)
    if problems:
        raise Refused(problems)
    with database.writing() as at:
        letter_templates.take_in(at, person, district, seen, name, content)
        return letter_templates.revisions(at, person, district)


def own_form_again(database: Database, person: Person, district: int, seen: int) -> tuple[TemplateRevision, ...]:
    """Back to the program's own form; what was uploaded stays among the revisions."""
    with database.writing() as at:
        letter_templates.back_to_own_form(at, person, district, seen)
        return letter_templates.revisions(at, person, district)


def signature(database: Database, person: Person, district: int) -> Signature:
    """Who signs the district's papers, and whom to ask."""
    with database.reading() as at:
        return letter_signatures.signature_of(at, person, district)


def sign_with(database: Database, person: Person, district: int, seen: int, issuer: str, contact: str) -> Signature:
    """Every paper of the district carries these from now on.

    `seen`: number of the revision seen, 0 for none. Raises NotAllowed, Refused (changed_meanwhile, not_usable).
    """
    with database.writing() as at:
        return letter_signatures.sign_with(at, person, district, seen, issuer, contact)
