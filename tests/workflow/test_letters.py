"""Papers of a round: with what the round knows, as far as its switches go, by the district's own template."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import pytest

from rating.district.people.roles import NotAllowed
from rating.district.rounds.local_day import local_day, today
from rating.district.rounds.states import State
from rating.district.storage import schema
from rating.district.storage.database import Database
from rating.export.word.facts import in_words
from rating.problems import Place, Problem, Refused
from rating.workflow import letter_form, letters, rectification
from rating.workflow.own_feedback import own_feedback
from tests.district.published_round import Published, published
from tests.export.word.reading import pictures, tables, words
from tests.export.word.templates.test_package import template

NAME, NUMBER = "1 号街道社工站", "民发〔2026〕1 号"
OWN = "本区的函：{{ 站点名称 }}，{{ 区 }}，{{ 名次 }}。{{ 落款单位 }}{{ 联系人 }}"


@pytest.fixture
def here(database: Database) -> Published:
    return published(database)


def letter_of(here: Published, who: str = "evaluator", row: int = 0) -> str:
    office = letters.office_of(here.database, here.made.people[who], here.part_id, here.evaluation, "意见书")
    return words(letters.station_letter(here.evaluation, row, office)[1])


def exports(here: Published) -> list[tuple[str, str]]:
    return [(row.who, row.summary) for row in here.rows(schema.log) if row.action == "export"]


def station(here: Published, code: str = "S001") -> int:
    return next(int(row.id) for row in here.rows(schema.station) if row.code == code)


def own(here: Published, who: str = "head") -> str:
    person = here.made.people[who]
    return words(letters.own_letter(here.database, person, own_feedback(here.database, person, station(here)))[1])


def sign(here: Published, issuer: str, contact: str = "", seen: int = 0) -> None:
    letter_form.sign_with(here.database, here.admin, here.made.district, seen, issuer, contact)


def use(here: Published, content: bytes, seen: int = 0) -> None:
    letter_form.replace_template(here.database, here.admin, here.made.district, seen, "区样式.docx", content)


def test_a_letter_knows_its_round_and_the_log_of_it(here: Published) -> None:
    told = letter_of(here)
    assert NAME in told and "2026 年度" in told and NUMBER in told
    assert f"请于{in_words(here.round.object_until)}前（含当日）登录本系统" in told  # type: ignore[arg-type]
    assert "总分 80.0 分" in told
    assert exports(here) == [("评估员乙（评估员）", "全部站点：生成意见书")]


def test_every_paper_is_signed_as_the_district_has_it_kept(here: Published) -> None:
    assert all("（盖章）" in told for told in (letter_of(here), own(here)))
    sign(here, "示例区民政局", "王老师，000-1234")
    sign(here, "示例区社会工作中心", "李老师，000-5678", seen=1)
    asked(here, "room")
    office = letters.office_of(here.database, here.evaluator, here.part_id, here.evaluation, "评估总报告")
    made = letters.notice(here.database, here.evaluator, here.part_id, here.evaluation, "S001")
    assert made is not None
    papers = {
        "letter": letter_of(here),
        "own letter": own(here),
        "report": words(letters.report(here.evaluation, office, names=False)),
        "notice": words(made[1]),
        "own notice": words(own_notice(here)),
    }
    for name, told in papers.items():
        assert "示例区社会工作中心" in told and "李老师，000-5678" in told, name
        assert "示例区民政局" not in told and "（盖章）" not in told.replace(f"{NAME}（盖章）", ""), name
    target = io.BytesIO()
    letters.all_letters(here.evaluation, target, office)
    with ZipFile(target) as archive:
        assert all("示例区社会工作中心" in words(archive.read(name)) for name in archive.namelist())


def test_ranks_are_told_only_where_the_round_shows_them(here: Published) -> None:
    assert "第 2 名" not in letter_of(here) and "第 2 名" not in own(here)
    here.put(show_ranks=True)
    assert "第 2 名" in letter_of(here) and "第 2 名" in own(here)


def test_the_own_letter_is_the_announced_one_and_of_the_day_of_the_announcement(here: Published) -> None:
    told = own(here)
    announced = local_day(own_feedback(here.database, here.head, station(here)).announced_at)
    assert NAME in told and "总分 80.0 分" in told and NUMBER in told
    assert in_words(announced) in told and announced == today()
    assert "2 号街道社工站" not in told


def test_all_letters_of_a_round_in_one_archive(here: Published) -> None:
    office = letters.office_of(here.database, here.viewer, here.part_id, here.evaluation, " 3 份反馈意见书")
    target = io.BytesIO()
    assert letters.all_letters(here.evaluation, target, office) == ()
    with ZipFile(target) as archive:
        assert [name.split("_")[0] for name in archive.namelist()] == ["S001", "S002", "S003"]
        assert all(NUMBER in words(archive.read(name)) for name in archive.namelist())


def test_the_report_names_the_district_and_stations_only_where_wanted(here: Published) -> None:
    office = letters.office_of(here.database, here.evaluator, here.part_id, here.evaluation, "评估总报告")
    hidden, named = (words(letters.report(here.evaluation, office, names=names)) for names in (False, True))
    assert "示例区2026 年度社工站星级评定" in hidden and NAME not in hidden
    assert NAME in named


def test_nobody_gets_papers_of_results_that_are_not_theirs(here: Published) -> None:
    for who in ("head", "other_head", "rater"):
        with pytest.raises(NotAllowed):
            letter_of(here, who)
    assert exports(here) == []
    with pytest.raises(Refused):
        own(here, "other_head")


def test_without_a_chinese_font_the_letter_comes_without_its_picture(
    here: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = letters.try_out(here.evaluation)
    assert pictures(letters.station_letter(here.evaluation, 0, office)[1])

    def missing() -> str:
        raise Refused((Problem("chart_font_missing", Place(), "没有字体"),))

    monkeypatch.setattr(letters, "chinese_face", missing)
    content = letters.station_letter(here.evaluation, 0, office)[1]
    assert not pictures(content) and NAME in words(content)
    assert not pictures(letters.report(here.evaluation, office, names=False))
    assert letters.all_letters(here.evaluation, io.BytesIO(), office) == ()


# ---- the template


def test_every_letter_of_the_district_is_written_by_its_template(here: Published) -> None:
    use(here, template(OWN))
    sign(here, "区中心", "王老师")
    assert letter_of(here).strip() == own(here).strip() == f"本区的函：{NAME}，示例区，。区中心王老师"
    target = io.BytesIO()
    office = letters.office_of(here.database, here.evaluator, here.part_id, here.evaluation, "意见书")
    letters.all_letters(here.evaluation, target, office)
    with ZipFile(target) as archive:
        assert all(words(archive.read(name)).startswith("本区的函") for name in archive.namelist())
    letter_form.own_form_again(here.database, here.admin, here.made.district, 1)
    assert "一、评定结果" in letter_of(here) and "一、评定结果" in own(here)


# ---- notices


def asked(here: Published, *indicators: str, **more: Any) -> None:
    here.move(State.FINAL, State.RECTIFICATION)
    found = rectification.proposals(here.database, here.evaluator, here.part_id, here.evaluation)
    chosen = [each for each in found if (each.station_code, each.indicator) in {("S001", one) for one in indicators}]
    rectification.open_items(here.database, here.evaluator, here.part_id, chosen, today(), more.get("demands"))


def own_notice(here: Published, who: str = "head") -> bytes:
    person = here.made.people[who]
    made = letters.own_notice(here.database, person, own_feedback(here.database, person, station(here)))
    assert made is not None
    return made[1]


def test_a_notice_lists_what_is_asked_with_days_and_papers(here: Published) -> None:
    asked(here, "licensed_share", "room")
    made = letters.notice(here.database, here.evaluator, here.part_id, here.evaluation, "S001")
    assert made is not None and made[0] == f"{NAME}_2026 年度_整改通知.docx"
    lines = tables(made[1])[0][1:]
    assert [line[1] for line in lines] == ["持证率", "场所面积"]
    assert lines[1][2].startswith("定级时得 10.0 分") and "落实固定场所" in lines[1][3]
    assert all(line[5].replace("\n", "") == in_words(today()) for line in lines)
    assert tables(own_notice(here))[0] == tables(made[1])[0], "the station reads the same"
    assert exports(here) == [("评估员乙（评估员）", "全部站点：生成 S001 的整改通知")]


def test_what_is_settled_is_left_out_until_everything_is(here: Published) -> None:
    asked(here, "licensed_share", "room")
    items = [told.item for told in rectification.items(here.database, here.evaluator, here.part_id)]
    for at, item in enumerate(items):
        sent = rectification.submit(here.database, here.head, item.id, item.version, "已按要求整改完毕")
        rectification.judge(here.database, here.evaluator, sent.id, sent.version, "accepted")
        titles = [line[1] for line in tables(own_notice(here))[0][1:]]
        assert titles == (["场所面积"] if at == 0 else ["持证率", "场所面积"])


def test_no_notice_where_nothing_was_asked_and_none_for_others(here: Published) -> None:
    asked(here, "room")
    assert letters.notice(here.database, here.evaluator, here.part_id, here.evaluation, "S002") is None
    with pytest.raises(NotAllowed):
        letters.notice(here.database, here.other_head, here.part_id, here.evaluation, "S001")


def test_the_papers_asked_for_stand_in_their_own_column() -> None:
    assert letters._without("补足人员。佐证材料：人员名册", ("人员名册",)) == "补足人员。"
    assert letters._without("佐证材料：人员名册", ("人员名册",)) == "佐证材料：人员名册"
    assert letters._without("自己写的要求", ("人员名册",)) == "自己写的要求"
