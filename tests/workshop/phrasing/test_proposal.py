"""Every sentence of the phrasing table becomes its rule, loads, and scores as worked out by hand."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.rubric.rules import RULE_KINDS
from rating.workshop.phrasing.proposal import Proposal, propose
from rating.workshop.phrasing.wording import number_of, one_spelling
from tests.workshop.phrasing.more_sentences import DOUBTED, NAMED
from tests.workshop.phrasing.sentences import GATES, LEFT_TO_RATERS_BY_THE_SENTENCE, READ, TO_RATERS, Row
from tests.workshop.phrasing.worked import in_short, loaded, points_of, values_of


def marks(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row[0][:24]}·{row[5]}")
def test_a_sentence_becomes_its_rule(row: Row) -> None:
    sentence, full, title, kind, rule, values, points = row
    proposal = propose(sentence, marks(full), title)
    assert (proposal.kind, in_short(proposal.rule)) == (kind, rule), proposal.unread or proposal.doubts
    assert proposal.unread == ""
    assert proposal.read
    assert points_of(proposal, values_of(values)) == Decimal(points)


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0][:24])
def test_the_worked_example_of_a_proposal_is_filled_and_scored(row: Row) -> None:
    proposal = propose(row[0], marks(row[1]), row[2])
    assert set(proposal.sample) == {field.code for field in proposal.fields}
    points = points_of(proposal, proposal.sample)
    assert points is not None
    if proposal.full_marks:
        assert points <= proposal.full_marks


SHOWING_PART = {
    "deduct",
    "steps",
    "steps_down",
    "levels",
    "judgement",
    "parts",
    "per_unit",
    "proportion",
    "completion",
    "highest",
}


@pytest.mark.parametrize(
    "row", [row for row in READ if row[3] in SHOWING_PART and row[1] not in (None, "0")], ids=lambda row: row[0][:24]
)
def test_the_worked_example_shows_part_of_the_points_where_there_is_a_part(row: Row) -> None:
    proposal = propose(row[0], marks(row[1]), row[2])
    points = points_of(proposal, proposal.sample)
    one_tier = row[3].startswith("steps") and len(proposal.rule[row[3]]) == 1
    assert one_tier or (points is not None and 0 < points < Decimal(row[1] or 0))


@pytest.mark.parametrize(("sentence", "full", "why"), TO_RATERS, ids=lambda value: str(value)[:24])
def test_what_is_not_sure_stays_a_mark_and_says_so(sentence: str, full: str | None, why: str) -> None:
    proposal = propose(sentence, marks(full), "指标")
    assert (proposal.kind, dict(proposal.rule), proposal.value) == ("mark", {"mark": {}}, "f1"), why
    assert proposal.unread
    assert [field.kind for field in proposal.fields] == ["mark"]
    assert proposal.fields[0].at_most == full
    loaded(proposal)


@pytest.mark.parametrize(("sentence", "full", "asked"), DOUBTED, ids=lambda value: str(value)[:24])
def test_what_a_rule_leaves_out_is_asked(sentence: str, full: str, asked: str) -> None:
    proposal = propose(sentence, Decimal(full), "指标")
    assert proposal.kind != "mark"
    assert any(asked in doubt for doubt in proposal.doubts), proposal.doubts


@pytest.mark.parametrize(("sentence", "full", "title", "names"), NAMED, ids=lambda value: str(value)[:24])
def test_data_items_are_named_after_what_they_ask(sentence: str, full: str, title: str, names: tuple[str, ...]) -> None:
    assert {field.title for field in propose(sentence, Decimal(full), title).fields} == set(names)


@pytest.mark.parametrize(("sentence", "full"), LEFT_TO_RATERS_BY_THE_SENTENCE)
def test_what_the_standard_itself_leaves_to_raters_is_understood_as_that(sentence: str, full: str | None) -> None:
    proposal = propose(sentence, marks(full), "成效")
    assert (proposal.kind, proposal.unread) == ("mark", "")
    assert proposal.fields[0].at_most == "5" and proposal.full_marks == 5


@pytest.mark.parametrize("sentence", GATES)
def test_a_veto_is_told_apart_and_never_scored(sentence: str) -> None:
    proposal = propose(sentence, Decimal(5), "安全")
    assert proposal.gate and proposal.kind == "mark" and proposal.unread
    assert "必备条件" in proposal.doubts[0]


def test_a_veto_beside_a_rule_leaves_the_rule() -> None:
    proposal = propose("每缺一项扣1分，扣完为止；发生重大安全事故的，一票否决", Decimal(5), "安全")
    assert proposal.kind == "deduct" and proposal.gate
    assert "发生重大安全事故的" in proposal.doubts[-1]


def test_the_table_is_as_large_as_promised() -> None:
    assert len({row[0] for row in READ}) >= 90
    assert len(TO_RATERS) >= 20
    assert {row[3] for row in READ} >= set(RULE_KINDS) - {"matrix", "best_ratio", "min_max", "z_score", "mark"}


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("80%以上得5分，60%以上得3分，60%以下不得分", "民法典"),
        ("80%以上得5分，60%以上得3分", "原文没有写，按不得分理解"),
        ("每缺一项扣1分", "扣完为止"),
        ("每开展1次得1分", "以满分封顶"),
        ("第一名得5分，第二名得3分", "2024"),
        ("80%以上得5分，70%-79%得3分，70%以下不得分", "之间原文没有写"),
    ],
)
def test_what_had_to_be_taken_for_granted_is_asked(sentence: str, word: str) -> None:
    proposal = propose(sentence, Decimal(5), "比率")
    assert proposal.kind != "mark"
    assert any(word in doubt for doubt in proposal.doubts)


def test_bounds_that_the_sentence_states_are_not_asked_again() -> None:
    assert propose("不低于80%得5分，不低于60%得3分，低于60%不得分", Decimal(5), "比率").doubts == ()


def test_full_marks_are_taken_from_the_sentence_only_where_it_states_them() -> None:
    assert propose("每增加1个加1分，最高5分", None, "品牌").full_marks == 5
    assert propose("每缺一项扣0.5分，扣完为止", None, "档案").full_marks is None
    assert propose("不知道", None).full_marks is None


def test_the_fields_say_what_is_counted() -> None:
    def fields(sentence: str, full: int, title: str) -> list[tuple[str, str, str, bool]]:
        return [
            (field.title, field.kind, field.unit, field.whole)
            for field in propose(sentence, Decimal(full), title).fields
        ]

    assert fields("每缺一项扣0.5分", 5, "档案") == [("缺少项数", "number", "项", True)]
    assert fields("达到80%得5分，60%得3分", 5, "持证率") == [("持证率", "share", "", False)]
    assert fields("有得2分无得0分", 2, "督导制度") == [("有督导制度", "yes_no", "", False)]
    assert fields("优5分良3分差0分", 5, "服务质量") == [("服务质量", "choice", "", False)]
    assert fields("每迟报1天扣0.5分", 5, "报送") == [("迟报天数", "number", "天", True)]
    assert fields("场地面积达到100平方米得5分，60平方米得3分", 5, "场地") == [("场地面积", "number", "平方米", False)]


def test_an_empty_cell_is_a_mark_without_anything_unread() -> None:
    proposal = propose("  \n", Decimal(5), "指标")
    assert (proposal.kind, proposal.unread, proposal.sample) == ("mark", "", {"f1": "2.5"})


WORDS = st.lists(
    st.sampled_from(
        "每缺 一项 扣 0.5分 1分 5分 10分 得 得满分 不得分 ，  ； 。 、 （ ） ① 1. \n 80% 60% 以上 以下 不低于 超过 （含） 至 - 优 良 差 有 无 建立制度 未建立 最高 最多扣"
        " 扣完为止 基础分 按比例得分 按插值 样本 不少于 50份 第一名 取最高 酌情 天 人 3 两名 百分之八十 一半 满意度 + × / 每增加 加 各 分别 否则 其余 ※ 一票否决".split(
            " "
        )
    ),
    max_size=14,
).map("".join)
NOISE = st.one_of(WORDS, st.text(max_size=60), st.text(st.characters(codec="utf-8"), max_size=200))


def numbers_in(proposal: Proposal) -> set[Decimal]:
    return {
        Decimal(found)
        for found in re.findall(r"\d+(?:\.\d+)?", in_short(proposal.rule).replace("f1", "").replace("f2", ""))
    }


def numbers_said(sentence: str, full: Decimal | None) -> set[Decimal]:
    """Numbers of the sentence in any spelling, the full marks, and nothing, one and all (100%)."""
    text = one_spelling(sentence)
    said = {Decimal(number_of(found)) for found in re.findall(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百零〇]+", text)}
    said |= {
        Decimal(found)
        for found in re.findall(
            r"\d+(?:\.\d+)?", sentence.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
        )
    }
    return said | {Decimal(0), Decimal(1), Decimal(100)} | ({full} if full is not None else set())


@settings(max_examples=400, deadline=None)
@given(
    sentence=NOISE,
    full=st.one_of(st.none(), st.sampled_from([Decimal(0), Decimal(1), Decimal(5), Decimal(10)])),
    title=st.sampled_from(["", "持证率", "制度（5分）"]),
)
def test_noise_never_raises_and_never_invents(sentence: str, full: Decimal | None, title: str) -> None:
    proposal = propose(sentence, full, title)
    if proposal.kind == "mark" and full == 0:
        return  # an indicator of no points cannot be marked either
    loaded(proposal)
    if proposal.kind == "mark":
        return
    said = numbers_said(sentence, proposal.full_marks)
    shares = {share * proposal.full_marks / 100 for share in said} if proposal.full_marks is not None else set()
    left = {proposal.full_marks - number for number in said} if proposal.full_marks is not None else set()
    order = set(map(Decimal, range(1, 101))) if proposal.kind == "parts" else set()
    assert numbers_in(proposal) <= said | shares | left | order, proposal.rule
    points = points_of(proposal, proposal.sample)
    assert points is None or proposal.full_marks is None or points <= proposal.full_marks


@settings(max_examples=150, deadline=None)
@given(
    row=st.sampled_from(READ),
    noise=st.sampled_from(["（查阅资料）", "。查看档案", "\n", " ", "；现场查看。"]),
    wide=st.booleans(),
)
def test_noise_around_a_sentence_changes_nothing(row: Row, noise: str, wide: bool) -> None:
    sentence = row[0]
    if wide:
        sentence = sentence.translate({code: code + 0xFEE0 for code in [*range(0x30, 0x3A), 0x25]})
    plain, noisy = propose(row[0], marks(row[1]), row[2]), propose(sentence + noise, marks(row[1]), row[2])
    assert in_short(noisy.rule) == in_short(plain.rule)


def test_a_chapter_is_left_to_a_rater() -> None:
    proposal = propose("每缺一项扣1分，" * 400, Decimal(5), "指标")
    assert proposal.kind == "mark" and proposal.unread


@pytest.mark.parametrize("piece", ["得1分、", "优、", "一", "同一", "1-", "每", "0.5+", "("])
def test_a_cell_of_one_sign_over_and_over_is_left_to_a_rater(piece: str) -> None:
    assert propose(piece * (990 // len(piece)), Decimal(5), "指标").kind == "mark"
