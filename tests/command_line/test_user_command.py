"""`user …` from the server itself: made, found again, stopped, and logged as the command line's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rating.__main__ import main
from rating.district.people.accounts import Account
from rating.district.people.activation import claimant
from rating.district.people.person import AT_THE_SERVER, Role
from rating.district.storage.database import Database, open_database
from rating.workflow import people
from tests.district.made import made
from tests.district.people.acting import log_lines, logged_in, with_password

CODE = re.compile(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new.sqlite3'}"


def run(capsys: pytest.CaptureFixture[str], url: str, *words: str) -> tuple[int, str, str]:
    code = main(["user", *words, "--database", url])
    told = capsys.readouterr()
    return code, told.out, told.err


def account(url: str, login: str) -> Account:
    database = open_database(url)
    found = people.account_by_login(database, AT_THE_SERVER, login)
    database.close()
    return found


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_the_first_administrator_can_be_made_here(capsys: pytest.CaptureFixture[str], url: str) -> None:
    assert run(capsys, url, "list") == (0, "还没有账号。\n", "")
    code, out, _ = run(capsys, url, "add", "--login", "Admin", "--name", "管理员甲", "--role", "管理员")
    assert code == 0
    (found,) = CODE.findall(out)
    database = open_database(url)
    with database.reading() as at:
        assert claimant(at, "admin", found) is not None
    (line,) = [line for line in log_lines(database) if line.action == "add"]
    assert line.who == "命令行（管理员）" and line.account_id is None
    database.close()
    assert run(capsys, url, "list")[1] == "admin\t管理员甲\t管理员\t全部区\t未激活\n"


def test_a_forgotten_password_is_replaced_by_a_code(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    there = made(database)
    with_password(database, there.admin)
    logged_in(database, there.admin)
    code, out, _ = run(capsys, url_of(database), "activate", "--login", "ADMIN")
    assert code == 0
    with database.reading() as at:
        assert claimant(at, "admin", CODE.findall(out)[0]) == there.admin.id
    assert "重发" in log_lines(database)[-1].summary


def test_an_account_is_stopped_resumed_and_given_another_role(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    made(database)
    url = url_of(database)
    assert run(capsys, url, "stop", "--login", "rater")[:2] == (0, "「专家甲（rater）」已停用。\n")
    assert not account(url, "rater").active
    assert run(capsys, url, "resume", "--login", "rater")[0] == 0
    reach = ("--district", "示例区", "--stations", "S001、S003")
    assert run(capsys, url, "role", "--login", "rater", "--role", "站长", *reach)[0] == 0
    now = account(url, "rater")
    assert (now.active, now.role, len(now.stations)) == (True, Role.STATION_HEAD, 2)
    reach = ("--district", "示例区", "--kinds", "综合")
    assert run(capsys, url, "role", "--login", "rater", "--role", "评估员", *reach)[0] == 0
    assert account(url, "rater").kinds == {"综合"} and not account(url, "rater").stations


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("activate", "--login", "nobody"), "not_found 账号"),
        (("role", "--login", "rater", "--role", "主任"), "not_usable --role"),
        (("role", "--login", "rater", "--role", "评估员"), "not_filled 账号"),
        (("role", "--login", "rater", "--role", "评估员", "--district", "没有的区"), "not_found --district"),
        (
            ("role", "--login", "head", "--role", "站长", "--district", "示例区", "--stations", "9"),
            "not_found --stations",
        ),
        (("add", "--login", "HEAD", "--name", "重名", "--role", "管理员"), "storage_taken 账号"),
        (("add", "--login", "new", "--name", "甲"), "command_usage 命令 user add"),
        (("stop", "--login", "admin"), "not_now 账号"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_changes_nothing(
    one_database: Database, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    there = made(one_database)
    with_password(one_database, there.admin)
    code, out, err = run(capsys, url_of(one_database), *words)
    assert (code, out) == (2, "")
    assert err.startswith(told) and err.count("\n") == 1
    assert log_lines(one_database) == []
