from __future__ import annotations

from datetime import UTC, datetime

from rating.district.rounds.published_changes import (
    ELSEWHERE,
    Before,
    Behind,
    Change,
    Points,
    Standing,
    changes_from,
    changes_of,
    in_words,
)
from rating.district.storage.columns import packed
from rating.district.storage.database import Database
from tests.district.announced import ready

OLD, NEW = Standing("20.0", 5, "五星级"), Standing("15.0", 4, "四星级")
WHEN = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)


def change(behind: tuple[Behind, ...] = (), occasion: str = "objection") -> Change:
    return Change(WHEN, occasion, OLD, NEW, (Points("share", "10.0", "5.0"),), behind)


def test_told_in_words_with_the_day_of_the_district() -> None:
    behind = Behind("objection", "持证数", "5 人", "4 人", "证书过期")
    assert in_words(change((behind,)), {"share": "持证率"}) == (
        "2026 年 3 月 2 日　异议：总分 20.0 → 15.0，等级 五星级 → 四星级（「持证率」10.0 → 5.0 分）。",
        "「持证数」5 人 → 4 人（异议，理由：证书过期）",
    )


def test_what_lies_with_others_is_said_without_naming_them() -> None:
    assert in_words(change(), {})[1:] == (ELSEWHERE,)


def test_what_is_not_known_has_a_sign_and_an_unknown_occasion_a_word() -> None:
    told = Change(WHEN, "again", Standing(None, None, None), NEW, (Points("share", None, "5.0"),), ())
    assert in_words(told, {})[0] == (
        "2026 年 3 月 2 日　重新公示：总分 暂缺 → 15.0，等级 未评定 → 四星级（「share」— → 5.0 分）。"
    )


def test_only_what_moved_has_an_entry_and_earlier_entries_stay(database: Database) -> None:
    it = ready(database)
    it.announce()
    before = Before(it.evaluation_id, "recheck", {"01": (Behind("recheck", "社工数", "5", "4", ""),)})
    was = {"total": "20.0", "stars": 5, "band": "五星级"}
    marks = {"size": {"points": "10.0"}, "share": {"points": "10.0"}}
    same = {**was, "rank": 9, "indicators": marks}
    moved = {**was, "total": "18.0", "indicators": {**marks, "size": {"points": "8.0"}}}
    with database.reading() as at:
        assert changes_of(at, before, [("01", packed(same))]) == {"01": []}, "a rank alone is no change"
        found = changes_of(at, before, [("01", packed(moved)), ("99", packed(moved))])
    assert set(found) == {"01"}, "a station that was not announced before has nothing to compare"
    (told,) = changes_from(found["01"])
    assert told.new.total == "18.0" and told.behind[0].title == "社工数" and told.at.tzinfo is not None
    assert told.indicators == (Points("size", "10.0", "8.0"),)
