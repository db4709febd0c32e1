"""Files with an owner: who gets which, by a session of their own, and what the log tells of it."""

from __future__ import annotations

import io
import json
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
from httpx import Response
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from rating.district.people import sessions
from rating.district.people.person import Person
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.columns import moment
from rating.district.storage.database import Database
from rating.workflow import system
from tests.district.announced import Ready, ready
from tests.district.made import made
from tests.export.word.reading import words
from tests.server.visiting import Visitor, inner_app

HOSTILE = '季报=1+1\r\nSet-Cookie: x=y"; filename=evil.html;（副本）.html'


@pytest.fixture
def it(empty: Database) -> Ready:
    found = ready(empty)
    found.announce()
    return found


def session(it: Ready, person: Person) -> str:
    with it.database.writing() as at:
        return sessions.start(at, person.id or 0)


def asked(it: Ready, person: Person | None, path: str, token: str | None = None, **headers: str) -> Response:
    visitor = Visitor(inner_app())
    if person is not None or token is not None:
        visitor.session = token if token is not None else session(it, person)  # type: ignore[arg-type]
    return visitor.client.get(path, headers={"accept": "*/*", **headers})


def feedback(it: Ready, station: int = 0, form: str = "xlsx", round_id: int | None = None) -> str:
    return f"/files/feedback/{it.stations[station]}/{round_id or it.round_id}.{form}"


def exports(database: Database) -> list[tuple[str, str]]:
    with database.reading() as at:
        table = schema.log
        return [(row.who, row.summary) for row in at.execute(select(table).where(table.c.action == "export"))]


def sent(it: Ready, person: Person, station: str | None = "01", name: str = "证明.pdf") -> int:
    """An upload: evidence of an objection of that station, or, without one, data of the part."""
    with it.database.writing() as at:
        objection = None
        if station:
            objection = at.execute(
                insert(schema.objection).values(
                    part_id=it.part_id, station_code=station, indicator="size", state="open", made_at=moment()
                )
            ).inserted_primary_key[0]
        import hashlib

        values = {"purpose": "objection" if station else "data", "objection_id": objection, "name": name}
        return int(
            at.execute(
                insert(schema.upload).values(
                    round_id=it.round_id, part_id=it.part_id, sha256=hashlib.sha256(b"<script>").hexdigest(), size=8,
                    content=b"<script>", state="taken", sent_by=person.id, sent_at=moment(), **values,
                )
            ).inserted_primary_key[0]
        )  # fmt: skip


def is_nothing(answer: Response) -> bool:
    """The one answer for what is not there and for what one may not have."""
    return answer.status_code == 404 and answer.text == "没有这个文件，或者您不能下载它"


# ---- feedback


def test_a_head_takes_the_own_result_away_as_a_workbook_that_no_log_tells_of(it: Ready) -> None:
    answer = asked(it, it.head, feedback(it))
    assert answer.status_code == 200
    said = answer.headers
    assert said["content-disposition"].startswith("attachment; filename=\"file.xlsx\"; filename*=UTF-8''")
    assert unquote(said["content-disposition"].partition("UTF-8''")[2]) == "甲街道社工站_2025 年度_评定结果.xlsx"
    assert said["cache-control"] == "no-store" and said["x-content-type-options"] == "nosniff"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert "甲街道社工站" in words and "总分 20.0 分" in words
    assert "乙街道" not in words and "第 1 名" not in words
    assert exports(it.database) == []


def test_as_json_it_is_the_station_of_the_result_without_rank(it: Ready) -> None:
    answer = asked(it, it.head, feedback(it, form="json"))
    told = json.loads(answer.content)
    assert [station["code"] for station in told["stations"]] == ["01"]
    assert told["rubric"]["code"] == "small" and told["round"] == "2025 年度"
    assert "rank" not in told["stations"][0] and told["stations"][0]["total"] == "20.0"


def test_as_a_letter_it_is_the_own_one_without_rank_unless_the_round_shows_it(it: Ready) -> None:
    answer = asked(it, it.head, feedback(it, form="docx"))
    assert answer.status_code == 200
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    name = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert name == "甲街道社工站_2025 年度_反馈意见书.docx"
    told = words(answer.content)
    assert "甲街道社工站" in told and "区社工〔2025〕1号" in told and "总分 20.0 分" in told
    assert "乙街道" not in told and "第 1 名" not in told
    it.set(show_ranks=True)
    assert "第 1 名" in words(asked(it, it.head, feedback(it, form="docx")).content)
    assert exports(it.database) == []


def test_what_others_may_not_have_they_do_not_have_as_a_letter_either(it: Ready) -> None:
    elsewhere = made(it.database, name="别区")
    for person in (it.other_head, it.rater, elsewhere.head, elsewhere.evaluator):
        assert is_nothing(asked(it, person, feedback(it, form="docx"))), person.login
    it.set(state=State.REVIEWED.value)
    assert is_nothing(asked(it, it.head, feedback(it, form="docx")))
    assert exports(it.database) == []


def test_a_notice_goes_to_the_station_it_is_written_to(it: Ready) -> None:
    path = f"/files/notice/{it.stations[0]}/{it.round_id}.docx"
    assert is_nothing(asked(it, it.head, path)), "nothing is asked of it yet"
    with it.database.writing() as at:
        values = {
            "part_id": it.part_id,
            "station_code": "01",
            "indicator": "size",
            "state": "open",
            "demand": "补足场地",
        }
        at.execute(insert(schema.rectification).values(made_at=moment(), **values))
    assert "补足场地" in words(asked(it, it.head, path).content)
    assert exports(it.database) == []
    for person in (it.other_head, it.rater, made(it.database, name="别区").evaluator):
        assert is_nothing(asked(it, person, path)), person.login
    assert is_nothing(asked(it, it.head, f"/files/notice/{2**31}/{it.round_id}.docx"))
    assert asked(it, it.evaluator, path).status_code == 200
    assert exports(it.database) == [("评估员乙（评估员）", "下载 01「甲街道社工站」的整改通知")]


def test_others_who_take_it_away_are_told_of(it: Ready) -> None:
    for person in (it.evaluator, it.viewer, it.admin):
        assert asked(it, person, feedback(it)).status_code == 200
    told = exports(it.database)
    assert [who for who, _ in told] == ["评估员乙（评估员）", "查看人己（查看人）", "管理员甲（管理员）"]
    assert all("甲街道社工站" in summary for _, summary in told)


def test_what_one_may_not_have_is_answered_like_what_is_not_there(it: Ready) -> None:
    later = ready(it.database, "2026 年度", it.made)
    elsewhere = made(it.database, name="别区")
    assert is_nothing(asked(it, it.head, "/files/feedback/99999/99999.xlsx"))
    for person, path in (
        (it.head, feedback(it, 1)),
        (it.other_head, feedback(it, 0)),
        (it.rater, feedback(it, 0)),
        (it.head, feedback(it, 0, round_id=later.round_id)),
        (it.head, f"/files/feedback/{it.stations[0]}/{2**70}.xlsx"),
        (it.head, f"/files/feedback/{2**31}/{it.round_id}.json"),
        (it.head, feedback(it, 0, form="html")),
        (elsewhere.head, feedback(it, 0)),
        (elsewhere.evaluator, feedback(it, 0)),
    ):
        assert is_nothing(asked(it, person, path)), (person.login, path)
    assert exports(it.database) == [], "and nothing was told of what was not given"


def test_after_a_withdrawal_the_same_address_gives_nothing(it: Ready) -> None:
    it.set(state=State.REVIEWED.value)
    assert is_nothing(asked(it, it.head, feedback(it)))


# ---- uploads


def test_evidence_goes_to_the_head_who_sent_it_and_to_staff_who_are_told_of(it: Ready) -> None:
    path = f"/files/upload/{sent(it, it.head)}"
    own = asked(it, it.head, path)
    assert own.content == b"<script>" and own.headers["content-type"] == "application/octet-stream"
    assert own.headers["content-disposition"].startswith("attachment;")
    assert exports(it.database) == []
    assert asked(it, it.evaluator, path).status_code == 200
    assert exports(it.database) == [("评估员乙（评估员）", "下载「证明.pdf」（站长丁 上传）")]


def test_evidence_goes_to_every_head_of_the_station(it: Ready) -> None:
    path, scope = f"/files/upload/{sent(it, it.head)}", schema.account_scope
    assert is_nothing(asked(it, it.other_head, path))
    with it.database.writing() as at:
        at.execute(insert(scope).values(account_id=it.other_head.id, station_id=it.stations[0]))
    assert asked(it, it.other_head, path).content == b"<script>"


def test_nobody_else_gets_an_upload_by_its_number(it: Ready) -> None:
    elsewhere = made(it.database, name="别区")
    evidence, sheet = sent(it, it.head), sent(it, it.rater, station=None, name="打分表.xlsx")
    assert asked(it, it.rater, f"/files/upload/{sheet}").status_code == 200
    for person, number in (
        (it.other_head, evidence),
        (it.rater, evidence),
        (it.viewer, evidence),
        (elsewhere.evaluator, evidence),
        (elsewhere.head, evidence),
        (it.head, sheet),
        (it.viewer, sheet),
        (it.head, 99_999),
        (it.head, 2**80),
    ):
        assert is_nothing(asked(it, person, f"/files/upload/{number}")), (person.login, number)


def test_evidence_of_a_station_that_moved_on_stays_behind(it: Ready) -> None:
    number = sent(it, it.head)
    scope = schema.account_scope
    with it.database.writing() as at:
        at.execute(update(scope).where(scope.c.account_id == it.head.id).values(station_id=it.stations[4]))
    assert is_nothing(asked(it, it.head, f"/files/upload/{number}"))


def test_a_hostile_name_forges_no_header_and_is_no_page(it: Ready) -> None:
    answer = asked(it, it.evaluator, f"/files/upload/{sent(it, it.head, name=HOSTILE)}")
    assert "set-cookie" not in answer.headers and answer.headers["content-type"] == "application/octet-stream"
    said = answer.headers["content-disposition"]
    assert said.count("filename=") == 1 and '"file.html"' in said
    assert unquote(said.partition("UTF-8''")[2]).endswith("（副本）.html")


# ---- the whole


def test_a_backup_goes_to_administrators_and_is_told_of(it: Ready) -> None:
    answer = asked(it, it.admin, "/files/backup")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    assert unquote(answer.headers["content-disposition"].partition("UTF-8''")[2]).startswith("备份_")
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
    with it.database.reading() as at:
        assert (
            at.execute(select(schema.log.c.who).where(schema.log.c.action == "backup"))
            .scalar_one()
            .startswith("管理员甲")
        )


def test_nobody_else_gets_one_and_no_other_site_starts_one(it: Ready) -> None:
    for person in (it.evaluator, it.head, it.rater, it.viewer):
        assert is_nothing(asked(it, person, "/files/backup"))
    assert is_nothing(asked(it, it.admin, "/files/backup", **{"sec-fetch-site": "cross-site"}))


# ---- sessions


PATHS = (
    "/files/feedback/1/1.xlsx",
    "/files/feedback/1/1.docx",
    "/files/notice/1/1.docx",
    "/files/upload/1",
    "/files/backup",
)


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_or_with_a_stale_or_foreign_one_there_is_nothing(it: Ready, path: str) -> None:
    assert asked(it, None, path).status_code == 401
    assert asked(it, None, path, accept="text/html").status_code == 303
    assert asked(it, None, path, token="not-a-token").status_code == 401
    stale = session(it, it.admin)
    with it.database.writing() as at:
        sessions.end_all(at, it.admin.id or 0)
    assert asked(it, None, path, token=stale).status_code == 401


def test_a_closed_account_gets_nothing_from_the_next_request_on(it: Ready) -> None:
    token = session(it, it.head)
    assert asked(it, None, feedback(it), token=token).status_code == 200
    with it.database.writing() as at:
        at.execute(update(schema.account).where(schema.account.c.id == it.head.id).values(active=False))
    assert asked(it, None, feedback(it), token=token).status_code == 401


def test_a_session_that_ends_between_guard_and_route_gives_nothing(it: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.server import files

    monkeypatch.setattr(files.signing_in, "person_by", lambda *_: None)
    monkeypatch.setattr(files.signing_in, "is_good", lambda *_: True)
    assert asked(it, it.head, feedback(it)).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_only_a_whole_download_is_answered(it: Ready, path: str) -> None:
    visitor = Visitor(inner_app())
    visitor.session = session(it, it.admin)
    for method in ("HEAD", "POST", "PUT", "DELETE"):
        assert visitor.client.request(method, path).status_code == 405
    assert exports(it.database) == []


def test_without_storage_it_is_said_so_and_nothing_is_given_untold(it: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    from rating.workflow import own_files

    def full(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(own_files, "note", full)
    assert asked(it, it.evaluator, feedback(it)).status_code == 503
    assert asked(it, it.head, feedback(it)).status_code == 200
    assert system.opened() is it.database
