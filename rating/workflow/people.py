"""Accounts: made one by one or from a list, changed, stopped; activation codes handed out on paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from rating.district.people import account_changes, activation
from rating.district.people import accounts as kept
from rating.district.people.accounts import Account, Wanted
from rating.district.people.activation import Issued
from rating.district.people.invited import Invitation, Known, heads_of, invitation
from rating.district.people.person import Person, Role
from rating.district.people.roles import About, Action, Thing, demand
from rating.district.places.stations import stations_of_district
from rating.district.rounds.local_day import local_day
from rating.district.storage.database import Database
from rating.export.activation_sheet import Slip, activation_sheet
from rating.export.people_template import people_template
from rating.intake.people_list import HEADERS, read_people_list


def accounts_of(
    database: Database,
    person: Person,
    district: int | None = None,
    *,
    role: Role | None = None,
    active: bool | None = None,
    words: str = "",
) -> tuple[Account, ...]:
    """See `district/people/accounts.py`."""
    with database.reading() as at:
        return kept.accounts_of(at, person, district, role=role, active=active, words=words)


def account_by_login(database: Database, person: Person, login: str) -> Account:
    """Raises Refused (not_found) or NotAllowed."""
    with database.reading() as at:
        return kept.account_by_login(at, person, login)


def add_account(database: Database, person: Person, wanted: Wanted) -> Issued:
    """A new account with its activation code, which is shown this once."""
    return add_accounts(database, person, (wanted,))[0]


def add_accounts(database: Database, person: Person, wanted: Sequence[Wanted]) -> tuple[Issued, ...]:
    """All of them with their codes, or none. Raises NotAllowed, or Refused with the first that cannot be made."""
    with database.writing() as at:
        return tuple(activation.issue(at, person, kept.add_account(at, person, each)) for each in wanted)


def read_people(database: Database, person: Person, district: int, name: str, content: bytes) -> Invitation:
    """What a list of people (`intake/people_list.py`) asks for, with its problems by cell; nothing is made."""
    listed = read_people_list((name, content))
    return invitation(_known(database, person, district), listed.people, listed.problems)


def heads_wanted(database: Database, person: Person, district: int) -> Invitation:
    """One account for the head of each station in use that has none."""
    return heads_of(_known(database, person, district))


def _known(database: Database, person: Person, district: int) -> Known:
    with database.reading() as at:
        demand(person, Action.ADD, Thing.ACCOUNT, About(district))
        stations = stations_of_district(at, person, district, active=True)
        heads = kept.accounts_of(at, person, district, role=Role.STATION_HEAD, active=True)
        headed = frozenset(station for account in heads for station in account.stations)
        return Known(district, stations, kept.logins(at), headed)


def change_account(database: Database, person: Person, wanted: Account, why: str = "") -> int:
    """See `district/people/account_changes.py`."""
    with database.writing() as at:
        return account_changes.change_account(at, person, wanted, why)


def issue_code(database: Database, person: Person, account_id: int, why: str = "") -> Issued:
    """A new activation code; the old one, the password and all sessions end with that."""
    with database.writing() as at:
        return activation.issue(at, person, account_id, why)


def issue_codes(database: Database, person: Person, accounts: Sequence[int], why: str = "") -> tuple[Issued, ...]:
    """The same for several accounts, all or none."""
    with database.writing() as at:
        return tuple(activation.issue(at, person, account, why) for account in accounts)


def end_sessions(database: Database, person: Person, account_id: int, why: str = "") -> int:
    """Log an account out everywhere; how many sessions that ended."""
    with database.writing() as at:
        return account_changes.log_out_everywhere(at, person, account_id, why)


def open_sessions(database: Database, person: Person, account_id: int) -> int:
    """In how many places an account is logged in."""
    with database.reading() as at:
        return account_changes.open_sessions(at, person, account_id)


def activation_book(district: str, issued: Sequence[Issued], address: str) -> bytes:
    """The sheet of codes for printing, an .xlsx; `address` is where people log in. It is kept nowhere."""
    slips = [Slip(each.name, each.login, each.role.title, each.code, _day(each.until)) for each in issued]
    target = io.BytesIO()
    activation_sheet(slips, target, district=district, address=address)
    return target.getvalue()


def _day(moment: datetime) -> str:
    day = local_day(moment)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def list_template(database: Database, person: Person, district: int) -> bytes:
    """The empty list of people as an .xlsx, with the district's roles, stations and kinds to choose from."""
    known = _known(database, person, district)
    stations = [(station.code, station.name, station.kind) for station in known.stations]
    roles = [role.title for role in Role if role is not Role.ADMINISTRATOR]
    return people_template(HEADERS, roles, stations, known.kinds)
