"""Role × thing × action × situation, against a table that a committee could read.

The table is written out here by hand; it is not made from the matrix. What it does not name is nobody's.
"""

from __future__ import annotations

from itertools import product

import pytest

from rating.district.people.person import AT_THE_SERVER, Person, Role
from rating.district.people.roles import MATRIX, TITLES, About, Action, NotAllowed, Thing, demand, may

# one district: their own; kinds: own district, only kinds they are in charge of; own: of their own account;
# own+: the same, in their own district; station: their own station; result: their own station's once announced;
# file: for their own station, in their own name; -: never
EXPECTED = """
thing          action  administrator evaluator rater    station_head viewer
district       see     district      district  district district     district
district       add     district      -         -        -            -
district       change  district      -         -        -            -
district       remove  district      -         -        -            -
station        see     district      kinds     district station      kinds
station        add     district      -         -        -            -
station        change  district      -         -        -            -
station        remove  district      -         -        -            -
account        see     district      own       own      own          own
account        add     district      -         -        -            -
account        change  district      -         -        -            -
account        remove  district      -         -        -            -
round          see     district      kinds     district district     kinds
round          add     district      kinds     -        -            -
round          change  district      kinds     -        -            -
round          move    district      kinds     -        -            -
round          remove  district      -         -        -            -
rubric         see     district      district  district district     district
rubric         add     district      district  -        -            -
rubric_draft   see     own+          own+      -        -            -
rubric_draft   add     own+          own+      -        -            -
rubric_draft   change  own+          own+      -        -            -
rubric_draft   remove  own+          own+      -        -            -
assignment     see     district      kinds     own+     -            kinds
assignment     change  district      kinds     -        -            -
upload         see     district      kinds     own+     station      -
upload         add     district      kinds     own+     file         -
upload         remove  district      kinds     own+     station      -
entry          see     district      kinds     -        -            kinds
entry          change  district      kinds     -        -            -
evaluation     see     district      kinds     -        -            kinds
evaluation     add     district      kinds     -        -            -
feedback       see     district      kinds     -        result       kinds
decision       see     district      kinds     -        -            kinds
decision       add     district      kinds     -        -            -
objection      see     district      kinds     -        station      kinds
objection      add     -             -         -        result       -
objection      change  -             -         -        result       -
objection      answer  district      kinds     -        -            -
rectification  see     district      kinds     -        station      kinds
rectification  add     district      kinds     -        -            -
rectification  change  -             -         -        result       -
rectification  answer  district      kinds     -        -            -
letter_template see    district      district  -        district     district
letter_template add    district      -         -        -            -
letter_template remove district      -         -        -            -
log            see     district      -         -        -            -
backup         see     district      -         -        -            -
backup         add     district      -         -        -            -
backup         remove  district      -         -        -            -
"""

HERE, ELSEWHERE, ME, SOMEBODY, MY_STATION, OTHER_STATION = 1, 2, 10, 11, 100, 101
MINE, FOREIGN = frozenset({"综合"}), frozenset({"未成年人保护"})
SITUATIONS = {
    "here": About(HERE),
    "my kind": About(HERE, MINE),
    "my kind and another": About(HERE, MINE | FOREIGN),
    "another kind": About(HERE, FOREIGN),
    "my account": About(HERE, owner=ME),
    "somebody's account": About(HERE, owner=SOMEBODY),
    "my station": About(HERE, MINE, MY_STATION),
    "my station, announced": About(HERE, MINE, MY_STATION, published=True),
    "my station, my file": About(HERE, MINE, MY_STATION, ME),
    "my station, somebody's file": About(HERE, MINE, MY_STATION, SOMEBODY),
    "another station": About(HERE, MINE, OTHER_STATION),
    "another station, announced": About(HERE, MINE, OTHER_STATION, published=True),
    "another station, my file": About(HERE, MINE, OTHER_STATION, ME),
    "another station of another kind": About(HERE, FOREIGN, OTHER_STATION, SOMEBODY, published=True),
    "elsewhere": About(ELSEWHERE),
    "elsewhere, my kind": About(ELSEWHERE, MINE),
    "elsewhere, my account": About(ELSEWHERE, owner=ME),
    "elsewhere, number of my station": About(ELSEWHERE, MINE, MY_STATION, ME, published=True),
    "of no district": About(),
    "of no district, my account": About(owner=ME),
}
IN_DISTRICT = {name for name, about in SITUATIONS.items() if about.district == HERE}
REACHES = {
    "-": set(),
    "district": IN_DISTRICT,
    "kinds": IN_DISTRICT - {"my kind and another", "another kind", "another station of another kind"},
    "own": {
        "my account",
        "my station, my file",
        "another station, my file",
        "elsewhere, my account",
        "elsewhere, number of my station",
        "of no district, my account",
    },
    "own+": {"my account", "my station, my file", "another station, my file"},
    "station": {"my station", "my station, announced", "my station, my file", "my station, somebody's file"},
    "result": {"my station, announced"},
    "file": {"my station, my file"},
}
PEOPLE = {
    Role.ADMINISTRATOR: Person(ME, "a", "甲", Role.ADMINISTRATOR, HERE),
    Role.EVALUATOR: Person(ME, "e", "乙", Role.EVALUATOR, HERE, kinds=MINE),
    Role.RATER: Person(ME, "r", "丙", Role.RATER, HERE),
    Role.STATION_HEAD: Person(ME, "h", "丁", Role.STATION_HEAD, HERE, stations=frozenset({MY_STATION})),
    Role.VIEWER: Person(ME, "v", "戊", Role.VIEWER, HERE, kinds=MINE),
}
HEADERS, *ROWS = (line.split() for line in EXPECTED.strip().splitlines())
REACH_OF = {
    (Thing(row[0]), Action(row[1]), Role(role)): row[at] for row in ROWS for at, role in enumerate(HEADERS) if at > 1
}


def test_the_table_names_all_roles_and_every_pair_once() -> None:
    assert HEADERS[2:] == [role.value for role in Role]
    pairs = [(row[0], row[1]) for row in ROWS]
    assert len(pairs) == len(set(pairs))
    assert all(len(row) == len(HEADERS) for row in ROWS)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
@pytest.mark.parametrize("thing", Thing, ids=lambda thing: thing.value)
def test_every_role_may_exactly_what_the_table_says(thing: Thing, role: Role) -> None:
    person = PEOPLE[role]
    for action in Action:
        wanted = REACHES[REACH_OF.get((thing, action, role), "-")]
        allowed = {name for name, about in SITUATIONS.items() if may(person, action, thing, about)}
        assert allowed == wanted, f"{role} {action} {thing}"


@pytest.mark.parametrize(("thing", "action"), list(product(Thing, Action)))
def test_an_administrator_of_all_districts_may_the_same_everywhere(thing: Thing, action: Action) -> None:
    """What is one's own stays so: at the server nobody is anybody."""
    reach = REACH_OF.get((thing, action, Role.ADMINISTRATOR), "-")
    for person in (Person(ME, "a", "甲", Role.ADMINISTRATOR, None), AT_THE_SERVER):
        for about in SITUATIONS.values():
            mine = reach == "own+" and about.owner == person.id is not None
            assert may(person, action, thing, about) == (reach == "district" or mine)


@pytest.mark.parametrize(("thing", "action"), list(product(Thing, Action)))
def test_nobody_else_reaches_everything_by_having_no_district(thing: Thing, action: Action) -> None:
    """An account from which its district went missing is shut out, not let in everywhere."""
    for role in set(Role) - {Role.ADMINISTRATOR}:
        lost = Person(ME, "x", "己", role, None, stations=frozenset({MY_STATION}))
        if REACH_OF.get((thing, action, role), "-") != "own":
            assert not any(may(lost, action, thing, about) for about in SITUATIONS.values())


def test_an_evaluator_of_all_kinds_reaches_every_kind_of_the_district_only() -> None:
    person = Person(ME, "e", "乙", Role.EVALUATOR, HERE)
    allowed = {name for name, about in SITUATIONS.items() if may(person, Action.SEE, Thing.EVALUATION, about)}
    assert allowed == IN_DISTRICT


def test_a_station_head_without_stations_reaches_no_station() -> None:
    person = Person(ME, "h", "丁", Role.STATION_HEAD, HERE)
    for about in SITUATIONS.values():
        assert not may(person, Action.SEE, Thing.FEEDBACK, about)
        assert not may(person, Action.SEE, Thing.STATION, about)


def test_the_command_line_owns_nothing() -> None:
    """Its account is None; a thing whose owner was removed is None too, and is not its own."""
    nobody = Person(None, "", "", Role.RATER, HERE)
    assert not may(nobody, Action.SEE, Thing.UPLOAD, About(HERE, owner=None))


def test_a_refusal_says_who_may_not_do_what() -> None:
    with pytest.raises(NotAllowed) as refused:
        demand(PEOPLE[Role.STATION_HEAD], Action.SEE, Thing.EVALUATION, SITUATIONS["here"])
    (problem,) = refused.value.problems
    assert problem.code == "not_allowed"
    assert problem.found == "站长「丁」不能查看这项评估结果"
    assert problem.kind.remedy
    demand(PEOPLE[Role.EVALUATOR], Action.SEE, Thing.EVALUATION, SITUATIONS["my kind"])


def test_everything_has_its_word() -> None:
    assert set(TITLES) == set(Thing)
    assert len({action.title for action in Action}) == len(Action)
    assert {thing for thing, _ in MATRIX} == set(Thing)
