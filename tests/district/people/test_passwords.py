from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from rating.district.people import passwords
from rating.district.storage.database import Database
from rating.problems import Refused
from tests.district.made import made


@pytest.mark.parametrize(
    "typed",
    [
        "correct horse battery staple",
        "四五个互不相干的词组成",
        "tr0ub4dor&3x",
        "with\x00nothing in it",
        "   spaces   ",
        "😀😁😂🤣😃😄😅😆😉😊",
        "x" * 5 + "abcdefghijk" * 3,
        "zhangsan walks home",
    ],
)
def test_length_and_being_unguessable_is_all_that_counts(typed: str) -> None:
    assert passwords.check_password(typed, "zhangsan", "张三") == typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "至少要 10 个"),
        ("123456789", "至少要 10 个"),
        ("九个字的一句话啊。", "至少要 10 个"),
        ("x" * 201, "最多 200 个"),
        ("aaaaaaaaaaaa", "太常见"),
        ("abababababab", "太常见"),
        ("1234567890", "太常见"),
        ("0987654321", "太常见"),
        ("98765432109", "太常见"),
        ("abcdefghijkl", "太常见"),
        ("QWERTYUIOP", "太常见"),
        ("Password123", "太常见"),
        ("ｗｏａｉｎｉ1314520", "太常见"),
        ("zhang.san.2024", "登录名或姓名"),
        ("ZHANG.SAN.2024", "登录名或姓名"),
        ("欧阳娜娜娜娜娜娜娜1234", "登录名或姓名"),
    ],
)
def test_what_is_tried_first_is_refused(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        passwords.check_password(typed, "zhang.san.", "欧阳娜娜娜娜娜娜娜")
    (problem,) = refused.value.problems
    assert told in problem.found and problem.code == "not_usable"
    assert not typed or typed not in problem.found


def test_no_composition_is_asked_for() -> None:
    assert passwords.check_password("only small letters", "a", "b")


def test_the_list_holds_only_what_is_long_enough_to_be_tried() -> None:
    assert len(passwords.COMMON) > 80
    assert all(len(word) >= passwords.SHORTEST and word == passwords.folded(word) for word in passwords.COMMON)


def test_it_is_kept_as_argon2id_with_a_salt() -> None:
    one, two = passwords.hashed("correct horse battery"), passwords.hashed("correct horse battery")
    assert one != two and one.startswith("$argon2id$") and "horse" not in one
    assert passwords.is_right(one, "correct horse battery")
    for wrong in (
        "correct horse batterx",
        "",
        "correct horse battery ",
        "CORRECT HORSE BATTERY",
        "x" * 10_000,
        "\ud800",
    ):
        assert not passwords.is_right(one, wrong)


def test_one_sign_typed_in_two_ways_is_one() -> None:
    assert passwords.is_right(passwords.hashed(passwords.normal("cafe\u0301 cafe\u0301 x")), "café café x")


@pytest.mark.parametrize("kept", [None, "", "x", "$argon2id$broken", "$2b$12$abcdefghijklmnopqrstuv"])
def test_what_is_no_hash_matches_nothing(kept: str | None) -> None:
    assert not passwords.is_right(kept, "nobody's password, checked so that nobody can tell")


def test_it_is_not_weaker_than_recommended() -> None:
    """OWASP's least: 46 MiB once, or 19 MiB twice."""
    hasher = passwords.HASHER
    assert hasher.memory_cost >= 47104 and hasher.time_cost >= 1
    assert hasher.parallelism == 1, "one check is one processor's work"


def test_older_parameters_are_seen() -> None:
    assert passwords.is_outdated(PasswordHasher(1, 1024, 1).hash("x"))
    assert not passwords.is_outdated(passwords.hashed("x"))


def test_a_hash_is_replaced_only_while_it_is_still_there(database: Database) -> None:
    account = made(database).people["head"].id
    assert account is not None
    with database.writing() as at:
        assert passwords.set_hash(at, account, None, "first")
        assert not passwords.set_hash(at, account, "another", "second")
        assert passwords.set_hash(at, account, "first", "second")
        kept = passwords.of_login(at, " HEAD ")
    assert kept == passwords.Kept(account, "second", True)


@pytest.mark.parametrize("login", ["", "nobody", "\x00", "he\x00ad", "\ud800", "x" * 100_000, "%", "_", "'"])
def test_an_odd_login_is_nobody(database: Database, login: str) -> None:
    made(database)
    with database.reading() as at:
        assert passwords.of_login(at, login) is None
